import { type DossierState, type Instant, viewOf } from '#domain';
import type { Database, Statements } from '#persistence';
import type { EngineOptions } from '../engine.js';
import type { Redating } from './redating.js';

/** A workflow that must look again. */
export interface WaitingNudge {
  readonly dossierId: string;
  readonly since: number;
}

/**
 * Dossiers whose workflows would wake too late: their nearest wake is earlier now than the one armed. A later one need not be
 * told, for whoever wakes looks before doing anything.
 */
export function owedNudges(redatings: readonly Redating[], options: Pick<EngineOptions, 'clockSkewMs' | 'latenessSpreadMs'>): readonly string[] {
  return redatings.flatMap(({ dossier: { id, workflowSeen }, before, after, draft }) =>
    workflowSeen && draft.rows.length > 0 && nearestWake(after, id, options) < nearestWake(before, id, options) ? [id] : [],
  );
}

function nearestWake(state: DossierState, id: string, { clockSkewMs: skewMs, latenessSpreadMs: spreadMs }: Pick<EngineOptions, 'clockSkewMs' | 'latenessSpreadMs'>): number {
  return Math.min(...viewOf(state, id, { skewMs, spreadMs }).points.map(({ at }) => at), Infinity);
}

/** Asks for the workflows of dossiers to be told, in one statement. */
export async function writeNudges(tx: Pick<Statements, 'run'>, dossierIds: readonly string[], at: Instant): Promise<void> {
  if (dossierIds.length > 0) {
    await tx.run(
      `INSERT INTO workflow_nudge (dossier_id, since, next_attempt_at) SELECT id, $2::bigint, $2::bigint FROM unnest($1::uuid[]) AS id
       ON CONFLICT (dossier_id) DO UPDATE SET since = excluded.since, next_attempt_at = excluded.next_attempt_at`,
      [dossierIds, at],
    );
  }
}

/** How long whoever takes a nudge has to deliver it before somebody else may. */
const RETRY_AFTER_MS = 30_000;

/** Takes nudges that are due at `at`; each is put off, so that it is delivered should this process die. */
export async function takeNudges(database: Database, at: Instant, limit: number): Promise<readonly WaitingNudge[]> {
  const rows = await database.read.rows<{ dossier_id: string; since: number }>(
    `WITH due AS (SELECT dossier_id FROM workflow_nudge WHERE next_attempt_at <= $1 ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     UPDATE workflow_nudge AS nudge SET next_attempt_at = $1 + $3 FROM due WHERE nudge.dossier_id = due.dossier_id RETURNING nudge.dossier_id, nudge.since`,
    [at, limit, RETRY_AFTER_MS],
  );
  return rows.map((row) => ({ dossierId: row.dossier_id, since: row.since }));
}

/** A workflow was told; unless it has to be told of something newer. */
export async function endNudge(database: Database, { dossierId, since }: WaitingNudge): Promise<void> {
  await database.read.run('DELETE FROM workflow_nudge WHERE dossier_id = $1 AND since = $2', [dossierId, since]);
}
