import type { ChainedRow } from '#domain';
import type { CopyValue } from '#persistence';

/** Columns of the ledger in the order of `eventValues`. */
export const EVENT_COLUMNS = ['dossier_id', 'seq', 'cause', 'ordinal', 'type', 'payload', 'actor', 'occurred_at', 'recorded_at', 'calendar_snapshot', 'prev_hash', 'hash'];

/** A chained event as the ledger stores it. */
export function eventValues(row: ChainedRow): readonly CopyValue[] {
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
