import { formatDueVi, formatInstantVi, formatIsoDateVi, PAR_LACK_LABELS, PAR_UNKNOWN } from '#vi';
import type { ParReport, ParTableLine } from './par-data.js';

/** The title of the pack's documents, line by line. */
export const PAR_TITLES = {
  report: (year: number) => ['BÁO CÁO', `Kết quả tự đánh giá, chấm điểm xác định Chỉ số cải cách hành chính (PAR INDEX) năm ${String(year)}`],
  table: (year: number) => ['BẢNG TỰ CHẤM ĐIỂM', `Chỉ số cải cách hành chính (PAR INDEX) năm ${String(year)}`],
  evidence: (year: number) => ['DANH MỤC TÀI LIỆU KIỂM CHỨNG', `Tự chấm điểm Chỉ số cải cách hành chính (PAR INDEX) năm ${String(year)}`],
  explanations: (year: number) => ['BÁO CÁO GIẢI TRÌNH', `Các tiêu chí không có tài liệu kiểm chứng hoặc cần giải trình, năm ${String(year)}`],
} as const;

/** A column of the score table: its head, its share of the page's width and what stands in it. */
export interface ParColumn {
  readonly head: string;
  readonly share: number;
  readonly textOf: (line: ParTableLine) => string;
}

/** The columns of the score table, from left to right. */
export const PAR_COLUMNS: readonly ParColumn[] = [
  { head: 'STT', share: 6, textOf: ({ code }) => code },
  { head: 'Lĩnh vực, tiêu chí, tiêu chí thành phần', share: 28, textOf: nameOf },
  { head: 'Điểm tối đa', share: 8, textOf: ({ kind, maximum }) => (kind === 'unknown-parts' ? '' : maximum === undefined ? PAR_UNKNOWN : pointsVi(maximum)) },
  { head: 'Mục tiêu', share: 8, textOf: ({ target }) => (target === undefined ? '' : pointsVi(target)) },
  { head: 'Tự chấm', share: 8, textOf: ({ score }) => (score === undefined ? '' : pointsVi(score)) },
  { head: 'Còn thiếu so với mục tiêu', share: 9, textOf: ({ target, score }) => (target === undefined || score === undefined ? '' : pointsVi(gapOf(target, score))) },
  { head: 'Căn cứ chấm điểm', share: 17, textOf: ({ basis }) => basis ?? '' },
  { head: 'Tài liệu kiểm chứng hoặc giải trình', share: 16, textOf: proofOf },
];

/** Points in Vietnamese writing: `3,5`. */
export function pointsVi(points: number): string {
  return String(points).replace('.', ',');
}

/** How many points a score stays below its target; nought where it reaches it. */
export function gapOf(target: number, score: number): number {
  return Math.max(Math.round((target - score) * 100), 0) / 100;
}

/** What a line is called. */
export function nameOf({ kind, name }: ParTableLine): string {
  return name ?? (kind === 'part' ? `Tiêu chí thành phần ${PAR_UNKNOWN}` : `Tiêu chí ${PAR_UNKNOWN}`);
}

/** What proves a line, or what it lacks. */
function proofOf({ files, explanation, lacks }: ParTableLine): string {
  return [...files, ...(explanation === undefined ? [] : ['Có giải trình']), ...(lacks === undefined ? [] : [PAR_LACK_LABELS[lacks]])].join('; ');
}

/** A paragraph of the report. */
export interface ParParagraph {
  readonly text: string;
  readonly isHead?: true;
}

/** The wording of the report, paragraph by paragraph. */
export function reportParagraphs(report: ParReport): readonly ParParagraph[] {
  const { header, year, document, documentDay, total, knownMaximum, lines } = report;
  const areas = lines.filter(({ kind }) => kind === 'area');
  const aimed = lines.filter(({ target }) => target !== undefined);
  const lacking = lines.filter(({ lacks }) => lacks !== undefined);
  const unknown = lines.filter(({ kind, maximum }) => kind !== 'area' && kind !== 'unknown-parts' && maximum === undefined).length;
  const heads = numbered();
  return [
    { text: `Thực hiện Quyết định số ${document} ngày ${formatIsoDateVi(documentDay)} của Bộ Nội vụ, ${header.agency} báo cáo kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm ${String(year)} như sau:` },
    { text: heads('Kết quả chung'), isHead: true },
    { text: `Tổng điểm tự chấm: ${pointsVi(total)} trên ${pointsVi(knownMaximum)} điểm của các tiêu chí đã có thang điểm.` },
    ...(unknown === 0 ? [] : [{ text: `Còn ${String(unknown)} tiêu chí, tiêu chí thành phần ${PAR_UNKNOWN} thang điểm nên chưa chấm.` }]),
    ...(areas.length === 0 ? [] : [{ text: heads('Kết quả theo lĩnh vực'), isHead: true } as const, ...areas.map((line) => ({ text: `Lĩnh vực ${line.code} ${nameOf(line)}: ${areaScore(line)}.` }))]),
    ...(aimed.length === 0 ? [] : [{ text: heads('So với mục tiêu đề ra'), isHead: true } as const, ...aimed.map((line) => ({ text: aimText(line) }))]),
    ...(lacking.length === 0 ? [] : [{ text: heads('Nội dung còn thiếu'), isHead: true } as const, ...lacking.map((line) => ({ text: `Tiêu chí ${line.code} ${nameOf(line)}: ${(line.lacks === undefined ? '' : PAR_LACK_LABELS[line.lacks]).toLocaleLowerCase('vi')}.` }))]),
    { text: heads('Hồ sơ kèm theo'), isHead: true },
    { text: 'Bảng tự chấm điểm; danh mục tài liệu kiểm chứng và các tài liệu; báo cáo giải trình.' },
    { text: standing(report) },
  ];
}

function areaScore({ score, maximum }: ParTableLine): string {
  return score === undefined ? 'chưa chấm điểm' : `${pointsVi(score)}${maximum === undefined ? '' : ` trên ${pointsVi(maximum)}`} điểm`;
}

function aimText(line: ParTableLine): string {
  const { code, target = 0, score } = line;
  const begin = `Tiêu chí ${code} ${nameOf(line)}: mục tiêu ${pointsVi(target)} điểm, `;
  if (score === undefined) {
    return `${begin}chưa chấm điểm.`;
  }
  const gap = gapOf(target, score);
  return `${begin}tự chấm ${pointsVi(score)} điểm, ${gap === 0 ? 'đạt mục tiêu' : `còn thiếu ${pointsVi(gap)} điểm`}.`;
}

function standing({ submitted, issuedAt }: ParReport): string {
  return submitted === undefined
    ? `Bản nháp: bảng điểm chưa nộp, in lúc ${formatInstantVi(issuedAt)}.`
    : `Bảng điểm đã nộp lúc ${formatDueVi(submitted.at)}${submitted.isLate ? ', quá hạn' : ', đúng hạn'}; mã SHA-256 của bảng điểm: ${submitted.sha256}.`;
}

/** Numbers the heads one after another, whichever of them there are. */
function numbered(): (head: string) => string {
  let last = 0;
  return (head) => `${String((last += 1))}. ${head}`;
}
