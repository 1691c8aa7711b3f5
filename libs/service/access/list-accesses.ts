import type { Role } from '#domain';
import type { Statements } from '#persistence';
import type { AccessView } from './note-access.js';

/** Personal data somebody was shown. */
export interface AccessEntry {
  readonly id: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly subject: string;
  readonly role: Role;
  readonly agency: string;
  readonly view: AccessView;
  /** `null` where what was shown is no single dossier's. */
  readonly dossierCode: string | null;
  /** What was shown where it is no dossier itself, as its kind and key. */
  readonly object: string | null;
  readonly fields: readonly string[];
  readonly requestId: string;
  readonly addressHmac: string;
}

/** Which accesses: of one dossier, or of one person within agencies; the latest first, below the id `before`. */
export interface AccessQuestion {
  readonly dossierId?: string;
  readonly subject?: string;
  /** Only those to dossiers of these agencies, or by people of these. */
  readonly agencies?: readonly string[];
  readonly before?: number;
  readonly limit: number;
}

const COLUMNS = `a.id, a.at, a.subject, a.role, a.agency, a.view, d.code AS "dossierCode", a.object, a.fields, a.request_id AS "requestId", a.address_hmac AS "addressHmac"`;
const WITHIN = `($4::text[] IS NULL OR a.agency = ANY($4) OR d.receiving_agency = ANY($4) OR d.competent_agency = ANY($4) OR d.holders && $4)`;

/** Accesses that answer the question; of a dossier also those to registers and filings it stands in. Erased dossiers keep theirs. */
export async function listAccesses(read: Pick<Statements, 'rows'>, { dossierId, subject, agencies, before, limit }: AccessQuestion): Promise<readonly AccessEntry[]> {
  const more = [before ?? null, limit, agencies ?? null] as const;
  if (dossierId === undefined) {
    return read.rows<AccessEntry>(
      `SELECT ${COLUMNS} FROM access_log a LEFT JOIN dossier d ON d.id = a.dossier_id
       WHERE ($1::text IS NULL OR a.subject = $1) AND ($2::bigint IS NULL OR a.id < $2) AND ${WITHIN} ORDER BY a.id DESC LIMIT $3`,
      [subject ?? null, ...more],
    );
  }
  return read.rows<AccessEntry>(
    `SELECT ${COLUMNS} FROM (
       (SELECT * FROM access_log WHERE dossier_id = $1 AND ($2::bigint IS NULL OR id < $2) AND ($5::text IS NULL OR subject = $5) ORDER BY id DESC LIMIT $3)
       UNION ALL
       (SELECT * FROM access_log WHERE dossier_id IS NULL AND ($2::bigint IS NULL OR id < $2) AND ($5::text IS NULL OR subject = $5) AND object IN (
          SELECT 'register:' || e.register_id FROM register_entry e WHERE e.dossier_id = $1
          UNION SELECT 'filing:' || f.code FROM filing f JOIN filing_dossier m ON m.filing_id = f.id WHERE m.dossier_id = $1
        ) ORDER BY id DESC LIMIT $3)
     ) AS a LEFT JOIN dossier d ON d.id = a.dossier_id WHERE ${WITHIN} ORDER BY a.id DESC LIMIT $3`,
    [dossierId, ...more, subject ?? null],
  );
}
