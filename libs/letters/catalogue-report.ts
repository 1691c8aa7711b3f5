import type { ReportColumn, ReportDocument } from './report-data.js';
import { frameLines, type ReportFrame } from './report-words.js';

/** Levels that decide procedures. */
export const CATALOGUE_LEVELS = ['province', 'department', 'commune'] as const;
export type CatalogueLevel = (typeof CATALOGUE_LEVELS)[number];

/** How many there are: each once in `total`, and in every level that decides it. */
export type LevelCounts = Readonly<Record<CatalogueLevel | 'total', number>>;

/** Procedures of a field and those of them whose internal process is published. */
export interface CatalogueLine {
  readonly name: string;
  readonly procedures: LevelCounts;
  readonly processes: LevelCounts;
}

/** II.07b ready to be worded. */
export interface CatalogueReport {
  readonly frame: ReportFrame;
  readonly lines: readonly CatalogueLine[];
  readonly total: Omit<CatalogueLine, 'name'>;
}

const LEVEL_HEADS: Readonly<Record<CatalogueLevel | 'total', string>> = { total: 'Tổng số', province: 'Cấp tỉnh', department: 'Sở, ban, ngành', commune: 'Cấp xã' };
const PARTS = [['procedures', 'Số TTHC'], ['processes', 'Số quy trình nội bộ đã công bố']] as const;

/** The numbers of II.07b: which part, which level, and what it is headed. */
export const CATALOGUE_COLUMNS: readonly { readonly code: string; readonly heads: readonly string[]; readonly count: (line: Omit<CatalogueLine, 'name'>) => number }[] = PARTS.flatMap(([part, head]) =>
  (['total', ...CATALOGUE_LEVELS] as const).map((level) => ({ code: `${part}.${level}`, heads: [head, LEVEL_HEADS[level]], count: (line) => line[part][level] })),
);

/** II.07b/VPCP/KSTT as a document. */
export function catalogueDocument(header: Pick<ReportDocument, 'header' | 'place'>, { frame, lines, total }: CatalogueReport): ReportDocument {
  const columns: readonly ReportColumn[] = [{ heads: ['STT'], width: 10 }, { heads: ['Lĩnh vực'], width: 77 }, ...CATALOGUE_COLUMNS.map(({ heads }) => ({ heads, width: 22 }))];
  const numbers = (line: Omit<CatalogueLine, 'name'>): readonly number[] => CATALOGUE_COLUMNS.map(({ count }) => count(line));
  return {
    ...header,
    madeAt: frame.at,
    mark: 'Biểu số II.07b/VPCP/KSTT',
    title: ['SỐ LƯỢNG TTHC VÀ QUY TRÌNH NỘI BỘ', frame.reporter.toLocaleUpperCase('vi')],
    lines: frameLines(frame, 'TTHC, quy trình nội bộ'),
    tables: [{ caption: 'Biểu II.07b', columns, rows: [...lines.map((line, index) => ({ kind: 'line', cells: [index + 1, line.name, ...numbers(line)] }) as const), { kind: 'total', cells: [undefined, 'Tổng số', ...numbers(total)] }] }],
    notes: [
      'TTHC có hiệu lực vào ngày cuối kỳ. TTHC do nhiều cấp giải quyết được tính ở mỗi cấp và một lần trong tổng số; TTHC chỉ do cơ quan ngoài tỉnh giải quyết chỉ có trong tổng số.',
      'Quy trình nội bộ được tính là đã công bố khi đăng theo lần công bố cuối của TTHC, chậm nhất vào lúc đọc số liệu hoặc cuối kỳ.',
      'Tên cột chưa đối chiếu với mẫu biểu của Thông tư 01/2020/TT-VPCP.',
    ],
  };
}
