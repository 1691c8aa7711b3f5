import { type Actor, type Agency, authorityOf, type Instant, mayDo, type SigningAuthority } from '#domain';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';

/** A dossier whose apology waits for a signature. Instants are epoch milliseconds. */
export interface ApologyToSign {
  readonly dossierCode: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  /** The agency that signs. */
  readonly agency: string;
  readonly dueAt?: number;
  readonly appointment?: number;
  readonly late: boolean;
  /** From when it waits. */
  readonly since: number;
  /** Number of the dossier's last event. */
  readonly seq: number;
}

/** A page of what waits for a signature, and how many there are in all. */
export interface ToSignPage {
  readonly items: readonly ApologyToSign[];
  readonly count: number;
}

interface Row {
  readonly code: string;
  readonly procedure_code: string;
  readonly procedure_name: string;
  readonly competent_agency: string;
  readonly due_at: number | null;
  readonly appointment: number | null;
  readonly became_late_at: number | null;
  readonly last_seq: number;
  readonly since: number;
}

/** An apology waits where somebody was asked to sign one, or where one is owed and unsigned; the dossier once, however many. */
const WAITING = `
  FROM (SELECT dossier_id, min(since) AS since FROM (
      SELECT dossier_id, created_at AS since FROM task WHERE kind = 'sign-apology' AND done_at IS NULL AND dossier_id IS NOT NULL
      UNION ALL SELECT dossier_id, owed_at FROM letter WHERE awaits_signature AND status = 'owed'
    ) AS each GROUP BY dossier_id) AS waiting
  JOIN dossier d ON d.id = waiting.dossier_id AND d.competent_agency = ANY($1)`;

/** Apologies that wait for a signature of these agencies, those that waited longest first; list and count are one condition. */
export async function listToSign(
  engine: Pick<Engine, 'database'>,
  { agencies, after, limit }: { readonly agencies: readonly string[]; readonly after?: { readonly at: number; readonly key: string }; readonly limit: number },
): Promise<ToSignPage> {
  const { read } = engine.database;
  const [rows, count] = await Promise.all([
    read.rows<Row>(
      `SELECT d.code, d.procedure_code, p.data->>'name' AS procedure_name, d.competent_agency, d.due_at, d.appointment, d.became_late_at, d.last_seq, waiting.since ${WAITING}
       JOIN procedure_version p ON p.code = d.procedure_code AND p.version = d.procedure_version
       WHERE $2::bigint IS NULL OR (waiting.since, d.code) > ($2, $3) ORDER BY waiting.since, d.code LIMIT $4`,
      [agencies, after?.at ?? null, after?.key ?? null, limit],
    ),
    countToSign(read, agencies),
  ]);
  return { items: rows.map(itemOf), count };
}

/** How many there are of them. */
export async function countToSign(read: Pick<Reader, 'first'>, agencies: readonly string[]): Promise<number> {
  return (await read.first<{ n: number }>(`SELECT count(*) AS n ${WAITING}`, [agencies]))?.n ?? 0;
}

/** Agencies somebody signs apologies for at an instant: by right, and under an authority in force. */
export function agenciesSignedFor(actor: Actor, { agencies, signatories }: { readonly agencies: ReadonlyMap<string, Agency>; readonly signatories: readonly SigningAuthority[] }, at: Instant): readonly string[] {
  return [...agencies.values()]
    .filter(({ code, province }) => authorityOf(signatories, actor.subject, code, at) !== undefined && mayDo(actor, 'SignApology', { province, agencies: [code] }, agencies))
    .map(({ code }) => code);
}

function itemOf(row: Row): ApologyToSign {
  return {
    dossierCode: row.code,
    procedureCode: row.procedure_code,
    procedureName: row.procedure_name,
    agency: row.competent_agency,
    ...(row.due_at === null ? {} : { dueAt: row.due_at }),
    ...(row.appointment === null ? {} : { appointment: row.appointment }),
    late: row.became_late_at !== null,
    since: row.since,
    seq: row.last_seq,
  };
}
