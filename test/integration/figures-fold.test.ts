import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FigureDelta, MEASURES, type Period, parseInstant, parseLocalDate, stepNumber, type Step } from '#domain';
import { type Database, openDatabase } from '#persistence';
import { insertDeltas } from '../../libs/service/figures/deltas.js';
import { figureBacklog, foldFigures } from '../../libs/service/figures/fold-figures.js';
import { readFigure } from '../../libs/service/figures/read-figure.js';
import { recountFigures } from '../../libs/service/figures/recount-figures.js';
import type { FigureQuery } from '../../libs/service/figures/scope.js';
import { createTestDatabase } from '../support/database.js';
import { livesOf, seedRules, storeLife } from './figures-seed.js';

const { url } = await createTestDatabase();
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ url });
  await seedRules(database);
});
afterAll(() => database.close());

const AT = parseInstant('2026-03-31T17:00:00+07:00');
const MARCH: Period = { kind: 'month', year: 2026, month: 3 };
const PERIODS: readonly Period[] = [
  { kind: 'month', year: 2026, month: 1 },
  { kind: 'half-month', year: 2026, month: 2, half: 1 },
  { kind: 'day', day: parseLocalDate('2026-01-20') },
  { kind: 'quarter', year: 2026, quarter: 1 },
  { kind: 'year', year: 2025 },
  MARCH,
];

/** Every kind of question, over every period. */
function questions(): readonly FigureQuery[] {
  const scopes: readonly Pick<FigureQuery, 'scope' | 'groupBy'>[] = [
    { scope: { province: 'H99' } },
    { scope: { province: 'H99', agency: 'H99.1' } },
    { scope: { province: 'H99' }, groupBy: 'agency' },
    { scope: { province: 'H99' }, groupBy: 'procedure' },
    { scope: { province: 'H99' }, groupBy: 'field' },
    { scope: { province: 'H99' }, groupBy: 'channel' },
    { scope: { province: 'H99', agency: 'H99.2', channel: 'post' }, groupBy: 'procedure' },
    { scope: { province: 'H99', officer: 'u1' } },
    { scope: { province: 'H98' } },
  ];
  return scopes.flatMap((scope) => PERIODS.map((period) => ({ ...scope, period, rates: 'all' as const, at: AT })));
}

async function answers(): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (const query of questions()) {
    all.push(await readFigure(database, query));
  }
  return all;
}

async function foldAll(batch?: number): Promise<number> {
  let total = 0;
  for (let folded = -1; folded !== 0; total += folded) {
    folded = await foldFigures({ database }, batch);
  }
  return total;
}

describe('the folder', () => {
  test('what is read is the same before, during and after folding, whatever is asked', async () => {
    for (const life of livesOf(80, 1)) {
      await storeLife(database, life);
    }
    const waiting = await figureBacklog(database);
    const unfolded = await answers();
    expect(await foldFigures({ database }, Math.floor(waiting / 2))).toBe(Math.floor(waiting / 2));
    const halfFolded = await answers();
    expect(await foldAll()).toBe(waiting - Math.floor(waiting / 2));
    const folded = await answers();
    expect(halfFolded).toEqual(unfolded);
    expect(folded).toEqual(unfolded);
    expect(await figureBacklog(database)).toBe(0);
    expect(await foldFigures({ database })).toBe(0);
  });

  test('two folders at once merge every delta once', async () => {
    for (const life of livesOf(40, 2)) {
      await storeLife(database, life);
    }
    const waiting = await figureBacklog(database);
    const other = await openDatabase({ url });
    const results = await Promise.all(Array.from({ length: 12 }, (_, index) => foldFigures({ database: index % 2 === 0 ? database : other }, 10)));
    await other.close();
    const together = results.reduce((sum, folded) => sum + folded, 0);
    expect(together).toBeGreaterThanOrEqual(10);
    expect(await figureBacklog(database)).toBe(waiting - together);
    expect(together + (await foldAll(25))).toBe(waiting);
    expect((await recountFigures(database)).differences).toEqual([]);
  });

  test('while one folder is at work another leaves the deltas to it', async () => {
    await storeLife(database, livesOf(1, 3)[0] ?? []);
    await database.transaction(async (tx) => {
      await tx.first(`SELECT pg_advisory_xact_lock(hashtextextended('figure-folder', 0))`);
      expect(await foldFigures({ database })).toBe(0);
    });
    expect(await foldAll()).toBeGreaterThan(0);
  });

  test('a folder that dies before its commit has changed nothing', async () => {
    for (const life of livesOf(10, 4)) {
      await storeLife(database, life);
    }
    const waiting = await figureBacklog(database);
    const dying: Pick<Database, 'transaction'> = {
      transaction: (work) =>
        database.transaction(async (tx) => {
          await work(tx);
          throw new Error('killed before commit');
        }),
    };
    await expect(foldFigures({ database: dying })).rejects.toThrow('killed before commit');
    expect(await figureBacklog(database)).toBe(waiting);
    expect(await foldAll()).toBe(waiting);
    expect((await recountFigures(database)).differences).toEqual([]);
  });
});

describe('cells', () => {
  const delta = (day: number): FigureDelta => ({
    day: day as FigureDelta['day'], province: 'H97', agency: 'H97.1', procedureCode: 'p', fieldCode: 'f', channel: 'counter', officer: '',
    measures: MEASURES.map((_, index) => (index === 0 ? 1 : 0)),
  });

  test('every day is numbered into the half-month and year the domain says', async () => {
    const [first, last] = [parseLocalDate('2023-12-01'), parseLocalDate('2028-03-31')];
    const days = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    await database.transaction((tx) => insertDeltas(tx, days.map(delta)));
    await foldAll();
    const cells = await database.read.rows<{ step: Step; period: number; received: number }>(
      `SELECT step, period, measures[1] AS received FROM figure_cell WHERE grain = 'agency' AND province = 'H97'`,
    );
    const expected = new Map<string, number>();
    for (const step of ['day', 'half-month', 'year'] as const) {
      for (const day of days) {
        const key = `${step} ${String(stepNumber(step, day as FigureDelta['day']))}`;
        expected.set(key, (expected.get(key) ?? 0) + 1);
      }
    }
    expect(new Map(cells.map(({ step, period, received }) => [`${step} ${String(period)}`, received]))).toEqual(expected);
  });

  test('cells written before a measure was added count nothing of it', async () => {
    await database.read.run(
      `INSERT INTO figure_cell (grain, step, period, province, agency, procedure_code, field_code, channel, officer, measures)
       VALUES ('province', 'year', 2025, 'H96', '', '', '', '', '', ARRAY[5]), ('province', 'half-month', 2025 * 24, 'H96', '', '', '', '', '', ARRAY[5])`,
    );
    await database.transaction((tx) => insertDeltas(tx, [{ ...delta(parseLocalDate('2025-01-05')), province: 'H96', measures: MEASURES.map(() => 1) }]));
    await foldAll();
    const { figures } = await readFigure(database, { scope: { province: 'H96' }, period: { kind: 'half-month', year: 2025, month: 1, half: 1 }, rates: ['late-rate'], at: AT });
    expect(figures[0]?.counts).toMatchObject({ received: 6, open: 1, carriedOver: 0 });
  });

  test('a delta that is not stored with its transaction leaves no trace', async () => {
    const before = await figureBacklog(database);
    await expect(
      database.transaction(async (tx) => {
        await insertDeltas(tx, [delta(1)]);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await figureBacklog(database)).toBe(before);
  });
});
