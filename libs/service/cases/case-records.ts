import { randomBytes } from 'node:crypto';
import type { Instant, TextRef } from '#domain';
import type { Transaction } from '#persistence';
import { commitTo, type PersonalData } from '../personal/personal-record.js';
import type { Vault } from '../vault/vault.js';

/** What a record of a case holds: who raised it, or what is said in words. */
export type CaseRecordKind = 'party' | 'text';

/** A record to be written. `agency` and the local year of `at` choose its data key. */
export interface CaseRecordInput {
  readonly caseId: string;
  readonly kind: CaseRecordKind;
  readonly agency: string;
  readonly data: PersonalData;
  readonly at: Instant;
}

/** A record as read, with the salt of its commitment. */
export interface CaseRecord {
  readonly kind: CaseRecordKind;
  readonly salt: string;
  readonly data: PersonalData;
}

const SALT_BYTES = 32;

/** Encrypts and stores a record under the next version of the case, whose lock the caller holds; the reference goes into the event. */
export async function writeCaseRecord(tx: Pick<Transaction, 'first' | 'run'>, vault: Vault, { caseId, kind, agency, data, at }: CaseRecordInput): Promise<TextRef> {
  const last = await tx.first<{ version: number }>(
    'SELECT greatest((SELECT coalesce(max(version), 0) FROM case_record WHERE case_id = $1), (SELECT coalesce(max(last_seq), 0) FROM deadline_case WHERE id = $1)) AS version',
    [caseId],
  );
  const version = (last?.version ?? 0) + 1;
  const salt = randomBytes(SALT_BYTES).toString('base64');
  const text = JSON.stringify({ salt, data });
  const { ciphertext, keyRef } = await vault.seal(tx, { agency, at }, contextOf(caseId, version, kind), Buffer.from(text, 'utf8'));
  await tx.run('INSERT INTO case_record (case_id, version, kind, ciphertext, key_ref) VALUES ($1, $2, $3, $4, $5)', [caseId, version, kind, ciphertext, keyRef]);
  return { version, commitment: commitTo(JSON.parse(text) as CaseRecord) };
}

/**
 * The records of a case by version; those erased are left out.
 * @throws SealedDataError when one was altered or moved
 */
export async function readCaseRecords(tx: Pick<Transaction, 'first' | 'rows'>, vault: Vault, caseId: string): Promise<ReadonlyMap<number, CaseRecord>> {
  const rows = await tx.rows<StoredCaseRecord>(
    'SELECT version, kind, ciphertext, key_ref FROM case_record WHERE case_id = $1 ORDER BY version',
    [caseId],
  );
  const found = new Map<number, CaseRecord>();
  for (const row of rows) {
    found.set(row.version, await openCaseRecord(tx, vault, caseId, row));
  }
  return found;
}

/** A record as it is stored. */
export interface StoredCaseRecord {
  readonly version: number;
  readonly kind: CaseRecordKind;
  readonly ciphertext: Buffer;
  readonly key_ref: string;
}

/**
 * Decrypts a stored record.
 * @throws SealedDataError when it was altered or moved from another case, version or kind
 */
export async function openCaseRecord(tx: Pick<Transaction, 'first'>, vault: Vault, caseId: string, { version, kind, ciphertext, key_ref }: StoredCaseRecord): Promise<CaseRecord> {
  const plain = await vault.open(tx, key_ref, contextOf(caseId, version, kind), ciphertext);
  return { kind, ...(JSON.parse(plain.toString('utf8')) as Pick<CaseRecord, 'salt' | 'data'>) };
}

function contextOf(caseId: string, version: number, kind: CaseRecordKind): string {
  return `case:${caseId}:${String(version)}:${kind}`;
}
