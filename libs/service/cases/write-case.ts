import { type CaseClock, casePoints, type CaseState, type ChainedCaseRow, type ChainHead, type Instant, needsWorkflow, type NewCaseEvent } from '#domain';
import type { Transaction } from '#persistence';
import { CLOCK_COLUMNS, clockRow } from './clock-rows.js';
import { insertCaseEvents, type LockedCase } from './case-rows.js';
import { oweCaseNotices } from './case-notices.js';
import { writeFeedback } from '../feedback/write-feedback.js';

/** A case with what happened to it, ready to be written. */
export interface WrittenCase {
  readonly id: string;
  /** As it stood before. */
  readonly before: CaseState;
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
export function caseProjection(state: CaseState): CaseProjection {
  const { agency, owner = null, coordinating, outcome = null } = state;
  return { agency, owner, coordinating, outcome, next_point_at: casePoints(state)[0]?.at ?? null };
}

/** Columns of a case's row that are the fold of its events, by name. */
export interface CaseProjection {
  readonly agency: string;
  readonly owner: string | null;
  readonly coordinating: readonly string[];
  readonly outcome: string | null;
  readonly next_point_at: number | null;
}

/** Who meets the points of a case: once a workflow does, it stays so. One just opened begins with the watchdog. */
export function carrierOf(state: CaseState, before: LockedCase['carriedBy']): LockedCase['carriedBy'] {
  return before === 'workflow' || needsWorkflow(state) ? 'workflow' : 'watchdog';
}

/** Since when the workflow of a case just opened waits to be started; null where none carries it or nothing is left to do. */
export function unheardSince({ outcome }: CaseState, carriedBy: LockedCase['carriedBy'], at: Instant): Instant | null {
  return carriedBy === 'workflow' && outcome === undefined ? at : null;
}

/** Writes what stands beside a case's row: its events, its clocks and the notices they owe. The caller writes the row, of a new case before this. */
export async function writeBesideCase(tx: Transaction, { id, before, state, rows, events, at }: Pick<WrittenCase, 'id' | 'state' | 'rows' | 'events' | 'at'> & { readonly before?: CaseState }): Promise<void> {
  await Promise.all([
    ...(rows.length === 0 ? [] : [insertCaseEvents(tx, rows)]),
    writeClocks(tx, id, changedClocks(before, state)),
    oweCaseNotices(tx, state, events, at),
    writeFeedback(tx, id, before, state),
  ]);
}

/** Brings a locked case up to what happened to it: its row, and what stands beside it. */
export async function writeCase(tx: Transaction, written: WrittenCase): Promise<void> {
  const { id, before, state, head, settledAt, snapshot, heard, at } = written;
  const { agency, owner, coordinating, outcome, next_point_at } = caseProjection(state);
  const carriedBy = carrierOf(state, written.carriedBy);
  const isNews = carriedBy === 'workflow' && (written.carriedBy !== 'workflow' || isNewsTo(before, state));
  await Promise.all([
    tx.run(
      `UPDATE deadline_case SET agency = $2, owner = $3, coordinating = $4, outcome = $5, next_point_at = $6, carried_by = $7, last_seq = $8, last_hash = $9, settled_at = $10, calendar_snapshot = $11,
         unheard_since = CASE WHEN $12 THEN NULL WHEN $13 THEN coalesce(unheard_since, $14) ELSE unheard_since END, nudged_at = CASE WHEN $12 THEN NULL ELSE nudged_at END WHERE id = $1`,
      [id, agency, owner, coordinating, outcome, next_point_at, carriedBy, head.seq, head.hash, settledAt, snapshot, heard, isNews, at],
    ),
    writeBesideCase(tx, written),
  ]);
}

/**
 * Whether a workflow that waits by what it saw before would wake too late or wait for nothing: its nearest point is earlier
 * than it was, or it was closed. A later point need not be told, for whoever wakes looks before doing anything.
 */
function isNewsTo(before: CaseState, state: CaseState): boolean {
  if (before.outcome === undefined && state.outcome !== undefined) {
    return true;
  }
  return (caseProjection(state).next_point_at ?? Infinity) < (caseProjection(before).next_point_at ?? Infinity);
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
  const rows = clocks.map(clockRow);
  await tx.run(
    `INSERT INTO case_clock (case_id, ${CLOCK_COLUMNS.join(', ')})
     SELECT $1, * FROM unnest($2::text[], $3::integer[], $4::text[], $5::bigint[], $6::bigint[], $7::boolean[], $8::integer[], $9::bigint[], $10::text[], $11::boolean[])
     ON CONFLICT (case_id, clock, round) DO UPDATE SET ${CLOCK_COLUMNS.slice(2).map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [caseId, ...CLOCK_COLUMNS.map((column) => rows.map((row) => row[column]))],
  );
}
