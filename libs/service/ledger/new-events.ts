import type { Transaction } from '#persistence';

/** How far a reader of the ledger has come and how far it may go. */
export interface NewEvents {
  /** Where the last pass ended. */
  readonly from: string;
  /** The oldest transaction still running: below it nothing can appear any more. */
  readonly oldestRunning: string;
  /** Whether transaction numbers only grew since; they do not after a restore from a logical dump. */
  readonly isOrdered: boolean;
}

/** A stretch of the ledger a pass takes: before `until`. */
export interface NewStretch {
  readonly until: string;
  /** Whether it holds any event at all. */
  readonly hasEvents: boolean;
}

/** Where the reader that keeps this cursor stands. */
export async function readCursor(tx: Pick<Transaction, 'first'>, cursor: 'register_cursor' | 'watch_cursor' | 'quality_cursor'): Promise<NewEvents | undefined> {
  return tx.first<NewEvents>(
    `SELECT until_xact AS from, oldest AS "oldestRunning", oldest >= until_xact AS "isOrdered"
     FROM ${cursor} CROSS JOIN (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS oldest) AS running`,
  );
}

/** The next stretch with about `batch` events of some types, never parting a transaction. */
export async function nextStretch(tx: Pick<Transaction, 'first'>, { from, oldestRunning }: NewEvents, types: readonly string[], batch: number): Promise<NewStretch> {
  const row = await tx.first<{ until: string; has_events: boolean }>(
    `WITH last AS (
       SELECT xact_id FROM dossier_event WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8 AND type = ANY($3) ORDER BY xact_id OFFSET $4 LIMIT 1
     )
     SELECT coalesce((SELECT xact_id FROM dossier_event WHERE xact_id > (SELECT xact_id FROM last) AND xact_id < $2::xid8 ORDER BY xact_id LIMIT 1), $2::xid8) AS until,
            EXISTS (SELECT 1 FROM dossier_event WHERE xact_id >= $1::xid8 AND xact_id < $2::xid8) AS has_events`,
    [from, oldestRunning, types, batch - 1],
  );
  return { until: row?.until ?? oldestRunning, hasEvents: row?.has_events === true };
}
