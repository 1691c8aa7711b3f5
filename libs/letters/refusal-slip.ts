import { dateInWords, dueDateAndTime } from './form-dates.js';
import { addressOf, quotedProcedure, writeAddressee, writeApplicantRows, writeRow, writeSentence } from './form-rows.js';
import type { RefusalAfterIntake, RefusalCause, RefusalSlip } from './letter-data.js';
import type { Sheet } from './sheet.js';
import { writeAuthority, writeTwoSignatures } from './signature-blocks.js';

/**
 * Body of form 03: in the order of Appendix I when the desk refuses to take a dossier in; as a notice of the agency when
 * processing ends by refusal.
 */
export function writeRefusalSlip(sheet: Sheet, slip: RefusalSlip): void {
  if (slip.afterIntake === undefined) {
    writeRefusedIntake(sheet, slip);
  } else {
    writeRefusedAfterIntake(sheet, slip, slip.afterIntake);
  }
}

function writeRefusedIntake(sheet: Sheet, slip: RefusalSlip): void {
  writeRow(sheet, 'Trung tâm/Bộ phận Tiếp nhận và Trả kết quả', slip.counterName);
  writeApplicantRows(sheet, 'Tiếp nhận hồ sơ của', slip.applicant);
  writeRow(sheet, 'Nội dung yêu cầu giải quyết', slip.requestContent);
  writeSentence(sheet, [
    { text: `Qua xem xét, ${slip.counterName} thông báo không tiếp nhận, giải quyết hồ sơ này của ${addressOf(slip.applicant)} với lý do cụ thể như sau:`, face: 'regular' },
  ]);
  writeReason(sheet, slip);
  writeTwoSignatures(sheet, { title: 'NGƯỜI NỘP HỒ SƠ', name: slip.submittedBy }, { title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', name: slip.receivedBy });
}

function writeRefusedAfterIntake(sheet: Sheet, slip: RefusalSlip, { agencyName, procedureName, receivedAt, cause, signatory, recipients }: RefusalAfterIntake): void {
  const you = addressOf(slip.applicant);
  writeAddressee(sheet, slip);
  writeSentence(sheet, [
    { text: `Ngày ${dateInWords(receivedAt)}, ${agencyName} tiếp nhận hồ sơ giải quyết thủ tục hành chính `, face: 'regular' },
    quotedProcedure(procedureName),
    { text: ` của ${you} `, face: 'regular' },
    { text: slip.applicant.name, face: 'bold' },
    { text: '.', face: 'regular' },
  ]);
  if (slip.requestContent !== procedureName) {
    writeRow(sheet, 'Nội dung yêu cầu giải quyết', slip.requestContent);
  }
  writeSentence(sheet, [
    { text: `${findingOf(cause, agencyName)} Hồ sơ không đủ điều kiện giải quyết; ${agencyName} kết thúc việc giải quyết hồ sơ này với lý do cụ thể như sau:`, face: 'regular' },
  ]);
  writeReason(sheet, slip);
  writeAuthority(sheet, signatory, recipients);
}

function findingOf(cause: RefusalCause, agencyName: string): string {
  switch (cause.kind) {
    case 'appraised':
      return `${agencyName} đã thẩm định hồ sơ.`;
    case 'not-supplemented':
      return `Hết thời hạn bổ sung, hoàn thiện hồ sơ (${dueDateAndTime(cause.dueAt)}), ${agencyName} chưa nhận được hồ sơ bổ sung.`;
  }
}

function writeReason(sheet: Sheet, { reason, legalBasis, applicant }: RefusalSlip): void {
  writeRow(sheet, 'Lý do', reason, 'bold');
  if (legalBasis !== undefined) {
    writeRow(sheet, 'Căn cứ', legalBasis);
  }
  writeSentence(sheet, [{ text: `Xin thông báo để ${addressOf(applicant)} được biết./.`, face: 'regular' }]);
}
