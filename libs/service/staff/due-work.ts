import { type CaseKind, eventOfRow, foldDossier, openStages } from '#domain';
import { chainedRowOf } from '../event-rows.js';
import type { Reader } from '../rule-book.js';
import { ledgersOf } from '../ledgers-of.js';

interface Due {
  readonly code: string;
  readonly agency: string;
  readonly dueAt: number;
}

/** Something somebody has to do by a moment: a stage, the whole dossier it is of, or what a clock of a case they are in charge of asks for. */
export type DueWork =
  | (Due & {
      readonly kind: 'stage' | 'dossier';
      readonly dossierId: string;
      /** The stage the officer works on. */
      readonly stage: string;
    })
  | (Due & { readonly kind: 'case'; readonly caseKind: CaseKind; readonly clock: string });

/** A time, half open. */
interface Span {
  readonly from: number;
  readonly until: number;
}

interface Row {
  readonly id: string;
  readonly code: string;
  readonly due_at: number | null;
}

/** What falls due for somebody, as much as is told at once. */
export interface DueWorkList {
  readonly items: readonly DueWork[];
  /** More falls due than is told: what is told is the earliest. */
  readonly cut: boolean;
}

/** The most dossiers, and the most clocks of cases, one person's work is read from, and the most that is told. */
const DUE_WORK_LIMIT = 500;

/**
 * What falls due for somebody within a time (half open), earliest first: targets of the stages they work on, dates of the dossiers
 * of these, and ends of the running clocks of the publications, feedback and tasks they are in charge of. What stands still has no
 * date; what was due before is overdue and not among it. Three statements, of `most` lines each.
 */
export async function listDueWork(read: Reader, subject: string, { from, until }: Span, most = DUE_WORK_LIMIT): Promise<DueWorkList> {
  const found = await read.rows<Row>(
    `SELECT id, code, due_at FROM dossier WHERE NOT closed AND in_stock AND paused_at IS NULL AND $1 = ANY(officers)
       AND (stage_target_at < $3 OR (due_at >= $2 AND due_at < $3)) ORDER BY least(CASE WHEN stage_target_at >= $2 THEN stage_target_at END, CASE WHEN due_at >= $2 THEN due_at END), id LIMIT $4`,
    [subject, from, until, most + 1],
  );
  const rows = found.slice(0, most);
  const ledgers = await ledgersOf(read, rows.map(({ id }) => id));
  const isWithin = (at: number | null | undefined): at is number => at !== null && at !== undefined && at >= from && at < until;
  const work = rows.flatMap(({ id, code, due_at: dueAt }): readonly DueWork[] => {
    const own = openStages(foldDossier((ledgers.get(id) ?? []).map((event) => eventOfRow(chainedRowOf(event))))).filter(({ officer }) => officer === subject);
    return own.flatMap(({ id: stage, agency, targetAt }) => [
      ...(isWithin(targetAt) ? [{ kind: 'stage' as const, dossierId: id, code, agency, stage, dueAt: targetAt }] : []),
      ...(isWithin(dueAt) ? [{ kind: 'dossier' as const, dossierId: id, code, agency, stage, dueAt }] : []),
    ]);
  });
  const cases = await dueCases(read, subject, { from, until }, most + 1);
  const all = [...work, ...cases].sort((a, b) => a.dueAt - b.dueAt || (a.code < b.code ? -1 : 1));
  return { items: all.slice(0, most), cut: found.length > most || all.length > most };
}

/** By the index of open cases by owner, then the running clocks of each. */
async function dueCases(read: Reader, owner: string, { from, until }: Span, most: number): Promise<readonly DueWork[]> {
  const rows = await read.rows<{ code: string; kind: CaseKind; agency: string; clock: string; due_at: number }>(
    `SELECT c.code, c.kind, k.agency, k.clock, k.due_at FROM deadline_case c JOIN case_clock k ON k.case_id = c.id
     WHERE c.owner = $1 AND c.outcome IS NULL AND k.stopped_at IS NULL AND k.due_at >= $2 AND k.due_at < $3 ORDER BY k.due_at, c.code, k.clock LIMIT $4`,
    [owner, from, until, most],
  );
  return rows.map(({ code, kind, agency, clock, due_at: dueAt }) => ({ kind: 'case' as const, code, agency, dueAt, caseKind: kind, clock }));
}
