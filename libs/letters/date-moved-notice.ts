import { addressOf, writeAddressee, writeClosing, writeContact, writeDueDate, writeIntake, writeNumberedList, writeSentence } from './form-rows.js';
import type { DateMovedNotice } from './letter-data.js';
import type { Sheet } from './sheet.js';
import { authorityHeight, writeAuthority } from './signature-blocks.js';

/** Body of the notice of a moved date: the intake, the date given before, the new one with its hour, why with its article, each changed day behind it, and where to ask. */
export function writeDateMovedNotice(sheet: Sheet, notice: DateMovedNotice): void {
  writeAddressee(sheet, notice);
  writeIntake(sheet, notice);
  if (notice.isSecondAppointment === true) {
    writeDueDate(sheet, 'Thời gian hẹn lần 1 đã thông báo: ', notice.promisedAt);
    writeDueDate(sheet, 'Thời gian trả kết quả giải quyết hồ sơ (hẹn lần 2): ', notice.movedTo);
  } else {
    writeDueDate(sheet, 'Thời gian hẹn trả kết quả đã thông báo: ', notice.promisedAt);
    writeDueDate(sheet, 'Thời gian hẹn trả kết quả được điều chỉnh: ', notice.movedTo);
  }
  writeReasons(sheet, notice);
  writeContact(sheet, notice);
  writeClosing(sheet, [{ text: `${notice.agencyName} thông báo để ${addressOf(notice.applicant)} được biết./.`, face: 'regular' }], authorityHeight(sheet, notice));
  writeAuthority(sheet, notice.signatory, notice.recipients);
}

function writeReasons(sheet: Sheet, { reasons, changedDays }: DateMovedNotice): void {
  const [only, ...others] = reasons;
  const listed = changedDays.length > 0;
  if (only !== undefined && others.length === 0) {
    writeSentence(sheet, [{ text: `Lý do điều chỉnh: ${only}${listed ? ' như sau:' : '.'}`, face: 'regular' }]);
    writeNumberedList(sheet, changedDays);
    return;
  }
  writeSentence(sheet, [{ text: 'Lý do điều chỉnh:', face: 'regular' }]);
  writeNumberedList(sheet, reasons.map((reason) => `${reason.charAt(0).toLocaleUpperCase('vi')}${reason.slice(1)}.`));
  if (listed) {
    writeSentence(sheet, [{ text: 'Các ngày thay đổi trong lịch làm việc:', face: 'regular' }]);
    writeNumberedList(sheet, changedDays);
  }
}
