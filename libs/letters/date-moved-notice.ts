import { addressOf, writeAddressee, writeDueDate, writeIntake, writeNumberedList, writeSentence } from './form-rows.js';
import type { DateMovedNotice } from './letter-data.js';
import type { Sheet } from './sheet.js';
import { writeAuthority } from './signature-blocks.js';
import { contactWords } from './supplement-request-slip.js';

/** Body of the notice of a moved date: the intake, the date given before, the new one with its hour, each changed day behind it, and where to ask. */
export function writeDateMovedNotice(sheet: Sheet, notice: DateMovedNotice): void {
  const you = addressOf(notice.applicant);
  writeAddressee(sheet, notice.applicant);
  writeIntake(sheet, notice);
  writeDueDate(sheet, 'Thời gian hẹn trả kết quả đã thông báo: ', notice.promisedAt);
  writeDueDate(sheet, 'Thời gian hẹn trả kết quả được điều chỉnh: ', notice.movedTo);
  writeSentence(sheet, [{ text: 'Lý do điều chỉnh: lịch làm việc của cơ quan thay đổi trong thời hạn giải quyết hồ sơ như sau:', face: 'regular' }]);
  writeNumberedList(sheet, notice.causes);
  writeSentence(sheet, [{ text: `Mọi thắc mắc, ${you} liên hệ ${contactWords(notice.contact)}.`, face: 'regular' }]);
  writeSentence(sheet, [{ text: `${notice.agencyName} thông báo để ${you} được biết./.`, face: 'regular' }]);
  writeAuthority(sheet, notice.signatory, notice.recipients);
}
