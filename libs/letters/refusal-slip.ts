import { addressOf, writeApplicantRows, writeRow, writeSentence } from './form-rows.js';
import type { RefusalSlip } from './letter-data.js';
import type { Sheet } from './sheet.js';
import { writeTwoSignatures } from './signature-blocks.js';

/** Body of form 03 in the order of Appendix I. */
export function writeRefusalSlip(sheet: Sheet, slip: RefusalSlip): void {
  writeRow(sheet, 'Trung tâm/Bộ phận Tiếp nhận và Trả kết quả', slip.counterName);
  writeApplicantRows(sheet, 'Đã tiếp nhận hồ sơ của', slip.applicant);
  writeRow(sheet, 'Nội dung yêu cầu giải quyết', slip.requestContent);
  writeSentence(sheet, [
    { text: `Qua xem xét, ${slip.counterName} thông báo không tiếp nhận, giải quyết hồ sơ này của ${addressOf(slip.applicant)} với lý do cụ thể như sau:`, face: 'regular' },
  ]);
  writeRow(sheet, 'Lý do', slip.reason, 'bold');
  if (slip.legalBasis !== undefined) {
    writeRow(sheet, 'Căn cứ', slip.legalBasis);
  }
  writeSentence(sheet, [{ text: `Xin thông báo để ${addressOf(slip.applicant)} được biết./.`, face: 'regular' }]);
  writeTwoSignatures(sheet, { title: 'NGƯỜI NỘP HỒ SƠ', name: slip.submittedBy }, { title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', name: slip.receivedBy });
}
