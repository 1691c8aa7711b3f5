import { addressOf, writeApplicantRows, writeNumberedList, writeRow, writeSentence } from './form-rows.js';
import type { Sheet } from './sheet.js';
import { writeSingleSignature } from './signature-blocks.js';
import type { GuidanceSlip } from './slip-data.js';
import { contactWords, itemWords } from './supplement-request-slip.js';

/** Body of the guidance slip: whose filing it is, everything it lacks told at once (NĐ 61/2018 Art. 15.3), and whom to ask. */
export function writeGuidanceSlip(sheet: Sheet, slip: GuidanceSlip): void {
  writeApplicantRows(sheet, 'Hồ sơ của', slip.applicant);
  writeRow(sheet, 'Nội dung yêu cầu giải quyết', slip.requestContent);
  writeSentence(sheet, [
    { text: `Qua kiểm tra, hồ sơ của ${addressOf(slip.applicant)} chưa đầy đủ, chưa đúng quy định nên ${slip.counterName} chưa tiếp nhận. Đề nghị ${addressOf(slip.applicant)} hoàn thiện hồ sơ gồm những nội dung sau:`, face: 'regular' },
  ]);
  writeNumberedList(sheet, slip.items.map(itemWords));
  if (slip.reason !== undefined) {
    writeRow(sheet, 'Lý do', slip.reason);
  }
  writeSentence(sheet, [
    { text: 'Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, đề nghị liên hệ ', face: 'regular' },
    { text: contactWords(slip.contact), face: 'bold' },
    { text: ' để được hướng dẫn.', face: 'regular' },
  ]);
  writeSingleSignature(sheet, { title: 'NGƯỜI HƯỚNG DẪN', name: slip.guidedBy });
}
