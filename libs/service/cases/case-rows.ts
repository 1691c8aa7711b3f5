import { caseEventOfRow, type CaseState, type ChainedCaseRow, type ChainHead, foldCase } from '#domain';
import type { Transaction } from '#persistence';

/** Columns of a case's ledger in the order of `caseEventValues`. */
const CASE_EVENT_COLUMNS = ['case_id', 'seq', 'cause', 'ordinal', 'type', 'payload', 'actor', 'occurred_at', 'recorded_at', 'calendar_snapshot', 'prev_hash', 'hash'] as const;

/** What is selected of `case_event e` for a `CaseEventRow`: the payload as its stored text, which is what was hashed. */
export const SELECTED_CASE_EVENT = CASE_EVENT_COLUMNS.map((column) => (column === 'payload' ? 'e.payload::text AS payload' : `e.${column}`)).join(', ');

/** An event of a case as it is read. */
export interface CaseEventRow {
  readonly case_id: string;
  readonly seq: number;
  readonly cause: string;
  readonly ordinal: number;
  readonly type: string;
  readonly payload: string;
  readonly actor: ChainedCaseRow['actor'];
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly calendar_snapshot: string;
  readonly prev_hash: string;
  readonly hash: string;
}

/** A case whose row this transaction holds FOR UPDATE, as its ledger makes it. */
export interface LockedCase {
  readonly id: string;
  readonly head: ChainHead;
  readonly settledAt: number;
  /** The calendar version its dates stand on. */
  readonly snapshot: string;
  readonly state: CaseState;
  /** A workflow carries it, or the watchdog. */
  readonly carriedBy: 'workflow' | 'watchdog';
}

/** A case's ledger in order of `seq`, payloads as stored. */
export async function readCaseLedger(tx: Pick<Transaction, 'rows'>, id: string): Promise<readonly ChainedCaseRow[]> {
  return (await tx.rows<CaseEventRow>(`SELECT ${SELECTED_CASE_EVENT} FROM case_event e WHERE e.case_id = $1 ORDER BY e.seq`, [id])).map(chainedCaseRow);
}

/** A case as its ledger makes it, read without a lock. */
export async function readCaseState(tx: Pick<Transaction, 'rows'>, id: string): Promise<CaseState> {
  return foldCase((await readCaseLedger(tx, id)).map(caseEventOfRow));
}

/** Locks a case and folds its ledger; `undefined` when there is none. */
export async function lockCase(tx: Transaction, id: string): Promise<LockedCase | undefined> {
  // The ledger is read by a statement of its own after the lock, so it holds what whoever had the lock before has written.
  const [row, rows] = await Promise.all([
    tx.first<{ last_seq: number; last_hash: string; settled_at: number; calendar_snapshot: string; carried_by: LockedCase['carriedBy'] }>(
      'SELECT last_seq, last_hash, settled_at, calendar_snapshot, carried_by FROM deadline_case WHERE id = $1 FOR UPDATE',
      [id],
    ),
    readCaseLedger(tx, id),
  ]);
  if (row === undefined) {
    return undefined;
  }
  return {
    id,
    head: { seq: row.last_seq, hash: row.last_hash },
    settledAt: row.settled_at,
    snapshot: row.calendar_snapshot,
    state: foldCase(rows.map(caseEventOfRow)),
    carriedBy: row.carried_by,
  };
}

/** Inserts rows of a case's ledger in one statement. */
export async function insertCaseEvents(tx: Pick<Transaction, 'run'>, rows: readonly ChainedCaseRow[]): Promise<void> {
  const width = CASE_EVENT_COLUMNS.length;
  const values = rows.map((_, row) => `(${CASE_EVENT_COLUMNS.map((__, column) => `$${String(row * width + column + 1)}`).join(', ')})`);
  await tx.run(`INSERT INTO case_event (${CASE_EVENT_COLUMNS.join(', ')}) VALUES ${values.join(', ')}`, rows.flatMap(caseEventValues));
}

/** A row of a case's ledger with its place in the chain. */
export function chainedCaseRow(row: CaseEventRow): ChainedCaseRow {
  return {
    caseId: row.case_id,
    seq: row.seq,
    cause: row.cause,
    ordinal: row.ordinal,
    type: row.type,
    payload: row.payload,
    actor: row.actor,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    calendarSnapshot: row.calendar_snapshot,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

function caseEventValues(row: ChainedCaseRow): readonly (string | number)[] {
  const { caseId, seq, cause, ordinal, type, payload, actor, occurredAt, recordedAt, calendarSnapshot, prevHash, hash } = row;
  return [caseId, seq, cause, ordinal, type, payload, JSON.stringify(actor), occurredAt, recordedAt, calendarSnapshot, prevHash, hash];
}
