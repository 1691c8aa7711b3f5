import { z } from 'zod';
import type { Instant } from '#domain';
import { decimalOf, type SheetEvent } from '#domain/figures';
import type { SheetHead, SheetLine, SheetPage } from '#service/figures';
import { standingOfSheet } from '#service/figures';
import { PAR_EVENT_LABELS, PAR_LACK_LABELS, PAR_STANDING_LABELS, PAR_UNKNOWN } from '#vi';
import { instantOut, isoOf, isoOrNull } from '../schemas/atoms.js';

const SHEETS = '/api/v1/par-index/sheets';
const points = z.number().nullable();
const file = z.strictObject({ fileId: z.uuid(), title: z.string(), mediaType: z.string(), size: z.int(), sha256: z.string(), link: z.string() });

/** A line of the score table. */
const lineSchema = z.strictObject({
  area: z.string(),
  row: z.string(),
  parent: z.string().nullable().meta({ description: 'The criterion it is a part of' }),
  isSum: z.boolean().meta({ description: 'Its points are the sum of its parts' }),
  name: z.string().nullable().meta({ description: 'Null while no source gives it' }),
  nameShown: z.string(),
  maximum: points.meta({ description: 'Null while no source gives it: the row cannot be scored' }),
  score: points,
  target: points.meta({ description: 'What the year\'s plan aims at' }),
  gap: points.meta({ description: 'Target less score, nought where it is reached; null unless both are there' }),
  basis: z.string().nullable(),
  explanation: z.string().nullable(),
  evidence: z.array(file),
  lacks: z.enum(['score', 'evidence-or-explanation']).nullable(),
  lacksLabel: z.string().nullable(),
});

const proposalSchema = z.strictObject({ seq: z.int(), row: z.string(), score: points, by: z.string(), reason: z.string().nullable() });

/** A sheet in a list. */
export const parSheetItemSchema = z.strictObject({ id: z.uuid(), agency: z.string(), year: z.int(), catalogue: z.string(), caseCode: z.string(), submittedAt: instantOut.nullable(), link: z.string() }).meta({
  examples: [{ id: '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10', agency: 'H99.05', year: 2026, catalogue: 'qd-1149', caseCode: 'PAR-H99-2026-000001', submittedAt: null, link: `${SHEETS}/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10` }],
});
/** An item as it is answered. */
export type ParSheetItem = z.output<typeof parSheetItemSchema>;

/** A score sheet with its rows. */
export const parSheetSchema = z
  .strictObject({
    id: z.uuid(),
    agency: z.string(),
    year: z.int(),
    catalogue: z.strictObject({ code: z.string(), version: z.int(), name: z.string() }),
    window: z.strictObject({ opensAt: instantOut, closesAt: instantOut, dueAt: instantOut }),
    standing: z.enum(['not-open', 'open', 'changes-by-two', 'submitted']),
    standingLabel: z.string(),
    caseCode: z.string().meta({ description: 'The assigned task that watches the due date' }),
    total: z.number(),
    rows: z.array(lineSchema),
    missing: z.array(z.string()).meta({ description: 'Rows that lack a score, or evidence or explanation' }),
    proposals: z.array(proposalSchema).meta({ description: 'Changes after the window that wait for a second person' }),
    submitted: z.strictObject({ at: instantOut, by: z.string(), sha256: z.string(), isLate: z.boolean() }).nullable(),
    seq: z.int(),
    links: z.strictObject({ history: z.string(), pack: z.string(), evidence: z.string() }),
  })
  .meta({
    examples: [
      {
        id: '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10',
        agency: 'H99.05',
        year: 2026,
        catalogue: { code: 'qd-1149', version: 1, name: 'Bộ tiêu chí xác định Chỉ số cải cách hành chính cấp tỉnh' },
        window: { opensAt: '2026-12-01T00:00:00+07:00', closesAt: '2026-12-26T00:00:00+07:00', dueAt: '2027-01-05T00:00:00+07:00' },
        standing: 'open',
        standingLabel: 'Đang chấm điểm',
        caseCode: 'PAR-H99-2026-000001',
        total: 4.8,
        rows: [
          {
            area: '3', row: '3.2', parent: null, isSum: false, name: 'Kết quả giải quyết hồ sơ thủ tục hành chính', nameShown: 'Kết quả giải quyết hồ sơ thủ tục hành chính',
            maximum: 5, score: 4.8, target: 4.9, gap: 0.1, basis: '1.245/1.250 hồ sơ đúng hạn', explanation: null, evidence: [], lacks: 'evidence-or-explanation', lacksLabel: 'Thiếu tài liệu kiểm chứng hoặc giải trình',
          },
        ],
        missing: ['3.2'],
        proposals: [],
        submitted: null,
        seq: 2,
        links: {
          history: `${SHEETS}/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10/history`,
          pack: `${SHEETS}/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10/pack`,
          evidence: `${SHEETS}/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10/evidence`,
        },
      },
    ],
  });
/** A sheet as it is answered. */
export type ParSheetAnswer = z.output<typeof parSheetSchema>;

/** One entry of a sheet's history. */
export const parHistorySchema = z.strictObject({
  seq: z.int(),
  type: z.string(),
  label: z.string(),
  at: instantOut,
  by: z.strictObject({ subject: z.string(), role: z.string(), agency: z.string() }),
  row: z.string().nullable(),
  score: points,
  proposal: z.int().nullable().meta({ description: 'The entry it confirms or declines' }),
  evidence: z.array(z.strictObject({ fileId: z.uuid(), sha256: z.string(), title: z.string().nullable() })),
  basis: z.string().nullable(),
  explanation: z.string().nullable(),
  reason: z.string().nullable(),
}).meta({
  examples: [
    {
      seq: 3, type: 'ChangeProposed', label: 'Đề nghị sửa điểm ngoài thời gian chấm', at: '2026-12-26T08:00:00+07:00', by: { subject: 'head-1', role: 'head', agency: 'H99.05' }, row: '1.2', score: 2,
      proposal: null, evidence: [], basis: null, explanation: 'Đã kiểm tra đủ 4/4 đơn vị', reason: 'Bổ sung kết quả kiểm tra ngày 25/12',
    },
  ],
});
/** An entry as it is answered. */
export type ParHistoryEntry = z.output<typeof parHistorySchema>;

/** Address of a sheet. */
export function sheetPath(id: string): string {
  return `${SHEETS}/${id}`;
}

/** A sheet of a list as its answer. */
export function viewSheetItem({ id, agency, year, catalogue, caseCode, submittedAt }: SheetHead): ParSheetItem {
  return { id, agency, year, catalogue, caseCode, submittedAt: isoOrNull(submittedAt), link: sheetPath(id) };
}

/** A sheet as its answer. */
export function viewSheet({ sheet, state, catalogue, lines, total, missing, texts }: SheetPage, at: Instant): ParSheetAnswer {
  const standing = standingOfSheet(state, at);
  const { submitted } = state;
  const path = sheetPath(sheet.id);
  return {
    id: sheet.id,
    agency: state.agency,
    year: state.year,
    catalogue: { code: state.catalogue, version: state.version, name: catalogue.name },
    window: { opensAt: isoOf(state.opensAt), closesAt: isoOf(state.closesAt), dueAt: isoOf(state.dueAt) },
    standing,
    standingLabel: PAR_STANDING_LABELS[standing],
    caseCode: sheet.caseCode,
    total: decimalOf(total),
    rows: lines.map((line) => viewLine(line, path)),
    missing: missing.map(({ row }) => row),
    proposals: state.proposals.map(({ seq, by, entry: { row, score, text } }) => ({ seq, row, score: decimalOrNull(score), by, reason: (text && texts.get(text.version)?.reason) ?? null })),
    submitted: submitted === undefined ? null : { at: isoOf(submitted.at), by: submitted.by, sha256: submitted.sha256, isLate: submitted.isLate },
    seq: state.lastSeq,
    links: { history: `${path}/history`, pack: `${path}/pack`, evidence: `${path}/evidence` },
  };
}

function viewLine({ area, item, parent, isSum, score, target, text, files, lacks }: SheetLine, path: string): z.output<typeof lineSchema> {
  const gap = target === undefined || score === undefined ? undefined : Math.max(target.target - score, 0);
  return {
    area,
    row: item.code,
    parent: parent ?? null,
    isSum,
    name: item.name ?? null,
    nameShown: item.name ?? PAR_UNKNOWN,
    maximum: decimalOrNull(item.maximum),
    score: decimalOrNull(score),
    target: decimalOrNull(target?.target),
    gap: decimalOrNull(gap),
    basis: text?.basis ?? null,
    explanation: text?.explanation ?? null,
    evidence: files.map((each) => ({ ...each, link: `${path}/evidence/${each.fileId}` })),
    lacks: lacks ?? null,
    lacksLabel: lacks === undefined ? null : PAR_LACK_LABELS[lacks],
  };
}

/** An event of a sheet as an entry of its history. */
export function viewHistory(event: SheetEvent, texts: SheetPage['texts']): ParHistoryEntry {
  const entry = event.type === 'RowScored' || event.type === 'ChangeProposed' ? event.payload : undefined;
  const text = entry?.text === undefined ? undefined : texts.get(entry.text.version);
  return {
    seq: event.seq,
    type: event.type,
    label: PAR_EVENT_LABELS[event.type],
    at: isoOf(event.occurredAt),
    by: { subject: event.actor.subject, role: event.actor.role, agency: event.actor.agency },
    row: entry?.row ?? null,
    score: decimalOrNull(entry?.score),
    proposal: event.type === 'ChangeConfirmed' || event.type === 'ChangeDeclined' ? event.payload.proposal : null,
    evidence: (entry?.evidence ?? []).map(({ file: fileId, sha256 }) => ({ fileId, sha256, title: text?.titles[fileId] ?? null })),
    basis: text?.basis ?? null,
    explanation: text?.explanation ?? null,
    reason: text?.reason ?? null,
  };
}

function decimalOrNull(hundredths: number | undefined): number | null {
  return hundredths === undefined ? null : decimalOf(hundredths);
}
