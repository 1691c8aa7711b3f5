import type { ChainedRow } from '#domain';
import type { CopyValue, Transaction } from '#persistence';

const COLUMNS = ['dossier_id', 'seq', 'cause', 'ordinal', 'type', 'payload', 'actor', 'occurred_at', 'recorded_at', 'calendar_snapshot', 'prev_hash', 'hash'];

/** Appends thousands of chained events at once, as the ledger stores them. */
export async function copyEvents(tx: Pick<Transaction, 'copy'>, rows: readonly ChainedRow[]): Promise<void> {
  await tx.copy('dossier_event', COLUMNS, columnsOf(rows));
}

function* columnsOf(rows: readonly ChainedRow[]): Generator<readonly CopyValue[]> {
  for (const row of rows) {
    yield [
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
}
