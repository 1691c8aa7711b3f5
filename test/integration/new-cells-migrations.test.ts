import { DataSource } from 'typeorm';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#persistence';
import { foldFigures, recountFigures } from '#service/figures';
import { dataSourceOf } from '../../libs/persistence/data-source.js';
import { KeepCellsOfEverything1790000000083 } from '../../libs/persistence/migrations/0083-cells-of-everything.js';
import { KeepProceduresOfAgencies1790000000086 } from '../../libs/persistence/migrations/0086-procedures-of-agencies.js';
import { createTestDatabase } from '../support/database.js';
import { livesOf, seedRules, storeLife } from './figures-seed.js';

/** Migrations that sum new cells from those there were, each with the cells it makes. */
const MIGRATIONS = [
  ['everything', new KeepCellsOfEverything1790000000083(), `step = 'all'`],
  ['procedures of agencies', new KeepProceduresOfAgencies1790000000086(), `grain = 'agency-procedure'`],
] as const;

test.each(MIGRATIONS)('cells there before those of %s give them what they would hold, and what waits goes into them when it is folded', async (_cells, migration, made) => {
  const { url, ownerUrl } = await createTestDatabase();
  const database = await openDatabase({ url });
  onTestFinished(() => database.close());
  await seedRules(database);
  const lives = livesOf(80, 29);
  for (const life of lives.slice(0, 60)) await storeLife(database, life);
  await foldFigures({ database });
  for (const life of lives.slice(60)) await storeLife(database, life);
  const read = (): Promise<readonly unknown[]> => database.read.rows(`SELECT grain, step, period, province, agency, procedure_code, field_code, channel, officer, measures FROM figure_cell WHERE ${made} ORDER BY 1, 2, 3, 5, 6, 7, 8, 9`);
  const kept = await read();
  expect(kept.length).toBeGreaterThan(50);
  const source = new DataSource(dataSourceOf(ownerUrl, 'new-cells').options);
  await source.initialize();
  const runner = source.createQueryRunner();
  await migration.down(runner);
  expect(await read()).toEqual([]);
  await migration.up(runner);
  await runner.release();
  await source.destroy();
  expect(await read()).toEqual(kept);
  while ((await foldFigures({ database })) > 0);
  expect((await recountFigures(database)).differences).toEqual([]);
});
