import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Instant, parseInstant } from '#domain';
import { type Database, openDatabase, type Transaction } from '#persistence';
import { sealLedger } from '../../libs/service/ledger/sealer.js';
import { genesisSealHash, hashSeal, SEAL_COLUMNS, type SealRow } from '../../libs/service/ledger/seal.js';
import { sealSignerOf } from '../../libs/service/ledger/signing.js';
import { verifyLedger, type VerifyOptions } from '../../libs/service/ledger/verify.js';
import { sha256 } from '../../libs/service/open-engine.js';
import { erasePersonal, preparePersonal, writePersonal } from '../../libs/service/personal/index.js';
import { DataKeyError, openVault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';
import { append, OFFICE, type SeededDossier, seedDossier, seedRules } from './ledger-seed.js';

const { url, ownerUrl } = await createTestDatabase();
const vault = openVault(randomBytes(32));
const signer = sealSignerOf(randomBytes(32));
const trusted = { trustedKeys: [signer.publicKey] };
const TABLES = ['dossier', 'dossier_event', 'personal_record', 'ledger_seal', 'ledger_seal_signature'] as const;
const idOf = (end: string): string => `00000000-0000-4000-8000-0000000000${end}`;
let database: Database;
let owner: Database;
let alpha: SeededDossier;
let beta: SeededDossier;

/** Alpha: four events, texts in 1 and 3. Beta: three. Gamma: erased. Sealed on two days; delta is not sealed yet. */
beforeAll(async () => {
  database = await openDatabase({ url });
  owner = await openDatabase({ url: ownerUrl, poolSize: 1 });
  await database.transaction(seedRules);
  const day1 = parseInstant('2026-08-19T16:00:00+07:00');
  alpha = await write('a1', '2026-08-19T09:00:00+07:00', day1);
  beta = await write('b1', '2026-08-19T09:05:00+07:00', day1);
  const gamma = await write('c1', '2026-08-19T09:10:00+07:00', day1);
  await database.transaction(async (tx) => {
    await append(tx, gamma, [{ type: 'PersonalDataErased', occurredAt: day1, payload: { decisionNumber: '7/QĐ', secondPerson: 'head-1' } }], day1);
    await erasePersonal(tx, gamma.id, day1);
  });
  await sealEverything(day1);
  const day2 = parseInstant('2026-08-20T16:00:00+07:00');
  alpha = await database.transaction((tx) => append(tx, alpha, [contact(day2)], day2));
  await sealEverything(day2);
  await write('d1', '2026-08-21T09:00:00+07:00', parseInstant('2026-08-21T09:00:00+07:00'));
  await prepareForDamage();
});

afterEach(restore);
afterAll(async () => {
  await owner.close();
  await database.close();
});

function contact(at: Instant): Parameters<typeof append>[2][number] {
  return { type: 'ContactRecorded', occurredAt: at, payload: { party: 'applicant' } };
}

async function write(end: string, received: string, at: Instant): Promise<SeededDossier> {
  return database.transaction(async (tx) => {
    const opened = await seedDossier({ vault }, tx, received, { applicant: { name: `Người nộp ${end}` } }, idOf(end));
    const text = await writePersonal(tx, vault, { dossierId: opened.id, version: 2, kind: 'text', agency: OFFICE, data: { reason: 'nhầm giấy tờ' }, at });
    return append(tx, opened, [contact(at), { type: 'ComponentsCorrected', occurredAt: at, payload: { components: [], text } }], at);
  });
}

/** Seals until nothing is left: transactions of other databases of the cluster may hold a round back. */
async function sealEverything(at: Instant): Promise<void> {
  for (;;) {
    await sealLedger({ database, sha256 }, at, signer);
    const verification = await verifyLedger({ database, vault, sha256 });
    if (verification.ok && verification.unsealed === 0) return;
  }
}

/** The owner can do everything: switch the guards off, and put all back afterwards. */
async function prepareForDamage(): Promise<void> {
  await owner.read.run('ALTER TABLE dossier_event DROP CONSTRAINT dossier_event_dossier_id_fkey');
  await owner.read.run('CREATE SCHEMA saved');
  for (const table of TABLES) {
    await owner.read.run(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await owner.read.run(`CREATE TABLE saved.${table} AS TABLE ${table}`);
  }
}

async function restore(): Promise<void> {
  await owner.transaction(async (tx) => {
    await tx.run('TRUNCATE dossier, dossier_event, ledger_seal CASCADE');
    for (const table of TABLES) {
      await tx.run(`INSERT INTO ${table} SELECT * FROM saved.${table}`);
    }
  });
}

async function damage(...statements: readonly string[]): Promise<void> {
  await owner.transaction(async (tx) => {
    for (const statement of statements) await tx.run(statement);
  });
}

async function faultOf(options: VerifyOptions = trusted): Promise<object> {
  const verification = await verifyLedger({ database, vault, sha256 }, options);
  return verification.ok ? verification : verification.fault;
}

const sealNumbers = async (): Promise<readonly number[]> => (await database.read.rows<{ number: number }>('SELECT number FROM ledger_seal ORDER BY number')).map(({ number }) => number);

async function getSeal(number: number): Promise<SealRow> {
  const row = await database.read.first<SealRow>(`SELECT ${SEAL_COLUMNS} FROM ledger_seal WHERE number = $1`, [number]);
  if (row === undefined) throw new Error(`seal ${String(number)} is missing`);
  return row;
}

const a = `dossier_id = '${idOf('a1')}'`;
const b = `dossier_id = '${idOf('b1')}'`;

describe('a whole ledger', () => {
  test('is confirmed with its counts, an erased dossier and unsealed events included', async () => {
    expect(await verifyLedger({ database, vault, sha256 }, trusted)).toEqual({ ok: true, dossiers: 4, events: 14, seals: (await sealNumbers()).length, unsealed: 3 });
  });

  test('is confirmed while others append to it', async () => {
    const later = parseInstant('2026-08-21T10:00:00+07:00');
    let appended: Promise<unknown> | undefined;
    const verification = await verifyLedger(
      { database, vault, sha256 },
      {
        onProgress: () => {
          appended ??= database.transaction((tx) => append(tx, beta, [contact(later)], later));
        },
      },
    );
    await appended;
    expect(verification).toMatchObject({ ok: true, events: 14 });
  });

  test('cannot be confirmed under another master key: that is the operator to be told, not damage', async () => {
    await expect(verifyLedger({ database, vault: openVault(randomBytes(32)), sha256 })).rejects.toThrow(DataKeyError);
  });

  test('tells how far it is', async () => {
    const steps: string[] = [];
    await verifyLedger({ database, vault, sha256 }, { onProgress: ({ dossiers, ofDossiers, events }) => steps.push(`${String(dossiers)}/${String(ofDossiers)}: ${String(events)}`) });
    expect(steps.slice(0, 4)).toEqual(['1/4: 4', '2/4: 7', '3/4: 11', '4/4: 14']);
  });
});

describe('damage to a chain', () => {
  test.each([
    ['an edited payload', `UPDATE dossier_event SET payload = replace(payload::text, '"counter"', '"online"')::json WHERE ${a} AND seq = 1`, 'edited', 1],
    ['a payload of the same value written otherwise', `UPDATE dossier_event SET payload = ('  ' || payload::text)::json WHERE ${a} AND seq = 2`, 'not-canonical', 2],
    ['another actor', `UPDATE dossier_event SET actor = jsonb_set(actor::jsonb, '{subject}', '"clerk-2"')::json WHERE ${a} AND seq = 2`, 'edited', 2],
    ['a name added to the actor', `UPDATE dossier_event SET actor = jsonb_set(actor::jsonb, '{name}', '"A"')::json WHERE ${a} AND seq = 3`, 'edited', 3],
    ['another type', `UPDATE dossier_event SET type = 'ResultNotified' WHERE ${a} AND seq = 2`, 'edited', 2],
    ['another cause', `UPDATE dossier_event SET cause = 'somebody' WHERE ${a} AND seq = 2`, 'edited', 2],
    ['an earlier occurrence', `UPDATE dossier_event SET occurred_at = occurred_at - 1 WHERE ${a} AND seq = 4`, 'edited', 4],
    ['an occurrence beyond all time', `UPDATE dossier_event SET occurred_at = 9100000000000000000 WHERE ${a} AND seq = 4`, 'edited', 4],
    ['another record time', `UPDATE dossier_event SET recorded_at = recorded_at + 1 WHERE ${a} AND seq = 4`, 'edited', 4],
    ['another hash', `UPDATE dossier_event SET hash = prev_hash WHERE ${a} AND seq = 1`, 'edited', 1],
    ['a cut tail', `DELETE FROM dossier_event WHERE ${a} AND seq = 4`, 'missing', 4],
    ['a missing middle', `DELETE FROM dossier_event WHERE ${a} AND seq = 2`, 'missing', 2],
    ['a missing beginning', `DELETE FROM dossier_event WHERE ${a} AND seq = 1`, 'missing', 1],
    ['a head that ends elsewhere', `UPDATE dossier SET last_hash = repeat('0', 64) WHERE id = '${idOf('a1')}'`, 'head', 5],
  ])('by %s is found and named', async (_, statement, kind, seq) => {
    await damage(statement);
    expect(await faultOf()).toMatchObject({ kind, seq, dossierId: idOf('a1'), code: alpha.code });
  });

  test('by two events in exchanged order is found at the first of them', async () => {
    await damage(...[[2, 99], [3, 2], [99, 3]].map(([from, to]) => `UPDATE dossier_event SET seq = ${String(to)} WHERE ${b} AND seq = ${String(from)}`));
    expect(await faultOf()).toMatchObject({ kind: 'prev-hash', seq: 2, code: beta.code });
  });

  test('by two dossiers with exchanged chains is found at the first event', async () => {
    await damage(...[['a1', 'ff'], ['b1', 'a1'], ['ff', 'b1']].map(([from = '', to = '']) => `UPDATE dossier_event SET dossier_id = '${idOf(to)}' WHERE dossier_id = '${idOf(from)}'`));
    expect(await faultOf()).toMatchObject({ kind: 'prev-hash', seq: 1, code: alpha.code });
  });

  test('by a dossier whose events are all gone is found', async () => {
    await damage(`DELETE FROM dossier_event WHERE ${b}`);
    expect(await faultOf()).toMatchObject({ kind: 'no-events', code: beta.code });
  });

  test('by events whose dossier row is gone is found', async () => {
    await damage(`DELETE FROM personal_record WHERE ${b}`, `DELETE FROM search_token WHERE ${b}`, `DELETE FROM dossier WHERE id = '${idOf('b1')}'`);
    expect(await faultOf()).toMatchObject({ kind: 'no-dossier', seq: 1, dossierId: idOf('b1') });
  });

  test('is named at the dossier that comes first when there are several', async () => {
    await damage(`UPDATE dossier_event SET cause = 'x' WHERE ${b} AND seq = 1`, `UPDATE dossier_event SET cause = 'x' WHERE ${a} AND seq = 3`);
    expect(await faultOf()).toMatchObject({ kind: 'edited', seq: 3, code: alpha.code });
  });
});

describe('damage to the dossier row', () => {
  test.each([
    ['due_at', 'due_at + 1'],
    ['became_late_at', '1'],
    ['status', `'on-time'`],
    ['holders', `'{}'`],
    ['in_stock', 'false'],
    ['next_point_at', 'NULL'],
    ['receiving_agency', `'H99.12'`],
  ])('is found in column %s', async (column, value) => {
    await damage(`UPDATE dossier SET ${column} = ${value} WHERE id = '${idOf('b1')}'`);
    expect(await faultOf()).toMatchObject({ kind: 'projection', column, code: beta.code });
  });
});

describe('damage to personal records', () => {
  test('by a record put in the place of another is found at the event that committed to it', async () => {
    await owner.transaction(async (tx) => {
      const forged = await preparePersonal(tx, vault, { dossierId: idOf('a1'), version: 2, kind: 'text', agency: OFFICE, data: { reason: 'khác' }, at: parseInstant('2026-08-19T16:00:00+07:00') });
      await tx.run(`UPDATE personal_record SET ciphertext = $1 WHERE ${a} AND version = 2`, [forged.ciphertext]);
    });
    expect(await faultOf()).toMatchObject({ kind: 'commitment', seq: 3, code: alpha.code });
  });

  test.each([
    ['a removed record', `DELETE FROM personal_record WHERE ${a} AND version = 1`, 'record-missing', 1],
    ['a changed ciphertext', `UPDATE personal_record SET ciphertext = set_byte(ciphertext, 40, get_byte(ciphertext, 40) # 1) WHERE ${a} AND version = 2`, 'record-unreadable', 3],
    ['a record taken from another dossier', `UPDATE personal_record p SET ciphertext = q.ciphertext FROM personal_record q WHERE p.${a} AND q.${b} AND p.version = 1 AND q.version = 1`, 'record-unreadable', 1],
  ])('by %s is found', async (_, statement, kind, seq) => {
    await damage(statement);
    expect(await faultOf()).toMatchObject({ kind, seq, code: alpha.code });
  });
});

describe('what only the seals show', () => {
  test('a dossier removed without a trace', async () => {
    await damage(`DELETE FROM personal_record WHERE ${b}`, `DELETE FROM search_token WHERE ${b}`, `DELETE FROM dossier_event WHERE ${b}`, `DELETE FROM dossier WHERE id = '${idOf('b1')}'`);
    expect(await faultOf()).toMatchObject({ kind: 'seal-events' });
  });

  test('a tail cut off together with its head', async () => {
    await damage(`DELETE FROM dossier_event WHERE ${a} AND seq = 4`, `UPDATE dossier SET last_seq = 3, last_hash = (SELECT hash FROM dossier_event WHERE ${a} AND seq = 3) WHERE id = '${idOf('a1')}'`);
    expect(await faultOf()).toMatchObject({ kind: 'seal-events', seal: (await sealNumbers()).at(-1) });
  });

  test('a tail written anew with every hash right', async () => {
    const [at, before] = [parseInstant('2026-08-20T16:00:00+07:00'), alpha.events.slice(0, 3)];
    await owner.transaction(async (tx) => {
      const third = await tx.first<{ hash: string; xact_id: string }>(`SELECT hash FROM dossier_event WHERE ${a} AND seq = 3`);
      const removed = await tx.first<{ xact_id: string }>(`SELECT xact_id FROM dossier_event WHERE ${a} AND seq = 4`);
      await tx.run(`DELETE FROM dossier_event WHERE ${a} AND seq = 4`);
      await append(tx, { ...alpha, events: before, head: { seq: 3, hash: third?.hash ?? '' } }, [{ type: 'ContactRecorded', occurredAt: at, payload: { party: 'agency' } }], at);
      await tx.run(`UPDATE dossier_event SET xact_id = $1::xid8 WHERE ${a} AND seq = 4`, [removed?.xact_id]);
    });
    expect(await faultOf()).toMatchObject({ kind: 'seal-root', seal: (await sealNumbers()).at(-1) });
  });

  test('an event moved into the time of another seal', async () => {
    await damage(`UPDATE dossier_event SET xact_id = (SELECT min(xact_id) FROM dossier_event) WHERE ${a} AND seq = 4`);
    expect(await faultOf()).toMatchObject({ kind: 'seal-events', seal: 1 });
  });
});

describe('damage to the seals', () => {
  test.each([
    ['another count', 'UPDATE ledger_seal SET events = events + 1 WHERE number = 1', 'seal-edited'],
    ['another moment', 'UPDATE ledger_seal SET sealed_at = sealed_at - 1 WHERE number = 1', 'seal-edited'],
    ['another predecessor', `UPDATE ledger_seal SET prev_hash = repeat('0', 64) WHERE number = 1`, 'seal-chain'],
    ['a removed seal', 'DELETE FROM ledger_seal WHERE number = 1', 'seal-missing'],
  ])('by %s is found', async (_, statement, kind) => {
    await damage('DELETE FROM ledger_seal_signature WHERE number = 1', statement);
    expect(await faultOf({})).toMatchObject({ kind, seal: 1 });
  });

  test('by a root changed with its hash made right is found', async () => {
    const seal = { ...(await getSeal(1)), root: sha256('forged'), prev_hash: genesisSealHash(sha256) };
    await damage(`UPDATE ledger_seal SET root = '${seal.root}', hash = '${hashSeal(seal, sha256)}' WHERE number = 1`);
    expect(await faultOf({})).toMatchObject({ kind: 'seal-root', seal: 1 });
  });

  test('by a removed signature of a day that is over is found by who knows the key', async () => {
    await damage('DELETE FROM ledger_seal_signature');
    expect(await faultOf()).toMatchObject({ kind: 'signature-missing' });
    expect(await faultOf({})).toMatchObject({ ok: true });
  });

  test("by a stranger's signature is found by who knows the key", async () => {
    const stranger = sealSignerOf(randomBytes(32));
    await resign((seal) => [stranger.sign(seal), stranger.publicKey]);
    expect(await faultOf()).toMatchObject({ kind: 'signature' });
  });

  test('by a signature over something else is found by anybody', async () => {
    await resign((seal) => [signer.sign({ number: seal.number, hash: sha256('else') }), signer.publicKey]);
    expect(await faultOf({})).toMatchObject({ kind: 'signature' });
  });

  async function resign(make: (seal: SealRow) => readonly [string, string]): Promise<void> {
    await owner.transaction(async (tx: Transaction) => {
      for (const { number } of await tx.rows<{ number: number }>('SELECT number FROM ledger_seal_signature')) {
        await tx.run('UPDATE ledger_seal_signature SET signature = $2, signing_key = $3 WHERE number = $1', [number, ...make(await getSeal(number))]);
      }
    });
  }
});
