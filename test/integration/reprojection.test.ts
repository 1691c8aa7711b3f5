import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '#domain';
import { MEASURES, measureIndex } from '#domain/figures';
import { type Database, openDatabase, type Transaction } from '#persistence';
import { checkBalance } from '../../libs/service/figures/check-balance.js';
import { figureBacklog, foldFigures } from '../../libs/service/figures/fold-figures.js';
import { recountFigures } from '../../libs/service/figures/recount-figures.js';
import { PROJECTION_COLUMNS } from '../../libs/service/projection.js';
import { keepProjection, readProjectionState } from '../../libs/service/reprojection/keep-projection.js';
import { takePassStep } from '../../libs/service/reprojection/pass-step.js';
import { OLDEST_RUNNING, readPass } from '../../libs/service/reprojection/pass-state.js';
import { isProjectionBehind } from '../../libs/service/reprojection/standing.js';
import { reproject } from '../../libs/service/reprojection/reproject.js';
import { createTestDatabase } from '../support/database.js';
import { until } from '../support/e2e-facts.js';
import { livesOf, seedRules, storeLife } from './figures-seed.js';

const AT = instant(1_800_000_000_000);
const LIVES = 32;
const clock = { now: () => AT };
const opened: Database[] = [];
let database: Database;
/** Rows and cells as the program wrote them. */
let fresh: Projection;

interface Projection {
  readonly rows: readonly object[];
  readonly cells: readonly object[];
  readonly dwells: readonly object[];
}

beforeEach(async () => {
  const { url } = await createTestDatabase();
  database = await openDatabase({ url, poolSize: 6 });
  opened.push(database);
  await seedRules(database);
  for (const life of livesOf(LIVES, 31)) {
    await storeLife(database, life);
  }
  await foldAll();
  fresh = await projectionOf();
  await makeOld();
});
afterAll(() => Promise.all(opened.map((each) => each.close())));

async function foldAll(): Promise<void> {
  while ((await foldFigures({ database }, 1_000)) > 0);
}

/** Everything derived from the ledger; a count that is nought is as good as none. */
async function projectionOf(): Promise<Projection> {
  return {
    rows: await database.read.rows(`SELECT id, ${PROJECTION_COLUMNS.join(', ')} FROM dossier ORDER BY id`),
    cells: await database.read.rows(
      `SELECT grain, step, period, province, agency, procedure_code, field_code, channel, officer, place::integer, count
       FROM figure_cell CROSS JOIN LATERAL unnest(measures) WITH ORDINALITY AS counted (count, place) WHERE count <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`,
    ),
    dwells: await database.read.rows('SELECT * FROM dwell_cell WHERE runs <> 0 OR ended <> 0 OR delay_minutes <> 0 ORDER BY province, procedure_code, agency, half_month, stage, bucket'),
  };
}

/** As an upgrade finds a database: columns and counts that came later are empty, a count is lost here and there, and runs were not counted at all. */
async function makeOld(): Promise<void> {
  await database.read.run('UPDATE dossier SET index_overdue_at = NULL, index_end = NULL, promise_broken_at = NULL, promises_broken = 0');
  await database.read.run(`UPDATE figure_cell SET measures = measures[1:${String(measureIndex('finishedLateByDate'))}]`);
  await database.read.run(`UPDATE figure_cell SET measures[1] = measures[1] + 3 WHERE grain = 'agency' AND step = 'day'`);
  await database.read.run(`DELETE FROM figure_cell WHERE grain = 'province-channel' AND step = 'quarter'`);
  await database.read.run('DELETE FROM dwell_cell');
  await database.read.run('UPDATE projection SET version = 0');
}

async function expectFresh(): Promise<void> {
  await foldAll();
  expect(await projectionOf()).toEqual(fresh);
  expect((await recountFigures(database)).differences).toEqual([]);
  expect(await isProjectionBehind(database.read)).toBe(false);
}

describe('an old database', () => {
  test('is afterwards what this program would have written, and is told by column and count what differed', async () => {
    expect((await recountFigures(database)).differences).not.toEqual([]);
    const { dossiers, events, differing } = await reproject({ database }, clock, { stepSize: 7 });
    expect(dossiers).toBe(LIVES);
    expect(events).toBe((await recountFigures(database)).events);
    expect(Object.keys(differing)).toEqual(expect.arrayContaining(['dossier.index_end', 'dossier.promises_broken', 'figure_cell.received', 'figure_cell.finishedLateByDate', 'figure_cell.indexInTime', 'dwell_cell.runs']));
    expect(differing['dossier.index_end']).toBe(fresh.rows.filter((row) => (row as { index_end: string | null }).index_end !== null).length);
    expect(Object.keys(differing)).not.toContain('dossier.status');
    expect(Object.keys(differing).every((name) => !name.startsWith('figure_cell.') || (MEASURES as readonly string[]).includes(name.slice(12)))).toBe(true);
    await expectFresh();
    expect(await checkBalance(database)).toEqual([]);
  });

  test('done again changes nothing and finds nothing', async () => {
    await reproject({ database }, clock);
    const before = await projectionOf();
    const { differing } = await reproject({ database }, clock, { stepSize: 11 });
    expect(differing).toEqual({});
    expect(await projectionOf()).toEqual(before);
  });

  test('that is stopped within any step goes on from the last whole one', async () => {
    let steps = 0;
    for (;;) {
      const part = (await readPass(database.read))?.phase === 'later-events' ? 'concludePass' : 'passStep';
      const killed = await takePassStep({ database: dyingIn(part) }, 'repair', AT, 9).catch((error: unknown) => error);
      // Transactions of other databases of the cluster may hold back what a pass begins with: more is then written meanwhile than one step takes.
      if (part === 'concludePass' && killed !== KILLED) {
        expect(killed).toMatchObject({ kind: 'moved' });
        continue;
      }
      expect(killed).toBe(KILLED);
      const done = await readPass(database.read);
      const step = await takePassStep({ database }, 'repair', AT, 9);
      steps += 1;
      if (step.kind === 'ended') break;
      expect(step).toMatchObject({ kind: 'moved' });
      expect(await readPass(database.read)).not.toEqual(done);
    }
    expect(steps).toBeGreaterThanOrEqual(Math.ceil(LIVES / 9) + 2);
    await expectFresh();
  });

  test('says so until the last step, and its figures change all at once', async () => {
    const seen = new Set<string>();
    await reproject({ database: { ...database, transaction: async (work, name) => {
      const result = await database.transaction(work, name);
      seen.add(JSON.stringify([(await projectionOf()).cells, await isProjectionBehind(database.read)]));
      return result;
    } } }, clock, { stepSize: 20 });
    expect(seen.size).toBe(2);
    expect([...seen].map((each) => (JSON.parse(each) as [unknown, boolean])[1])).toEqual([true, false]);
  });
});

describe('dossiers taken in meanwhile', () => {
  test('are neither lost nor counted twice, whichever step they come between and whenever deltas are merged', async () => {
    const lives = livesOf(12, 77);
    for (const life of lives.slice(0, 3)) {
      await storeLife(database, life);
    }
    let next = 3;
    for (;;) {
      const step = await takePassStep({ database }, 'repair', AT, 8);
      if (step.kind === 'ended') break;
      await storeLife(database, lives[next % lives.length] ?? []);
      next += 1;
      if (next % 3 === 0) await foldFigures({ database }, 5);
    }
    expect(await figureBacklog(database)).toBeGreaterThan(0);
    expect((await recountFigures(database)).differences).toEqual([]);
    await foldAll();
    expect((await recountFigures(database)).differences).toEqual([]);
    expect((await reproject({ database }, clock)).differing).toEqual({});
  });

  test('by a transaction that was running when the pass began and commits after the last step are right', async () => {
    const [life] = livesOf(1, 5);
    let commit: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let stored: () => void = () => undefined;
    const isStored = new Promise<void>((resolve) => {
      stored = resolve;
    });
    const slow = storeLife({ ...database, transaction: (work) => database.transaction(async (tx: Transaction) => {
      const result = await work(tx);
      stored();
      await held;
      return result;
    }) }, life ?? []);
    await isStored;
    await reproject({ database }, clock, { stepSize: 30 });
    commit();
    await slow;
    expect((await recountFigures(database)).differences).toEqual([]);
  });

  test('and folded at the same time as intake and steps go on leave nothing to find', async () => {
    const folder = { stops: false };
    const folding = (async () => {
      while (!folder.stops) await foldFigures({ database }, 3);
    })();
    const intake = (async () => {
      for (const life of livesOf(12, 91)) await storeLife(database, life);
    })();
    await reproject({ database }, clock, { stepSize: 4 });
    await intake;
    folder.stops = true;
    await folding;
    expect((await recountFigures(database)).differences).toEqual([]);
    expect((await reproject({ database }, clock)).differing).toEqual({});
  });
});

describe('a row somebody holds', () => {
  test('is waited for by the next steps, never by this one', async () => {
    const [row] = await database.read.rows<{ id: string }>('SELECT id FROM dossier WHERE promises_broken = 0 AND id IN (SELECT dossier_id FROM dossier_event WHERE type = $1) ORDER BY id LIMIT 1', ['DossierBecameLate']);
    const id = row?.id ?? '';
    await database.transaction(async (tx) => {
      await tx.run('SELECT FROM dossier WHERE id = $1 FOR UPDATE', [id]);
      for (let step = await takePassStep({ database }, 'repair', AT); step.kind !== 'busy'; step = await takePassStep({ database }, 'repair', AT));
      const after = (await readPass(database.read))?.after ?? '';
      expect(after < id).toBe(true);
    });
    await reproject({ database }, clock);
    await expectFresh();
  });
});

describe('a check beside live work', () => {
  test('counts what is written meanwhile without a rest, so that it ends however much comes in', async () => {
    await reproject({ database }, clock);
    await database.read.run('UPDATE projection SET checked_at = NULL');
    while ((await readPass(database.read))?.phase !== 'later-events') expect(await keepProjection({ database }, AT)).toBe(false);
    for (const life of livesOf(160, 5)) {
      await storeLife(database, life);
    }
    // A transaction of another database of the cluster that is still running would hide what was written after it began.
    await until('what was written can be counted', async () => (await database.read.first<{ past: boolean }>(`SELECT NOT EXISTS (SELECT FROM dossier_event WHERE xact_id >= ${OLDEST_RUNNING}) AS past`))?.past);
    let steps = 0;
    while (await keepProjection({ database }, AT)) steps += 1;
    expect(steps).toBeGreaterThan(0);
    expect(await readPass(database.read)).toBeUndefined();
    expect((await readProjectionState({ database })).checked).toEqual({ at: AT, differing: 0 });
  });
});

describe('a damaged ledger', () => {
  test('stops the pass there and names the dossier; figures are left as they are', async () => {
    const cells = (await projectionOf()).cells;
    const [row] = await database.read.rows<{ id: string }>('SELECT id FROM dossier ORDER BY id OFFSET 20 LIMIT 1');
    const id = row?.id ?? '';
    const blind: Database = { ...database, transaction: (work, name) => database.transaction((tx) => work({ ...tx, rows: async <Row extends object>(sql: string, parameters?: readonly unknown[]) => {
      const rows = await tx.rows<Row>(sql, parameters);
      return sql.includes('FROM dossier_event') ? rows.filter((each) => !('dossier_id' in each && 'seq' in each && each.dossier_id === id && each.seq === 1)) : rows;
    } }), name) };
    await expect(reproject({ database: blind }, clock, { stepSize: 10 })).rejects.toThrow(`The ledger of dossier ${id} cannot be folded`);
    expect((await readPass(database.read))?.dossiers).toBe(20);
    expect((await projectionOf()).cells).toEqual(cells);
    await reproject({ database }, clock);
    await expectFresh();
  });
});

const KILLED = new Error('killed before commit');

/** Dies after all the work of a transaction of this name, before its commit. */
function dyingIn(part: string): Pick<Database, 'transaction'> {
  return {
    transaction: (work, name) =>
      database.transaction(async (tx) => {
        const result = await work(tx);
        if (name === part) throw KILLED;
        return result;
      }, name),
  };
}
