import type { HandlingLine, ReportComparison } from '#domain/figures';
import type { ReportCell, ReportColumn, ReportDocument, ReportRow, ReportTable } from './report-data.js';
import { frameLines, type ReportFrame } from './report-words.js';

/** What the rows of a table of handling are. */
export type HandlingGroup = 'field' | 'agency';

/** A row's name and numbers. */
export interface NamedLine {
  readonly name: string;
  readonly line: HandlingLine;
}

/** Handling ready to be worded. */
export interface HandlingReport {
  readonly frame: ReportFrame;
  readonly by: HandlingGroup;
  readonly comparison: ReportComparison;
  /** `dossiers`: no kept figures tell these days apart, so the dossiers as they stand were counted. */
  readonly source: 'cells' | 'dossiers';
  readonly lines: readonly NamedLine[];
  readonly total: HandlingLine;
}

const GROUP_HEADS: Record<HandlingGroup, string> = { field: 'Lĩnh vực giải quyết', agency: 'Đơn vị giải quyết' };
const UNIT = 'số hồ sơ TTHC';
const [RECEIVED, ENDED, OPEN, PAUSED] = ['Số hồ sơ nhận giải quyết', 'Số lượng hồ sơ đã giải quyết', 'Số lượng hồ sơ đang giải quyết', 'Tạm dừng xử lý'] as const;

/** A column of numbers: how it is headed and numbered, and what it counts. */
interface NumberColumn {
  readonly code: string;
  readonly heads: readonly string[];
  readonly number?: string;
  readonly count: (line: HandlingLine) => number;
}

/** Columns (3) to (13) of II.06a/VPCP/KSTT. */
export const HANDLING_COLUMNS: readonly NumberColumn[] = [
  { code: '3', heads: [RECEIVED, 'Tổng số'], number: '(3) = (4)+(5)+(6)', count: ({ total }) => total },
  { code: '4', heads: [RECEIVED, 'Trong kỳ', 'Trực tuyến'], number: '(4)', count: ({ received }) => received.online },
  { code: '5', heads: [RECEIVED, 'Trong kỳ', 'Trực tiếp, dịch vụ bưu chính'], number: '(5)', count: ({ received }) => received.counter + received.post },
  { code: '6', heads: [RECEIVED, 'Từ kỳ trước'], number: '(6)', count: ({ carriedOver }) => carriedOver },
  { code: '7', heads: [ENDED, 'Tổng số'], number: '(7) = (8)+(9)+(10)', count: ({ processed }) => processed },
  { code: '8', heads: [ENDED, 'Trước hạn'], number: '(8)', count: ({ early }) => early },
  { code: '9', heads: [ENDED, 'Đúng hạn'], number: '(9)', count: ({ onTime }) => onTime },
  { code: '10', heads: [ENDED, 'Quá hạn'], number: '(10)', count: ({ late }) => late },
  { code: '11', heads: [OPEN, 'Tổng số'], number: '(11) = (12)+(13)', count: ({ open }) => open },
  { code: '12', heads: [OPEN, 'Trong hạn'], number: '(12)', count: ({ inTime }) => inTime },
  { code: '13', heads: [OPEN, 'Quá hạn'], number: '(13)', count: ({ overdue }) => overdue },
];

/** Columns of the progress table of QĐ 766; the codes say which part they belong to. */
export const PROGRESS_COLUMNS: readonly NumberColumn[] = [
  { code: 'received', heads: ['Tiếp nhận', 'Tổng số'], count: ({ total }) => total },
  { code: 'received.carried-over', heads: ['Tiếp nhận', 'Kỳ trước chuyển sang'], count: ({ carriedOver }) => carriedOver },
  { code: 'received.online', heads: ['Tiếp nhận', 'Trong kỳ', 'Trực tuyến'], count: ({ received }) => received.online },
  { code: 'received.counter', heads: ['Tiếp nhận', 'Trong kỳ', 'Trực tiếp'], count: ({ received }) => received.counter },
  { code: 'received.post', heads: ['Tiếp nhận', 'Trong kỳ', 'BCCI'], count: ({ received }) => received.post },
  { code: 'processed', heads: ['Đã xử lý', 'Tổng số'], count: ({ processed }) => processed },
  { code: 'processed.early', heads: ['Đã xử lý', 'Trước hạn'], count: ({ early }) => early },
  { code: 'processed.on-time', heads: ['Đã xử lý', 'Trong hạn'], count: ({ onTime }) => onTime },
  { code: 'processed.late', heads: ['Đã xử lý', 'Quá hạn'], count: ({ late }) => late },
  { code: 'running', heads: ['Đang xử lý', 'Tổng số'], count: ({ open, pausedInTime, pausedOverdue }) => open - pausedInTime - pausedOverdue },
  { code: 'running.in-time', heads: ['Đang xử lý', 'Trong hạn'], count: ({ inTime, pausedInTime }) => inTime - pausedInTime },
  { code: 'running.overdue', heads: ['Đang xử lý', 'Quá hạn'], count: ({ overdue, pausedOverdue }) => overdue - pausedOverdue },
  { code: 'paused', heads: [PAUSED, 'Tổng số'], count: ({ pausedInTime, pausedOverdue }) => pausedInTime + pausedOverdue },
  { code: 'paused.in-time', heads: [PAUSED, 'Trong hạn'], count: ({ pausedInTime }) => pausedInTime },
  { code: 'paused.overdue', heads: [PAUSED, 'Quá hạn'], count: ({ pausedOverdue }) => pausedOverdue },
];

/** II.06a/VPCP/KSTT as a document. */
export function handlingDocument(header: Pick<ReportDocument, 'header' | 'place'>, report: HandlingReport): ReportDocument {
  const { frame } = report;
  return {
    ...header,
    madeAt: frame.at,
    mark: 'Biểu số II.06a/VPCP/KSTT',
    title: ['TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI', frame.reporter.toLocaleUpperCase('vi')],
    lines: frameLines(frame, UNIT),
    tables: [tableOf('Biểu II.06a', HANDLING_COLUMNS, report)],
    notes: ['(12) gồm cả hồ sơ đang tạm dừng mà chưa quá hạn; hồ sơ đang tạm dừng đã quá hạn nằm ở (13). (3) = (7) + (11).', ...commonNotes(report)],
  };
}

/** The progress table of QĐ 766/QĐ-TTg as a document. */
export function progressDocument(header: Pick<ReportDocument, 'header' | 'place'>, report: HandlingReport): ReportDocument {
  const { frame } = report;
  return {
    ...header,
    madeAt: frame.at,
    title: ['TIẾN ĐỘ GIẢI QUYẾT HỒ SƠ TTHC (QĐ 766/QĐ-TTg)', frame.reporter.toLocaleUpperCase('vi')],
    lines: frameLines(frame, UNIT),
    tables: [tableOf('Tiến độ 766', PROGRESS_COLUMNS, report)],
    notes: [
      'Tạm dừng xử lý: hồ sơ chờ bổ sung, chờ nghĩa vụ tài chính và các căn cứ tạm dừng khác vào cuối kỳ. Hồ sơ dừng giải quyết và hồ sơ rút đã kết thúc nên nằm ở “Đã xử lý”.',
      'Tạm dừng quá hạn được đếm từ nhật ký của từng hồ sơ quá hạn, không từ số liệu tổng hợp.',
      ...commonNotes(report),
    ],
  };
}

function tableOf(caption: string, columns: readonly NumberColumn[], { by, lines, total }: HandlingReport): ReportTable {
  const width = 200 / columns.length;
  const isNumbered = columns.some(({ number }) => number !== undefined);
  const heads: readonly ReportColumn[] = [
    { heads: ['STT'], width: 10, ...(isNumbered ? { number: '(1)' } : {}) },
    { heads: [GROUP_HEADS[by]], width: 57, ...(isNumbered ? { number: '(2)' } : {}) },
    ...columns.map(({ heads: own, number }) => ({ heads: own, width, ...(number === undefined ? {} : { number }) })),
  ];
  const numbers = (line: HandlingLine): readonly ReportCell[] => columns.map(({ count }) => count(line));
  const rows: readonly ReportRow[] = lines.map(({ name, line }, index) => ({ kind: 'line', cells: [index + 1, name, ...numbers(line)] }));
  return { caption, columns: heads, rows: [...rows, { kind: 'total', cells: [undefined, 'Tổng số', ...numbers(total)] }] };
}

function commonNotes({ comparison, source, total }: HandlingReport): readonly string[] {
  return [
    comparison === 'minute'
      ? 'Trước hạn: trả kết quả trước ngày hẹn; đúng hạn: trong ngày hẹn và không sau giờ, phút ghi trên giấy hẹn; quá hạn: sau giờ, phút đó.'
      : 'So sánh theo ngày như Cổng Dịch vụ công quốc gia: trước ngày hẹn là trước hạn, trong ngày hẹn là đúng hạn dù đã qua giờ hẹn, sau ngày hẹn là quá hạn. Số hồ sơ cùng ngày được đếm theo lần kết thúc cuối của hồ sơ.',
    'Hồ sơ rút, dừng giải quyết hoặc bị từ chối sau thẩm định được tính là đã giải quyết, trước hạn, đúng hạn hay quá hạn theo thời điểm kết thúc; hồ sơ từ chối tiếp nhận không có trong biểu.',
    'Hồ sơ của thủ tục không quy định ngày trả kết quả được tính là đúng hạn khi kết thúc và trong hạn khi chưa kết thúc.',
    'Số từ kỳ trước gồm cả hồ sơ nhận từ cơ quan khác và hồ sơ mở lại, trừ hồ sơ đã chuyển cơ quan khác (nếu nhiều hơn số kỳ trước thì trừ vào số nhận trong kỳ); hồ sơ hủy vì mở nhầm thủ tục không được tính là đã nhận.',
    ...(total.inError === 0 ? [] : [`LỖI DỮ LIỆU: ${String(total.inError)} hồ sơ đã giải quyết thiếu ngày hẹn mà thủ tục có quy định; được tính trong tổng số đã giải quyết, không tính là trước hạn, đúng hạn hay quá hạn.`]),
    ...(source === 'cells' ? [] : ['Số liệu đếm từ danh sách hồ sơ hiện tại vì kỳ này không gồm trọn các nửa tháng (01–14, 15–hết tháng): hồ sơ đã chuyển tính cho cơ quan hiện nay, hồ sơ mở lại tính theo lần kết thúc cuối.']),
  ];
}
