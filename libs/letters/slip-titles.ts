import { CIRCULARS, type FormTitle } from './form-titles.js';
import type { FormNumbering } from './letter-data.js';
import type { SlipForm } from './slip-data.js';

const TITLES: Record<SlipForm, FormTitle> = {
  '06': { lines: ['PHIẾU KIỂM SOÁT QUÁ TRÌNH', 'GIẢI QUYẾT HỒ SƠ'], symbol: 'PKS' },
  transfer: { lines: ['GIẤY BÀN GIAO HỒ SƠ'], symbol: 'BGHS' },
  'handover-record': { lines: ['BIÊN BẢN BÀN GIAO HỒ SƠ'], symbol: 'BGHS' },
  'result-handover': { lines: ['PHIẾU BÀN GIAO KẾT QUẢ', 'GIẢI QUYẾT HỒ SƠ'], symbol: 'BGKQ' },
  guidance: { lines: ['PHIẾU HƯỚNG DẪN', 'HOÀN THIỆN HỒ SƠ'], symbol: 'HDHS' },
  urging: { lines: ['PHIẾU ĐÔN ĐỐC', 'GIẢI QUYẾT HỒ SƠ'], symbol: 'PDD' },
};

/** The stop notice of TT 03/2025 moved the control slip by one. */
const CONTROL_SLIP: Record<FormNumbering, string> = { 'tt03-2025': '06', 'tt01-2018': '05' };

/** Title and symbol of a slip. */
export function titleOfSlip(form: SlipForm): FormTitle {
  return TITLES[form];
}

/** Number and circular printed in the corner; `undefined` for slips no circular knows. */
export function slipMarkOf(form: SlipForm, numbering: FormNumbering): string | undefined {
  return form === '06' ? `Mẫu số ${CONTROL_SLIP[numbering]} (${CIRCULARS[numbering]})` : undefined;
}
