import { type CaseClock, casePoints, type CaseState, type ChainedCaseRow, type ChainHead, type Instant, needsWorkflow, type NewCaseEvent } from '#domain';
import type { Transaction } from '#persistence';
import { insertCaseEvents, type LockedCase } from './case-rows.js';
import { oweCaseNotices } from './case-notices.js';

/** A case with what happened to it, ready to be written. */
export interface WrittenCase {
  readonly id: string;
  /** As it stood before; absent for a new one. */
  readonly before?: CaseState;
  readonly state: CaseState;
  readonly carriedBy: LockedCase['carriedBy'];
  readonly head: ChainHead;
  readonly settledAt: number;
  readonly snapshot: string;
  readonly rows: readonly ChainedCaseRow[];
  readonly events: readonly NewCaseEvent[];
  /** Its workflow learns of all this by itself. */
  readonly heard: boolean;
  readonly at: Instant;
}

/** The columns of a case that its events decide. */
export function caseProjection(state: CaseState): { readonly agency: string; readonly owner: string | null; readonly outcome: string | null; readonly nextPointAt: number | null } {
  return { agency: state.agency, owner: state.owner ?? null, outcome: state.outcome ?? null, nextPointAt: casePoints(state)[0]?.at ?? null };
}

/** Who meets the points of a case: once a workflow does, it stays so. */
export function carrierOf(state: CaseState, before: LockedCase['carriedBy']): LockedCase['carriedBy'] {
  return before === 'workflow' || needsWorkflow(state) ? 'workflow' : 'watchdog';
}

/** Writes the events of a locked case with its row, its clocks and the notices they owe. */
export async function writeCase(tx: Transaction, written: WrittenCase): Promise<void> {
  const { id, before, state, head, settledAt, snapshot, rows, events, heard, at } = written;
  const { agency, owner, outcome, nextPointAt } = caseProjection(state);
  const carriedBy = carrierOf(state, written.carriedBy);
  const isNews = carriedBy === 'workflow' && rows.length > 0 && !heard;
  await Promise.all([
    ...(rows.length === 0 ? [] : [insertCaseEvents(tx, rows)]),
    tx.run(
      `UPDATE deadline_case SET agency = $2, owner = $3, outcome = $4, next_point_at = $5, carried_by = $6, unheard = CASE WHEN $7 THEN false ELSE unheard OR $8 END,
         nudged_at = CASE WHEN $7 THEN NULL ELSE nudged_at END, last_seq = $9, last_hash = $10, settled_at = $11, calendar_snapshot = $12 WHERE id = $1`,
      [id, agency, owner, outcome, nextPointAt, carriedBy, heard, isNews, head.seq, head.hash, settledAt, snapshot],
    ),
    writeClocks(tx, id, changedClocks(before, state)),
    oweCaseNotices(tx, state, events, at),
  ]);
}

/** The clocks that are not as they were. */
function changedClocks(before: CaseState | undefined, { clocks }: CaseState): readonly CaseClock[] {
  return clocks.filter((clock) => before?.clocks.includes(clock) !== true);
}

/** Brings rounds of clocks up to date by one statement; none where none changed. */
export async function writeClocks(tx: Pick<Transaction, 'run'>, caseId: string, clocks: readonly CaseClock[]): Promise<void> {
  if (clocks.length === 0) {
    return;
  }
  await tx.run(
    `INSERT INTO case_clock (case_id, clock, round, agency, started_at, due_at, became_late, escalated, stopped_at, outcome, in_time)
     SELECT $1, * FROM unnest($2::text[], $3::integer[], $4::text[], $5::bigint[], $6::bigint[], $7::boolean[], $8::integer[], $9::bigint[], $10::text[], $11::boolean[])
     ON CONFLICT (case_id, clock, round) DO UPDATE SET due_at = excluded.due_at, became_late = excluded.became_late, escalated = excluded.escalated,
       stopped_at = excluded.stopped_at, outcome = excluded.outcome, in_time = excluded.in_time`,
    [
      caseId,
      clocks.map(({ clock }) => clock),
      clocks.map(({ round }) => round),
      clocks.map(({ agency }) => agency),
      clocks.map(({ counting }) => counting.from),
      clocks.map(({ dueAt }) => dueAt),
      clocks.map(({ becameLate }) => becameLate),
      clocks.map(({ escalated }) => escalated),
      clocks.map(({ stopped }) => stopped?.at ?? null),
      clocks.map(({ stopped }) => stopped?.outcome ?? null),
      clocks.map(({ stopped }) => stopped?.inTime ?? null),
    ],
  );
}
