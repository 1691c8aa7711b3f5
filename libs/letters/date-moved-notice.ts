import { dateInWords, dueDateAndTime } from './form-dates.js';
import { addressOf, quotedProcedure, writeAddressee, writeNumberedList, writeSentence } from './form-rows.js';
import type { DateMovedNotice } from './letter-data.js';
import type { Sheet } from './sheet.js';
import { writeAuthority } from './signature-blocks.js';

/** Body of the notice of a moved date: the intake, the date given before, the new one with its hour, each changed day behind it, and where to ask. */
export function writeDateMovedNotice(sheet: Sheet, notice: DateMovedNotice): void {
  const you = addressOf(notice.applicant);
  writeAddressee(sheet, notice.applicant);
  writeSentence(sheet, [
    { text: `Ngày ${dateInWords(notice.receivedAt)}, ${notice.agencyName} tiếp nhận hồ sơ đề nghị giải quyết thủ tục hành chính `, face: 'regular' },
    quotedProcedure(notice.procedureName),
    { text: ` của ${you} `, face: 'regular' },
    { text: notice.applicant.name, face: 'bold' },
    { text: '; mã hồ sơ: ', face: 'regular' },
    { text: notice.dossierCode, face: 'bold' },
    { text: '.', face: 'regular' },
  ]);
  writeDate(sheet, 'Thời gian hẹn trả kết quả đã thông báo: ', notice.promisedAt);
  writeDate(sheet, 'Thời gian hẹn trả kết quả được điều chỉnh: ', notice.movedTo);
  writeSentence(sheet, [{ text: 'Lý do điều chỉnh: lịch làm việc của cơ quan thay đổi trong thời hạn giải quyết hồ sơ như sau:', face: 'regular' }]);
  writeNumberedList(sheet, notice.causes);
  writeSentence(sheet, [{ text: `Mọi thắc mắc, ${you} liên hệ ${contactOf(notice)}.`, face: 'regular' }]);
  writeSentence(sheet, [{ text: `${notice.agencyName} thông báo để ${you} được biết./.`, face: 'regular' }]);
  writeAuthority(sheet, notice.signatory, notice.recipients);
}

function writeDate(sheet: Sheet, label: string, at: number): void {
  writeSentence(sheet, [
    { text: label, face: 'regular' },
    { text: dueDateAndTime(at), face: 'bold' },
    { text: '.', face: 'regular' },
  ]);
}

function contactOf({ contact }: DateMovedNotice): string {
  return contact.phone === undefined ? contact.name : `${contact.name}, số điện thoại ${contact.phone}`;
}
