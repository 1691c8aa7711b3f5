const DASHES = /[\u2010-\u2015\u2212]/gu;
const BLANKS = /[\s\u00a0\u200b\ufeff]+/gu;
/** `000.00.31.H99-260819-0361` (TT 01/2018/TT-VPCP Art. 19): the level-1 body last, four digits a day. */
const OLD = /^(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})-(\d{2})(\d{4})-(\d{4})$/;
/** `H99.31-20260819-0000361`: the level-1 body first, the whole year, seven digits. */
const NEW = /^([A-Z]\d{2})((?:\.\d{2,3}){0,3})-20(\d{2})(\d{4})-(\d{7})$/;
const NONE = /^0+$/;

/** A dossier code as a list may write it: without blanks, one kind of dash, capitals. */
export function plainCode(text: string): string {
  return text.replace(BLANKS, '').replace(DASHES, '-').toUpperCase();
}

/**
 * Whether a cell can be a dossier's code, of this system or another: neither words nor a bare number as people have (9, 10 or 12 digits), which
 * could be a person's and would be kept with what differs. At least one digit, and no more than six letters in a row.
 */
export function isCodeCell(text: string): boolean {
  const plain = plainCode(text);
  return /^[0-9A-Z./_-]{1,80}$/.test(plain) && /\d/.test(plain) && !/[A-Z]{7}/.test(plain) && !/^(?:\d{9,10}|\d{12})$/.test(plain);
}

/**
 * Every form under which a code may be known, the plain one first. Codes of the old form and of the new one name body, day and number alike
 * where the number fits; a code of another system has one form.
 */
export function codeForms(text: string): readonly string[] {
  const plain = plainCode(text);
  const other = newForm(plain) ?? oldForm(plain);
  return other === undefined || other === plain ? [plain] : [plain, other];
}

function newForm(code: string): string | undefined {
  const [, third, second, first, body, year, day, number] = OLD.exec(code) ?? [];
  if (body === undefined || number === undefined || year === undefined || day === undefined) {
    return undefined;
  }
  const below = [first, second, third].filter((part): part is string => part !== undefined && !NONE.test(part));
  return `${[body, ...below].join('.')}-20${year}${day}-${number.padStart(7, '0')}`;
}

function oldForm(code: string): string | undefined {
  const [, body, below, year, day, number] = NEW.exec(code) ?? [];
  if (body === undefined || below === undefined || number === undefined || !number.startsWith('000')) {
    return undefined;
  }
  const [first = '00', second = '00', third = '000'] = below.split('.').filter((part) => part !== '');
  return `${third.padStart(3, '0')}.${second}.${first}.${body}-${year ?? ''}${day ?? ''}-${number.slice(3)}`;
}
