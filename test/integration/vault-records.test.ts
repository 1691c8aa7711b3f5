import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { type Database, openDatabase } from '#persistence';
import { checkCommitment, erasePersonal, nextPersonalVersion, openPersonal, readPersonal, type StoredPersonal, writePersonal } from '../../libs/service/personal/index.js';
import { SealedDataError } from '../../libs/service/vault/cipher.js';
import { openVault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';
import { append, DESK, OFFICE, seedDossier, seedRules } from './ledger-seed.js';

const { url } = await createTestDatabase();
const vault = openVault(randomBytes(32));
const received = '2026-08-19T09:00:00+07:00';
const at = parseInstant('2026-08-20T10:00:00+07:00');
const record = { applicant: { name: 'Nguyễn Thị Ánh', idNumber: '079123456789', phone: '0912 345 678' } };
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ url });
  await database.transaction(seedRules);
});
afterAll(() => database.close());

function storedRecord(dossierId: string, version: number): Promise<StoredPersonal | undefined> {
  return database.read.first<StoredPersonal>('SELECT version, kind, ciphertext, key_ref FROM personal_record WHERE dossier_id = $1 AND version = $2', [dossierId, version]);
}

describe('a personal record', () => {
  test.each([
    ['composed and decomposed Vietnamese', { reason: 'Thiếu bản sao hộ khẩu'.normalize('NFD') }],
    ['control characters, quotes and half a surrogate pair', { reason: 'a\u0000b"\\\ud83d\u2028' }],
    ['nested lists and numbers', { items: [{ code: 'p1', copies: 2 }, { code: 'p2', copies: 0 }], share: 1.5, none: null }],
    ['nothing', {}],
  ])('holds %s and keeps its commitment', async (_, data) => {
    const dossier = await database.transaction((tx) => seedDossier({ vault }, tx, received, record));
    const ref = await database.transaction((tx) => writePersonal(tx, vault, { dossierId: dossier.id, version: 2, kind: 'text', agency: OFFICE, data, at }));
    expect(await readPersonal(database.read, vault, dossier.id, 2)).toEqual(data);
    const stored = await storedRecord(dossier.id, 2);
    const opened = stored && (await openPersonal(database.read, vault, dossier.id, stored));
    expect(opened && checkCommitment(opened, ref.commitment)).toBe(true);
    expect(opened && checkCommitment({ ...opened, data: { ...opened.data, more: 1 } }, ref.commitment)).toBe(false);
  });

  test('with the same content has another commitment each time, so that equal reasons cannot be told', async () => {
    const dossier = await database.transaction((tx) => seedDossier({ vault }, tx, received, record));
    const write = (version: number): Promise<{ commitment: string }> =>
      database.transaction((tx) => writePersonal(tx, vault, { dossierId: dossier.id, version, kind: 'text', agency: OFFICE, data: { reason: 'late' }, at }));
    expect((await write(2)).commitment).not.toBe((await write(3)).commitment);
  });

  test('moved to another dossier or version does not open', async () => {
    const [one, two] = await database.transaction(async (tx) => [await seedDossier({ vault }, tx, received, record), await seedDossier({ vault }, tx, received, record)] as const);
    const stored = await storedRecord(one.id, 1);
    if (stored === undefined) throw new Error('record 1 is missing');
    await expect(openPersonal(database.read, vault, two.id, stored)).rejects.toThrow(SealedDataError);
    await expect(openPersonal(database.read, vault, one.id, { ...stored, version: 2 })).rejects.toThrow(SealedDataError);
  });

  test('may be written before the dossier row it belongs to, but not without one', async () => {
    const write = database.transaction((tx) => writePersonal(tx, vault, { dossierId: randomUUID(), version: 1, kind: 'text', agency: OFFICE, data: {}, at }));
    await expect(write).rejects.toThrow('personal_record_dossier_id_fkey');
  });
});

describe('erasure', () => {
  test('takes records, tokens, settled bodies and letter files, and keeps events, outcomes and hashes', async () => {
    const dossier = await database.transaction((tx) => seedDossier({ vault }, tx, received, record));
    await database.transaction(async (tx) => {
      await command(tx, dossier.id, 'applied');
      await command(tx, dossier.id, 'pending');
      const sealed = await vault.seal(tx, { agency: DESK, at }, 'letter', Buffer.from('data or file'));
      await tx.run(`INSERT INTO letter_content (sha256, key_ref, sealed_for, ciphertext) VALUES ('hash', $2, 'letter', $1)`, [sealed.ciphertext, sealed.keyRef]);
      await tx.run(
        `INSERT INTO letter (key, dossier_id, kind, form, deadline_version, owed_by_seq, composed_from_seq, owed_at, status, sent_at, data, pdf_sha256, key_ref, content_key_ref)
         VALUES ($1, $3, 'receipt', '01', 1, 1, 1, 0, 'sent', 1, $4, 'hash', $5, $5), ($2, $3, 'apology', '04', 1, 1, 1, 0, 'owed', NULL, NULL, NULL, NULL, NULL)`,
        [`${dossier.id}:receipt:1`, `${dossier.id}:apology:1`, dossier.id, sealed.ciphertext, sealed.keyRef],
      );
    });
    await database.transaction(async (tx) => {
      await append(tx, dossier, [{ type: 'PersonalDataErased', occurredAt: at, payload: { decisionNumber: '12/QĐ', secondPerson: 'head-1' } }], at);
      await erasePersonal(tx, dossier.id, at);
    });
    expect(await readPersonal(database.read, vault, dossier.id, 1)).toBeUndefined();
    expect(await database.read.rows('SELECT 1 FROM search_token WHERE dossier_id = $1', [dossier.id])).toEqual([]);
    expect(await database.read.rows('SELECT status, body IS NULL AS gone FROM command_inbox WHERE dossier_id = $1 ORDER BY status', [dossier.id])).toEqual([
      { status: 'applied', gone: true },
      { status: 'pending', gone: false },
    ]);
    expect(await database.read.rows('SELECT kind, status, data, pdf_sha256, content_key_ref FROM letter WHERE dossier_id = $1 ORDER BY kind', [dossier.id])).toEqual([
      { kind: 'apology', status: 'withdrawn', data: null, pdf_sha256: null, content_key_ref: null },
      { kind: 'receipt', status: 'sent', data: null, pdf_sha256: 'hash', content_key_ref: null },
    ]);
    expect(await database.read.rows(`SELECT 1 FROM letter_content WHERE sha256 = 'hash'`)).toEqual([]);
    expect(await database.read.rows('SELECT type FROM dossier_event WHERE dossier_id = $1 ORDER BY seq', [dossier.id])).toEqual([
      { type: 'DossierReceived' },
      { type: 'PersonalDataErased' },
    ]);
  });

  test('does not give the version of an erased record to a later one', async () => {
    const dossier = await database.transaction((tx) => seedDossier({ vault }, tx, received, record));
    expect(await nextPersonalVersion(database.read, dossier.id)).toBe(2);
    await database.transaction((tx) => erasePersonal(tx, dossier.id, at));
    expect(await nextPersonalVersion(database.read, dossier.id)).toBe(2);
  });
});

async function command(tx: Parameters<Parameters<Database['transaction']>[0]>[0], dossierId: string, status: string): Promise<void> {
  const { ciphertext, keyRef } = await vault.seal(tx, { agency: DESK, at }, 'command', Buffer.from('{}'));
  await tx.run(
    `INSERT INTO command_inbox (id, actor_subject, actor_role, actor_agency, idempotency_key, dossier_id, type, body, key_ref, body_hmac, accepted_at, status, outcome, next_attempt_at)
     VALUES ($1, 'clerk-1', 'clerk', 'H99.11', $2, $3, 'Accept', $4, $5, 'hmac', 0, $6, $7, 0)`,
    [randomUUID(), `key of the ${status} command`, dossierId, ciphertext, keyRef, status, status === 'pending' ? null : '{"kind":"applied","seq":[1,1]}'],
  );
}
