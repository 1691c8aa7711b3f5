import type { ApologyLetter, Letter, ReceiptSlip } from '../letter-data.js';
import type { Slip } from '../slip-data.js';
import { renderLetter } from '../render-letter.js';
import { renderSlip } from '../render-slip.js';
import { APOLOGY_LETTER, DATE_MOVED_NOTICE, FILING_RECEIPT, RECEIPT_SLIP, REFUSAL_SLIP, STOP_NOTICE, SUPPLEMENT_SLIP } from './letter-samples.js';
import { CONTROL_SLIP, controlSlipOf, GUIDANCE_SLIP, handoverRecordOf, RESULT_HANDOVER, TRANSFER_SLIP } from './slip-samples.js';

/** A name of 120 characters, as long as a joint venture's. */
export const LONG_NAME = 'LIÊN DANH CÔNG TY CỔ PHẦN TƯ VẤN ĐẦU TƯ XÂY DỰNG CÔNG TRÌNH GIAO THÔNG MIỀN TRUNG VÀ CÔNG TY TRÁCH NHIỆM HỮU HẠN ĐẤT Đ'.slice(0, 120);
const ORGANISATION = { kind: 'organisation', name: 'CÔNG TY TNHH ĐẤT ĐỎ', idNumber: '4200000000', address: '12 Trần Phú, phường Nha Trang', email: 'vanthu@datdo.example' } as const;
const PROXY = { name: 'LÊ VĂN ỔN', idNumber: '056085000321', address: 'Tổ 4, phường Nha Trang', phone: '0905 000 456', authorisation: 'Giấy ủy quyền số 12/2026 ngày 10/8/2026' } as const;
const TT01 = { numbering: 'tt01-2018', version: '1' } as const;
const THIRTY = Array.from({ length: 30 }, (_, index) => `Bản vẽ thiết kế số ${String(index + 1)} đã được thẩm định và đóng dấu của đơn vị tư vấn`);

/** A form with what is printed on it, by name. */
export interface FormCase {
  readonly name: string;
  readonly data: Letter | Slip;
}

const proxied: ReceiptSlip = { ...RECEIPT_SLIP, proxy: PROXY };
const escalated: ApologyLetter = { ...APOLOGY_LETTER, applicant: ORGANISATION, issuedAt: APOLOGY_LETTER.promisedAt, template: { ...APOLOGY_LETTER.template, addressOnApology: true }, remedy: { kind: 'escalated', to: 'Giám đốc Sở Nông nghiệp và Môi trường' } };

/** Forms whose whole text is kept beside the source, one line printed one line kept. */
export const GOLDEN_CASES: readonly FormCase[] = [
  { name: '00-date-moved', data: DATE_MOVED_NOTICE },
  { name: '01-proxy-two-appointments', data: proxied },
  { name: '01-organisation-tt01', data: { ...RECEIPT_SLIP, template: TT01, applicant: ORGANISATION } },
  { name: '01-filing-of-three', data: FILING_RECEIPT },
  { name: '02-supplement', data: SUPPLEMENT_SLIP },
  { name: '03-refusal', data: REFUSAL_SLIP },
  { name: '04-new-date', data: APOLOGY_LETTER },
  { name: '04-long-name-tt01', data: { ...APOLOGY_LETTER, template: TT01, applicant: { ...ORGANISATION, name: LONG_NAME } } },
  { name: '04-escalated-organisation', data: escalated },
  { name: '05-stop', data: STOP_NOTICE },
  { name: '06-control', data: CONTROL_SLIP },
  { name: 'transfer', data: TRANSFER_SLIP },
  { name: 'handover-record', data: handoverRecordOf(2) },
  { name: 'result-handover', data: RESULT_HANDOVER },
  { name: 'guidance', data: GUIDANCE_SLIP },
];

const LONG = { ...RECEIPT_SLIP.applicant, name: LONG_NAME };

/** Forms filled beyond their usual measure: long names and lists of thirty. */
export const FULL_CASES: readonly FormCase[] = [
  { name: '01 with a long name, a proxy and thirty papers', data: { ...proxied, applicant: LONG, components: THIRTY.map((name) => ({ name, copies: '02 bản sao' })) } },
  { name: '02 with a long name and thirty items', data: { ...SUPPLEMENT_SLIP, applicant: LONG, items: THIRTY.map((text) => ({ text, legalBasis: 'Điều 17 Nghị định 118/2025/NĐ-CP' })) } },
  { name: '03 with a long name', data: { ...REFUSAL_SLIP, applicant: LONG, header: { superior: LONG_NAME, agency: LONG_NAME } } },
  { name: '04 with a long name', data: { ...APOLOGY_LETTER, applicant: LONG, header: { superior: LONG_NAME, agency: LONG_NAME } } },
  { name: '05 with a long name', data: { ...STOP_NOTICE, applicant: LONG } },
  { name: '06 with thirty hand-overs between units of long names', data: controlSlipOf(30, LONG_NAME) },
  { name: 'a transfer slip with a long name and thirty papers', data: { ...TRANSFER_SLIP, applicant: LONG, components: THIRTY.map((name) => ({ name })) } },
  { name: 'a record of 120 dossiers', data: { ...handoverRecordOf(120), giver: LONG_NAME } },
  { name: 'a result hand-over with a long name', data: { ...RESULT_HANDOVER, applicant: LONG, proxy: PROXY } },
  { name: 'a guidance slip with thirty items', data: { ...GUIDANCE_SLIP, applicant: LONG, items: THIRTY.map((text) => ({ text })) } },
];

/** The file of a form. */
export function renderForm({ data }: FormCase): Promise<Uint8Array> {
  switch (data.form) {
    case '06':
    case 'transfer':
    case 'handover-record':
    case 'result-handover':
    case 'guidance':
      return renderSlip(data);
    case '00':
    case '01':
    case '02':
    case '03':
    case '04':
    case '05':
      return renderLetter(data);
  }
}
