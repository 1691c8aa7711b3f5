import type { Instant } from '#domain';
import type { Transaction } from '#persistence';

/** Takes what was proposed about a dossier; that it was, and how it ended, stays. */
export async function eraseProposals(tx: Pick<Transaction, 'run'>, dossierId: string, at: Instant): Promise<void> {
  await tx.run('UPDATE proposal SET content = NULL, key_ref = NULL, erased_at = $2 WHERE dossier_id = $1 AND erased_at IS NULL', [dossierId, at]);
}
