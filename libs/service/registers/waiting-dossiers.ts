import type { Instant } from '#domain';
import type { Transaction } from '#persistence';

/** Events by which a desk receives a dossier. A refused filing has none of them; a cancelled dossier keeps its own. */
export const RECEIVED: readonly string[] = ['DossierReceived', 'DossierAccepted'];
/** The same where dossiers of another system are entered too. */
export const RECEIVED_OR_IMPORTED: readonly string[] = [...RECEIVED, 'DossierImported'];

/** A received dossier without a line. */
export interface WaitingDossier {
  readonly id: string;
  readonly agency: string;
  readonly fieldCode: string;
  readonly procedure: { readonly code: string; readonly version: number };
  readonly acceptedAt: Instant;
}

interface WaitingRow {
  readonly id: string;
  readonly agency: string;
  readonly field_code: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly accepted_at: number;
}

/**
 * Dossiers received by transactions from `from` on and before `until` (all that can be seen when absent) that have no line, in
 * order of acceptance and of their codes.
 */
export async function readWaiting(tx: Pick<Transaction, 'rows'>, types: readonly string[], from: string, until: string | undefined): Promise<readonly WaitingDossier[]> {
  const rows = await tx.rows<WaitingRow>(
    `SELECT id, receiving_agency AS agency, field_code, procedure_code, procedure_version, coalesce(accepted_at, received_at) AS accepted_at
     FROM dossier
     WHERE id IN (SELECT dossier_id FROM dossier_event WHERE xact_id >= $1::xid8 AND ($2::xid8 IS NULL OR xact_id < $2::xid8) AND type = ANY($3))
       AND NOT EXISTS (SELECT 1 FROM register_entry e WHERE e.dossier_id = dossier.id)
     ORDER BY coalesce(accepted_at, received_at), code`,
    [from, until ?? null, types],
  );
  return rows.map((row) => ({
    id: row.id,
    agency: row.agency,
    fieldCode: row.field_code,
    procedure: { code: row.procedure_code, version: row.procedure_version },
    acceptedAt: row.accepted_at as Instant,
  }));
}
