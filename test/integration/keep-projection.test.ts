import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { instant, type Instant } from '#domain';
import { PROJECTION_VERSION } from '#domain/figures';
import { type Database, openDatabase } from '#persistence';
import { keepProjection, readProjectionState } from '#service/figures';
import { takePassStep } from '../../libs/service/reprojection/pass-step.js';
import { readPass } from '../../libs/service/reprojection/pass-state.js';
import { createTestDatabase } from '../support/database.js';
import { foldFigures } from '../../libs/service/figures/fold-figures.js';
import { livesOf, seedRules, storeLife } from './figures-seed.js';

const BEGUN = instant(1_800_000_000_000);
const HOUR_MS = 3_600_000;
const { url, ownerUrl } = await createTestDatabase();
let database: Database;
let owner: Database;
/** Days pass from test to test: each begins when the next check is due. */
let now: Instant = BEGUN;

beforeAll(async () => {
  database = await openDatabase({ url });
  owner = await openDatabase({ url: ownerUrl, poolSize: 1 });
  await seedRules(database);
  for (const life of livesOf(40, 3)) {
    await storeLife(database, life);
  }
  while ((await foldFigures({ database })) > 0);
});
afterAll(async () => {
  await database.close();
  await owner.close();
});

beforeEach(async () => {
  await database.read.run('DELETE FROM projection_pass');
  await database.read.run(`UPDATE projection SET version = ${String(PROJECTION_VERSION)}`);
  await owner.read.run('DELETE FROM task');
  now = instant(now + 48 * HOUR_MS);
});

/** A check from its beginning to its end, a look a minute. */
async function check(): Promise<void> {
  for (let minute = 0; minute === 0 || (await readPass(database.read)) !== undefined; minute += 1) {
    expect(await keepProjection({ database }, now)).toBe(false);
    expect(minute).toBeLessThan(10);
  }
}

async function tasks(): Promise<readonly object[]> {
  return database.read.rows(`SELECT key, agency, data, done_at IS NULL AS open FROM task ORDER BY key`);
}

test('a ledger and what is made of it that agree are compared slice by slice once a day, and nobody is told', async () => {
  await check();
  expect(await readProjectionState({ database })).toEqual({ isBehind: false, dossiersLeft: 0, checked: { at: now, differing: 0 } });
  expect(await tasks()).toEqual([]);
  expect(await keepProjection({ database }, instant(now + 23 * HOUR_MS))).toBe(false);
  expect(await readPass(database.read)).toBeUndefined();
  await keepProjection({ database }, instant(now + 24 * HOUR_MS));
  expect(await readPass(database.read)).toMatchObject({ purpose: 'check' });
});

test('a count or a column that is not what the ledger gives is told of, once for each province, until it is right again; a check rewrites nothing', async () => {
  const damage = (sign: string): Promise<number> => database.read.run(`UPDATE figure_cell SET measures[1] = measures[1] ${sign} 1 WHERE grain = 'agency' AND step = 'year'`);
  const cells = await damage('+');
  await database.read.run(`UPDATE dossier SET promises = promises + 1 WHERE id = (SELECT min(id::text)::uuid FROM dossier)`);
  const differing = { 'dossier.promises': 1, 'figure_cell.received': cells };
  for (let day = 0; day < 2; day += 1) {
    await check();
    now = instant(now + 25 * HOUR_MS);
    expect(await tasks()).toEqual([{ key: 'projection-differs:H99', agency: 'H99', data: { differing }, open: true }]);
  }
  expect((await readProjectionState({ database })).checked?.differing).toBe(1 + cells);
  await damage('-');
  await database.read.run(`UPDATE dossier SET promises = promises - 1 WHERE id = (SELECT min(id::text)::uuid FROM dossier)`);
  await check();
  expect(await tasks()).toMatchObject([{ open: false }]);
});

test('what stands under an older version is brought up to date step by step at once, and how much is left is told', async () => {
  await database.read.run('UPDATE projection SET version = 0');
  await database.read.run(`UPDATE dossier SET index_end = 'x' WHERE id IN (SELECT id FROM dossier ORDER BY id LIMIT 7)`);
  expect(await readProjectionState({ database })).toMatchObject({ isBehind: true, dossiersLeft: 40 });
  await takePassStep({ database }, 'repair', now, 15);
  expect(await readProjectionState({ database })).toMatchObject({ isBehind: true, dossiersLeft: 25 });
  let steps = 0;
  while (await keepProjection({ database }, now)) steps += 1;
  expect(steps).toBeGreaterThan(1);
  expect(await readProjectionState({ database })).toEqual({ isBehind: false, dossiersLeft: 0, checked: { at: now, differing: 0 } });
  expect(await database.read.rows(`SELECT FROM dossier WHERE index_end = 'x'`)).toEqual([]);
});

test('a check under way gives way to a repair, and a repair somebody left is carried to its end', async () => {
  await keepProjection({ database }, now);
  expect(await readPass(database.read)).toMatchObject({ purpose: 'check' });
  await takePassStep({ database }, 'repair', now, 5);
  expect(await readPass(database.read)).toMatchObject({ purpose: 'repair', dossiers: 5 });
  while (await keepProjection({ database }, now));
  expect(await readPass(database.read)).toBeUndefined();
  expect((await database.read.first<{ at: number }>('SELECT brought_at AS at FROM projection'))?.at).toBe(now);
});

test('a pass another version began is begun anew', async () => {
  await takePassStep({ database }, 'repair', now, 5);
  await database.read.run('UPDATE projection_pass SET version = version - 1');
  await takePassStep({ database }, 'repair', now, 6);
  expect(await readPass(database.read)).toMatchObject({ version: PROJECTION_VERSION, dossiers: 6 });
});

test('while one process takes a step another leaves it to it', async () => {
  await database.transaction(async (tx) => {
    await tx.first(`SELECT pg_advisory_xact_lock(hashtextextended('projection-pass', 0))`);
    expect(await takePassStep({ database }, 'repair', now)).toEqual({ kind: 'busy' });
  });
});

test('a ledger too long for a step a minute is compared in as many steps as let it end within a week', async () => {
  await keepProjection({ database }, now);
  expect(await readPass(database.read)).toMatchObject({ phase: 'cases' });
  await database.read.run('UPDATE projection_pass SET of_dossiers = 25000000');
  await keepProjection({ database }, now);
  expect(await readPass(database.read)).toBeUndefined();
});

describe('while a backup reads every table', () => {
  async function beside(work: () => Promise<void>): Promise<void> {
    await owner.transaction(async (tx) => {
      await tx.run('LOCK TABLE pass_cell, pass_dwell, figure_cell, figure_delta, dossier IN ACCESS SHARE MODE');
      await work();
    });
  }

  test('a pass under way comes to its end and keeps no folder waiting', async () => {
    await takePassStep({ database }, 'repair', now);
    await beside(async () => {
      while ((await takePassStep({ database }, 'repair', now)).kind !== 'ended');
      expect(await foldFigures({ database })).toBe(0);
    });
    expect(await readPass(database.read)).toBeUndefined();
  });

  test('a pass is not begun but put off, and holds nobody up meanwhile', async () => {
    await beside(async () => {
      expect(await takePassStep({ database }, 'repair', now)).toEqual({ kind: 'busy' });
    });
    expect(await takePassStep({ database }, 'repair', now)).toMatchObject({ kind: 'moved', pass: { dossiers: 40 } });
  });
});
