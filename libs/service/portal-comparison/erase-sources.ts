import type { Instant } from '#domain';
import type { Transaction } from '#persistence';

/** SQL: tables that may name dossier `d`: those of its province or of an agency it was ever with, uploaded since it was received. */
const MAY_NAME = `t.province = d.province AND t.uploaded_at >= d.received_at AND (t.agency IS NULL OR t.agency IN (d.receiving_agency, d.competent_agency)
  OR EXISTS (SELECT FROM dossier_event e WHERE e.dossier_id = d.id AND e.type = 'DossierTransferred' AND e.payload ->> 'from' = t.agency))`;

/**
 * Takes away the tables of the portal that may name a dossier. A table is another system's export, with whatever columns it has. One that was
 * compared is not read again: its hash, counts and differences stay, which hold codes. One that waits to be compared is given up, and has to be
 * uploaded again. Uploads first: what is being kept at this moment is a comparison once its upload is let go.
 */
export async function erasePortalSources(tx: Pick<Transaction, 'run'>, dossierId: string, at: Instant): Promise<void> {
  await tx.run(
    `WITH erased AS (
       UPDATE portal_upload t SET source = NULL, state = CASE state WHEN 'comparing' THEN 'failed' ELSE state END FROM dossier d
       WHERE d.id = $1 AND (t.source IS NOT NULL OR t.file_id IS NOT NULL) AND ${MAY_NAME}
       RETURNING t.file_id
     ) UPDATE stored_file SET erased_at = $2 WHERE id IN (SELECT file_id FROM erased) AND erased_at IS NULL`,
    [dossierId, at],
  );
  await tx.run(
    `WITH erased AS (
       UPDATE portal_comparison t SET source = NULL, key_ref = NULL, source_erased_at = $2 FROM dossier d
       WHERE d.id = $1 AND t.form = 'codes' AND t.source_erased_at IS NULL AND ${MAY_NAME}
       RETURNING t.file_id
     ) UPDATE stored_file SET erased_at = $2 WHERE id IN (SELECT file_id FROM erased) AND erased_at IS NULL`,
    [dossierId, at],
  );
}
