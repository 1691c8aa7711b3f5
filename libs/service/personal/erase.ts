import type { Instant } from '#domain';
import type { Transaction } from '#persistence';
import { withdrawDeliveries } from '../delivery/withdraw-deliveries.js';
import { eraseLetters } from '../letters/letter-store.js';
import { eraseNotes } from '../notes/dossier-notes.js';
import { erasePortalSources } from '../portal-comparison/erase-sources.js';
import { eraseProposals } from '../proposals/erase-proposals.js';
import { eraseWatched } from '../watch/erase-watched.js';

/**
 * Takes everything personal of a dossier out of the database: records, search tokens, bodies of settled commands, letter
 * files, addresses, what opens its page or its letters to the public, what the portal said of messages, notes about it and what was proposed,
 * notes and links of the watch list, lists of the portal that may name it; letters that have not left are withdrawn, since nobody is left to
 * address them to. The ledger stays whole. Runs in the
 * transaction that appends `PersonalDataErased`, after its commands are settled. Contents of files are only marked here:
 * `purgeErasedFiles` deletes them after the commit, and again until it succeeds.
 */
export async function erasePersonal(tx: Pick<Transaction, 'rows' | 'run'>, dossierId: string, at: Instant): Promise<void> {
  await tx.run('DELETE FROM personal_record WHERE dossier_id = $1', [dossierId]);
  await tx.run('DELETE FROM search_token WHERE dossier_id = $1', [dossierId]);
  await tx.run(`UPDATE command_inbox SET body = NULL, key_ref = NULL, last_error = NULL WHERE dossier_id = $1 AND status <> 'pending'`, [dossierId]);
  await withdrawDeliveries(tx, dossierId, at);
  await eraseLetters(tx, dossierId);
  await tx.run('UPDATE sync_message SET detail = NULL, key_ref = NULL, content_hmac = NULL WHERE dossier_id = $1', [dossierId]);
  await eraseWatched(tx, dossierId, at);
  await eraseNotes(tx, dossierId, at);
  await eraseProposals(tx, dossierId, at);
  await erasePortalSources(tx, dossierId, at);
  await tx.run('DELETE FROM public_session WHERE dossier_id = $1', [dossierId]);
  await tx.run('DELETE FROM public_letter_code WHERE dossier_id = $1', [dossierId]);
  await tx.run('UPDATE stored_file SET erased_at = $2 WHERE dossier_id = $1 AND erased_at IS NULL', [dossierId, at]);
}
