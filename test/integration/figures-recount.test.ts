import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DossierState, eventOfRow, foldEvent, parseInstant } from '#domain';
import { dwellDeltas, figureDeltas, GRAINS, MEASURES } from '#domain/figures';
import { type Database, openDatabase } from '#persistence';
import { checkBalance } from '../../libs/service/figures/check-balance.js';
import { FigureRecount } from '../../libs/service/figures/figure-recount.js';
import { foldFigures } from '../../libs/service/figures/fold-figures.js';
import { proveFigure, recountFigures } from '../../libs/service/figures/recount-figures.js';
import { readLedger } from '../../libs/service/ledger-writer.js';
import { createTestDatabase } from '../support/database.js';
import { livesOf, seedRules, storeLife } from './figures-seed.js';

const { url } = await createTestDatabase();
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ url });
  await seedRules(database);
  for (const life of livesOf(100, 12)) {
    await storeLife(database, life);
  }
  await foldFigures({ database }, 100);
});
afterAll(() => database.close());

/** Changes figures behind the engine's back, looks, and puts them back as they were. */
async function tampered<T>(sql: string, look: (inside: Pick<Database, 'transaction' | 'read'>) => Promise<T>): Promise<T> {
  let seen: { readonly value: T } | undefined;
  const undo = new Error('undo');
  await database
    .transaction(async (tx) => {
      expect(await tx.run(sql)).toBeGreaterThan(0);
      const tolerant = { ...tx, run: async (text: string, parameters?: readonly unknown[]) => (text.startsWith('SET TRANSACTION') ? 0 : tx.run(text, parameters)) };
      seen = { value: await look({ read: tx, transaction: (work) => work(tolerant) }) };
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) {
        throw error;
      }
    });
  if (seen === undefined) {
    throw new Error('nothing was seen');
  }
  return seen.value;
}

describe('the recount', () => {
  test('every cell of every grain, with the deltas not yet merged, equals a recount from the ledger', async () => {
    const { events, dossiers, differences } = await recountFigures(database);
    expect(differences).toEqual([]);
    expect(dossiers).toBe(100);
    expect(events).toBeGreaterThan(300);
  });

  test.each([
    ['a changed cell', `UPDATE figure_cell SET measures[1] = measures[1] + 1 WHERE grain = 'province-field' AND step = 'year' AND period = 2026 AND field_code = 'G02'`, 'province-field', 'received', 'more'],
    ['a lost cell', `DELETE FROM figure_cell WHERE grain = 'province-channel' AND step = 'year' AND period = 2026 AND channel = 'counter'`, 'province-channel', 'received', 'less'],
    ['a cell of nothing', `INSERT INTO figure_cell VALUES ('agency', 'year', 1999, 'H99', 'H99.1', '', '', '', '', ARRAY[0, 0, 7])`, 'agency', 'transferredIn', 'more'],
  ])('%s is found and named', async (_kind, sql, grain, measure, kept) => {
    const { differences } = await tampered(sql, (inside) => recountFigures(inside));
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ grain, province: 'H99' });
    const found = differences[0]?.measures.find((one) => one.measure === measure);
    expect(Math.sign((found?.kept ?? 0) - (found?.recounted ?? 0))).toBe(kept === 'more' ? 1 : -1);
  });

  test('a delta lost on the way to its cells is found in every grain', async () => {
    const { differences } = await tampered(`DELETE FROM figure_delta WHERE id = (SELECT max(id) FROM figure_delta WHERE officer = '')`, (inside) => recountFigures(inside));
    expect(new Set(differences.map(({ grain }) => grain))).toEqual(new Set(GRAINS.map(({ name }) => name).filter((name) => name !== 'officer')));
  });
});

describe('a figure proved', () => {
  const at = parseInstant('2027-01-01T00:00:00+07:00');

  test.each([undefined, 'agency', 'procedure', 'field', 'channel'] as const)('is the same from cells and from the events alone, told apart by %s', async (groupBy) => {
    const query = { scope: { province: 'H99' }, period: { kind: 'year', year: 2026 }, rates: 'all', at, ...(groupBy === undefined ? {} : { groupBy }) } as const;
    const { kept, recounted } = await proveFigure(database, query);
    expect(kept.source).toBe('cells');
    expect(recounted).toEqual(kept.figures);
    expect(recounted.some(({ counts }) => (counts.received ?? 0) > 0)).toBe(true);
    expect(recounted.some(({ rates }) => (rates['late-with-letter-in-time']?.n ?? 0) > 0)).toBe(true);
  });

  test('is the same when the recount keeps one line in memory and the rest in a table', async () => {
    const differences = await database.transaction(async (tx) => {
      const recount = new FigureRecount(tx, 1);
      for (const { id } of await tx.rows<{ id: string }>('SELECT id FROM dossier ORDER BY id')) {
        let state: DossierState | undefined;
        for (const event of (await readLedger(tx, id)).map(eventOfRow)) {
          const after = foldEvent(state, event);
          await recount.add(figureDeltas(state, event, after), dwellDeltas(state, event, after));
          state = after;
        }
      }
      return recount.differences(10);
    });
    expect(differences).toEqual([]);
  });
});

describe('the balance', () => {
  test('holds for every agency, and the stocks are the dossiers in them', async () => {
    expect(await checkBalance(database)).toEqual([]);
  });

  test('a finished dossier counted twice breaks it', async () => {
    const broken = await tampered(
      `UPDATE figure_cell SET measures[9] = measures[9] + 1 WHERE grain = 'agency' AND step = 'year' AND period = 2026 AND agency = 'H99.1'`,
      ({ read }) => checkBalance({ read }),
    );
    expect(broken).toMatchObject([{ province: 'H99', agency: 'H99.1', stocks: [] }]);
    expect((broken[0]?.left ?? 0) - (broken[0]?.entered ?? 0)).toBe(1);
  });

  test('a cell of everything that is not the sum of its years breaks it, whatever it counts', async () => {
    const broken = await tampered(
      `UPDATE figure_cell SET measures[1] = measures[1] + 1 WHERE grain = 'agency' AND step = 'all' AND agency = 'H99.1'`,
      ({ read }) => checkBalance({ read }),
    );
    expect(broken).toMatchObject([{ province: 'H99', agency: 'H99.1', stocks: [], notOfYears: [MEASURES[0]] }]);
    expect(broken[0]?.entered).toBe(broken[0]?.left);
  });

  test('a dossier missing from the stock breaks it', async () => {
    const broken = await tampered(
      `UPDATE dossier SET in_stock = false WHERE id = (SELECT id FROM dossier WHERE in_stock AND competent_agency = 'H99.2' LIMIT 1)`,
      ({ read }) => checkBalance({ read }),
    );
    expect(broken).toMatchObject([{ agency: 'H99.2' }]);
    const open = broken[0]?.stocks.find(({ stock }) => stock === 'open');
    expect((open?.figures ?? 0) - (open?.dossiers ?? 0)).toBe(1);
  });
});
