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
  writeNumberedList(sheet, slip.items.map(itemWords));
  writeRow(sheet, 'Lý do', slip.reason);
  if (slip.answerBy !== undefined) {
    writeRow(sheet, 'Đề nghị bổ sung, hoàn thiện trước', dueDateAndTime(slip.answerBy), 'bold');
  }
  writeSentence(sheet, [
    { text: 'Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, đề nghị liên hệ ', face: 'regular' },
    { text: contactWords(slip.contact), face: 'bold' },
    { text: ' để được hướng dẫn.', face: 'regular' },
  ]);
  writeSingleSignature(sheet, { title: 'NGƯỜI HƯỚNG DẪN', name: slip.guidedBy });
}

/** One thing asked for, with the place in the law that asks for it. */
export function itemWords({ text, legalBasis }: RequestedItem): string {
  return legalBasis === undefined ? text : `${text} (căn cứ: ${legalBasis})`;
}

/** Whom to ask, with the telephone where there is one. */
export function contactWords({ name, phone }: SupplementRequestSlip['contact']): string {
  return phone === undefined ? name : `${name}, số điện thoại ${phone}`;
}
