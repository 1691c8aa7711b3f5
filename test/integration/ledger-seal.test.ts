import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { type Database, openDatabase } from '#persistence';
import { sealLedger, SealOrderError, type SealResult } from '../../libs/service/ledger/sealer.js';
import { SEAL_COLUMNS, type SealRow } from '../../libs/service/ledger/seal.js';
import { isSealSignature, sealSignerOf } from '../../libs/service/ledger/signing.js';
import { sha256 } from '../../libs/service/open-engine.js';
import { openVault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';
import { seedDossier, seedRules } from './ledger-seed.js';

const { url, ownerUrl } = await createTestDatabase();
const vault = openVault(randomBytes(32));
const signer = sealSignerOf(randomBytes(32));
let database: Database;
let owner: Database;

beforeAll(async () => {
  database = await openDatabase({ url });
  owner = await openDatabase({ url: ownerUrl, poolSize: 1 });
  await database.transaction(seedRules);
  // Makes the data key: whoever needs it while its maker is still at work would wait.
  await takeInOne();
  await owner.read.run('ALTER TABLE dossier_event DISABLE TRIGGER USER');
  await owner.read.run('ALTER TABLE case_event DISABLE TRIGGER USER');
  const referring = await owner.read.rows<{ table: string }>(
    `WITH RECURSIVE referring AS (SELECT 'dossier'::regclass::oid AS relation UNION SELECT conrelid FROM pg_constraint JOIN referring ON confrelid = relation WHERE contype = 'f') SELECT relation::regclass::text AS table FROM referring`,
  );
  for (const { table } of referring) {
    await owner.read.run(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  }
  await owner.read.run('ALTER TABLE ledger_seal DISABLE TRIGGER USER');
  await owner.read.run('ALTER TABLE ledger_seal_signature DISABLE TRIGGER USER');
  await owner.read.run('ALTER TABLE published_figure DISABLE TRIGGER USER');
  await owner.read.run('ALTER TABLE figure_reopening DISABLE TRIGGER USER');
  await owner.read.run('ALTER TABLE report_run DISABLE TRIGGER USER');
  await owner.read.run('ALTER TABLE report_file DISABLE TRIGGER USER');
});
beforeEach(async () => {
  await owner.read.run('TRUNCATE dossier, ledger_seal CASCADE');
});
afterAll(async () => {
  await owner.close();
  await database.close();
});

async function takeInOne(): Promise<string> {
  return (await database.transaction((tx) => seedDossier({ vault }, tx, '2026-08-19T09:00:00+07:00', { applicant: { name: 'Người nộp' } }))).id;
}

function seal(at: string): Promise<SealResult> {
  return sealLedger({ database, sha256 }, parseInstant(at), signer);
}

/** Seals until this many events are covered: transactions of other databases of the cluster may hold a round back. */
async function sealUntil(events: number, at: string): Promise<void> {
  while ((await seals()).reduce((sum, one) => sum + one.events, 0) < events) await seal(at);
}

function seals(): Promise<readonly SealRow[]> {
  return database.read.rows<SealRow>(`SELECT ${SEAL_COLUMNS} FROM ledger_seal ORDER BY number`);
}

async function signedNumbers(): Promise<readonly number[]> {
  return (await database.read.rows<{ number: number }>('SELECT number FROM ledger_seal_signature ORDER BY number')).map(({ number }) => number);
}

describe('the sealer', () => {
  test('writes no seal when there is nothing new', async () => {
    expect(await seal('2026-08-19T16:00:00+07:00')).toEqual({ kind: 'empty', signed: [] });
    await takeInOne();
    await sealUntil(1, '2026-08-19T16:10:00+07:00');
    expect((await seal('2026-08-19T16:20:00+07:00')).kind).toBe('empty');
    expect((await seals()).at(-1)).toMatchObject({ events: 1, dossiers: 1 });
  });

  test('leaves an event of a running transaction, and any later one, to the round after its end', async () => {
    const running = await database.transaction(async (tx) => {
      await seedDossier({ vault }, tx, '2026-08-19T09:00:00+07:00', { applicant: { name: 'Chưa xong' } });
      await takeInOne();
      const round = await seal('2026-08-19T16:00:00+07:00');
      return round.kind;
    });
    expect(running).toBe('empty');
    await sealUntil(2, '2026-08-19T16:10:00+07:00');
    expect((await seals()).reduce((sum, one) => sum + one.dossiers, 0)).toBe(2);
  });

  test('covers every event once when many sealers and writers work at the same time', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 4 === 0 ? seal('2026-08-19T16:00:00+07:00') : takeInOne())));
    await sealUntil(30, '2026-08-19T16:10:00+07:00');
    const all = await seals();
    expect(all.reduce((sum, one) => sum + one.events, 0)).toBe(30);
    all.forEach((one, index) => {
      expect([one.number, one.from_xact, one.prev_hash]).toEqual([index + 1, all[index - 1]?.until_xact ?? '0', all[index - 1]?.hash ?? sha256('ledger-seal')]);
    });
  });

  test('refuses to go on below a seal when the cluster counts its transactions anew', async () => {
    await database.read.run(`INSERT INTO ledger_seal (${SEAL_COLUMNS}) VALUES (1, '0', '9000000000', 1, 1, 'root', 'prev', 'hash', 0)`);
    await expect(seal('2026-08-19T16:00:00+07:00')).rejects.toThrow(SealOrderError);
  });
});

describe('the signature of a day', () => {
  test('is made over its last seal in the first round of a later local day, whether that round seals anything or not', async () => {
    for (const at of ['2026-08-19T09:00:00+07:00', '2026-08-19T23:59:59+07:00']) {
      await takeInOne();
      await sealUntil((await seals()).length + 1, at);
    }
    const last = (await seals()).at(-1);
    expect(await signedNumbers()).toEqual([]);
    expect((await seal('2026-08-20T00:00:00+07:00')).signed).toEqual([last?.number]);
    const signature = await database.read.first<{ signature: string; signing_key: string }>('SELECT signature, signing_key FROM ledger_seal_signature');
    expect(last && isSealSignature(last, signature?.signing_key ?? '', signature?.signature ?? '')).toBe(true);
    expect((await seal('2026-08-20T00:10:00+07:00')).signed).toEqual([]);
  });

  test('is made up for every day missed, in order', async () => {
    const lastOfDays: number[] = [];
    for (const [index, day] of ['2026-08-19', '2026-08-20', '2026-08-21'].entries()) {
      await takeInOne();
      while ((await seals()).reduce((sum, one) => sum + one.events, 0) <= index) await sealLedger({ database, sha256 }, parseInstant(`${day}T16:00:00+07:00`));
      lastOfDays.push((await seals()).length);
    }
    expect(await signedNumbers()).toEqual([]);
    await seal('2026-08-21T17:00:00+07:00');
    expect(await signedNumbers()).toEqual(lastOfDays.slice(0, 2));
  });
});
