import type { ControlledHandover, ControlSlip, GuidanceSlip, HandoverRecord, ResultHandover, TransferSlip, UrgingSlip } from '../slip-data.js';
import { RECEIPT_SLIP, SUPPLEMENT_SLIP } from './letter-samples.js';

const { template, header, place, issuedAt, dossierCode, applicant, counterName, receivedAt } = RECEIPT_SLIP;
const DESK = { template, header, place, issuedAt };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PROCEDURE = RECEIPT_SLIP.requestContent;
const OFFICE = 'Phòng Đăng ký và Cấp Giấy chứng nhận – Văn phòng Đăng ký đất đai';
const PROMISED = { at: receivedAt + 6 * DAY };

/** A hand-over of a step that kept its time. */
const FIRST: ControlledHandover = {
  giver: { unit: 'Bộ phận TN&TKQ', at: receivedAt + HOUR, by: 'tiepnhan.01' },
  receiver: { unit: OFFICE, at: receivedAt + 2 * HOUR, by: 'thuly.07' },
  outcome: 'early',
};

/** A complete form 06: a step in time, one returned, its repetition late, a receiver who has not confirmed, the result outside the clock. */
export const CONTROL_SLIP: ControlSlip = {
  ...DESK,
  form: '06',
  documentNumber: '361/PKS-TTPVHCC',
  dossierCode,
  handlingAgency: 'Văn phòng Đăng ký đất đai tỉnh Khánh Hòa',
  coordinatingAgencies: ['Thuế tỉnh Khánh Hòa'],
  receivedAt,
  promised: PROMISED,
  handovers: [
    FIRST,
    { giver: { unit: OFFICE, at: receivedAt + DAY, by: 'thuly.07' }, receiver: { unit: 'Bộ phận TN&TKQ', at: receivedAt + DAY }, outcome: 'on-time', note: 'Trả lại để thực hiện lại' },
    { giver: { unit: 'Bộ phận TN&TKQ', at: receivedAt + 2 * DAY, by: 'tiepnhan.01' }, receiver: { unit: OFFICE }, outcome: 'late', note: 'Lần 2' },
    { giver: { unit: OFFICE, at: receivedAt + 5 * DAY, by: 'thuly.07' }, receiver: { unit: 'Bộ phận TN&TKQ', at: receivedAt + 5 * DAY, by: 'tiepnhan.01' }, outcome: 'untimed' },
  ],
};

/** A form 06 with so many hand-overs, between units of long names. */
export function controlSlipOf(count: number, unit = 'Phòng Kinh tế, Hạ tầng và Đô thị phường Trung Tâm'): ControlSlip {
  return {
    ...CONTROL_SLIP,
    handovers: Array.from({ length: count }, (_, index) => ({
      ...FIRST,
      giver: { unit: `${unit} ${String(index + 1)}`, at: receivedAt + index * HOUR, by: 'thuly.07' },
      note: `Bước ${String(index + 1)}`,
    })),
  };
}

/** A complete transfer slip to two units at once. */
export const TRANSFER_SLIP: TransferSlip = {
  ...DESK,
  form: 'transfer',
  dossierCode,
  procedureName: PROCEDURE,
  applicant,
  giver: { unit: counterName, at: receivedAt + HOUR, by: 'tiepnhan.01' },
  targets: [
    { unit: OFFICE, work: 'Thẩm tra hồ sơ', dueAt: receivedAt + 3 * DAY },
    { unit: 'Thuế tỉnh Khánh Hòa', work: 'Xác định nghĩa vụ tài chính' },
  ],
  receiver: {},
  components: RECEIPT_SLIP.components,
  sets: 1,
  receivedAt,
  promised: PROMISED,
};

/** A batch record of so many dossiers. */
export function handoverRecordOf(count: number): HandoverRecord {
  return {
    ...DESK,
    form: 'handover-record',
    handedAt: DESK.issuedAt,
    giver: counterName,
    receiver: 'Văn phòng Đăng ký đất đai tỉnh Khánh Hòa',
    lines: Array.from({ length: count }, (_, index) => ({
      dossierCode: `000.00.06.H32-260819-${String(index + 1).padStart(4, '0')}`,
      applicantName: applicant.name,
      procedureName: PROCEDURE,
      sets: 1,
      papers: 4,
      receivedAt: receivedAt + index * 60_000,
      promised: PROMISED,
    })),
    note: 'Giao cuối ngày',
  };
}

/** A result somebody fetched on an authorisation. */
export const RESULT_HANDOVER: ResultHandover = {
  ...DESK,
  form: 'result-handover',
  dossierCode,
  counterName,
  procedureName: PROCEDURE,
  applicant,
  receivedAt,
  promised: PROMISED,
  outcome: 'granted',
  resultNumber: 'CS 123456',
  resultAt: receivedAt + 5 * DAY,
  receipt: { at: receivedAt + 6 * DAY, method: 'desk', receiver: 'LÊ VĂN ỔN', identityChecked: true, authorised: true, authorisation: 'Giấy ủy quyền số 12', signature: 'paper', by: 'tiepnhan.01' },
};

/** A complete guidance slip. */
export const GUIDANCE_SLIP: GuidanceSlip = {
  ...DESK,
  form: 'guidance',
  counterName,
  applicant,
  requestContent: PROCEDURE,
  items: SUPPLEMENT_SLIP.items,
  reason: SUPPLEMENT_SLIP.reason,
  contact: SUPPLEMENT_SLIP.contact,
};

/** A second urging, urgent, after one nobody has answered. */
export const URGING_SLIP: UrgingSlip = {
  ...DESK,
  form: 'urging',
  dossierCode,
  urgingCode: 'DD-H56-2026-000002',
  procedureName: PROCEDURE,
  number: 2,
  urgent: true,
  urgedBy: 'applicant',
  urgedAt: receivedAt + 8 * DAY,
  holder: 'Văn phòng Đăng ký đất đai tỉnh Khánh Hòa',
  receivedAt,
  promised: PROMISED,
  content: 'Hồ sơ đã quá hẹn hai ngày, đề nghị cho biết khi nào có kết quả.',
  answerDueAt: receivedAt + 9 * DAY,
  counterName,
  earlier: [{ number: 1, at: receivedAt + 6 * DAY + HOUR, dueAt: receivedAt + 7 * DAY + HOUR }],
};
