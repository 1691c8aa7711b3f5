import { dateAndTime, dueDateAndTime } from './form-dates.js';
import { addressOf, writeAddressee, writeContact, writeIntake, writeRemark, writeSentence } from './form-rows.js';
import type { ResultReadyNotice, UncollectedReminder } from './letter-data.js';
import type { Sheet } from './sheet.js';

const AUTOMATIC = 'Thông báo được lập tự động từ Hệ thống thông tin giải quyết thủ tục hành chính.';

/** Body of the notice that the result is there: since when, that it is early where it is (NĐ 61/2018 Art. 20.4), and how it is had. */
export function writeResultReadyNotice(sheet: Sheet, notice: ResultReadyNotice): void {
  writeAddressee(sheet, notice);
  writeIntake(sheet, notice);
  const what = notice.outcome === 'granted' ? 'Kết quả giải quyết hồ sơ' : 'Hồ sơ không đủ điều kiện giải quyết; văn bản trả lời';
  writeSentence(sheet, [
    { text: `${what} đã có vào lúc `, face: 'regular' },
    { text: dateAndTime(notice.readyAt), face: 'bold' },
    { text: '.', face: 'regular' },
  ]);
  if (notice.earlyBy !== undefined) {
    writeSentence(sheet, [
      {
        text: `Kết quả có sớm hơn thời gian hẹn trả (${dueDateAndTime(notice.earlyBy)}) và được thông báo để ${addressOf(notice.applicant)} biết.`,
        face: 'regular',
      },
    ]);
  }
  writeSentence(sheet, [{ text: invitationOf(notice), face: 'regular' }]);
  writeContact(sheet, notice);
  writeRemark(sheet, AUTOMATIC);
}

/** Body of the reminder of a result nobody came for: since when it waits, up to which day nobody came, and where it is had. */
export function writeUncollectedReminder(sheet: Sheet, notice: UncollectedReminder): void {
  writeAddressee(sheet, notice);
  writeIntake(sheet, notice);
  writeSentence(sheet, [
    { text: 'Kết quả giải quyết hồ sơ đã có từ ', face: 'regular' },
    { text: dateAndTime(notice.readyAt), face: 'bold' },
    { text: `; đến ${dateAndTime(notice.issuedAt)}, kết quả chưa được nhận.`, face: 'regular' },
  ]);
  const you = addressOf(notice.applicant);
  writeSentence(sheet, [
    {
      text: notice.delivery === 'desk' ? invitationOf(notice) : `Kết quả chưa đến được với ${you} theo hình thức đã đăng ký. Đề nghị ${you} liên hệ ${notice.contact.name} để nhận kết quả hoặc đăng ký lại địa chỉ nhận.`,
      face: 'regular',
    },
  ]);
  writeContact(sheet, notice);
  writeRemark(sheet, AUTOMATIC);
}

function invitationOf({ applicant, contact, delivery }: Pick<ResultReadyNotice, 'applicant' | 'contact' | 'delivery'>): string {
  const you = addressOf(applicant);
  switch (delivery) {
    case 'desk':
      return `Mời ${you} đến ${contact.name} trong giờ làm việc để nhận kết quả; khi đến mang theo Giấy tiếp nhận hồ sơ và hẹn trả kết quả và giấy tờ tùy thân.`;
    case 'post':
      return `Kết quả được gửi qua dịch vụ bưu chính công ích đến địa chỉ ${you} đã đăng ký; ${you} không phải đến nơi nộp hồ sơ.`;
    case 'online':
      return `Kết quả bản điện tử được trả trên Cổng Dịch vụ công quốc gia theo đăng ký; ${you} không phải đến nơi nộp hồ sơ.`;
  }
}
