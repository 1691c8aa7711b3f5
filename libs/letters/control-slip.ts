import { dateAndTime, dueDateAndTime } from './form-dates.js';
import { writeRow } from './form-rows.js';
import type { ControlledHandover, ControlSlip, HandoverSide } from './slip-data.js';
import type { Run } from './line-breaking.js';
import type { Sheet } from './sheet.js';
import { type TableColumn, type TableRow, writeTable } from './table.js';

/** A moment to be written by hand. */
export const MOMENT_BLANK = '…… giờ …… phút, ngày …… tháng …… năm 20……';
/** A name or number to be written by hand. */
export const NAME_BLANK = '………………';

const COLUMNS: readonly TableColumn[] = [
  { title: 'TÊN ĐƠN VỊ', share: 33 },
  { title: 'THỜI GIAN GIAO, NHẬN HỒ SƠ', share: 40 },
  { title: 'KẾT QUẢ GIẢI QUYẾT HỒ SƠ (trước hạn/đúng hạn/quá hạn)', share: 24, align: 'center' },
  { title: 'GHI CHÚ', share: 24 },
];
const OUTCOMES: Record<NonNullable<ControlledHandover['outcome']>, string> = {
  early: 'Trước hạn',
  'on-time': 'Đúng hạn',
  late: 'Quá hạn',
  untimed: 'Không tính thời gian',
};

/** Body of form 06: what the dossier is, then every hand-over in two rows; the receiver's row has the result of the step before. */
export function writeControlSlip(sheet: Sheet, slip: ControlSlip): void {
  writeRow(sheet, 'Cơ quan (bộ phận) giải quyết hồ sơ', slip.handlingAgency, 'bold');
  writeRow(sheet, 'Cơ quan phối hợp giải quyết hồ sơ', slip.coordinatingAgencies.length === 0 ? 'Không' : slip.coordinatingAgencies.join('; '));
  writeRow(sheet, 'Thời gian nhận hồ sơ', dateAndTime(slip.receivedAt));
  writeRow(sheet, 'Thời gian trả kết quả giải quyết hồ sơ', promisedWords(slip.promised));
  sheet.y += 4;
  writeTable(sheet, COLUMNS, slip.handovers.length === 0 ? [blankPair()] : slip.handovers.map(pairOf), sheet.textSize - 1);
}

/** A promise in words: its moment, or why there is none. */
export function promisedWords(promised: ControlSlip['promised']): string {
  return 'at' in promised ? dueDateAndTime(promised.at) : promised.note;
}

/** A moment with whoever stands for it, blanks where either is not known. */
export function momentOf({ at, by }: Omit<HandoverSide, 'unit'>, role: string): string {
  return `${at === undefined ? MOMENT_BLANK : dateAndTime(at)}; ${role}: ${by ?? NAME_BLANK}`;
}

function pairOf({ giver, receiver, outcome, note }: ControlledHandover): readonly TableRow[] {
  return [
    [unitOf('1. Giao:', giver.unit), plain(momentOf(giver, 'người giao')), [], []],
    [unitOf('2. Nhận:', receiver.unit), plain(momentOf(receiver, 'người nhận')), plain(outcome === undefined ? '' : OUTCOMES[outcome]), plain(note ?? '')],
  ];
}

/** Nothing was handed over yet: the first pair is written by hand. */
function blankPair(): readonly TableRow[] {
  return [
    [unitOf('1. Giao:', NAME_BLANK), plain(momentOf({}, 'người giao')), [], []],
    [unitOf('2. Nhận:', NAME_BLANK), plain(momentOf({}, 'người nhận')), [], []],
  ];
}

function unitOf(label: string, unit: string): readonly Run[] {
  return [{ text: `${label} `, face: 'bold' }, { text: unit, face: 'regular' }];
}

function plain(text: string): readonly Run[] {
  return [{ text, face: 'regular' }];
}
