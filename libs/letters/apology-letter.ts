import { dateAndTime, dueDateAndTime } from './form-dates.js';
import { addressOf, writeAddressee, writeClosing, writeDueDate, writeFact, writeIntake, writeSentence } from './form-rows.js';
import type { ApologyLetter } from './letter-data.js';
import type { Prose } from './prose.js';
import { wordingOf } from './wording.js';

/**
 * Body of form 04. It states intake, promise, apology, reason and, where one was signed, the new date; a letter dated before
 * the promise says the date cannot be kept, one dated after it that it was not kept. Without a new date it says what comes instead.
 * Its signature block follows apart and takes `signature` points.
 */
export function writeApologyLetter(sheet: Prose, letter: ApologyLetter, signature: number): void {
  writeAddressee(sheet, letter);
  writeAddress(sheet, letter);
  writeIntake(sheet, letter, identityClause(letter));
  writeDueDate(sheet, letter.promiseKind === 'maximum' ? 'Thời hạn giải quyết hồ sơ tối đa theo quy định: ' : 'Thời gian hẹn trả kết quả giải quyết hồ sơ: ', letter.promisedAt);
  writeSentence(sheet, [{ text: `${delayClause(letter)} Lý do: ${asSentence(letter.reason)}`, face: 'regular' }]);
  const blanks = { applicant: addressOf(letter.applicant), agency: letter.agencyName };
  writeSentence(sheet, wordingOf(letter.template, 'apology', blanks));
  writeRemedy(sheet, letter);
  writeClosing(sheet, wordingOf(letter.template, 'apology-closing', blanks), signature);
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

function writeRemedy(sheet: Prose, { remedy, agencyName, applicant, template }: ApologyLetter): void {
  switch (remedy.kind) {
    case 'new-date':
      writeSentence(sheet, wordingOf(template, 'new-date', { agency: agencyName, applicant: addressOf(applicant), date: dueDateAndTime(remedy.at) }));
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
