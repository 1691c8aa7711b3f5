import type { ChainedRow, LedgerRow } from '#domain';

/** Columns of the ledger in the order of `eventValues`. */
export const EVENT_COLUMNS: readonly string[] = ['dossier_id', 'seq', 'cause', 'ordinal', 'type', 'payload', 'actor', 'occurred_at', 'recorded_at', 'calendar_snapshot', 'prev_hash', 'hash'];

/** What is selected of `dossier_event e` for an `EventRow`: the payload as its stored text, which is what was hashed. */
export const SELECTED_EVENT = selected(EVENT_COLUMNS);

/** The same for an `UnhashedRow`: a quarter less to read for who only folds. */
export const SELECTED_UNHASHED = selected(EVENT_COLUMNS.filter((column) => column !== 'prev_hash' && column !== 'hash'));

function selected(columns: readonly string[]): string {
  return columns.map((column) => (column === 'payload' ? 'e.payload::text AS payload' : `e.${column}`)).join(', ');
}

/** A row of the ledger as the database gives it, without its place in the chain. */
export interface UnhashedRow {
  readonly dossier_id: string;
  readonly seq: number;
  readonly cause: string;
  readonly ordinal: number;
  readonly type: string;
  readonly payload: string;
  readonly actor: ChainedRow['actor'];
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly calendar_snapshot: string;
}

/** A row of the ledger as the database gives it. */
export interface EventRow extends UnhashedRow {
  readonly prev_hash: string;
  readonly hash: string;
}

/** A stored row in the domain's names. */
export function chainedRowOf(row: EventRow): ChainedRow {
  return { ...ledgerRowOf(row), prevHash: row.prev_hash, hash: row.hash };
}

/** A stored row in the domain's names, without its place in the chain. */
export function ledgerRowOf(row: UnhashedRow): LedgerRow {
  return {
    dossierId: row.dossier_id,
    seq: row.seq,
    cause: row.cause,
    ordinal: row.ordinal,
    type: row.type,
    payload: row.payload,
    actor: row.actor,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    calendarSnapshot: row.calendar_snapshot,
  };
}

/** A chained event as the ledger stores it, in the order of `EVENT_COLUMNS`. */
export function eventValues(row: ChainedRow): readonly (string | number)[] {
  return [
    row.dossierId,
    row.seq,
    row.cause,
    row.ordinal,
    row.type,
    row.payload,
    JSON.stringify(row.actor),
    row.occurredAt,
    row.recordedAt,
    row.calendarSnapshot,
    row.prevHash,
    row.hash,
  ];
}
