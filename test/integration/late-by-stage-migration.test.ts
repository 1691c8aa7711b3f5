import { DataSource } from 'typeorm';
import { afterAll, expect, test } from 'vitest';
import { instant } from '#domain';
import { openDatabase } from '#persistence';
import { foldFigures, keepProjection, readProjectionStanding, recountFigures } from '#service/figures';
import { dataSourceOf } from '../../libs/persistence/data-source.js';
import { KeepLateByStage1790000000078 } from '../../libs/persistence/migrations/0078-late-by-stage.js';
import { createTestDatabase } from '../support/database.js';
import { livesOf, seedRules, storeLife } from './figures-seed.js';

const NOW = instant(Date.parse('2026-12-01T09:00:00+07:00'));
const { url, ownerUrl } = await createTestDatabase();
const database = await openDatabase({ url });
afterAll(() => database.close());

async function catchUp(): Promise<void> {
  while (await keepProjection({ database }, NOW));
  while ((await foldFigures({ database })) > 0);
}

test('what was late by stage is counted again from the ledger where the database was taken back and brought forward', async () => {
  await seedRules(database);
  for (const life of livesOf(30, 29)) await storeLife(database, life);
  await catchUp();
  const read = (): Promise<readonly unknown[]> => database.read.rows('SELECT * FROM dwell_cell WHERE ended > 0 OR delay_minutes > 0 ORDER BY dwell_cell::text');
  const kept = await read();
  expect(kept.length).toBeGreaterThan(5);
  const source = new DataSource(dataSourceOf(ownerUrl, 'late-by-stage').options);
  await source.initialize();
  const runner = source.createQueryRunner();
  const migration = new KeepLateByStage1790000000078();
  await migration.down(runner);
  await migration.up(runner);
  await runner.release();
  await source.destroy();
  expect([await read(), await readProjectionStanding(database.read)]).toEqual([[], 'catching-up']);
  await catchUp();
  expect(await readProjectionStanding(database.read)).toBe('current');
  expect(await read()).toEqual(kept);
  expect((await recountFigures(database)).differences).toEqual([]);
}, 300_000);
