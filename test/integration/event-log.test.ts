import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventOfRow, parseLocalDate } from '#domain';
import { type Database, openDatabase } from '#persistence';
import type { EventLogFormat } from '../../libs/service/event-log/write-event-log.js';
import { writeEventLog } from '../../libs/service/event-log/write-event-log.js';
import { readXml, type XmlElement } from '../../libs/service/document-tables/xml.js';
import { readLedger } from '../../libs/service/ledger-writer.js';
import { openVault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';
import { livesOf, seedRules, storeLife } from './figures-seed.js';

const DOSSIERS = 230;
const { url } = await createTestDatabase();
const vault = openVault(new Uint8Array(32).fill(7));
const run = promisify(execFile);
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ url });
  await seedRules(database);
  for (const life of [...livesOf(DOSSIERS, 41), ...livesOf(5, 42, 'H98')]) {
    await storeLife(database, life);
  }
});
afterAll(() => database.close());

const ALL = { province: 'H99', days: { first: parseLocalDate('2025-01-01'), last: parseLocalDate('2026-12-31') } } as const;

async function exported(format: EventLogFormat, query: Parameters<typeof writeEventLog>[2] = ALL, on: Database = database): Promise<string> {
  let text = '';
  for await (const piece of writeEventLog({ database: on, vault }, format, query)) {
    text += piece;
  }
  return text;
}

function childrenOf({ children }: XmlElement, name: string): readonly XmlElement[] {
  return children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name);
}

function valueOf(element: XmlElement, key: string): string {
  const found = element.children.find((child) => typeof child !== 'string' && child.attributes['key'] === key);
  return typeof found === 'object' ? (found.attributes['value'] ?? '') : '';
}

test('XES and CSV tell the same: a trace for each dossier of the province received in these days, its events in the order of time', async () => {
  const traces = childrenOf(readXml(await exported('xes')), 'trace');
  const rows = parse(await exported('csv'), { columns: true }) as readonly Record<string, string>[];
  expect(traces).toHaveLength(DOSSIERS);
  const told = traces.flatMap((trace) => childrenOf(trace, 'event').map((event) => [valueOf(trace, 'concept:name'), ...['concept:name', 'lifecycle:transition', 'time:timestamp', 'org:resource', 'org:group'].map((key) => valueOf(event, key))]));
  expect(rows.map((row) => ['case:concept:name', 'concept:name', 'lifecycle:transition', 'time:timestamp', 'org:resource', 'org:group'].map((key) => row[key]))).toEqual(told);
  for (const trace of traces) {
    const times = childrenOf(trace, 'event').map((event) => valueOf(event, 'time:timestamp'));
    expect(times).toEqual(times.toSorted());
    expect(times.every((time) => time.endsWith('+07:00'))).toBe(true);
  }
});

test('every event of the ledger is there, stages with beginning and end, and no officer under his own name', async () => {
  const log = await exported('csv');
  const rows = parse(log, { columns: true }) as readonly Record<string, string>[];
  const { id, code } = (await database.read.first<{ id: string; code: string }>(`SELECT e.dossier_id AS id, e.dossier_id::text AS code FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id
     JOIN dossier_event f ON f.dossier_id = e.dossier_id AND f.seq = e.seq + 1 AND f.type = 'StageForwarded' AND f.payload -> 'closed' ->> 'stage' = e.payload ->> 'stage'
     WHERE e.type = 'OfficerAssigned' AND e.payload ->> 'officer' = 'u1' AND d.province = 'H99' ORDER BY e.dossier_id LIMIT 1`))!;
  const events = (await readLedger(database.read, id)).map(eventOfRow);
  const own = rows.filter((row) => row['case:concept:name'] === code);
  for (const event of events.filter(({ type }) => type !== 'StageForwarded')) {
    expect(own.map((row) => row['concept:name'])).toContain(event.type);
  }
  expect(own.some((row) => row['concept:name'] === 'stage:appraise' && row['lifecycle:transition'] === 'start')).toBe(true);
  const resources = new Set(rows.map((row) => row['org:resource']));
  expect(own.map((row) => row['org:resource'])).toContain(`p-${vault.hmac('event-log', `${id}:u1`).slice(0, 16)}`);
  expect([...resources].filter((resource) => !/^(p-[0-9a-f]{16}|system|portal|citizen|)$/u.test(resource ?? ''))).toEqual([]);
});

test('a pseudonym stands in one dossier alone: no work of a person adds up, whoever looks one of them up', async () => {
  const rows = parse(await exported('csv'), { columns: true }) as readonly Record<string, string>[];
  const dossiersOf = Map.groupBy(rows.filter((row) => row['org:resource']?.startsWith('p-')), (row) => row['org:resource']);
  expect(dossiersOf.size).toBeGreaterThan(1);
  expect([...dossiersOf.values()].filter((own) => new Set(own.map((row) => row['case:concept:name'])).size > 1)).toEqual([]);
});

test('days and agencies narrow it down, and a log of nothing is a log', async () => {
  const imported = await exported('xes', { ...ALL, days: { first: parseLocalDate('2025-11-01'), last: parseLocalDate('2025-11-30') } });
  expect(childrenOf(readXml(imported), 'trace').length).toBeGreaterThan(0);
  expect(childrenOf(readXml(imported), 'trace').length).toBeLessThan(DOSSIERS);
  const agency = childrenOf(readXml(await exported('xes', { ...ALL, agencies: ['H99.2'] })), 'trace');
  expect(new Set(agency.map((trace) => valueOf(trace, 'agency')))).toEqual(new Set(['H99.2']));
  expect(childrenOf(readXml(await exported('xes', { ...ALL, province: 'H97' })), 'trace')).toEqual([]);
});

test('it is read a hundred dossiers at a time, by two statements each', async () => {
  const sizes: number[] = [];
  const counting = { ...database, read: { ...database.read, rows: async <T extends object>(sql: string, parameters?: readonly unknown[]) => {
    const rows = await database.read.rows<T>(sql, parameters);
    sizes.push(new Set(rows.map((row) => ('dossier_id' in row ? row.dossier_id : 'id' in row ? row.id : ''))).size);
    return rows;
  } } };
  await exported('xes', ALL, counting);
  expect(sizes).toEqual([100, 100, 100, 100, 30, 30]);
});

const PM4PY = `
import json, sys, pm4py, pandas
log = pm4py.convert_to_dataframe(pm4py.read_xes(sys.argv[1]))
csv = pandas.read_csv(sys.argv[2], dtype=str)
csv['time:timestamp'] = pandas.to_datetime(csv['time:timestamp'], utc=True)
csv = pm4py.format_dataframe(csv, case_id='case:concept:name', activity_key='concept:name', timestamp_key='time:timestamp')
print(json.dumps([[one['case:concept:name'].nunique(), len(one), len(pm4py.get_variants(one))] for one in (log, csv)]))
`;
const hasPm4py = await run('python3', ['-c', 'import pm4py']).then(() => true, () => false);

test.skipIf(!hasPm4py)('pm4py reads both, with as many traces, events and variants (skipped where python3 has no pm4py)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-log-'));
  try {
    const [xes, csv] = [join(folder, 'log.xes'), join(folder, 'log.csv')];
    await writeFile(xes, await exported('xes'));
    await writeFile(csv, await exported('csv'));
    const { stdout } = await run('python3', ['-c', PM4PY, xes, csv]);
    const [fromXes, fromCsv] = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as [number[], number[]];
    const events = (parse(await exported('csv'), { columns: true }) as readonly object[]).length;
    expect(fromXes.slice(0, 2)).toEqual([DOSSIERS, events]);
    expect(fromCsv.slice(0, 2)).toEqual([DOSSIERS, events]);
    expect(fromXes[2]).toBeGreaterThan(20);
    expect(fromXes[2]).toBe(fromCsv[2]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
