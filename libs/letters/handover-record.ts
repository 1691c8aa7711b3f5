import { dateAndTime, shortDueMoment, shortMoment } from './form-dates.js';
import { writeRow, writeSentence } from './form-rows.js';
import type { Run } from './line-breaking.js';
import type { Sheet } from './sheet.js';
import { writeTwoSignatures } from './signature-blocks.js';
import type { BatchLine, HandoverRecord } from './slip-data.js';
import { type TableColumn, type TableRow, writeTable } from './table.js';

const COLUMNS: readonly TableColumn[] = [
  { title: 'STT', share: 10, align: 'center' },
  { title: 'Mã hồ sơ', share: 43 },
  { title: 'Người nộp hồ sơ', share: 28 },
  { title: 'Thủ tục hành chính', share: 30 },
  { title: 'Số bộ', share: 8, align: 'center' },
  { title: 'Số giấy tờ', share: 10, align: 'center' },
  { title: 'Nhận hồ sơ', share: 19, align: 'center' },
  { title: 'Hẹn trả kết quả', share: 19, align: 'center' },
];

/** Body of the batch record: both sides, the numbered list, its counts, both signatures. */
export function writeHandoverRecord(sheet: Sheet, record: HandoverRecord): void {
  const sets = record.lines.reduce((sum, line) => sum + line.sets, 0);
  const papers = record.lines.reduce((sum, line) => sum + line.papers, 0);
  writeRow(sheet, 'Thời gian bàn giao', dateAndTime(record.handedAt), 'bold');
  writeRow(sheet, 'Bên giao', record.giver, 'bold');
  writeRow(sheet, 'Bên nhận', record.receiver, 'bold');
  writeSentence(sheet, [{ text: 'Hai bên bàn giao các hồ sơ sau:', face: 'regular' }]);
  writeTable(sheet, COLUMNS, record.lines.map((line, index) => [rowOf(line, index + 1)]), sheet.textSize - 2.5);
  writeRow(sheet, 'Tổng số', `${String(record.lines.length)} hồ sơ, ${String(sets)} bộ, ${String(papers)} giấy tờ`, 'bold');
  if (record.note !== undefined) {
    writeRow(sheet, 'Ghi chú', record.note);
  }
  writeSentence(sheet, [{ text: 'Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản./.', face: 'regular' }]);
  writeTwoSignatures(sheet, { title: 'BÊN GIAO', name: undefined }, { title: 'BÊN NHẬN', name: undefined });
}

function rowOf(line: BatchLine, number: number): TableRow {
  const texts = [String(number), line.dossierCode, line.applicantName, line.procedureName, String(line.sets), String(line.papers), shortMoment(line.receivedAt), 'at' in line.promised ? shortDueMoment(line.promised.at) : line.promised.note];
  return texts.map((text): readonly Run[] => [{ text, face: 'regular' }]);
}
