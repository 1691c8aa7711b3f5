import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_SETTINGS, eventOfRow, foldDossier, formatInstant, instant, type ProcedureCase, type ProcedureVersion, settingsOf, type StageBudget } from '#domain';
import { loadCatalogue, type ProcedurePublication, publishCalendars, publishProcedure, readCatalogue, readLedgerOf, sha256 } from '#service';
import { openRuleBook } from '../../libs/service/rule-book.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { engine, clock } = counter;
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

function procedureOf(code: string): ProcedureVersion {
  const found = files.procedures.find((procedure) => procedure.code === code);
  if (found === undefined) {
    throw new Error(`The catalogue has no procedure ${code}`);
  }
  return found;
}

function publish(procedure: ProcedureVersion): Promise<ProcedurePublication> {
  return engine.database.transaction((tx) => publishProcedure(tx, procedure, new Set(files.agencies.map(({ code }) => code)), sha256, clock.now()));
}

/** The procedure's first case with the budget of one stage changed, as another version. */
function withBudget(code: string, version: number, stage: string, budget: StageBudget): ProcedureVersion {
  const procedure = procedureOf(code);
  const change = (candidate: ProcedureCase): ProcedureCase => ({
    ...candidate,
    parts: candidate.parts.map((part) => ({
      ...part,
      groups: part.groups.map((group) => ({ stages: group.stages.map((each) => (each.id === stage ? { ...each, budget } : each)) })),
    })) as unknown as ProcedureCase['parts'],
  });
  return { ...procedure, version, cases: [change(procedure.cases[0])] };
}

test.each([
  // procedure, stage that is given a hundred hours                  where it is told
  ['1.014464', 'appraise', 'cases[0].parts[0]'],
  ['2.002621', 'residence', 'cases[0].parts[0]'],
  ['1.115778', 'issue', 'cases[0].parts[1]'],
])('a version of %s whose stage %s exceeds the term is not published, and told at %s', async (code, stage, path) => {
  const publication = await publish(withBudget(code, 9, stage, { unit: 'office-hours', amount: 100 }));
  expect(publication).toMatchObject({ kind: 'refused', problems: [{ code: 'stages-exceed-term', path }] });
  expect(await engine.database.read.first('SELECT 1 FROM procedure_version WHERE code = $1 AND version = 9', [code])).toBeUndefined();
});

test('a version whose stages take less than its term is published with a warning', async () => {
  const publication = await publish({ ...withBudget('1.014464', 8, 'appraise', { unit: 'office-hours', amount: 1 }), effectiveFrom: '2030-01-01' });
  expect(publication).toMatchObject({ kind: 'published', warnings: [{ code: 'stages-below-term', path: 'cases[0].parts[0]' }] });
});

test('a running dossier keeps the version it began with, through the restart of its term; the next intake takes the new one', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const begun = await counter.takeIn({ procedureCode: '1.005144', caseCode: '1.005144.01' });
  const [first] = procedureOf('1.005144').cases;
  const longer: ProcedureCase = { ...first, parts: [{ ...first.parts[0], term: { ...first.parts[0].term, limit: { unit: 'working-days', amount: 12 } } }] };
  expect((await publish({ ...procedureOf('1.005144'), version: 2, effectiveFrom: '2026-08-19', cases: [longer] })).kind).toBe('published');
  clock.set('2026-08-19T10:00:00+07:00');
  const next = await counter.takeIn({ procedureCode: '1.005144', caseCode: '1.005144.01' });
  await counter.give(person('clerk'), begun.code, 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '19' } }], reasonCode: 'incomplete' }, { reason: 'Thiếu giấy tờ' });
  clock.set('2026-08-20T10:00:00+07:00');
  await counter.give(person('clerk'), begun.code, 'ReceiveSupplement', {});
  const stateOf = async (id: string): Promise<readonly unknown[]> => {
    const { procedure, dueAt } = foldDossier((await readLedgerOf(engine, id)).map(eventOfRow));
    return [procedure.version, formatInstant(instant(dueAt ?? 0))];
  };
  expect(await stateOf(begun.id)).toEqual([1, '2026-09-07T10:00:00+07:00']);
  expect(await stateOf(next.id)).toEqual([2, '2026-09-08T10:00:00+07:00']);
});

describe('a data folder with settings of its own', () => {
  async function folderWith(settings: string): Promise<URL> {
    const folder = await mkdtemp(join(tmpdir(), 'dunghan-catalogue-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await cp(fileURLToPath(new URL('../../data/', import.meta.url)), folder, { recursive: true });
    await writeFile(join(folder, 'catalogue', 'settings.json'), settings);
    return pathToFileURL(`${folder}/`);
  }

  const inForce = (): Promise<unknown> => openRuleBook(() => 0).settings(engine.database.read);

  test('publishes them with the rest; a folder without any leaves those in force', async () => {
    const chosen = { dueSoonLead: { unit: 'working-days', amount: 2 } } as const;
    const own = await readCatalogue(await folderWith(JSON.stringify(chosen)));
    expect([own.settings, (await loadCatalogue(engine.database, own, clock.add(1_000))).settings]).toEqual([chosen, 'published']);
    expect((await loadCatalogue(engine.database, files, clock.add(1_000))).settings).toBe('unchanged');
    expect(await inForce()).toEqual(settingsOf(chosen));
    await loadCatalogue(engine.database, { ...files, settings: {} }, clock.add(1_000));
    expect(await inForce()).toEqual(DEFAULT_SETTINGS);
  });

  test.each([
    ['{ "dueSoonLead": 2 }', /Cannot use .*settings\.json: dueSoonLead must be an object; found 2\. Correct the file and load it again\./],
    ['{ dueSoonLead }', /Cannot read .*settings\.json: /],
  ])('with %s is not read, and the file named', async (settings, message) => {
    await expect(readCatalogue(await folderWith(settings))).rejects.toThrow(message);
  });
});
