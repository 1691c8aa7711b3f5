import { dateAndTime, dateInWords } from './form-dates.js';
import { addressOf, writeAddressee, writeRow, writeSentence } from './form-rows.js';
import type { StopNotice } from './letter-data.js';
import type { Sheet } from './sheet.js';
import { writeAuthority } from './signature-blocks.js';

/** Body of form 05: the applicant asked to stop before any decision was made (NĐ 118/2025 Art. 21, TT 03/2025 Art. 7). */
export function writeStopNotice(sheet: Sheet, notice: StopNotice): void {
  const you = addressOf(notice.applicant);
  writeAddressee(sheet, notice.applicant);
  writeSentence(sheet, [
    { text: `Ngày ${dateInWords(notice.receivedAt)}, ${notice.agencyName} tiếp nhận hồ sơ giải quyết thủ tục hành chính `, face: 'regular' },
    { text: notice.procedureName, face: 'bold' },
    { text: ` của ${you} `, face: 'regular' },
    { text: notice.applicant.name, face: 'bold' },
    { text: '; mã hồ sơ: ', face: 'regular' },
    { text: notice.dossierCode, face: 'bold' },
    { text: '.', face: 'regular' },
  ]);
  writeRow(sheet, 'Thời điểm nhận đề nghị dừng giải quyết', dateAndTime(notice.requestedAt));
  writeRow(sheet, 'Lý do đề nghị dừng', notice.reason);
  if (notice.statusThen !== undefined) {
    writeRow(sheet, 'Tình trạng hồ sơ khi nhận đề nghị', notice.statusThen);
  }
  if (notice.fees !== undefined) {
    writeRow(sheet, 'Phí, lệ phí', notice.fees);
  }
  writeSentence(sheet, [
    { text: `Theo đề nghị của ${you}, ${notice.agencyName} dừng giải quyết hồ sơ nêu trên kể từ thời điểm nhận đề nghị và thông báo để ${you} được biết./.`, face: 'regular' },
  ]);
  writeAuthority(sheet, notice.signatory, notice.recipients);
}
