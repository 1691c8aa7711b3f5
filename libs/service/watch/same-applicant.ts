import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { type ApplicantRecord, openPersonal, type StoredPersonal } from '../personal/index.js';
import { idDigits, phoneDigits, tokenOf } from '../personal/search-token.js';

/** By what a dossier's applicant is told from others: tokens, never numbers. Absent ones were not given. */
export interface ApplicantTokens {
  readonly id?: string;
  readonly phone?: string;
}

interface Row extends StoredPersonal {
  readonly id: string;
}

/** Tokens of the applicants of some dossiers as their records stand, by one statement; erased ones are left out. */
export async function applicantTokens({ vault }: Pick<Engine, 'vault'>, tx: Pick<Transaction, 'rows' | 'first'>, ids: readonly string[]): Promise<ReadonlyMap<string, ApplicantTokens>> {
  const rows = await tx.rows<Row>(
    `SELECT d.id, p.version, p.kind, p.ciphertext, p.key_ref FROM dossier d JOIN personal_record p ON p.dossier_id = d.id AND p.version = d.personal_version
     WHERE d.id = ANY($1::uuid[]) AND NOT d.imported AND NOT d.erased`,
    [ids],
  );
  const tokens = new Map<string, ApplicantTokens>();
  for (const row of rows) {
    const { applicant } = (await openPersonal(tx, vault, row.id, row)).data as unknown as ApplicantRecord;
    const [id, phone] = [idDigits(applicant.idNumber ?? ''), phoneDigits(applicant.phone ?? '')];
    tokens.set(row.id, { ...(id === '' ? {} : { id: tokenOf(vault, 'id', id) }), ...(phone === '' ? {} : { phone: tokenOf(vault, 'phone', phone) }) });
  }
  return tokens;
}

/** Whether two applicants are one: by their identity numbers where both gave one, else by their telephones. A shop may file for many under its own. */
export function isSameApplicant(one: ApplicantTokens, other: ApplicantTokens): boolean {
  return one.id !== undefined && other.id !== undefined ? one.id === other.id : one.phone !== undefined && one.phone === other.phone;
}
