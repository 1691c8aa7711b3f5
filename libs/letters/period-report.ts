import type { DaySpan, RateValue } from '#domain/figures';
import { CASE_RATE_LABELS, clockLabel, formatShortVi, REPORTED_RATES, type ReportedRate } from '#vi';
import type { ReportCell, ReportColumn, ReportDocument, ReportRow, ReportTable } from './report-data.js';
import { daysInWords, frameLines, type ReportFrame } from './report-words.js';

/** A rate of the period beside that of the period before. */
export interface ComparedRate {
  readonly rate: ReportedRate;
  readonly value: RateValue;
  readonly before?: RateValue;
  /** In hundredths of a percent; the rate is to stay below it. */
  readonly target?: number;
}

/** The headline of an agency or field. */
export interface GroupRate {
  readonly name: string;
  readonly received: number;
  readonly processed: number;
  readonly open: number;
  readonly late: RateValue;
  readonly before?: RateValue;
}

/** A rate of a clock of publication, feedback or tasks. */
export interface ClockRate {
  readonly clock: string;
  readonly rate: keyof typeof CASE_RATE_LABELS;
  readonly value: RateValue;
}

/** A dossier behind the numerator of the headline. */
export interface LateDossier {
  readonly code: string;
  readonly procedure: string;
  readonly agency: string;
  readonly dueAt?: number;
  /** Absent while it is open. */
  readonly finishedAt?: number;
}

/** A period ready to be worded. */
export interface PeriodReport {
  readonly frame: ReportFrame;
  readonly before: DaySpan;
  readonly rates: readonly ComparedRate[];
  readonly letters: { readonly broken: number; readonly signed: number; readonly inTime: number };
  readonly agencies: readonly GroupRate[];
  readonly fields: readonly GroupRate[];
  readonly clocks: readonly ClockRate[];
  /** The first of the late ones by code, and how many there are. */
  readonly late: readonly LateDossier[];
  readonly lateCount: number;
}

/** What stands where there was nothing to judge. */
const NOTHING_TO_JUDGE = 'không phát sinh';

/** The report of a month, a quarter, six or nine months or a year as one document. */
export function periodDocument(header: Pick<ReportDocument, 'header' | 'place'>, report: PeriodReport): ReportDocument {
  const { frame, before, late, lateCount } = report;
  return {
    ...header,
    madeAt: frame.at,
    title: ['BÁO CÁO TÌNH HÌNH GIẢI QUYẾT HỒ SƠ THỦ TỤC HÀNH CHÍNH', frame.reporter.toLocaleUpperCase('vi')],
    lines: [...frameLines(frame, 'số hồ sơ TTHC'), `Kỳ so sánh: ${daysInWords(before)}`],
    tables: [
      { caption: '1. Chỉ tiêu của kỳ', columns: RATE_COLUMNS, rows: report.rates.map(rateRow) },
      { caption: '2. Phiếu xin lỗi và hẹn lại', columns: LETTER_COLUMNS, rows: letterRows(report.letters) },
      groupTable('3. Theo đơn vị', 'Đơn vị', report.agencies),
      groupTable('4. Theo lĩnh vực', 'Lĩnh vực', report.fields),
      { caption: '5. Công khai, phản ánh, nhiệm vụ', columns: CLOCK_COLUMNS, rows: report.clocks.map(clockRow) },
      { caption: '6. Hồ sơ trễ hạn', columns: LATE_COLUMNS, rows: late.map(lateRow) },
    ],
    notes: [
      `Mọi tỷ lệ tính cho kỳ ${daysInWords(frame.days)}, theo số liệu đọc lúc ${formatShortVi(frame.at)}; đúng hạn, quá hạn theo giờ, phút ghi trên giấy hẹn, riêng “trước hạn” so theo ngày. Công thức đứng cạnh từng tỷ lệ.`,
      'Kỳ so sánh được đọc lại cùng lúc; số đã công bố của kỳ đó đứng trong báo cáo của kỳ đó.',
      ...(lateCount > late.length ? [`Danh sách hồ sơ trễ hạn nêu ${String(late.length)} trong ${String(lateCount)} hồ sơ; toàn bộ ở danh mục tài liệu kiểm chứng của kỳ.`] : []),
      'Hồ sơ trễ hạn rồi mở lại và lại trễ hạn trong kỳ được đếm hai lần trong tỷ lệ, một dòng trong danh sách.',
    ],
  };
}

const RATE_COLUMNS: readonly ReportColumn[] = [
  { heads: ['STT'], width: 10 },
  { heads: ['Chỉ tiêu'], width: 50 },
  { heads: ['Công thức'], width: 92 },
  { heads: ['Kỳ này', 'Tử số'], width: 16 },
  { heads: ['Kỳ này', 'Mẫu số'], width: 16 },
  { heads: ['Kỳ này', 'Tỷ lệ'], width: 20 },
  { heads: ['Chỉ tiêu giao'], width: 17 },
  { heads: ['Kỳ trước', 'Tử số'], width: 14 },
  { heads: ['Kỳ trước', 'Mẫu số'], width: 14 },
  { heads: ['Kỳ trước', 'Tỷ lệ'], width: 18 },
];

function rateRow({ rate, value, before, target }: ComparedRate, index: number): ReportRow {
  const { name, formula } = REPORTED_RATES[rate];
  return { kind: rate === 'late-rate' ? 'total' : 'line', cells: [index + 1, name, formula, ...valueCells(value), target === undefined ? undefined : `dưới ${String(target / 100).replace('.', ',')} %`, ...(before === undefined ? [undefined, undefined, undefined] : valueCells(before))] };
}

function valueCells({ n, d, value }: RateValue): readonly ReportCell[] {
  return [n, d, value === undefined ? NOTHING_TO_JUDGE : { percent: value }];
}

const LETTER_COLUMNS: readonly ReportColumn[] = [{ heads: ['Nội dung'], width: 200 }, { heads: ['Số lượng'], width: 67 }];

function letterRows({ broken, signed, inTime }: PeriodReport['letters']): readonly ReportRow[] {
  return [
    { kind: 'line', cells: ['Lần trễ hẹn trong kỳ', broken] },
    { kind: 'line', cells: ['Phiếu xin lỗi và hẹn lại ký trong kỳ', signed] },
    { kind: 'line', cells: ['Trong đó ký kịp thời', inTime] },
  ];
}

function groupTable(caption: string, head: string, groups: readonly GroupRate[]): ReportTable {
  return {
    caption,
    columns: [
      { heads: ['STT'], width: 10 },
      { heads: [head], width: 87 },
      { heads: ['Mới nhận'], width: 20 },
      { heads: ['Đã giải quyết'], width: 20 },
      { heads: ['Đang giải quyết'], width: 20 },
      { heads: ['Tỷ lệ quá hạn', 'Tử số'], width: 20 },
      { heads: ['Tỷ lệ quá hạn', 'Mẫu số'], width: 20 },
      { heads: ['Tỷ lệ quá hạn', 'Kỳ này'], width: 35 },
      { heads: ['Tỷ lệ quá hạn', 'Kỳ trước'], width: 35 },
    ],
    rows: groups.map(({ name, received, processed, open, late, before }, index) => ({ kind: 'line', cells: [index + 1, name, received, processed, open, ...valueCells(late), before === undefined ? undefined : valueCells(before)[2]] })),
  };
}

const CLOCK_COLUMNS: readonly ReportColumn[] = [{ heads: ['Thời hạn'], width: 110 }, { heads: ['Tỷ lệ'], width: 67 }, { heads: ['Tử số'], width: 30 }, { heads: ['Mẫu số'], width: 30 }, { heads: ['Giá trị'], width: 30 }];

function clockRow({ clock, rate, value }: ClockRate): ReportRow {
  return { kind: 'line', cells: [clockLabel(clock), CASE_RATE_LABELS[rate], ...valueCells(value)] };
}

const LATE_COLUMNS: readonly ReportColumn[] = [{ heads: ['STT'], width: 12 }, { heads: ['Mã hồ sơ'], width: 55 }, { heads: ['Thủ tục'], width: 90 }, { heads: ['Cơ quan giải quyết'], width: 50 }, { heads: ['Hạn'], width: 30 }, { heads: ['Kết thúc'], width: 30 }];

function lateRow({ code, procedure, agency, dueAt, finishedAt }: LateDossier, index: number): ReportRow {
  return { kind: 'line', cells: [index + 1, code, procedure, agency, dueAt === undefined ? undefined : formatShortVi(dueAt), finishedAt === undefined ? 'đang giải quyết' : formatShortVi(finishedAt)] };
}
