import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseInstant, parseLocalDate } from '#domain';
import type { Period } from '#domain/figures';
import { type Database, openDatabase } from '#persistence';
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
