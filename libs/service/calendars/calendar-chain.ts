import { instant, type Instant } from '#domain';
import type { Transaction } from '#persistence';

/** One publication on the way of a dossier from the version it stands on to the current one. */
export interface CalendarStep {
  readonly snapshot: string;
  readonly publishedAt: Instant;
}

/**
 * The publications after `from` up to `to`, oldest first. A version that nothing refers to, because it was published before
 * versions were chained, is followed by the oldest of the chain.
 */
export async function readSteps(tx: Pick<Transaction, 'rows'>, from: string, to: string): Promise<readonly CalendarStep[]> {
  const rows = await tx.rows<{ id: string; published_at: number }>(
    `WITH RECURSIVE chain AS (
       SELECT id, previous_id, published_at, 1 AS back FROM calendar_version WHERE id = $2 AND id <> $1
       UNION ALL
       SELECT v.id, v.previous_id, v.published_at, c.back + 1 FROM chain c JOIN calendar_version v ON v.id = c.previous_id AND v.id <> $1
     )
     SELECT id, published_at FROM chain ORDER BY back DESC`,
    [from, to],
  );
  return rows.map((row) => ({ snapshot: row.id, publishedAt: instant(row.published_at) }));
}
