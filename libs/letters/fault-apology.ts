import { addressOf, withPhone, writeAddressee, writeClosing, writeIntake, writeSentence } from './form-rows.js';
import type { FaultApology } from './letter-data.js';
import type { Sheet } from './sheet.js';
import { authorityHeight, writeAuthority } from './signature-blocks.js';

/** Body of the apology for a fault of the agency (NĐ 61/2018 Art. 21): what went wrong, that the agency puts it right at its own cost, and what comes next. */
export function writeFaultApology(sheet: Sheet, letter: FaultApology): void {
  const { agencyName, contact, fault, reason } = letter;
  const you = addressOf(letter.applicant);
  writeAddressee(sheet, letter);
  writeIntake(sheet, letter);
  const what = fault === 'wrong-result' ? `kết quả giải quyết hồ sơ của ${you} có sai sót` : `hồ sơ của ${you} bị thất lạc`;
  writeSentence(sheet, [{ text: `Do lỗi của ${agencyName}, ${what}. Nội dung cụ thể: ${reason.trim().replace(/[.]$/u, '')}.`, face: 'regular' }]);
  writeSentence(sheet, [{ text: `${agencyName} chân thành xin lỗi ${you} về sai sót nêu trên.`, face: 'regular' }]);
  const next =
    fault === 'wrong-result'
      ? `Đề nghị ${you} mang kết quả đã nhận (nếu có) đến ${withPhone(contact)}, để được giải quyết lại.`
      : `Đề nghị ${you} liên hệ ${withPhone(contact)}, để được hướng dẫn, hỗ trợ lập lại hồ sơ.`;
  writeSentence(sheet, [
    { text: `${next} Việc khắc phục do cơ quan chịu mọi chi phí; ${you} không phải nộp phí, lệ phí.`, face: 'regular' },
  ]);
  writeClosing(sheet, [{ text: `Rất mong nhận được sự thông cảm của ${you}./.`, face: 'regular' }], authorityHeight(sheet, letter));
  writeAuthority(sheet, letter.signatory, letter.recipients);
}
