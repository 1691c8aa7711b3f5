import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalDate, localDate, parseInstant, parseLocalDate } from '#domain';
import { type CellStep, type FigureDelta, MEASURES, stepNumber, STEPS } from '#domain/figures';
import { type Database, openDatabase } from '#persistence';
import { insertDeltas } from '../../libs/service/figures/deltas.js';
import { insertDwells } from '../../libs/service/figures/dwell-deltas.js';
import { figureBacklog, foldFigures, foldProvince, holdFolder } from '../../libs/service/figures/fold-figures.js';
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

  test('every day is numbered into the half-month, quarter and year the domain says, and into that of everything', async () => {
    const [first, last] = [parseLocalDate('2023-12-01'), parseLocalDate('2028-03-31')];
    const days = Array.from({ length: last - first + 1 }, (_, index) => localDate(first + index));
    await database.transaction((tx) => insertDeltas(tx, days.map(delta)));
    await foldFigures({ database });
    const cells = await database.read.rows<{ step: CellStep; period: number; received: number }>(
      `SELECT step, period, measures[1] AS received FROM figure_cell WHERE grain = 'agency' AND province = 'H97'`,
    );
    const expected = new Map([['all 0', days.length]]);
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

  test('provinces folded at the same time have each what waited of it, and what waits of others stays', async () => {
    const of = (province: string, count: number): FigureDelta[] => Array.from({ length: count }, () => ({ ...delta(parseLocalDate('2025-01-05')), province }));
    await database.transaction((tx) => insertDeltas(tx, [...of('H91', 3), ...of('H92', 4), ...of('H93', 5)]));
    await database.transaction((tx) => insertDwells(tx, [{ province: 'H91', procedureCode: 'p', agency: 'H91.1', halfMonth: 48_600, stage: 's', bucket: 3, runs: 1, ended: 1, endedLate: 0, delayMinutes: 0 }]));
    const before = await figureBacklog(database);
    expect(await Promise.all(['H91', 'H92'].map((province) => foldProvince({ database }, province)))).toEqual([3, 4]);
    expect(await figureBacklog(database)).toBe(before - 7);
    const years = await database.read.rows(`SELECT province, measures[1]::integer AS received FROM figure_cell WHERE grain = 'province' AND step = 'year' AND province IN ('H91', 'H92', 'H93') ORDER BY province`);
    expect(years).toEqual([{ province: 'H91', received: 3 }, { province: 'H92', received: 4 }]);
    expect(await database.read.rows(`SELECT agency, runs::integer FROM dwell_cell WHERE province = 'H91' ORDER BY agency`)).toEqual([{ agency: '', runs: 1 }, { agency: 'H91.1', runs: 1 }]);
    await foldFigures({ database });
  });

  test('while the folder is at work no province is folded beside it, nor it beside one', async () => {
    await database.transaction((tx) => insertDeltas(tx, [{ ...delta(parseLocalDate('2025-01-05')), province: 'H94' }]));
    await database.transaction(async (tx) => {
      expect(await holdFolder(tx)).toBe(true);
      expect(await foldProvince({ database }, 'H94')).toBe(0);
    });
    await database.transaction(async (tx) => {
      expect(await foldProvince({ database: { transaction: (work) => work(tx) } }, 'H94')).toBe(1);
      expect(await foldFigures({ database })).toBe(0);
      expect(await foldProvince({ database }, 'H94')).toBe(0);
    });
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
