import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { readXml, type XmlElement } from '../document-tables/xml.js';
import type { Trace } from './read-traces.js';
import { writeCsv } from './write-csv.js';
import { writeXes } from './write-xes.js';

const AT = parseInstant('2026-08-19T09:00:00+07:00');
const HOSTILE = `=HYPERLINK("x")&<a b='c'>\u0001\r\n`;
const TRACES: readonly Trace[] = [
  { code: 'H99-1', procedure: '1.000001', caseCode: 'only', channel: 'counter', agency: 'H99.1', status: 'finished', dueAt: AT, punctuality: 'late', entries: [{ activity: 'stage:appraise', lifecycle: 'start', at: AT, resource: 'p-1', group: 'H99.1' }] },
  { code: HOSTILE, procedure: '1.000001', caseCode: 'only', channel: 'post', agency: 'H99.1', status: 'received', entries: [{ activity: 'DossierReceived', lifecycle: 'complete', at: AT }] },
];

async function written(pieces: AsyncGenerator<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
  }
  return text;
}

async function* read(): AsyncGenerator<Trace> {
  yield* TRACES;
  await Promise.resolve();
}

function attributesOf({ children }: XmlElement): Record<string, string> {
  return Object.fromEntries(children.flatMap((child) => (typeof child === 'string' || child.attributes['key'] === undefined ? [] : [[child.attributes['key'], child.attributes['value'] ?? '']])));
}

function childrenOf({ children }: XmlElement, name: string): readonly XmlElement[] {
  return children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name);
}

test('XES is well-formed, declares the extensions it uses, and holds a trace with its attributes for each dossier', async () => {
  const log = readXml(await written(writeXes(read())));
  expect(log.name).toBe('log');
  expect(childrenOf(log, 'extension').map(({ attributes }) => attributes['prefix'])).toEqual(['concept', 'time', 'org', 'lifecycle']);
  const traces = childrenOf(log, 'trace');
  expect(traces.map(attributesOf)[0]).toEqual({ 'concept:name': 'H99-1', procedure: '1.000001', case: 'only', channel: 'counter', agency: 'H99.1', status: 'finished', due: '2026-08-19T09:00:00+07:00', punctuality: 'late' });
  expect(traces.map((trace) => childrenOf(trace, 'event').map(attributesOf))).toEqual([
    [{ 'concept:name': 'stage:appraise', 'lifecycle:transition': 'start', 'time:timestamp': '2026-08-19T09:00:00+07:00', 'org:resource': 'p-1', 'org:group': 'H99.1' }],
    [{ 'concept:name': 'DossierReceived', 'lifecycle:transition': 'complete', 'time:timestamp': '2026-08-19T09:00:00+07:00' }],
  ]);
});

test('whatever a value holds, XES stays an attribute and keeps it, but for what XML cannot hold', async () => {
  const [, hostile] = childrenOf(readXml(await written(writeXes(read()))), 'trace');
  expect(attributesOf(hostile!)['concept:name']).toBe(HOSTILE.replace('\u0001', '\ufffd'));
});

test('CSV has a line for each event with the attributes of its dossier, and no field a spreadsheet takes for a formula', async () => {
  const rows = parse(await written(writeCsv(read())), { columns: true }) as readonly Record<string, string>[];
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({ 'case:concept:name': 'H99-1', 'concept:name': 'stage:appraise', 'lifecycle:transition': 'start', 'time:timestamp': '2026-08-19T09:00:00+07:00', 'org:resource': 'p-1', 'case:due': '2026-08-19T09:00:00+07:00', 'case:punctuality': 'late' });
  expect(rows[1]?.['case:concept:name']).toBe(`'${HOSTILE}`);
  expect(rows[1]).toMatchObject({ 'org:resource': '', 'org:group': '', 'case:due': '', 'case:punctuality': '' });
});
