import type { LetterText } from '#domain';
import { dateAndTime, dueDateAndTime } from './form-dates.js';
import { writeApplicantRows, writeNumberedList, writeProxyRows, writeRemark, writeRow } from './form-rows.js';
import type { PrintedAppointment, ReceiptSlip } from './letter-data.js';
import type { Sheet } from './sheet.js';
import { writeTwoSignatures } from './signature-blocks.js';
import { paperLine } from './transfer-slip.js';
import { wordingOf } from './wording.js';

/** Body of form 01 in the order of Appendix I. */
export function writeReceiptSlip(sheet: Sheet, slip: ReceiptSlip): void {
  writeRow(sheet, textOf(slip, 'counter-label'), slip.counterName);
  writeApplicantRows(sheet, slip.applicant.kind === 'person' ? 'Tiếp nhận hồ sơ của Ông/Bà' : 'Tiếp nhận hồ sơ của Tổ chức', slip.applicant);
  if (slip.proxy !== undefined) {
    writeProxyRows(sheet, slip.proxy);
  }
  writeRow(sheet, 'Nội dung yêu cầu giải quyết', slip.requestContent);
  writeRemark(sheet, 'Thành phần hồ sơ nộp gồm:');
  writeNumberedList(sheet, slip.components.map(paperLine));
  writeRow(sheet, 'Số lượng hồ sơ', `${String(slip.sets).padStart(2, '0')} (bộ)`);
  writeRow(sheet, 'Thời gian giải quyết hồ sơ theo quy định', slip.term);
  writeRow(sheet, 'Thời gian nhận hồ sơ', dateAndTime(slip.receivedAt), 'bold');
  writeAppointments(sheet, slip, slip.appointments);
  writeMembers(sheet, slip);
  writeExplanation(sheet, slip);
  writeRow(sheet, 'Đăng ký nhận kết quả tại', slip.resultDelivery);
  if (slip.fees !== undefined) {
    writeRow(sheet, 'Phí, lệ phí', slip.fees.join('; '));
  }
  writeRegister(sheet, slip.register);
  writeTwoSignatures(sheet, { title: 'NGƯỜI NỘP HỒ SƠ', name: slip.submittedBy }, { title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', name: slip.receivedBy });
}

/** The dossiers of a filing, each with its procedure, term, dates and line in the register. */
function writeMembers(sheet: Sheet, slip: ReceiptSlip): void {
  if (slip.members === undefined) {
    return;
  }
  writeRemark(sheet, `Lần nộp này gồm ${String(slip.members.length).padStart(2, '0')} hồ sơ:`);
  for (const [index, member] of slip.members.entries()) {
    // A code alone at the foot of a page tells nobody what it is the code of.
    sheet.reserve(4 * sheet.lineHeight(sheet.textSize));
    writeRow(sheet, `${String(index + 1)}. Mã hồ sơ`, member.dossierCode, 'bold');
    writeRow(sheet, 'Thủ tục', member.procedureName);
    writeRow(sheet, 'Cơ quan giải quyết', member.agencyName);
    if (member.term !== undefined) {
      writeRow(sheet, 'Thời gian giải quyết', member.term);
    }
    writeAppointments(sheet, slip, member.appointments);
    if (member.note !== undefined) {
      writeRow(sheet, 'Ghi chú', member.note);
    }
    writeRegister(sheet, member.register);
  }
}

function writeRegister(sheet: Sheet, register: ReceiptSlip['register']): void {
  if (register !== undefined) {
    writeRow(sheet, 'Vào Sổ theo dõi hồ sơ', `Quyển số ${register.volume}, Số thứ tự ${register.number}`);
  }
}

function writeAppointments(sheet: Sheet, slip: ReceiptSlip, appointments: readonly PrintedAppointment[]): void {
  for (const appointment of appointments) {
    writeRow(sheet, labelOf(appointment), datesOf(slip, appointment), appointment.purpose === 'first' ? 'regular' : 'bold');
  }
}

function textOf({ template }: ReceiptSlip, text: LetterText, blanks: Readonly<Record<string, string>> = {}): string {
  return wordingOf(template, text, blanks).map((run) => run.text).join('');
}

function labelOf({ purpose, number }: PrintedAppointment): string {
  switch (purpose) {
    case 'result':
      return `Thời gian trả kết quả giải quyết hồ sơ${number === undefined ? '' : ` (hẹn lần ${String(number)})`}`;
    case 'interim':
      return `Hẹn lần ${String(number ?? 1)}`;
    case 'first':
      return 'Ngày hẹn ban đầu (hẹn lần 1)';
  }
}

/** The present date in the agency's words (`Sau … giờ`); one that only recalls an earlier date stands as it is. */
function datesOf(slip: ReceiptSlip, { at, note, purpose }: PrintedAppointment): string {
  const date = at === undefined ? [] : [purpose === 'first' ? dueDateAndTime(at) : textOf(slip, 'return-time', { date: dueDateAndTime(at) })];
  return [...date, ...(note === undefined ? [] : [note])].join('; ');
}

function writeExplanation(sheet: Sheet, slip: ReceiptSlip): void {
  for (const year of slip.unconfirmedYears ?? []) {
    writeRemark(sheet, `Lưu ý: Lịch năm ${year} chưa được công bố chính thức; ngày trả kết quả có thể lùi lại và sẽ được thông báo.`, 'bold-italic');
  }
  const lines = slip.explanation ?? [];
  if (lines.length > 0) {
    writeRemark(sheet, `Cách tính: ${lines.join('; ')}.`);
  }
}
