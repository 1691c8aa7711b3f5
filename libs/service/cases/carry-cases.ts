import type { CaseKind, Instant } from '#domain';
import type { Database } from '#persistence';

/** A case whose workflow is to look again, or to be started. */
export interface CaseToCarry {
  readonly id: string;
  readonly kind: CaseKind;
}

/** Shortest and longest rest between two nudges of one case that has not been heard of. */
const FIRST_REST_MS = 10_000;
const LONGEST_REST_MS = 900_000;

/**
 * Takes cases of which something happened until `since` that their workflow has not heard of. One nudged before is taken again
 * after ten seconds, then whenever it has waited twice as long, at least every quarter of an hour: a workflow whose workers are
 * away is not drowned in signals.
 */
export async function takeUnheardCases(database: Database, at: Instant, since: Instant, limit: number): Promise<readonly CaseToCarry[]> {
  return database.read.rows<CaseToCarry>(
    `WITH unheard AS (
       SELECT id FROM deadline_case
       WHERE unheard_since <= $2 AND (nudged_at IS NULL OR nudged_at <= $1 - least(greatest($3, nudged_at - unheard_since), $4))
       ORDER BY nudged_at NULLS FIRST, unheard_since LIMIT $5 FOR UPDATE SKIP LOCKED
     )
     UPDATE deadline_case c SET nudged_at = $1 FROM unheard WHERE c.id = unheard.id RETURNING c.id, c.kind`,
    [at, since, FIRST_REST_MS, LONGEST_REST_MS, limit],
  );
}

/** Open cases carried by the watchdog with a point before `until`, those longest past first. */
export async function listWatchedCases(database: Database, until: Instant, limit: number): Promise<readonly string[]> {
  const rows = await database.read.rows<{ id: string }>(`SELECT id FROM deadline_case WHERE next_point_at < $1 AND carried_by = 'watchdog' ORDER BY next_point_at LIMIT $2`, [until, limit]);
  return rows.map(({ id }) => id);
}

/** Marks cases carried by a workflow whose point passed before `until` as unheard of, so that they are nudged. Returns how many. */
export async function markOverdueCases(database: Database, at: Instant, until: Instant): Promise<number> {
  return database.read.run(`UPDATE deadline_case SET unheard_since = $1 WHERE next_point_at < $2 AND carried_by = 'workflow' AND unheard_since IS NULL`, [at, until]);
}

/** How many cases have a point before `until` that nobody has settled. */
export async function countOverdueCases(database: Database, until: Instant): Promise<number> {
  return (await database.read.first<{ n: number }>('SELECT count(*) AS n FROM deadline_case WHERE next_point_at < $1', [until]))?.n ?? 0;
}

/** Open cases that stand on another calendar version than the current one. */
export async function listCasesBehind(database: Database, limit: number): Promise<readonly string[]> {
  const rows = await database.read.rows<{ id: string }>(
    'SELECT c.id FROM deadline_case c, calendar_head h WHERE c.outcome IS NULL AND c.calendar_snapshot <> h.version_id ORDER BY c.id LIMIT $1',
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** One page of the open cases that workflows carry, by id, after `after`. */
export async function pageCarriedCases(database: Database, after: string | undefined, limit: number): Promise<readonly CaseToCarry[]> {
  return database.read.rows<CaseToCarry>(
    `SELECT id, kind FROM deadline_case WHERE outcome IS NULL AND carried_by = 'workflow' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
    [after ?? null, limit],
  );
}
