import { DataSource } from 'typeorm';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '#persistence';
import { dataSourceOf } from '../../libs/persistence/data-source.js';
import { AddCurrentPromise1790000000025 } from '../../libs/persistence/migrations/0025-current-promise.js';
import { createTestDatabase } from '../support/database.js';
import { livesOf, seedRules, storeLife } from './figures-seed.js';

const { url, ownerUrl } = await createTestDatabase();
const database = await openDatabase({ url });
afterAll(() => database.close());

test('dossiers there before the columns get what their events say, as if it had been kept from the first', async () => {
  await seedRules(database);
  for (const [index, life] of livesOf(120, 41).entries()) {
    await storeLife(database, life.map((event) => (event.type === 'DossierReceived' ? { ...event, payload: { ...event.payload, place: `H99.${String(index % 4)}` } } : event)));
  }
  const read = (): Promise<readonly { readonly place: string | null; readonly promise_broken_at: number | null; readonly promises: number }[]> => database.read.rows('SELECT place, promise_broken_at, promises FROM dossier ORDER BY id');
  const kept = await read();
  expect(kept.filter(({ promise_broken_at: at }) => at !== null).length).toBeGreaterThan(5);
  expect(kept.some(({ promise_broken_at: at, promises }) => at === null && promises === 2)).toBe(true);
  expect(kept.filter(({ place }) => place !== null).length).toBeGreaterThan(20);
  const source = new DataSource(dataSourceOf(ownerUrl, 'current-promise').options);
  await source.initialize();
  const runner = source.createQueryRunner();
  const migration = new AddCurrentPromise1790000000025();
  await migration.down(runner);
  await migration.up(runner);
  await runner.release();
  await source.destroy();
  expect(await read()).toEqual(kept);
});
