import { momentOf, promisedWords } from './control-slip.js';
import { dateAndTime, dueDateAndTime } from './form-dates.js';
import { addressOf, writeNumberedList, writeRemark, writeRow } from './form-rows.js';
import type { ReceivedComponent } from './letter-data.js';
import type { Sheet } from './sheet.js';
import { writeTwoSignatures } from './signature-blocks.js';
import type { TransferSlip } from './slip-data.js';

/** Body of the transfer slip: the dossier, who gives it to whom for what work by when, the papers, both signatures. */
export function writeTransferSlip(sheet: Sheet, slip: TransferSlip): void {
  writeRow(sheet, 'Thủ tục hành chính', slip.procedureName, 'bold');
  writeRow(sheet, `Người nộp hồ sơ (${addressOf(slip.applicant)})`, slip.applicant.name);
  writeRow(sheet, 'Thời gian nhận hồ sơ', dateAndTime(slip.receivedAt));
  writeRow(sheet, 'Thời gian trả kết quả giải quyết hồ sơ', promisedWords(slip.promised));
  writeRow(sheet, 'Bên giao', slip.giver.unit, 'bold');
  writeRow(sheet, 'Thời gian giao', momentOf(slip.giver, 'người giao'));
  for (const { unit, work, dueAt } of slip.targets) {
    writeRow(sheet, 'Bên nhận', unit, 'bold');
    writeRow(sheet, 'Nội dung công việc', work);
    writeRow(sheet, 'Thời hạn hoàn thành', dueAt === undefined ? 'không tính thời gian' : dueDateAndTime(dueAt));
  }
  writeRow(sheet, 'Thời gian nhận', momentOf(slip.receiver, 'người nhận'));
  writeRemark(sheet, 'Giấy tờ bàn giao gồm:');
  writeNumberedList(sheet, slip.components.map(paperLine));
  writeRow(sheet, 'Số lượng hồ sơ', `${String(slip.sets).padStart(2, '0')} (bộ)`);
  writeTwoSignatures(sheet, { title: 'BÊN GIAO', name: slip.giver.by }, { title: 'BÊN NHẬN', name: slip.receiver.by });
}

/** A paper with its copies, as lists of forms name it. */
export function paperLine({ name, copies }: ReceivedComponent): string {
  return copies === undefined ? name : `${name} (${copies})`;
}
