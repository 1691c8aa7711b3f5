import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { Instant, TextRef } from '#domain';
import type { Transaction } from '#persistence';
import { stableText } from '../stable-text.js';
import type { Vault } from '../vault/vault.js';

/** What a record is about: the applicant of the dossier, or the free text of one command. */
export type PersonalKind = 'applicant' | 'text';

/** A record to be written. `agency` and the local year of `at` choose its data key. */
export interface PersonalInput {
  readonly dossierId: string;
  readonly version: number;
  readonly kind: PersonalKind;
  readonly agency: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}

/** A record ready to be stored, with the reference the ledger may hold. */
export interface PreparedPersonal {
  readonly ref: TextRef;
  readonly dossierId: string;
  readonly kind: PersonalKind;
  readonly ciphertext: Buffer;
  readonly keyRef: string;
}

/** A record as read: its data and the salt of its commitment. */
export interface PersonalRecord {
  readonly kind: PersonalKind;
  readonly salt: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A record as it lies in the database. */
export interface StoredPersonal {
  readonly version: number;
  readonly kind: PersonalKind;
  readonly ciphertext: Buffer;
  readonly key_ref: string;
}

/** What a record says, by field. */
export type PersonalData = PersonalRecord['data'];

const SALT_BYTES = 32;

/**
 * Encrypts a record and commits to it, without storing it yet: its event may have to be written first. `data` must be
 * JSON; strings may hold anything a string can.
 */
export async function preparePersonal(tx: Pick<Transaction, 'first' | 'run'>, vault: Vault, input: PersonalInput): Promise<PreparedPersonal> {
  const salt = randomBytes(SALT_BYTES).toString('base64');
  const text = JSON.stringify(input.data);
  const data = JSON.parse(text) as PersonalRecord['data'];
  const plaintext = Buffer.from(`{"salt":"${salt}","data":${text}}`, 'utf8');
  const scope = { agency: input.agency, at: input.at };
  const { ciphertext, keyRef } = await vault.seal(tx, scope, contextOf(input.dossierId, input.version, input.kind), plaintext);
  const ref = { version: input.version, commitment: commitmentOf(salt, data) };
  return { ref, dossierId: input.dossierId, kind: input.kind, ciphertext, keyRef };
}

/** Stores a prepared record. The dossier row need not stand yet, only when the transaction commits. */
export async function storePersonal(tx: Pick<Transaction, 'run'>, prepared: PreparedPersonal): Promise<void> {
  await tx.run('INSERT INTO personal_record (dossier_id, version, kind, ciphertext, key_ref) VALUES ($1, $2, $3, $4, $5)', [
    prepared.dossierId,
    prepared.ref.version,
    prepared.kind,
    prepared.ciphertext,
    prepared.keyRef,
  ]);
}

/** Encrypts and stores a record; the reference goes into the event. */
export async function writePersonal(tx: Pick<Transaction, 'first' | 'run'>, vault: Vault, input: PersonalInput): Promise<TextRef> {
  const prepared = await preparePersonal(tx, vault, input);
  await storePersonal(tx, prepared);
  return prepared.ref;
}

/**
 * The version the dossier's next record takes; the caller holds the dossier's lock. Versions are never used twice, not
 * even after erasure: each stands in an event of its own, so none of those erased is above the last `seq`.
 */
export async function nextPersonalVersion(tx: Pick<Transaction, 'first'>, dossierId: string): Promise<number> {
  const row = await tx.first<{ next: number }>(
    `SELECT greatest((SELECT coalesce(max(version), 0) FROM personal_record WHERE dossier_id = $1),
                     (SELECT coalesce(max(last_seq), 0) FROM dossier WHERE id = $1)) + 1 AS next`,
    [dossierId],
  );
  return row?.next ?? 1;
}

/** The data of a record; `undefined` when there is no such record, because it was erased or never written. */
export async function readPersonal(tx: Pick<Transaction, 'first'>, vault: Vault, dossierId: string, version: number): Promise<PersonalRecord['data'] | undefined> {
  const row = await tx.first<StoredPersonal>('SELECT version, kind, ciphertext, key_ref FROM personal_record WHERE dossier_id = $1 AND version = $2', [
    dossierId,
    version,
  ]);
  return row === undefined ? undefined : (await openPersonal(tx, vault, dossierId, row)).data;
}

/** The data of several records of a dossier by version; those erased or never written are left out. */
export async function readPersonalRecords(
  tx: Pick<Transaction, 'first' | 'rows'>,
  vault: Vault,
  dossierId: string,
  versions: readonly number[],
): Promise<ReadonlyMap<number, PersonalData>> {
  const found = new Map<number, PersonalData>();
  if (versions.length > 0) {
    const rows = await tx.rows<StoredPersonal>('SELECT version, kind, ciphertext, key_ref FROM personal_record WHERE dossier_id = $1 AND version = ANY($2)', [dossierId, versions]);
    for (const row of rows) {
      found.set(row.version, (await openPersonal(tx, vault, dossierId, row)).data);
    }
  }
  return found;
}

/**
 * Decrypts a stored record.
 * @throws SealedDataError when it was altered or moved from another dossier, version or kind
 */
export async function openPersonal(tx: Pick<Transaction, 'first'>, vault: Vault, dossierId: string, row: StoredPersonal): Promise<PersonalRecord> {
  const plain = await vault.open(tx, row.key_ref, contextOf(dossierId, row.version, row.kind), row.ciphertext);
  const { salt, data } = JSON.parse(plain.toString('utf8')) as Pick<PersonalRecord, 'salt' | 'data'>;
  return { kind: row.kind, salt, data };
}

/** True when the record is the one an event committed to. */
export function checkCommitment(record: PersonalRecord, commitment: string): boolean {
  return commitmentOf(record.salt, record.data) === commitment;
}

/** The commitment to a record, as its event holds it. */
export function commitTo({ salt, data }: Pick<PersonalRecord, 'salt' | 'data'>): string {
  return commitmentOf(salt, data);
}

function commitmentOf(salt: string, data: PersonalRecord['data']): string {
  return createHmac('sha256', createSecretKey(salt, 'base64')).update(stableText(data), 'utf8').digest('hex');
}

function contextOf(dossierId: string, version: number, kind: PersonalKind): string {
  return `personal:${dossierId}:${String(version)}:${kind}`;
}
