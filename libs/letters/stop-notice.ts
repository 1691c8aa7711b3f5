import { dateAndTime, dateInWords } from './form-dates.js';
import { addressOf, quotedProcedure, writeAddressee, writeFact, writeSentence } from './form-rows.js';
import type { StopNotice } from './letter-data.js';
import type { Prose } from './prose.js';

/**
 * Body of form 05: the applicant asked to stop before any decision was made (NĐ 118/2025 Art. 21, TT 03/2025 Art. 7),
 * did not supplement the dossier in time and it was closed, or the agency decided to stop. Its signature block follows apart.
 */
export function writeStopNotice(sheet: Prose, notice: StopNotice): void {
  const you = addressOf(notice.applicant);
  writeAddressee(sheet, notice);
  writeSentence(sheet, [
    { text: `Ngày ${dateInWords(notice.receivedAt)}, ${notice.agencyName} tiếp nhận hồ sơ giải quyết thủ tục hành chính `, face: 'regular' },
    quotedProcedure(notice.procedureName),
    { text: ` của ${you} `, face: 'regular' },
    { text: notice.applicant.name, face: 'bold' },
    { text: '; mã hồ sơ: ', face: 'regular' },
    { text: notice.dossierCode, face: 'bold' },
    { text: '.', face: 'regular' },
  ]);
  writeCause(sheet, notice);
  if (notice.statusThen !== undefined) {
    writeFact(sheet, 'Tình trạng hồ sơ khi nhận đề nghị', notice.statusThen);
  }
  if (notice.fees !== undefined) {
    writeFact(sheet, 'Phí, lệ phí', notice.fees);
  }
  writeSentence(sheet, [{ text: conclusionOf(notice, you), face: 'regular' }]);
}

function writeCause(sheet: Prose, { cause, reason }: StopNotice): void {
  switch (cause.kind) {
    case 'requested':
      writeFact(sheet, 'Thời điểm nhận đề nghị dừng giải quyết', dateAndTime(cause.at));
      writeFact(sheet, 'Lý do đề nghị dừng', reason);
      return;
    case 'not-supplemented':
      writeFact(sheet, 'Thời hạn bổ sung, hoàn thiện hồ sơ', dateAndTime(cause.dueAt));
      writeFact(sheet, 'Lý do dừng giải quyết', reason);
      return;
    case 'decided':
      writeFact(sheet, 'Quyết định dừng giải quyết', `số ${cause.decisionNumber}`);
      writeFact(sheet, 'Lý do dừng giải quyết', reason);
      return;
  }
}

function conclusionOf({ cause, agencyName }: StopNotice, you: string): string {
  switch (cause.kind) {
    case 'requested':
      return `Theo đề nghị của ${you}, ${agencyName} dừng giải quyết hồ sơ nêu trên kể từ thời điểm nhận đề nghị và thông báo để ${you} được biết./.`;
    case 'not-supplemented':
      return `Hết thời hạn nêu trên, ${agencyName} chưa nhận được hồ sơ bổ sung của ${you} nên dừng giải quyết hồ sơ kể từ ${dateAndTime(cause.closedAt)} và thông báo để ${you} được biết./.`;
    case 'decided':
      return `${agencyName} dừng giải quyết hồ sơ nêu trên kể từ ${dateAndTime(cause.at)} và thông báo để ${you} được biết./.`;
  }
}
