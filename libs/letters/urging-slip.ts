import { dateAndTime, dueDateAndTime, shortDueMoment, shortMoment } from './form-dates.js';
import { quotedProcedure, writeRow, writeSentence } from './form-rows.js';
import type { Sheet } from './sheet.js';
import { writeTwoSignatures } from './signature-blocks.js';
import type { EarlierUrging, UrgingSlip } from './slip-data.js';
import { type TableColumn, writeTable } from './table.js';

const EARLIER: readonly TableColumn[] = [
  { title: 'Lượt', share: 12, align: 'center' },
  { title: 'Đôn đốc lúc', share: 30, align: 'center' },
  { title: 'Hạn trả lời', share: 30, align: 'center' },
  { title: 'Trả lời lúc', share: 30, align: 'center' },
];
const URGED_BY: Record<UrgingSlip['urgedBy'], string> = { applicant: 'người nộp hồ sơ', desk: 'Bộ phận tiếp nhận' };

/** Body of the urging slip: which one it is and how urgent, what is urged, by when it is answered, and those before it. */
export function writeUrgingSlip(sheet: Sheet, slip: UrgingSlip): void {
  sheet.paragraph([{ text: `LƯỢT ĐÔN ĐỐC THỨ ${String(slip.number)}${slip.urgent ? ' (KHẨN CẤP)' : ''}`, face: 'bold' }], { size: sheet.textSize + 1, align: 'center' });
  sheet.y += 4;
  writeRow(sheet, 'Kính gửi', slip.holder, 'bold');
  writeSentence(sheet, [
    { text: `Theo đề nghị của ${URGED_BY[slip.urgedBy]} lúc ${dateAndTime(slip.urgedAt)}, ${slip.counterName} đôn đốc giải quyết hồ sơ thủ tục hành chính `, face: 'regular' },
    quotedProcedure(slip.procedureName),
    { text: '.', face: 'regular' },
  ]);
  writeRow(sheet, 'Mã đôn đốc', slip.urgingCode);
  writeRow(sheet, 'Nhận hồ sơ', shortMoment(slip.receivedAt));
  writeRow(sheet, 'Hẹn trả kết quả', 'at' in slip.promised ? shortDueMoment(slip.promised.at) : slip.promised.note);
  if (slip.content !== undefined) {
    writeRow(sheet, 'Nội dung', slip.content);
  }
  writeSentence(sheet, [
    { text: 'Đề nghị trả lời bằng văn bản trên hệ thống trước ', face: 'regular' },
    { text: dueDateAndTime(slip.answerDueAt), face: 'bold' },
    { text: ' để báo người nộp hồ sơ.', face: 'regular' },
  ]);
  if (slip.earlier.length > 0) {
    writeSentence(sheet, [{ text: 'Các lượt đôn đốc trước:', face: 'regular' }]);
    writeTable(sheet, EARLIER, slip.earlier.map((each) => [cellsOf(each).map((text) => [{ text, face: 'regular' }])]), sheet.textSize - 1.5);
  }
  writeTwoSignatures(sheet, { title: 'NGƯỜI ĐÔN ĐỐC', name: undefined }, { title: 'NGƯỜI NHẬN', name: undefined });
}

function cellsOf({ number, at, dueAt, answeredAt }: EarlierUrging): readonly string[] {
  return [String(number), shortMoment(at), shortDueMoment(dueAt), answeredAt === undefined ? 'chưa trả lời' : shortMoment(answeredAt)];
}
