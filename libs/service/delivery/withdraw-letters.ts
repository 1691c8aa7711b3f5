import { type Instant, SYSTEM_ACTOR } from '#domain';
import type { Transaction } from '#persistence';

/**
 * Withdraws letters, whoever finds that they must not leave: those that have not begun to, written or not, and whatever of the
 * others still waits at a desk or for its channel. The number of one that never leaves is void. One that is being handed over
 * this very moment, or of which nobody knows whether it left, keeps its question: that it went is a fact. Their dossiers must be
 * locked, so that none is being claimed.
 */
export async function withdrawLetters(tx: Pick<Transaction, 'run'>, keys: readonly string[], at: Instant): Promise<void> {
  if (keys.length === 0) {
    return;
  }
  await tx.run(
    `WITH kept AS (UPDATE letter_delivery SET status = 'withdrawn', next_at = NULL, settled_at = $2 WHERE letter_key = ANY($1) AND status = 'waiting'),
     gone AS (
       UPDATE letter SET status = 'withdrawn', delivery_open = FALSE, retry_now = FALSE WHERE key = ANY($1) AND status IN ('owed', 'produced')
         AND NOT EXISTS (SELECT FROM letter_delivery d WHERE d.letter_key = letter.key AND d.status IN ('sending', 'unsure')) RETURNING key
     )
     UPDATE document_number n SET voided_at = $2, voided_by = $3, void_reason = 'withdrawn' FROM gone WHERE n.letter_key = gone.key AND n.voided_at IS NULL`,
    [keys, at, SYSTEM_ACTOR.subject],
  );
}
