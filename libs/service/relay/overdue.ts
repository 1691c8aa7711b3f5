import type { Instant } from '#domain';
import type { Database } from '#persistence';

/** Shortest wait between two nudges of one dossier. */
const FIRST_WAIT_MS = 60_000;

/**
 * Takes dossiers with a point of interest before `pointsUntil` that nobody has settled. One that was started, seen or
 * nudged lately is left out: after a minute it is taken again, then ever more rarely, each time when its point has been
 * overdue twice as long. So a dossier that cannot be woken does not fill its history with nudges.
 */
export async function takeOverdue(database: Database, at: Instant, pointsUntil: Instant, limit: number): Promise<readonly string[]> {
  const rows = await database.read.rows<{ id: string }>(
    `WITH overdue AS (
       SELECT id FROM dossier
       WHERE next_point_at < $2 AND coalesce(workflow_seen_at, 0) <= $1 - greatest($3, ($1 - next_point_at) / 2)
       ORDER BY next_point_at LIMIT $4
       FOR UPDATE SKIP LOCKED
     )
     UPDATE dossier SET workflow_seen_at = $1 FROM overdue WHERE dossier.id = overdue.id
     RETURNING dossier.id`,
    [at, pointsUntil, FIRST_WAIT_MS, limit],
  );
  return rows.map(({ id }) => id);
}

/** How many dossiers have a point of interest before `pointsUntil` that nobody has settled. */
export async function countOverdue(database: Database, pointsUntil: Instant): Promise<number> {
  return (await database.read.first<{ n: number }>('SELECT count(*) AS n FROM dossier WHERE next_point_at < $1', [pointsUntil]))?.n ?? 0;
}
