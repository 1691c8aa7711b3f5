import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { type Database, openDatabase, type Statements } from '#persistence';
import { finishRotation, retireKey, rotateMaster } from '#service';
import { type ApplicantRecord, erasePersonal, readPersonal, searchDossiers } from '../../libs/service/personal/index.js';
import { DataKeyError, openVault, type Vault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';
import { OFFICE, PROVINCE, seedDossier, seedRules } from './ledger-seed.js';

const { url } = await createTestDatabase();
const at = parseInstant('2026-08-20T10:00:00+07:00');
const PEOPLE = 3;
let database: Database;
let masters: readonly Uint8Array[] = [];
let seeded: readonly string[] = [];

const record = (index: number): ApplicantRecord => ({ applicant: { name: `Phan Thị Khóa ${'ABCDEFGH'.charAt(index)}`, phone: `091234567${String(index)}` } });
const current = (): Uint8Array => masters.at(-1) ?? new Uint8Array();

beforeAll(async () => {
  database = await openDatabase({ url });
  masters = [randomBytes(32)];
  const vault = openVault(current());
  await database.transaction(seedRules);
  const ids: string[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    ids.push((await database.transaction((tx) => seedDossier({ vault }, tx, `202${String(index)}-08-19T09:00:00+07:00`, record(index)))).id);
  }
  seeded = ids;
});
afterAll(() => database.close());

/** Whose records open under a vault, and who is found under it by telephone. */
async function held(vault: Vault): Promise<{ readonly opened: number; readonly found: number }> {
  let [opened, found] = [0, 0];
  for (const [index, id] of seeded.entries()) {
    const data = await readPersonal(database.read, vault, id, 1);
    opened += data === undefined ? 0 : 1;
    const { hits } = await searchDossiers({ database, vault }, { text: record(index).applicant.phone ?? '', scopes: [PROVINCE], limit: 5 });
    found += hits.some(({ dossierId }) => dossierId === id) ? 1 : 0;
  }
  return { opened, found };
}
const EVERYBODY = { opened: PEOPLE, found: PEOPLE };

class Cut extends Error {}

/** The database as a process sees it that is cut off before its statement of this number, inside of a transaction or not. */
function cutAt(count: number): Database {
  let done = 0;
  const counted = (on: Statements): Statements => {
    const next = <T>(work: () => Promise<T>): Promise<T> => {
      done += 1;
      return done > count ? Promise.reject(new Cut()) : work();
    };
    return {
      rows: (sql, parameters) => next(() => on.rows(sql, parameters)),
      first: (sql, parameters) => next(() => on.first(sql, parameters)),
      run: (sql, parameters) => next(() => on.run(sql, parameters)),
    };
  };
  return { ...database, read: counted(database.read), transaction: (work, name) => database.transaction((tx) => work({ ...tx, ...counted(tx) }), name) };
}

/** Runs some work again and again, cut off one statement later each time, until it comes through; looks at what holds after every cut. */
async function cutEverywhere(work: (on: Database) => Promise<unknown>, look: () => Promise<void>): Promise<number> {
  for (let count = 0; ; count += 1) {
    try {
      await work(cutAt(count));
      return count;
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
      await look();
    }
  }
}

describe('a master key that replaces another', () => {
  test('leaves every record readable and every person found wherever it is cut off, in processes that accept both', async () => {
    const [former, next] = [current(), randomBytes(32)];
    const printed = openVault(former);
    await printed.loadHashKeys(database.read);
    const slip = printed.hmac('slip-code', 'a dossier');
    const before = async (): Promise<void> => expect(await held(openVault(former, next))).toEqual(EVERYBODY);
    expect(await cutEverywhere((on) => rotateMaster(on, { former, next }, at, () => undefined), before)).toBeGreaterThan(8);
    expect(await held(openVault(former, next))).toEqual(EVERYBODY);
    expect(await held(openVault(next, former))).toEqual(EVERYBODY);
    expect(await held(openVault(next))).toEqual(EVERYBODY);
    const after = async (): Promise<void> => expect(await held(openVault(next))).toEqual(EVERYBODY);
    await cutEverywhere((on) => finishRotation(on, next, at), after);
    await after();
    const alone = openVault(next);
    await alone.loadHashKeys(database.read);
    expect(alone.hmac('slip-code', 'a dossier')).toBe(slip);
    await expect(readPersonal(database.read, openVault(former), seeded[0] ?? '', 1)).rejects.toThrow(DataKeyError);
    expect((await searchDossiers({ database, vault: openVault(former) }, { text: record(0).applicant.phone ?? '', scopes: [PROVINCE], limit: 5 })).hits).toEqual([]);
    masters = [...masters, next];
  });

  test('finds whoever was taken in meanwhile, by a process that reads under the former or under the new one', async () => {
    const [former, next] = [current(), randomBytes(32)];
    await rotateMaster(database, { former, next }, at, () => undefined);
    const meanwhile = openVault(former, next);
    const { id } = await database.transaction((tx) => seedDossier({ vault: meanwhile }, tx, '2019-08-19T09:00:00+07:00', { applicant: { name: 'Hồ Giữa Chừng', phone: '0777000111' } }));
    const find = async (vault: Vault): Promise<readonly string[]> => (await searchDossiers({ database, vault }, { text: '0777000111', scopes: [PROVINCE], limit: 5 })).hits.map(({ dossierId }) => dossierId);
    expect([await find(openVault(former, next)), await find(openVault(next, former))]).toEqual([[id], [id]]);
    // Its data key was made under the former one: whoever finishes before it is wrapped anew is refused.
    await expect(finishRotation(database, next, at)).rejects.toThrow(DataKeyError);
    expect((await rotateMaster(database, { former, next }, at, () => undefined)).wrapped).toBe(1);
    await finishRotation(database, next, at);
    expect(await find(openVault(next))).toEqual([id]);
    expect(await held(openVault(next))).toEqual(EVERYBODY);
    masters = [...masters, next];
  });

  test('is not finished by a key that replaced none', async () => {
    await expect(finishRotation(database, current(), at).then(() => finishRotation(database, randomBytes(32), at))).rejects.toThrow(DataKeyError);
  });
});

describe('a data key', () => {
  test('is destroyed only when nothing is sealed under it any more, and never while it may be at work', async () => {
    const vault = openVault(current());
    const { id } = await database.transaction((tx) => seedDossier({ vault }, tx, '2018-08-19T09:00:00+07:00', record(0)));
    expect(await retireKey(database, { agency: OFFICE, year: 2018 }, at)).toEqual({ kind: 'in-use', inUse: [{ place: 'personal_record.key_ref', rows: 1 }] });
    const copy = await database.read.first<{ ciphertext: Buffer }>('SELECT ciphertext FROM personal_record WHERE dossier_id = $1', [id]);
    await database.transaction((tx) => erasePersonal(tx, id, at));
    expect(await retireKey(database, { agency: OFFICE, year: 2018 }, at)).toEqual({ kind: 'retired' });
    expect(await retireKey(database, { agency: OFFICE, year: 2018 }, at)).toEqual({ kind: 'unknown' });
    await expect(openVault(current()).open(database.read, `${OFFICE}/2018`, `personal:${id}:1:applicant`, copy?.ciphertext ?? Buffer.alloc(0))).rejects.toThrow(DataKeyError);
    expect(await retireKey(database, { agency: OFFICE, year: 2025 }, at)).toEqual({ kind: 'too-young' });
    expect(await database.read.rows('SELECT ref, retired_at FROM retired_data_key')).toEqual([{ ref: `${OFFICE}/2018`, retired_at: at }]);
  });
});
