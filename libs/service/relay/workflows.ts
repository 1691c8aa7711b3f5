import type { Instant } from '#domain';
import type { Database } from '#persistence';

/** Open dossiers received until `receivedUntil` for which no workflow has been started, oldest first. */
export async function listUnstarted(database: Database, receivedUntil: Instant, limit: number): Promise<readonly string[]> {
  return idsOf(
    await database.read.rows<{ id: string }>(
      'SELECT id FROM dossier WHERE NOT closed AND workflow_seen_at IS NULL AND received_at <= $1 ORDER BY received_at LIMIT $2',
      [receivedUntil, limit],
    ),
  );
}

/** Records that a workflow was started for a dossier, unless one has been seen already. */
export async function markStarted(database: Database, dossierId: string, at: Instant): Promise<void> {
  await database.read.run('UPDATE dossier SET workflow_seen_at = $2 WHERE id = $1 AND workflow_seen_at IS NULL', [dossierId, at]);
}

/** One page of the open dossiers by id, after `after`. */
export async function pageOpen(database: Database, after: string | undefined, limit: number): Promise<readonly string[]> {
  return idsOf(
    await database.read.rows<{ id: string }>('SELECT id FROM dossier WHERE NOT closed AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2', [
      after ?? null,
      limit,
    ]),
  );
}

/** Those of the dossiers that are closed. */
export async function filterClosed(database: Database, dossierIds: readonly string[]): Promise<readonly string[]> {
  return idsOf(await database.read.rows<{ id: string }>('SELECT id FROM dossier WHERE closed AND id = ANY($1)', [dossierIds]));
}

function idsOf(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => id);
}
