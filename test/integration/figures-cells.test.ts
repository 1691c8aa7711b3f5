import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalDate, localDate, parseInstant, parseLocalDate } from '#domain';
import { type FigureDelta, MEASURES, type Step, stepNumber, STEPS } from '#domain/figures';
import { type Database, openDatabase } from '#persistence';
import { insertDeltas } from '../../libs/service/figures/deltas.js';
import { figureBacklog, foldFigures } from '../../libs/service/figures/fold-figures.js';
import { readFigure } from '../../libs/service/figures/read-figure.js';
import { createTestDatabase } from '../support/database.js';

const { url } = await createTestDatabase();
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ url });
});
afterAll(() => database.close());

describe('cells', () => {
  const delta = (day: LocalDate): FigureDelta => ({
    day, province: 'H97', agency: 'H97.1', procedureCode: 'p', fieldCode: 'f', channel: 'counter', officer: '',
    measures: MEASURES.map((_, index) => (index === 0 ? 1 : 0)),
  });

  test('every day is numbered into the half-month, quarter and year the domain says', async () => {
    const [first, last] = [parseLocalDate('2023-12-01'), parseLocalDate('2028-03-31')];
    const days = Array.from({ length: last - first + 1 }, (_, index) => localDate(first + index));
    await database.transaction((tx) => insertDeltas(tx, days.map(delta)));
    await foldFigures({ database });
    const cells = await database.read.rows<{ step: Step; period: number; received: number }>(
      `SELECT step, period, measures[1] AS received FROM figure_cell WHERE grain = 'agency' AND province = 'H97'`,
    );
    const expected = new Map<string, number>();
    for (const step of STEPS) {
      for (const day of days) {
        const key = `${step} ${String(stepNumber(step, day))}`;
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
    await foldFigures({ database });
    const { figures } = await readFigure(database, { scope: { province: 'H96' }, period: { kind: 'half-month', year: 2025, month: 1, half: 1 }, rates: ['late-rate'], at: parseInstant('2026-03-31T17:00:00+07:00') });
    expect(figures[0]?.counts).toMatchObject({ received: 6, open: 1, carriedOver: 0 });
  });

  test('a delta that is not stored with its transaction leaves no trace', async () => {
    const before = await figureBacklog(database);
    await expect(
      database.transaction(async (tx) => {
        await insertDeltas(tx, [delta(localDate(1))]);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await figureBacklog(database)).toBe(before);
  });
});
