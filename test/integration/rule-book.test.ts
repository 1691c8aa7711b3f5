import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Agency, DEFAULT_SETTINGS, type ProcedureVersion, settingsOf } from '#domain';
import { type Database, openDatabase } from '#persistence';
import { publishAgencies, publishCalendars, publishProcedure, publishSettings, readCatalogue, sha256 } from '#service';
import { openRuleBook, type Reader } from '../../libs/service/rule-book.js';
import { testCounter } from '../support/engine.js';

const { engine, clock, database } = await testCounter('2026-08-19T09:00:00+07:00');
const files = await readCatalogue(new URL('../../data/', import.meta.url));
/** Another process on the same database. */
const publisher: Database = await openDatabase({ url: database.url, applicationName: 'publisher' });
afterAll(() => publisher.close());

let elapsed = 0;
const book = openRuleBook(() => elapsed);
const asked: string[] = [];
const reader: Reader = {
  rows: (sql, parameters) => {
    asked.push(sql);
    return engine.database.read.rows(sql, parameters);
  },
  first: (sql, parameters) => {
    asked.push(sql);
    return engine.database.read.first(sql, parameters);
  },
};

beforeEach(async () => {
  elapsed += 10_000;
  await book.agencies(reader);
  asked.length = 0;
});

let made = 0;

function newAgency(): Agency {
  made += 1;
  const [first] = files.agencies;
  if (first === undefined) throw new Error('The catalogue has no agency');
  return { ...first, code: `H99.9${String(made)}`, name: `Cơ quan mới ${String(made)}` };
}

function publish(agency: Agency): Promise<void> {
  return publisher.transaction((tx) => publishAgencies(tx, [agency]));
}

test('an agency that another process added is seen within a second, and changed data of one as well', async () => {
  const agency = newAgency();
  await publish(agency);
  elapsed += 999;
  expect((await book.agencies(reader)).has(agency.code)).toBe(false);
  elapsed += 1;
  expect((await book.agencies(reader)).get(agency.code)).toEqual(agency);
  await publish({ ...agency, name: 'Tên khác' });
  elapsed += 1_000;
  expect((await book.agencies(reader)).get(agency.code)?.name).toBe('Tên khác');
});

test('agencies that nobody changed are asked about once a second by one small statement, however many calls there are', async () => {
  for (let call = 0; call < 100; call += 1) {
    elapsed += 100;
    await book.agencies(reader);
  }
  expect(asked).toHaveLength(10);
  expect(asked.every((sql) => sql.startsWith('SELECT md5'))).toBe(true);
});

test('the rules of a procedure version that another process has just published know the agency it came with', async () => {
  const [procedure] = files.procedures;
  if (procedure === undefined) throw new Error('The catalogue has no procedure');
  const agency = newAgency();
  const next: ProcedureVersion = { ...procedure, version: procedure.version + 100 };
  await publisher.transaction(async (tx) => {
    await publishAgencies(tx, [agency]);
    await publishProcedure(tx, next, new Set([...files.agencies.map(({ code }) => code), agency.code]), sha256, clock.now());
  });
  const rules = await book.rules(reader, next.code, next.version, await book.currentSnapshot(reader));
  expect(rules.procedure).toEqual(next);
  expect(rules.agencies.get(agency.code)).toEqual(agency);
});

test('the rules under a calendar version that another process has just published know the agency it came with, and its calendar', async () => {
  const [procedure] = files.procedures;
  if (procedure === undefined) throw new Error('The catalogue has no procedure');
  const agency = newAgency();
  const layers = [files.nation, files.province];
  const snapshot = await publisher.transaction(async (tx) => {
    await publishAgencies(tx, [agency]);
    return publishCalendars(tx, [...files.agencies, agency].map(({ code }) => ({ agency: code, processing: layers, intake: layers })), sha256, clock.now(), 'test');
  });
  expect(await book.currentSnapshot(reader)).toBe(snapshot);
  const rules = await book.rules(reader, procedure.code, procedure.version, snapshot);
  expect(rules.agencies.get(agency.code)).toEqual(agency);
  expect(() => rules.calendars.intake(agency.code)).not.toThrow();
});

test('rules that are known already cost no statement', async () => {
  const [procedure] = files.procedures;
  if (procedure === undefined) throw new Error('The catalogue has no procedure');
  const snapshot = await book.currentSnapshot(reader);
  await book.rules(reader, procedure.code, procedure.version, snapshot);
  asked.length = 0;
  await book.rules(reader, procedure.code, procedure.version, snapshot);
  expect(asked).toEqual([]);
});

describe('the settings of an installation', () => {
  const halfDay = { resultHandoverLead: { unit: 'working-days', amount: 0.5 } } as const;
  const choose = (chosen: Parameters<typeof publishSettings>[1]): Promise<string> => publisher.transaction((tx) => publishSettings(tx, chosen, clock.now(), 'installation'));

  test('are the program\'s own until somebody chooses, known to every process within a second, kept in every version, and the program\'s own again when left out', async () => {
    expect(await book.settings(reader)).toEqual(DEFAULT_SETTINGS);
    expect(await choose(halfDay)).toBe('published');
    elapsed += 999;
    expect(await book.settings(reader)).toEqual(DEFAULT_SETTINGS);
    elapsed += 1;
    expect(await book.settings(reader)).toEqual(settingsOf(halfDay));
    const [procedure] = files.procedures;
    if (procedure === undefined) throw new Error('The catalogue has no procedure');
    expect((await book.rules(reader, procedure.code, procedure.version, await book.currentSnapshot(reader))).settings).toEqual(settingsOf(halfDay));
    expect(await choose(halfDay)).toBe('unchanged');
    expect(await choose({})).toBe('published');
    elapsed += 1_000;
    expect(await book.settings(reader)).toEqual(DEFAULT_SETTINGS);
    expect(await engine.database.read.rows('SELECT number, settings FROM settings_version ORDER BY number')).toEqual([
      { number: 1, settings: halfDay },
      { number: 2, settings: {} },
    ]);
  });

  test('and agencies are asked about by one statement', async () => {
    elapsed += 1_000;
    await book.agencies(reader);
    await book.settings(reader);
    expect(asked).toHaveLength(1);
  });
});
