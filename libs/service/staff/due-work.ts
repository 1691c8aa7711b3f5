import { eventOfRow, foldDossier, openStages } from '#domain';
import { ledgersOf } from '../calendars/behind.js';
import { chainedRowOf } from '../event-rows.js';
import type { Reader } from '../rule-book.js';

/** Something an officer has to do by a moment: a stage, or the whole dossier it is of. */
export interface DueWork {
  readonly kind: 'stage' | 'dossier';
  readonly dossierId: string;
  readonly code: string;
  readonly agency: string;
  /** The stage the officer works on. */
  readonly stage: string;
  readonly dueAt: number;
}

interface Row {
  readonly id: string;
  readonly code: string;
  readonly due_at: number | null;
}

/** The most dossiers one officer's work is read from. */
export const DUE_WORK_LIMIT = 500;

/**
 * What falls due for an officer within a time (half open), earliest first: targets of the stages they work on, and dates of
 * the dossiers of these. What stands still has no date; what was due before is overdue and not among it. Two statements.
 */
export async function listDueWork(read: Reader, subject: string, { from, until }: { readonly from: number; readonly until: number }): Promise<readonly DueWork[]> {
  const rows = await read.rows<Row>(
    `SELECT id, code, due_at FROM dossier WHERE NOT closed AND in_stock AND paused_at IS NULL AND $1 = ANY(officers)
       AND (stage_target_at < $3 OR (due_at >= $2 AND due_at < $3)) ORDER BY least(stage_target_at, due_at), id LIMIT $4`,
    [subject, from, until, DUE_WORK_LIMIT],
  );
  const ledgers = await ledgersOf(read, rows.map(({ id }) => id));
  const isWithin = (at: number | null | undefined): at is number => at !== null && at !== undefined && at >= from && at < until;
  const work = rows.flatMap(({ id, code, due_at: dueAt }): readonly DueWork[] => {
    const own = openStages(foldDossier((ledgers.get(id) ?? []).map((event) => eventOfRow(chainedRowOf(event))))).filter(({ officer }) => officer === subject);
    return own.flatMap(({ id: stage, agency, targetAt }) => [
      ...(isWithin(targetAt) ? [{ kind: 'stage' as const, dossierId: id, code, agency, stage, dueAt: targetAt }] : []),
      ...(isWithin(dueAt) ? [{ kind: 'dossier' as const, dossierId: id, code, agency, stage, dueAt }] : []),
    ]);
  });
  return work.sort((a, b) => a.dueAt - b.dueAt || (a.code < b.code ? -1 : 1));
}
