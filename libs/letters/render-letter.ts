import { writeApologyLetter } from './apology-letter.js';
import { carriesEvaluation, writeEvaluationSheet } from './evaluation-sheet.js';
import { codeLabelOf, paperOf, titleOf } from './form-titles.js';
import type { FormNumber, Letter } from './letter-data.js';
import { headOf, writeLetterhead } from './letterhead.js';
import { writeNotice } from './notice-body.js';
import { writeReceiptSlip } from './receipt-slip.js';
import { writeRefusalSlip } from './refusal-slip.js';
import { assertComplete } from './required-fields.js';
import { Sheet } from './sheet.js';
import { authorityHeight, writeAuthority } from './signature-blocks.js';
import { writeStopNotice } from './stop-notice.js';
import { writeSupplementRequestSlip } from './supplement-request-slip.js';

/** Size of running text in points, by form: slips carry many rows on one A5 sheet, letters are read as prose. */
export const TEXT_SIZES: Record<FormNumber, number> = { '00': 11.5, '01': 10, '02': 10.5, '03': 10.5, '04': 11.5, '05': 11 };

/**
 * The letter as a PDF file: tagged, PDF/A-2b, fonts embedded, Vietnamese text extractable in reading order. The same letter
 * gives the same bytes on every run of one release. Throws `LetterFieldMissing` when a required field is empty.
 */
export async function renderLetter(letter: Letter): Promise<Uint8Array> {
  assertComplete(letter);
  const title = titleOf(letter).lines.join(' ');
  const sheet = new Sheet({
    paper: paperOf(letter.form, letter.template),
    title: letter.dossierCode === undefined ? title : `${title} – ${letter.dossierCode}`,
    author: letter.header.agency,
    subject: title,
    keywords: `form ${letter.form}; ${letter.template.numbering}; template ${letter.template.version}`,
    createdAt: letter.issuedAt,
    textSize: TEXT_SIZES[letter.form],
  });
  writeLetterhead(sheet, headOf(letter));
  writeBody(sheet, letter);
  const { pages: own } = sheet;
  if (carriesEvaluation(letter)) {
    writeEvaluationSheet(sheet, letter);
  }
  return sheet.end((page, pages) => `${letter.dossierCode === undefined ? '' : `${codeLabelOf(letter)} ${letter.dossierCode} – `}Trang ${page}/${pages}`, own);
}

function writeBody(sheet: Sheet, letter: Letter): void {
  switch (letter.form) {
    case '00':
      writeNotice(sheet, letter);
      return;
    case '01':
      writeReceiptSlip(sheet, letter);
      return;
    case '02':
      writeSupplementRequestSlip(sheet, letter);
      return;
    case '03':
      writeRefusalSlip(sheet, letter);
      return;
    case '04':
      writeApologyLetter(sheet, letter, authorityHeight(sheet, letter));
      writeAuthority(sheet, letter.signatory, letter.recipients);
      return;
    case '05':
      writeStopNotice(sheet, letter);
      writeAuthority(sheet, letter.signatory, letter.recipients);
      return;
  }
}
