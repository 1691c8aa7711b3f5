import type { EventType, Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Draft } from '../draft.js';

/** Events by which a dossier filed online gets its answer, or needs none any more. */
const ANSWERED: readonly EventType[] = ['DossierAccepted', 'IntakeRefused', 'DossierWithdrawn', 'DossierCancelled'];

/**
 * Owes the one receipt of an online filing once the last of its dossiers is answered and one at least was accepted: to the dossier
 * answered last, under the filing's own key. Whoever answers holds the filing, so that of two answers at once the later sees the earlier.
 */
export async function oweFilingReceipts(tx: Pick<Transaction, 'run'>, drafts: readonly Draft[], at: Instant): Promise<void> {
  const answered = drafts.flatMap(({ state, rows }) => {
    const row = rows.findLast(({ type }) => ANSWERED.some((answer) => answer === type));
    return state?.filing === undefined || state.channel !== 'online' || row === undefined ? [] : [row];
  });
  if (answered.length === 0) {
    return;
  }
  const dossiers = answered.map(({ dossierId }) => dossierId);
  await tx.run('SELECT FROM filing WHERE id IN (SELECT filing_id FROM filing_dossier WHERE dossier_id = ANY($1)) ORDER BY id FOR UPDATE', [dossiers]);
  await tx.run(
    `WITH owed AS (
       INSERT INTO letter (key, dossier_id, kind, form, deadline_version, owed_by_seq, owed_at, status, awaits_signature, composed_from_seq)
       SELECT f.id || ':receipt', due.dossier_id, 'filing-receipt', '01', due.seq, due.seq, due.owed_at, 'owed', FALSE, due.seq
       FROM unnest($1::uuid[], $2::integer[], $3::bigint[]) AS due (dossier_id, seq, owed_at)
       JOIN filing_dossier m ON m.dossier_id = due.dossier_id JOIN filing f ON f.id = m.filing_id
       WHERE NOT EXISTS (SELECT FROM filing_dossier o JOIN dossier d ON d.id = o.dossier_id WHERE o.filing_id = f.id AND d.status IN ('registered', 'awaiting-completion'))
         AND EXISTS (SELECT FROM filing_dossier o JOIN dossier d ON d.id = o.dossier_id WHERE o.filing_id = f.id AND d.accepted_at IS NOT NULL)
       ON CONFLICT (key) DO NOTHING RETURNING key
     ) UPDATE filing SET receipt_owed_at = $4 FROM owed WHERE owed.key = filing.id || ':receipt'`,
    [dossiers, answered.map(({ seq }) => seq), answered.map(({ occurredAt }) => occurredAt), at],
  );
}
