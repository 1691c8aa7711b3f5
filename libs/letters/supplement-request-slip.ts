import { dueDateAndTime } from './form-dates.js';
import { writeContactRows, writeNumberedList, writeRow, writeSentence } from './form-rows.js';
import type { RequestedItem, SupplementRequestSlip } from './letter-data.js';
import type { Sheet } from './sheet.js';
import { writeSingleSignature } from './signature-blocks.js';

/** Body of form 02 in the order of Appendix I. */
export function writeSupplementRequestSlip(sheet: Sheet, slip: SupplementRequestSlip): void {
  writeRow(sheet, 'Hồ sơ của', slip.applicant.name, 'bold');
  writeRow(sheet, 'Nội dung yêu cầu giải quyết', slip.requestContent);
  writeContactRows(sheet, slip.applicant);
  writeSentence(sheet, [{ text: 'Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:', face: 'bold' }]);
  writeNumberedList(sheet, slip.items.map(wordingOf));
  writeRow(sheet, 'Lý do', slip.reason);
  if (slip.answerBy !== undefined) {
    writeRow(sheet, 'Đề nghị bổ sung, hoàn thiện trước', dueDateAndTime(slip.answerBy), 'bold');
  }
  const { name, phone } = slip.contact;
  const contact = phone === undefined ? name : `${name}, số điện thoại ${phone}`;
  writeSentence(sheet, [
    { text: 'Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, đề nghị liên hệ ', face: 'regular' },
    { text: contact, face: 'bold' },
    { text: ' để được hướng dẫn.', face: 'regular' },
  ]);
  writeSingleSignature(sheet, { title: 'NGƯỜI HƯỚNG DẪN', name: slip.guidedBy });
}

function wordingOf({ text, legalBasis }: RequestedItem): string {
  return legalBasis === undefined ? text : `${text} (căn cứ: ${legalBasis})`;
}
