import { instant, type Instant, localDateOf, startOfDay } from '#domain';
import type { Transaction } from '#persistence';

/**
 * Takes out of the watch list what may name the people of a dossier: the words of notes about it, and that another dossier was filed by the
 * same applicant, from either side. What was found, when somebody looked and the day of the other filing stay.
 */
export async function eraseWatched(tx: Pick<Transaction, 'rows' | 'run'>, dossierId: string, at: Instant): Promise<void> {
  await tx.run(
    `UPDATE watch_note SET content = NULL, key_ref = NULL, erased_at = $2
     WHERE erased_at IS NULL AND finding_id IN (SELECT id FROM watch_finding WHERE dossier_id = $1 UNION SELECT id FROM watch_finding WHERE refiled_id = $1)`,
    [dossierId, at],
  );
  const linked = await tx.rows<{ id: number; refiled_at: number }>(
    `SELECT id, refiled_at FROM watch_finding WHERE dossier_id = $1 AND refiled_id IS NOT NULL UNION SELECT id, refiled_at FROM watch_finding WHERE refiled_id = $1`,
    [dossierId],
  );
  // The moment itself would tell which dossier it was.
  await tx.run('UPDATE watch_finding f SET refiled_id = NULL, refiled_at = cut.day FROM unnest($1::bigint[], $2::bigint[]) AS cut (id, day) WHERE f.id = cut.id', [
    linked.map(({ id }) => id),
    linked.map(({ refiled_at: filed }) => startOfDay(localDateOf(instant(filed)))),
  ]);
}
