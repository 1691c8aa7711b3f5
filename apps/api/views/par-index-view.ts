import { z } from 'zod';
import { decimalOf, rowsOf, unplacedParts } from '#domain/figures';
import type { HeldTarget, PublishedParCatalogue, TargetImport } from '#service/figures';
import { PAR_UNKNOWN, PAR_UNMATCHED_LABELS, PAR_UNREAD_LABELS } from '#vi';
import { instantOut, isoOf } from '../schemas/atoms.js';

const points = z.number().nullable();
const count = z.int().nullable().meta({ description: 'Null where no source says' });

/** A set of criteria as it is shown, unknown parts among it. */
export const parCatalogueSchema = z
  .strictObject({
    code: z.string(),
    version: z.int(),
    name: z.string(),
    document: z.string(),
    issuedOn: z.string(),
    totals: z.strictObject({ areas: count, criteria: count, subCriteria: count, points, surveyPoints: points }),
    sources: z.array(z.strictObject({ id: z.string(), text: z.string() })),
    areas: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        source: z.string(),
        criteria: count,
        subCriteria: count,
        unplacedSubCriteria: z.int().meta({ description: 'Sub-criteria known to exist and to no criterion' }),
        rows: z.array(z.strictObject({ row: z.string(), parent: z.string().nullable(), name: z.string().nullable(), nameShown: z.string(), maximum: points, source: z.string().nullable() })),
      }),
    ),
    publishedAt: instantOut,
    publishedBy: z.string(),
    link: z.string(),
  })
  .meta({
    examples: [
      {
        code: 'qd-876', version: 1, name: 'Bộ tiêu chí xác định Chỉ số cải cách hành chính cấp tỉnh', document: '876/QĐ-BNV', issuedOn: '2022-11-10',
        totals: { areas: 8, criteria: 37, subCriteria: 88, points: null, surveyPoints: null },
        sources: [{ id: 'lao-cai-2023', text: 'Kế hoạch của Sở Giao thông vận tải - Xây dựng Lào Cai năm 2023' }],
        areas: [
          {
            code: '3', name: 'Cải cách thủ tục hành chính', source: 'lao-cai-2023', criteria: 5, subCriteria: 14, unplacedSubCriteria: 14,
            rows: [{ row: '3.1', parent: null, name: null, nameShown: 'chưa rõ', maximum: null, source: null }],
          },
        ],
        publishedAt: '2026-08-18T09:00:00+07:00', publishedBy: 'installation', link: '/api/v1/par-index/catalogues/qd-876',
      },
    ],
  });
/** A set as it is answered. */
export type ParCatalogueAnswer = z.output<typeof parCatalogueSchema>;

/** What was read from a plan, line by line. */
export const parTargetImportSchema = z
  .strictObject({
    id: z.uuid(),
    agency: z.string(),
    year: z.int(),
    catalogue: z.strictObject({ code: z.string(), version: z.int() }),
    importedAt: instantOut,
    importedBy: z.string(),
    lines: z.array(
      z.strictObject({
        line: z.int(),
        number: z.string().nullable().meta({ description: 'The plan\'s own number of what stands above' }),
        heading: z.string(),
        sentence: z.string(),
        target: points,
        maximum: points,
        criterion: z.string().nullable().meta({ description: 'To which it belongs, by its name or by a person; null: a person must say so' }),
        assignedBy: z.string().nullable(),
        problem: z.string().nullable().meta({ description: 'Why a person is needed' }),
        problemLabel: z.string().nullable(),
        closest: z.string().nullable().meta({ description: 'The criterion with the closest name' }),
      }),
    ),
    link: z.string(),
  })
  .meta({
    examples: [
      {
        id: '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10', agency: 'H99.01', year: 2026, catalogue: { code: 'qd-1149', version: 1 }, importedAt: '2026-08-18T09:00:00+07:00', importedBy: 'head@H99.01',
        lines: [
          { line: 2, number: '3.2', heading: 'Kết quả giải quyết hồ sơ thủ tục hành chính', sentence: '- Mục tiêu: phấn đấu đạt 4,9/5 điểm', target: 4.9, maximum: 5, criterion: '3.2', assignedBy: null, problem: null, problemLabel: null, closest: null },
        ],
        link: '/api/v1/par-index/target-imports/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10',
      },
    ],
  });
/** An import as it is answered. */
export type ParTargetImportAnswer = z.output<typeof parTargetImportSchema>;

/** A criterion's target of a year, with the agency's own score beside it. */
export const parTargetSchema = z.strictObject({
  catalogue: z.string(),
  criterion: z.string(),
  name: z.string().nullable(),
  target: z.number(),
  maximum: z.number(),
  score: points.meta({ description: 'What the year\'s sheet says, where it is scored by the same set' }),
  gap: points,
  importLink: z.string(),
  line: z.int(),
}).meta({
  examples: [{ catalogue: 'qd-1149', criterion: '3.2', name: 'Kết quả giải quyết hồ sơ thủ tục hành chính', target: 4.9, maximum: 5, score: 4.8, gap: 0.1, importLink: '/api/v1/par-index/target-imports/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10', line: 2 }],
});
/** A target as it is answered. */
export type ParTargetAnswer = z.output<typeof parTargetSchema>;

/** A set as its answer. */
export function viewParCatalogue({ version, content, publishedAt, publishedBy }: PublishedParCatalogue): ParCatalogueAnswer {
  const { code, name, document, issuedOn, totals, sources, areas } = content;
  const rows = rowsOf(content);
  return {
    code, version, name, document, issuedOn,
    totals: { areas: totals.areas ?? null, criteria: totals.criteria ?? null, subCriteria: totals.subCriteria ?? null, points: decimalOrNull(totals.points), surveyPoints: decimalOrNull(totals.surveyPoints) },
    sources: sources.map((source) => ({ ...source })),
    areas: areas.map((area) => ({
      code: area.code,
      name: area.name,
      source: area.source,
      criteria: area.criteria ?? null,
      subCriteria: area.subCriteria ?? null,
      unplacedSubCriteria: unplacedParts(area),
      rows: rows
        .filter((row) => row.area === area.code)
        .map(({ item, parent }) => ({ row: item.code, parent: parent ?? null, name: item.name ?? null, nameShown: item.name ?? PAR_UNKNOWN, maximum: decimalOrNull(item.maximum), source: item.source ?? null })),
    })),
    publishedAt: isoOf(publishedAt),
    publishedBy,
    link: `/api/v1/par-index/catalogues/${encodeURIComponent(code)}`,
  };
}

/** An import as its answer. */
export function viewTargetImport({ id, agency, year, catalogue, version, lines, importedAt, importedBy }: TargetImport): ParTargetImportAnswer {
  return { id, agency, year, catalogue: { code: catalogue, version }, importedAt: isoOf(importedAt), importedBy, lines: lines.map(viewPlanLine), link: importPath(id) };
}

function viewPlanLine(line: TargetImport['lines'][number]): ParTargetImportAnswer['lines'][number] {
  const { assigned, heading } = line;
  const read = line.kind === 'read' ? line : undefined;
  const match = read?.match;
  const unmatched = match?.kind === 'unmatched' ? match : undefined;
  const problem = assigned === undefined ? (line.kind === 'unread' ? line.reason : unmatched?.reason) : undefined;
  const label = problem === undefined ? null : problem === 'no-points' || problem === 'above-maximum' ? PAR_UNREAD_LABELS[problem] : PAR_UNMATCHED_LABELS[problem];
  return {
    line: line.line,
    number: heading.number ?? null,
    heading: heading.title,
    sentence: line.sentence,
    target: decimalOrNull(assigned?.target ?? read?.target),
    maximum: decimalOrNull(assigned?.maximum ?? read?.maximum),
    criterion: assigned?.criterion ?? (match?.kind === 'matched' ? match.code : null),
    assignedBy: assigned?.by ?? null,
    problem: problem ?? null,
    problemLabel: label,
    closest: unmatched?.closest ?? null,
  };
}

/** A target as its answer; `name` and `score` as far as they are known. */
export function viewTarget({ catalogue, criterion, target, maximum, importId, line }: HeldTarget, name: string | undefined, score: number | undefined): ParTargetAnswer {
  return {
    catalogue,
    criterion,
    name: name ?? null,
    target: decimalOf(target),
    maximum: decimalOf(maximum),
    score: decimalOrNull(score),
    gap: decimalOrNull(score === undefined ? undefined : Math.max(target - score, 0)),
    importLink: importPath(importId),
    line,
  };
}

/** Address of an import. */
function importPath(id: string): string {
  return `/api/v1/par-index/target-imports/${id}`;
}

function decimalOrNull(hundredths: number | undefined): number | null {
  return hundredths === undefined ? null : decimalOf(hundredths);
}
