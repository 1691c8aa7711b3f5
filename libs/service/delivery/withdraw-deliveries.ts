import type { Instant } from '#domain';
import type { Transaction } from '#persistence';
import { withdrawLetters } from './withdraw-letters.js';

type Writing = Pick<Transaction, 'rows' | 'run'>;

/** Withdraws every letter of a dossier that may be, and forgets where the others went. */
export async function withdrawDeliveries(tx: Writing, dossierId: string, at: Instant): Promise<void> {
  await withdrawLetters(tx, keysOf(await tx.rows('SELECT key FROM letter WHERE dossier_id = $1', [dossierId])), at);
  await tx.run('UPDATE letter_delivery SET address = NULL, key_ref = NULL WHERE dossier_id = $1', [dossierId]);
  await tx.run(
    'UPDATE letter_attempt SET detail = NULL, key_ref = NULL FROM letter_delivery d WHERE d.dossier_id = $1 AND d.letter_key = letter_attempt.letter_key AND letter_attempt.detail IS NOT NULL',
    [dossierId],
  );
  await tx.run(`UPDATE task SET done_at = $2 WHERE dossier_id = $1 AND kind = 'letter-returned' AND done_at IS NULL`, [dossierId, at]);
}

/** Withdraws letters of some kinds that would be untrue by now. Their dossiers must be locked. */
export async function withdrawUntrue(tx: Writing, untrue: readonly { readonly dossierId: string; readonly kind: string }[], at: Instant): Promise<void> {
  const letters = await tx.rows<{ key: string }>('SELECT l.key FROM letter l JOIN unnest($1::uuid[], $2::text[]) AS of (dossier_id, kind) ON l.dossier_id = of.dossier_id AND l.kind = of.kind', [
    untrue.map(({ dossierId }) => dossierId),
    untrue.map(({ kind }) => kind),
  ]);
  await withdrawLetters(tx, keysOf(letters), at);
}

function keysOf(letters: readonly { readonly key: string }[]): readonly string[] {
  return letters.map(({ key }) => key);
}
