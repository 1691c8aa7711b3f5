import type { FormNumber, FormNumbering, Letter, LetterHeader, LetterTemplate, Notice, Paper } from './letter-data.js';
import type { SlipForm } from './slip-data.js';

/** What a form is called and how it is numbered in one circular. */
export interface FormTitle {
  /** Form number in the circular's appendix; absent where the circular has no such form. */
  readonly number?: string;
  /** Title as printed, one string a line. */
  readonly lines: readonly string[];
  /** Letters before the agency's symbol in `Số: …/PXL-…`. */
  readonly symbol: string;
}

/** The circulars as they are cited in the corner of a form. */
export const CIRCULARS: Record<FormNumbering, string> = { 'tt03-2025': 'TT 03/2025/TT-VPCP', 'tt01-2018': 'TT 01/2018/TT-VPCP' };

const RECEIPT: FormTitle = { number: '01', lines: ['GIẤY TIẾP NHẬN HỒ SƠ', 'VÀ HẸN TRẢ KẾT QUẢ'], symbol: 'TNHS' };
const SUPPLEMENT: FormTitle = { number: '02', lines: ['PHIẾU YÊU CẦU BỔ SUNG,', 'HOÀN THIỆN HỒ SƠ'], symbol: 'PBS' };
const REFUSAL: FormTitle = { number: '03', lines: ['PHIẾU TỪ CHỐI TIẾP NHẬN', 'GIẢI QUYẾT HỒ SƠ'], symbol: 'PTC' };
const STOP: FormTitle = { lines: ['THÔNG BÁO', 'DỪNG GIẢI QUYẾT HỒ SƠ'], symbol: 'TB' };
const TITLES: Record<FormNumbering, Record<Exclude<FormNumber, '00'>, FormTitle>> = {
  'tt03-2025': {
    '01': RECEIPT,
    '02': SUPPLEMENT,
    '03': REFUSAL,
    '04': { number: '04', lines: ['PHIẾU XIN LỖI', 'VÀ ĐỀ NGHỊ GIA HẠN', 'THỜI GIAN GIẢI QUYẾT'], symbol: 'PXL' },
    '05': { ...STOP, number: '05' },
  },
  'tt01-2018': {
    '01': RECEIPT,
    '02': SUPPLEMENT,
    '03': REFUSAL,
    '04': { number: '04', lines: ['PHIẾU XIN LỖI', 'VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ'], symbol: 'PXL' },
    '05': STOP,
  },
};

// An apology without a new date asks for no extension, so the form's title would be untrue.
const APOLOGY_ALONE_LINES = ['PHIẾU XIN LỖI', 'VỀ VIỆC CHẬM TRẢ KẾT QUẢ', 'GIẢI QUYẾT HỒ SƠ'] as const;

/** Title of a form in one circular. */
export function titleOfForm(form: Exclude<FormNumber, '00'>, numbering: FormNumbering): FormTitle {
  return TITLES[numbering][form];
}

/** Letters of a form's numbers, the part after the stroke in `15/PXL-STNMT`: the same in both circulars. */
export function symbolOfForm(form: Exclude<FormNumber, '00'>): string {
  return TITLES['tt03-2025'][form].symbol;
}

const NOTICE_SYMBOLS: Record<Notice['notice'], string> = { 'date-moved': 'TB', 'result-ready': 'TB', 'uncollected-reminder': 'TB', 'fault-apology': 'TXL' };

/** The same of a letter no circular has a form for. */
export function symbolOfNotice(notice: Notice['notice']): string {
  return NOTICE_SYMBOLS[notice];
}

/** Title of a letter no circular has a form for. */
function titleOfNotice(notice: Notice): FormTitle {
  return { lines: linesOfNotice(notice), symbol: symbolOfNotice(notice.notice) };
}

function linesOfNotice(notice: Notice): readonly string[] {
  switch (notice.notice) {
    case 'date-moved':
      return ['THÔNG BÁO', 'ĐIỀU CHỈNH THỜI GIAN', 'TRẢ KẾT QUẢ'];
    case 'result-ready':
      return ['THÔNG BÁO', 'CÓ KẾT QUẢ', 'GIẢI QUYẾT HỒ SƠ'];
    case 'uncollected-reminder':
      return ['THÔNG BÁO', 'NHẮC NHẬN KẾT QUẢ', 'GIẢI QUYẾT HỒ SƠ'];
    case 'fault-apology':
      return ['THƯ XIN LỖI', ...(notice.fault === 'wrong-result' ? ['VỀ VIỆC KẾT QUẢ GIẢI QUYẾT', 'HỒ SƠ CÓ SAI SÓT'] : ['VỀ VIỆC LÀM THẤT LẠC', 'HỒ SƠ'])];
  }
}

/** Title of a letter in the numbering its agency uses. */
export function titleOf(letter: Letter): FormTitle {
  if (letter.form === '00') {
    return titleOfNotice(letter);
  }
  const title = titleOfForm(letter.form, letter.template.numbering);
  return letter.form === '04' && letter.remedy.kind !== 'new-date' ? { ...title, lines: APOLOGY_ALONE_LINES } : title;
}

/** The form's number and circular as printed in the corner, `undefined` for a form the circular does not have. */
export function formMarkOf(form: FormNumber, numbering: FormNumbering): string | undefined {
  if (form === '00') {
    return undefined;
  }
  const { number } = titleOfForm(form, numbering);
  return number === undefined ? undefined : `Mẫu số ${number} (${CIRCULARS[numbering]})`;
}

/** What the code in the head of a letter is the code of: the receipt of a filing that opened several dossiers bears the code of the filing. */
export function codeLabelOf(letter: Letter): string {
  return letter.form === '01' && letter.members !== undefined ? 'Mã lần nộp' : 'Mã hồ sơ';
}

/** Paper a form or slip prints on in a template. */
export function paperOf(form: FormNumber | SlipForm, { paper = 'A5' }: LetterTemplate): Paper {
  return typeof paper === 'string' ? paper : (paper[form] ?? 'A5');
}

/** `Số` line of a form: its number, or a blank with the form's and the agency's symbols while it has none. */
export function numberLineOf(title: FormTitle, header: LetterHeader, documentNumber?: string): string {
  return `Số: ${documentNumber ?? `………/${title.symbol}-${header.symbol ?? '……'}`}`;
}
