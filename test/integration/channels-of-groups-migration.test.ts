import { DataSource } from 'typeorm';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '#persistence';
import { foldFigures, recountFigures } from '#service/figures';
import { dataSourceOf } from '../../libs/persistence/data-source.js';
import { KeepChannelsOfGroups1790000000076 } from '../../libs/persistence/migrations/0076-channels-of-groups.js';
import { createTestDatabase } from '../support/database.js';
import { livesOf, seedRules, storeLife } from './figures-seed.js';

const { url, ownerUrl } = await createTestDatabase();
const database = await openDatabase({ url });
afterAll(() => database.close());

test('cells there before the new grains give them all they would hold, had they been kept from the first', async () => {
  await seedRules(database);
  const lives = livesOf(80, 23);
  for (const life of lives.slice(0, 60)) await storeLife(database, life);
  await foldFigures({ database });
  // Cells older than a measure have shorter arrays.
  await database.read.run(`UPDATE figure_cell SET measures = array_append(measures, 0::bigint) WHERE step = 'year'`);
  // What waits for the folder is none of the migration's business: it goes into the new cells when it is folded.
  for (const life of lives.slice(60)) await storeLife(database, life);
  const read = (): Promise<readonly unknown[]> => database.read.rows(`SELECT grain, step, period, agency, procedure_code, field_code, channel, trim_array(measures, CASE step WHEN 'year' THEN 1 ELSE 0 END) AS measures FROM figure_cell
    WHERE grain IN ('agency-channel', 'field-channel', 'procedure-channel') ORDER BY 1, 2, 3, 4, 5, 6, 7`);
  const kept = await read();
  expect(kept.length).toBeGreaterThan(100);
  const source = new DataSource(dataSourceOf(ownerUrl, 'channels-of-groups').options);
  await source.initialize();
  const runner = source.createQueryRunner();
  const migration = new KeepChannelsOfGroups1790000000076();
  await migration.down(runner);
  expect(await read()).toEqual([]);
  await migration.up(runner);
  await runner.release();
  await source.destroy();
  await database.read.run(`UPDATE figure_cell SET measures = trim_array(measures, 1) WHERE step <> 'year' AND grain IN ('agency-channel', 'field-channel', 'procedure-channel')`);
  expect(await read()).toEqual(kept);
  while ((await foldFigures({ database })) > 0);
  expect((await recountFigures(database)).differences).toEqual([]);
});
