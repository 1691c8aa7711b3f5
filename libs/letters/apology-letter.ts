import { dateAndTime, dueDateAndTime } from './form-dates.js';
import { addressOf, writeAddressee, writeDueDate, writeFact, writeIntake, writeSentence } from './form-rows.js';
import type { ApologyLetter, FormNumbering } from './letter-data.js';
import type { Prose } from './prose.js';

/** How each circular's form 04 offers the new date, as its title does. */
const OFFERS: Record<FormNumbering, string> = { 'tt03-2025': 'đề nghị được gia hạn thời gian giải quyết và sẽ trả kết quả', 'tt01-2018': 'hẹn lại và sẽ trả kết quả' };

/**
 * Body of form 04. It states intake, promise, apology and, where they were signed, reason and new date; a letter dated before
 * the promise says the date cannot be kept, one dated after it that it was not kept. Without a new date it says what comes instead.
 * Its signature block follows apart.
 */
export function writeApologyLetter(sheet: Prose, letter: ApologyLetter): void {
  const you = addressOf(letter.applicant);
  writeAddressee(sheet, letter.applicant);
  writeAddress(sheet, letter);
  writeIntake(sheet, letter, identityClause(letter));
  writeDueDate(sheet, letter.promiseKind === 'maximum' ? 'Thời hạn giải quyết hồ sơ tối đa theo quy định: ' : 'Thời gian hẹn trả kết quả giải quyết hồ sơ: ', letter.promisedAt);
  writeSentence(sheet, [{ text: `${delayClause(letter)}${reasonClause(letter)}`, face: 'regular' }]);
  writeSentence(sheet, [{ text: `Sự chậm trễ này gây phiền hà, tốn kém thời gian và công sức của ${you}. ${letter.agencyName} xin lỗi ${you} về sự chậm trễ nêu trên.`, face: 'regular' }]);
  writeRemedy(sheet, letter);
  writeSentence(sheet, [{ text: `Rất mong nhận được sự thông cảm của ${you}./.`, face: 'regular' }]);
}

/** Where the applicant is reached, on letters of agencies whose template names it. */
function writeAddress(sheet: Prose, { template, applicant }: ApologyLetter): void {
  const facts = template.addressOnApology === true ? ([['Địa chỉ', applicant.address], ['Số điện thoại', applicant.phone]] as const) : [];
  for (const [label, value] of facts) {
    if (value !== undefined) {
      writeFact(sheet, label, value);
    }
  }
}

function identityClause({ applicant }: ApologyLetter): string {
  const label = applicant.kind === 'person' ? 'số định danh cá nhân' : 'mã số tổ chức';
  return applicant.idNumber === undefined ? '' : ` (${label}: ${applicant.idNumber})`;
}

function delayClause({ agencyName, applicant, issuedAt, promisedAt, promiseKind }: ApologyLetter): string {
  const time = promiseKind === 'maximum' ? 'trong thời hạn tối đa theo quy định' : 'đúng thời hạn đã hẹn';
  const dossier = `hồ sơ của ${addressOf(applicant)}`;
  return issuedAt < promisedAt
    ? `Tuy nhiên, đến nay ${agencyName} chưa giải quyết xong ${dossier} và không thể trả kết quả ${time}.`
    : `Tuy nhiên, ${agencyName} chưa trả được kết quả giải quyết ${dossier} ${time}.`;
}

function reasonClause({ reason }: ApologyLetter): string {
  return reason === undefined ? '' : ` Lý do: ${asSentence(reason)}`;
}

function writeRemedy(sheet: Prose, { remedy, agencyName, applicant, template }: ApologyLetter): void {
  switch (remedy.kind) {
    case 'new-date':
      writeSentence(sheet, [
        { text: `${agencyName} ${OFFERS[template.numbering]} cho ${addressOf(applicant)} vào lúc: `, face: 'regular' },
        { text: dueDateAndTime(remedy.at), face: 'bold' },
        { text: '.', face: 'regular' },
      ]);
      return;
    case 'to-be-told':
      writeSentence(sheet, [{ text: `${agencyName} sẽ thông báo cho ${addressOf(applicant)} ngày hẹn trả kết quả mới.`, face: 'regular' }]);
      return;
    case 'ended':
      writeSentence(sheet, [{ text: `Việc giải quyết hồ sơ đã kết thúc vào lúc ${dateAndTime(remedy.at)}.`, face: 'regular' }]);
      return;
    case 'escalated':
      writeSentence(sheet, [
        { text: `Hồ sơ đã được báo cáo ${remedy.to} để trực tiếp chỉ đạo giải quyết; kết quả được trả cho ${addressOf(applicant)} ngay khi có.`, face: 'regular' },
      ]);
      return;
  }
}

function asSentence(reason: string): string {
  const text = reason.trim();
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}
