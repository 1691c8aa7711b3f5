import { dateInWords, dueDateAndTime } from './form-dates.js';
import type { Run } from './line-breaking.js';
import type { LetterFrame, LetterParty, LetterProxy } from './letter-data.js';
import type { Prose } from './prose.js';
import { MM, type BlockStyle, type Column, type Sheet } from './sheet.js';

const ROW_GAP = 1;

/** Form of address for the applicant inside sentences. */
export function addressOf(party: LetterParty): string {
  switch (party.kind) {
    case 'person':
      return 'Ông/Bà';
    case 'organisation':
      return 'Tổ chức';
  }
}

/** A procedure's name inside `thủ tục hành chính “…”`: a name that begins with that word does not say it twice. */
export function quotedProcedure(name: string): Run {
  const bare = name.replace(/^thủ tục\s+/iu, '');
  return { text: `“${bare.charAt(0).toLocaleUpperCase('vi')}${bare.slice(1)}”`, face: 'bold' };
}

/** One line of a form, `label: value`; without a value a dotted blank is left to write on. */
export function writeRow(sheet: Sheet, label: string, value: string | undefined, face: Run['face'] = 'regular', column: Column = sheet.body): void {
  const lines = sheet.lines(rowRuns(label, value, face), column, rowStyle(sheet));
  sheet.write(lines, column, rowStyle(sheet));
  if (isBlank(value)) {
    const from = column.x + (lines.at(-1)?.width ?? 0) + 1 * MM;
    sheet.rule(from, column.x + column.width - 1 * MM, sheet.y - sheet.lineHeight(sheet.textSize) * 0.22, true);
  }
  sheet.y += ROW_GAP;
}

/** A line `label: value` of a letter, whose value is always there. */
export function writeFact(sheet: Prose, label: string, value: string): void {
  sheet.paragraph(rowRuns(label, value), rowStyle(sheet));
  sheet.y += ROW_GAP;
}

function rowStyle(sheet: Prose): BlockStyle {
  return { size: sheet.textSize };
}

function rowRuns(label: string, value: string | undefined, face: Run['face'] = 'regular'): Run[] {
  const head: Run = { text: `${label}: `, face: 'regular' };
  return value === undefined || isBlank(value) ? [head] : [head, { text: value, face }];
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === '';
}

const SENTENCE_GAP = 2.5;

/** A sentence of running text, justified, first line set in. */
export function writeSentence(sheet: Prose, runs: readonly Run[]): void {
  sheet.paragraph(runs, sentenceStyle(sheet));
  sheet.y += SENTENCE_GAP;
}

/** The last sentence of a letter: it goes over to the next page with its signature, which takes `height` points and never stands there alone. */
export function writeClosing(sheet: Prose, runs: readonly Run[], height: number): void {
  sheet.paragraph(runs, { ...sentenceStyle(sheet), above: SENTENCE_GAP + height });
  sheet.y += SENTENCE_GAP;
}

function sentenceStyle({ textSize }: Prose): BlockStyle {
  return { size: textSize, align: 'justify', firstIndent: 8 * MM };
}

/** A short remark in italics. */
export function writeRemark(sheet: Sheet, text: string, face: 'italic' | 'bold-italic' = 'italic'): void {
  sheet.paragraph([{ text, face }], { size: sheet.textSize - 0.5 });
  sheet.y += ROW_GAP;
}

/** A numbered list with hanging numbers; runs over as many pages as it needs. */
export function writeNumberedList(sheet: Sheet, items: readonly string[]): void {
  const hang = 6.5 * MM;
  const style: BlockStyle = { size: sheet.textSize, role: 'LI' };
  items.forEach((item, index) => {
    const column: Column = { x: sheet.body.x + hang, width: sheet.body.width - hang };
    const number = sheet.lines([{ text: `${index + 1}.`, face: 'regular' }], { x: 0, width: hang }, style);
    sheet.write(sheet.lines([{ text: item, face: 'regular' }], column, style), column, { ...style, label: { lines: number, hang } });
    sheet.y += ROW_GAP;
  });
}

/** Rows naming the applicant as forms 01 and 03 order them. */
export function writeApplicantRows(sheet: Sheet, label: string, party: LetterParty): void {
  writeRow(sheet, label, party.name, 'bold');
  writeRow(sheet, party.kind === 'person' ? 'Số định danh cá nhân' : 'Mã số tổ chức', party.idNumber);
  writeContactRows(sheet, party);
}

/** Address, telephone and e-mail; the last two share a line when both fit on it. */
export function writeContactRows(sheet: Sheet, party: Pick<LetterParty, 'address' | 'phone' | 'email'>): void {
  writeRow(sheet, 'Địa chỉ', party.address);
  const left: Column = { x: sheet.body.x, width: sheet.body.width * 0.45 };
  const right: Column = { x: left.x + left.width, width: sheet.body.width - left.width };
  const short = [rowRuns('Số điện thoại', party.phone), rowRuns('Email', party.email)] as const;
  if (sheet.lines(short[0], left, rowStyle(sheet)).length > 1 || sheet.lines(short[1], right, rowStyle(sheet)).length > 1) {
    writeRow(sheet, 'Số điện thoại', party.phone);
    writeRow(sheet, 'Email', party.email);
    return;
  }
  sheet.reserve(sheet.lineHeight(sheet.textSize));
  const top = sheet.y;
  writeRow(sheet, 'Số điện thoại', party.phone, 'regular', left);
  sheet.y = top;
  writeRow(sheet, 'Email', party.email, 'regular', right);
}

/** Rows naming the person who files for the applicant. */
export function writeProxyRows(sheet: Sheet, proxy: LetterProxy): void {
  writeRow(sheet, 'Người được ủy quyền nộp hồ sơ', proxy.name, 'bold');
  writeRow(sheet, 'Số định danh cá nhân', proxy.idNumber);
  writeContactRows(sheet, proxy);
  writeRow(sheet, 'Giấy tờ ủy quyền', proxy.authorisation);
}

/** `Kính gửi` line of a letter: the applicant, or the proxy it is addressed to in the applicant's place. */
export function writeAddressee(sheet: Prose, { applicant, addressee }: Pick<LetterFrame, 'addressee'> & { readonly applicant: LetterParty }): void {
  sheet.paragraph(
    [
      { text: `Kính gửi: ${addressee === undefined ? addressOf(applicant) : 'Ông/Bà'} `, face: 'regular' },
      { text: addressee?.name ?? applicant.name, face: 'bold' },
      ...(addressee === undefined ? [] : [{ text: ' (người được ủy quyền nộp hồ sơ)', face: 'regular' } as const]),
    ],
    { size: sheet.textSize + 0.5, align: 'center' },
  );
  sheet.y += 2 * MM;
}

/** What a letter recalls of an intake. */
export interface RecalledIntake {
  readonly applicant: LetterParty;
  readonly agencyName: string;
  readonly receivedAt: number;
  readonly procedureName: string;
  readonly dossierCode: string;
}

/** The sentence that recalls the intake a letter is about; `identity` follows the applicant's name. */
export function writeIntake(sheet: Prose, { applicant, agencyName, receivedAt, procedureName, dossierCode }: RecalledIntake, identity = ''): void {
  writeSentence(sheet, [
    { text: `Ngày ${dateInWords(receivedAt)}, ${agencyName} tiếp nhận hồ sơ đề nghị giải quyết thủ tục hành chính `, face: 'regular' },
    quotedProcedure(procedureName),
    { text: ` của ${addressOf(applicant)} `, face: 'regular' },
    { text: applicant.name, face: 'bold' },
    { text: `${identity}; mã hồ sơ: `, face: 'regular' },
    { text: dossierCode, face: 'bold' },
    { text: '.', face: 'regular' },
  ]);
}

/** A date with its hour, as a sentence of its own. */
export function writeDueDate(sheet: Prose, label: string, at: number): void {
  writeSentence(sheet, [
    { text: label, face: 'regular' },
    { text: dueDateAndTime(at), face: 'bold' },
    { text: '.', face: 'regular' },
  ]);
}

/** Where questions are answered. */
export function writeContact(sheet: Sheet, { applicant, contact }: { readonly applicant: LetterParty; readonly contact: { readonly name: string; readonly phone?: string } }): void {
  writeSentence(sheet, [{ text: `Mọi thắc mắc, ${addressOf(applicant)} liên hệ ${withPhone(contact)}.`, face: 'regular' }]);
}

/** A desk with its telephone, where it has one. */
export function withPhone({ name, phone }: { readonly name: string; readonly phone?: string }): string {
  return phone === undefined ? name : `${name}, số điện thoại ${phone}`;
}
