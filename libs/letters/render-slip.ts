import { writeControlSlip } from './control-slip.js';
import { placeAndDate } from './form-dates.js';
import { numberLineOf, paperOf } from './form-titles.js';
import { writeGuidanceSlip } from './guidance-slip.js';
import { writeHandoverRecord } from './handover-record.js';
import { writeLetterhead } from './letterhead.js';
import { assertSlipComplete } from './required-slip-fields.js';
import { writeResultHandover } from './result-handover.js';
import { Sheet } from './sheet.js';
import type { Slip, SlipForm } from './slip-data.js';
import { slipMarkOf, titleOfSlip } from './slip-titles.js';
import { writeTransferSlip } from './transfer-slip.js';
import { writeUrgingSlip } from './urging-slip.js';

const TEXT_SIZES: Record<SlipForm, number> = { '06': 9.5, transfer: 10, 'handover-record': 12, 'result-handover': 10, guidance: 10.5, urging: 10.5 };

/**
 * A slip as a PDF file, made as letters are: tagged, PDF/A-2b, fonts embedded, equal input giving equal bytes. Throws
 * `LetterFieldMissing` when a required field is empty.
 */
export async function renderSlip(slip: Slip): Promise<Uint8Array> {
  assertSlipComplete(slip);
  const title = titleOfSlip(slip.form);
  const subject = title.lines.join(' ');
  const code = slip.form === 'handover-record' ? undefined : slip.dossierCode;
  const sheet = new Sheet({
    paper: slip.form === 'handover-record' ? 'A4' : paperOf(slip.form, slip.template),
    title: code === undefined ? subject : `${subject} – ${code}`,
    author: slip.header.agency,
    subject,
    keywords: `form ${slip.form}; ${slip.template.numbering}; template ${slip.template.version}`,
    createdAt: slip.issuedAt,
    textSize: TEXT_SIZES[slip.form],
  });
  writeLetterhead(sheet, {
    header: slip.header,
    mark: slipMarkOf(slip.form, slip.template.numbering),
    numberLine: numberLineOf(title, slip.header, slip.documentNumber),
    placeAndDate: placeAndDate(slip.place, slip.issuedAt),
    title: title.lines,
    dossierCode: code,
  });
  writeBody(sheet, slip);
  return sheet.end((page, pages) => `${code === undefined ? '' : `Mã hồ sơ ${code} – `}Trang ${page}/${pages}`);
}

function writeBody(sheet: Sheet, slip: Slip): void {
  switch (slip.form) {
    case '06':
      writeControlSlip(sheet, slip);
      return;
    case 'transfer':
      writeTransferSlip(sheet, slip);
      return;
    case 'handover-record':
      writeHandoverRecord(sheet, slip);
      return;
    case 'result-handover':
      writeResultHandover(sheet, slip);
      return;
    case 'guidance':
      writeGuidanceSlip(sheet, slip);
      return;
    case 'urging':
      writeUrgingSlip(sheet, slip);
      return;
  }
}
