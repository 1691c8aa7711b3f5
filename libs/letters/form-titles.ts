import type { FormNumber, FormNumbering, Letter, LetterHeader } from './letter-data.js';

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
const DATE_MOVED: FormTitle = { lines: ['THÔNG BÁO', 'ĐIỀU CHỈNH THỜI GIAN', 'TRẢ KẾT QUẢ'], symbol: 'TB' };

const TITLES: Record<FormNumbering, Record<FormNumber, FormTitle>> = {
  'tt03-2025': {
    '00': DATE_MOVED,
    '01': RECEIPT,
    '02': SUPPLEMENT,
    '03': REFUSAL,
    '04': { number: '04', lines: ['PHIẾU XIN LỖI', 'VÀ ĐỀ NGHỊ GIA HẠN', 'THỜI GIAN GIẢI QUYẾT'], symbol: 'PXL' },
    '05': { ...STOP, number: '05' },
  },
  'tt01-2018': {
    '00': DATE_MOVED,
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
export function titleOfForm(form: FormNumber, numbering: FormNumbering): FormTitle {
  return TITLES[numbering][form];
}

/** Title of a letter in the numbering its agency uses. */
export function titleOf(letter: Letter): FormTitle {
  const title = titleOfForm(letter.form, letter.template.numbering);
  return letter.form === '04' && letter.remedy.kind !== 'new-date' ? { ...title, lines: APOLOGY_ALONE_LINES } : title;
}

/** The form's number and circular as printed in the corner, `undefined` for a form the circular does not have. */
export function formMarkOf(form: FormNumber, numbering: FormNumbering): string | undefined {
  const { number } = titleOfForm(form, numbering);
  return number === undefined ? undefined : `Mẫu số ${number} (${CIRCULARS[numbering]})`;
}

/** `Số` line of a form: its number, or a blank with the form's and the agency's symbols while it has none. */
export function numberLineOf(title: FormTitle, header: LetterHeader, documentNumber?: string): string {
  return `Số: ${documentNumber ?? `………/${title.symbol}-${header.symbol ?? '……'}`}`;
}
