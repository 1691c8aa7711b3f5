import type { Transaction } from '#persistence';
import { openCaseRecord, type StoredCaseRecord } from '../cases/case-records.js';
import type { Engine } from '../engine.js';
import { FIRST_ID } from '../first-id.js';
import type { ApplicantRecord, Person, Proxy } from '../personal/applicant.js';
import { openPersonal, type StoredPersonal } from '../personal/personal-record.js';
import { idDigits, phoneDigits, tokenOf } from '../personal/search-token.js';

/** By which number a person is known. */
export type KnownBy = 'id-number' | 'phone';

/** A person, and the agencies within which they are looked for. */
export interface PersonQuestion {
  readonly knownBy: KnownBy;
  readonly number: string;
  readonly agencies: readonly string[];
}

/** A dossier the person applied for or was proxy in; of anybody else in it no more than the name. */
export interface PersonDossier {
  readonly id: string;
  readonly code: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Feedback the person sent. */
export interface PersonCase {
  readonly id: string;
  readonly code: string;
}

interface DossierRow extends StoredPersonal {
  readonly id: string;
  readonly code: string;
}

interface CaseRow extends StoredCaseRecord {
  readonly case_id: string;
  readonly code: string;
}

const ROWS_AT_ONCE = 200;

/** Every dossier of a person within the agencies, in order of their ids. */
export async function findPersonDossiers(tx: Pick<Transaction, 'rows' | 'first'>, { vault }: Pick<Engine, 'vault'>, person: PersonQuestion): Promise<readonly PersonDossier[]> {
  const token = person.knownBy === 'phone' ? tokenOf(vault, 'phone', phoneDigits(person.number)) : tokenOf(vault, 'id', idDigits(person.number));
  const found: PersonDossier[] = [];
  for (let after = FIRST_ID; ; ) {
    const rows = await tx.rows<DossierRow>(
      `SELECT d.id, d.code, p.version, p.kind, p.ciphertext, p.key_ref
       FROM (SELECT DISTINCT dossier_id FROM search_token WHERE scope_id = ANY($1::text[]) AND token = $2 AND dossier_id > $3) AS s
       JOIN dossier d ON d.id = s.dossier_id JOIN personal_record p ON p.dossier_id = d.id AND p.version = d.personal_version ORDER BY d.id LIMIT $4`,
      [person.agencies, token, after, ROWS_AT_ONCE],
    );
    for (const { id, code, ...stored } of rows) {
      after = id;
      const own = ownPart((await openPersonal(tx, vault, id, stored)).data as unknown as ApplicantRecord, person);
      if (own !== undefined) found.push({ id, code, record: own });
    }
    if (rows.length < ROWS_AT_ONCE) return found;
  }
}

/** Every feedback a person sent to the agencies. Senders have no index: those of the agencies are looked through. */
export async function findPersonCases(tx: Pick<Transaction, 'rows' | 'first'>, { vault }: Pick<Engine, 'vault'>, person: PersonQuestion): Promise<readonly PersonCase[]> {
  const found: PersonCase[] = [];
  for (let after = FIRST_ID; person.knownBy === 'phone'; ) {
    const rows = await tx.rows<CaseRow>(
      `SELECT c.id AS case_id, c.code, r.version, r.kind, r.ciphertext, r.key_ref FROM deadline_case c
       JOIN LATERAL (SELECT * FROM case_record r WHERE r.case_id = c.id AND r.kind = 'party' ORDER BY r.version LIMIT 1) AS r ON true
       WHERE c.agency = ANY($1::text[]) AND c.kind = 'feedback' AND c.id > $2 ORDER BY c.id LIMIT $3`,
      [person.agencies, after, ROWS_AT_ONCE],
    );
    for (const { case_id: id, code, ...stored } of rows) {
      after = id;
      const { phone } = (await openCaseRecord(tx, vault, id, stored)).data;
      if (typeof phone === 'string' && phoneDigits(phone) === phoneDigits(person.number)) found.push({ id, code });
    }
    if (rows.length < ROWS_AT_ONCE) break;
  }
  return found;
}

function ownPart({ applicant, proxy, ...words }: ApplicantRecord, person: PersonQuestion): PersonDossier['record'] | undefined {
  const isOwn = (one: Person | Proxy | undefined): boolean =>
    person.knownBy === 'phone' ? phoneDigits(one?.phone ?? '') === phoneDigits(person.number) : idDigits(one?.idNumber ?? '') === idDigits(person.number);
  const shown = (one: Person | Proxy): object => (isOwn(one) ? one : { name: one.name });
  return isOwn(applicant) || isOwn(proxy) ? { applicant: shown(applicant), ...(proxy === undefined ? {} : { proxy: shown(proxy) }), ...words } : undefined;
}
