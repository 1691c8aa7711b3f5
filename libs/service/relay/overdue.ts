import type { Instant } from '#domain';
import type { Database } from '#persistence';

/** Shortest and longest wait between two nudges of one dossier. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 900_000;

/**
 * Takes dossiers with a point of interest before `pointsUntil` that nobody has settled. One that was started, seen or
 * nudged lately is left out: it is taken again after a minute, then whenever its point has been overdue twice as long, and at
 * least every quarter of an hour. So a dossier that cannot be woken does not drown in nudges.
 */
export async function takeOverdue(database: Database, at: Instant, pointsUntil: Instant, limit: number): Promise<readonly string[]> {
  const rows = await database.read.rows<{ id: string }>(
    `WITH overdue AS (
       SELECT id FROM dossier
       WHERE next_point_at < $2 AND coalesce(workflow_seen_at, 0) <= $1 - least(greatest($3, ($1 - next_point_at) / 2), $5)
       ORDER BY next_point_at LIMIT $4
       FOR UPDATE SKIP LOCKED
     )
     UPDATE dossier SET workflow_seen_at = $1 FROM overdue WHERE dossier.id = overdue.id
     RETURNING dossier.id`,
    [at, pointsUntil, FIRST_WAIT_MS, limit, LONGEST_WAIT_MS],
  );
  return rows.map(({ id }) => id);
}

/** How many dossiers have a point of interest before `pointsUntil` that nobody has settled. */
export async function countOverdue(database: Database, pointsUntil: Instant): Promise<number> {
  return (await database.read.first<{ n: number }>('SELECT count(*) AS n FROM dossier WHERE next_point_at < $1', [pointsUntil]))?.n ?? 0;
}
