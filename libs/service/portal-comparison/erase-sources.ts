import type { Instant } from '#domain';
import type { Transaction } from '#persistence';

/**
 * Takes away the lists of the portal that may name a dossier: those of its province or agencies uploaded since it was received. A list is
 * another system's export, with whatever columns it has, and is not read again; hash, counts and differences stay, which hold codes.
 */
export async function erasePortalSources(tx: Pick<Transaction, 'run'>, dossierId: string, at: Instant): Promise<void> {
  await tx.run(
    `WITH erased AS (
       UPDATE portal_comparison c SET source = NULL, key_ref = NULL, source_erased_at = $2 FROM dossier d
       WHERE d.id = $1 AND c.form = 'codes' AND c.province = d.province AND (c.agency IS NULL OR c.agency IN (d.receiving_agency, d.competent_agency))
         AND c.uploaded_at >= d.received_at AND c.source_erased_at IS NULL
       RETURNING c.file_id
     ) UPDATE stored_file SET erased_at = $2 WHERE id IN (SELECT file_id FROM erased) AND erased_at IS NULL`,
    [dossierId, at],
  );
}
