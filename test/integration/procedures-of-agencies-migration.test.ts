import { DataSource } from 'typeorm';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '#persistence';
import { foldFigures, recountFigures } from '#service/figures';
import { dataSourceOf } from '../../libs/persistence/data-source.js';
import { KeepProceduresOfAgencies1790000000086 } from '../../libs/persistence/migrations/0086-procedures-of-agencies.js';
import { createTestDatabase } from '../support/database.js';
import { livesOf, seedRules, storeLife } from './figures-seed.js';

const { url, ownerUrl } = await createTestDatabase();
const database = await openDatabase({ url });
afterAll(() => database.close());

test('procedures of agencies there by channel alone give their own cells what they would hold, and what waits goes into them when it is folded', async () => {
  await seedRules(database);
  const lives = livesOf(80, 31);
  for (const life of lives.slice(0, 60)) await storeLife(database, life);
  await foldFigures({ database });
  for (const life of lives.slice(60)) await storeLife(database, life);
  const read = (): Promise<readonly unknown[]> => database.read.rows(`SELECT step, period, province, agency, procedure_code, field_code, channel, officer, measures FROM figure_cell WHERE grain = 'agency-procedure' ORDER BY 1, 2, 3, 4, 5, 6, 7, 8`);
  const kept = await read();
  expect(kept.length).toBeGreaterThan(50);
  const source = new DataSource(dataSourceOf(ownerUrl, 'procedures-of-agencies').options);
  await source.initialize();
  const runner = source.createQueryRunner();
  const migration = new KeepProceduresOfAgencies1790000000086();
  await migration.down(runner);
  expect(await read()).toEqual([]);
  await migration.up(runner);
  await runner.release();
  await source.destroy();
  expect(await read()).toEqual(kept);
  while ((await foldFigures({ database })) > 0);
  expect((await recountFigures(database)).differences).toEqual([]);
});
