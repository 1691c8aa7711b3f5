import { type Instant, SYSTEM_ACTOR } from '#domain';
import type { Transaction } from '#persistence';

/**
 * Withdraws every letter of a dossier that has not begun to leave, and forgets where the others went. One that is being handed
 * over this very moment, or of which nobody knows whether it left, keeps its question: that it went is a fact.
 */
export async function withdrawDeliveries(tx: Pick<Transaction, 'run'>, dossierId: string, at: Instant): Promise<void> {
  await tx.run(
    `UPDATE letter SET status = 'withdrawn', delivery_open = FALSE WHERE dossier_id = $1 AND status IN ('owed', 'produced')
       AND NOT EXISTS (SELECT FROM letter_delivery d WHERE d.letter_key = letter.key AND d.status IN ('sending', 'unsure'))`,
    [dossierId],
  );
  await tx.run(`UPDATE letter_delivery SET status = 'withdrawn', next_at = NULL, settled_at = $2 WHERE dossier_id = $1 AND status = 'waiting'`, [dossierId, at]);
  await tx.run('UPDATE letter_delivery SET address = NULL, key_ref = NULL WHERE dossier_id = $1', [dossierId]);
  await tx.run(
    'UPDATE letter_attempt SET detail = NULL, key_ref = NULL FROM letter_delivery d WHERE d.dossier_id = $1 AND d.letter_key = letter_attempt.letter_key AND letter_attempt.detail IS NOT NULL',
    [dossierId],
  );
  await tx.run(`UPDATE task SET done_at = $2 WHERE dossier_id = $1 AND kind = 'letter-returned' AND done_at IS NULL`, [dossierId, at]);
}

/**
 * Withdraws letters of some kinds that would be untrue by now: those that have not begun to leave, written or not, and whatever of
 * the others still waits at a desk or for its channel. A number taken by one that never leaves is void. Their dossiers must be locked, so that none is being claimed.
 */
export async function withdrawUntrue(tx: Pick<Transaction, 'run'>, untrue: readonly { readonly dossierId: string; readonly kind: string }[], at: Instant): Promise<void> {
  await tx.run(
    `WITH untrue AS (SELECT l.key FROM letter l JOIN unnest($1::uuid[], $2::text[]) AS of (dossier_id, kind) ON l.dossier_id = of.dossier_id AND l.kind = of.kind),
     kept AS (UPDATE letter_delivery d SET status = 'withdrawn', next_at = NULL, settled_at = $3 FROM untrue WHERE d.letter_key = untrue.key AND d.status = 'waiting'),
     gone AS (
       UPDATE letter SET status = 'withdrawn', delivery_open = FALSE FROM untrue WHERE letter.key = untrue.key AND letter.status IN ('owed', 'produced')
         AND NOT EXISTS (SELECT FROM letter_delivery d WHERE d.letter_key = letter.key AND d.status IN ('sending', 'unsure')) RETURNING letter.key
     )
     UPDATE document_number n SET voided_at = $3, voided_by = $4, void_reason = 'withdrawn' FROM gone WHERE n.letter_key = gone.key AND n.voided_at IS NULL`,
    [untrue.map(({ dossierId }) => dossierId), untrue.map(({ kind }) => kind), at, SYSTEM_ACTOR.subject],
  );
}
