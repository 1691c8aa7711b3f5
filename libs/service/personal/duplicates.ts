import type { Engine } from '../engine.js';
import type { ApplicantRecord, Person } from './applicant.js';
import { openPersonal, type StoredPersonal } from './personal-record.js';
import { idDigits, phoneDigits, tokenOf, wordsOf } from './search-token.js';

/** By what the applicant of another dossier was found to be the same. */
type SameBy = 'id-number' | 'phone-and-name';

/** An open dossier of the same procedure and applicant. */
export interface DuplicateDossier {
  readonly dossierId: string;
  readonly sameBy: SameBy;
}

/** Who is about to file what. `scopes`: agency and province codes whose dossiers the asker may see. */
interface DuplicateQuestion {
  readonly procedureCode: string;
  readonly applicant: Pick<Person, 'name' | 'idNumber' | 'phone'>;
  readonly scopes: readonly string[];
}

interface Row extends StoredPersonal {
  readonly id: string;
}

/** A number under which more open dossiers of one procedure stand than this is a notary's or a shop's, and tells no applicant. */
const MOST_OPENED = 200;

/**
 * Open dossiers of the procedure whose applicant is the same, the latest first: by identity number where both gave one, else by telephone and name
 * without tone marks. People who file for others are not compared: a notary files for many.
 */
export async function findDuplicates({ database, vault }: Pick<Engine, 'database' | 'vault'>, { procedureCode, applicant, scopes }: DuplicateQuestion): Promise<readonly DuplicateDossier[]> {
  const [id, phone] = [idDigits(applicant.idNumber ?? ''), phoneDigits(applicant.phone ?? '')];
  const tokens = [...(id === '' ? [] : [tokenOf(vault, 'id', id)]), ...(phone === '' ? [] : [tokenOf(vault, 'phone', phone)])];
  return tokens.length === 0
    ? []
    : database.transaction(async (tx) => {
        const rows = await tx.rows<Row>(
          `SELECT d.id, p.version, p.kind, p.ciphertext, p.key_ref FROM dossier d JOIN personal_record p ON p.dossier_id = d.id AND p.version = d.personal_version
           WHERE d.id IN (SELECT s.dossier_id FROM search_token s WHERE s.scope_id = ANY($1::text[]) AND s.token = ANY($2::bigint[]))
             AND d.procedure_code = $3 AND NOT d.closed AND NOT d.erased
           ORDER BY d.received_at DESC, d.id LIMIT ${String(MOST_OPENED)}`,
          [scopes, tokens, procedureCode],
        );
        const found: DuplicateDossier[] = [];
        for (const { id: dossierId, ...stored } of rows) {
          const record = (await openPersonal(tx, vault, dossierId, stored)).data as unknown as ApplicantRecord;
          const sameBy = sameApplicant(record.applicant, applicant);
          found.push(...(sameBy === undefined ? [] : [{ dossierId, sameBy }]));
        }
        return found;
      });
}

function sameApplicant(one: Person, other: DuplicateQuestion['applicant']): SameBy | undefined {
  const ids = [idDigits(one.idNumber ?? ''), idDigits(other.idNumber ?? '')] as const;
  if (ids[0] !== '' && ids[1] !== '') {
    return ids[0] === ids[1] ? 'id-number' : undefined;
  }
  const phone = phoneDigits(one.phone ?? '');
  return phone !== '' && phone === phoneDigits(other.phone ?? '') && wordsOf(one.name).join(' ') === wordsOf(other.name).join(' ') ? 'phone-and-name' : undefined;
}
