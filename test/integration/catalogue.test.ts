import { expect, test } from 'vitest';
import { loadCatalogue, publishCalendars, readCatalogue, sha256 } from '#service';
import { testCounter } from '../support/engine.js';

const { engine, clock } = await testCounter('2026-08-19T09:00:00+07:00');
const files = await readCatalogue(new URL('../../data/', import.meta.url));

async function head(): Promise<string> {
  return engine.rules.currentSnapshot(engine.database.read);
}

test('loading the catalogue again changes nothing', async () => {
  const before = await head();
  await loadCatalogue(engine.database, files, clock.add(1_000));
  expect(await head()).toBe(before);
});

test('a calendar published since is kept when the catalogue is loaded again', async () => {
  const storm = { id: 'storm', name: 'Bão', days: [{ date: '2026-09-10', kind: 'closure', name: 'Nghỉ bão', source: 'Công điện 01' }] } as const;
  const layers = [files.nation, files.province, storm];
  const published = await engine.database.transaction((tx) =>
    publishCalendars(tx, files.agencies.map(({ code }) => ({ agency: code, processing: layers, intake: layers })), sha256, clock.add(1_000), 'admin@H99'),
  );
  await loadCatalogue(engine.database, files, clock.add(1_000));
  expect(await head()).toBe(published);
});

test('a published procedure version that differs from the file of the same number stops the load and names it', async () => {
  const [first, ...rest] = files.procedures;
  if (first === undefined) {
    throw new Error('the catalogue is empty');
  }
  await expect(loadCatalogue(engine.database, { ...files, procedures: [{ ...first, name: `${first.name} (sửa)` }, ...rest] }, clock.add(1_000))).rejects.toThrow(`Procedure ${first.code} version 1 cannot be published`);
});
