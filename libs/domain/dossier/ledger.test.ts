import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { BrokenChainError } from './broken-chain.js';
import { canonicalJson, CanonicalFormError } from './canonical-json.js';
import { foldDossier, foldEvent } from './fold.js';
import { type ChainedRow, type ChainHead, chainEvents, eventOfRow, findChainFault, genesisHead } from './ledger.js';

const ID = '7d2f1c1e-0000-4000-8000-000000000001';
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function chained(): { readonly rows: readonly ChainedRow[]; readonly head: ChainHead; readonly life: DossierLife } {
  const life = DossierLife.takenIn(rulesOf('1.001612'), '2026-08-19T09:00');
  life.give('2026-08-19T10:00', 'Forward', {}, person('clerk'));
  life.give('2026-08-19T15:00', 'RecordResult', {}, person('clerk'));
  let head = genesisHead(ID, sha256);
  const rows = life.events.flatMap((event) => {
    const { actor, cause, occurredAt, calendarSnapshot } = event;
    const appended = chainEvents(head, { dossierId: ID, cause, actor, events: [event], recordedAt: occurredAt, calendarSnapshot }, sha256);
    ({ head } = appended);
    return appended.rows;
  });
  return { rows, head, life };
}

describe('a chain', () => {
  test('begins at the hash of the dossier and gives the events back as they were', () => {
    const { rows, head, life } = chained();
    expect(rows[0]?.prevHash).toBe(sha256(ID));
    expect(findChainFault(ID, rows, head, sha256)).toBeUndefined();
    expect(foldDossier(rows.map(eventOfRow))).toEqual(life.state);
  });

  test.each<readonly [how: string, break_: (rows: readonly ChainedRow[]) => readonly ChainedRow[], fault: object]>([
    ['edited', (rows) => rows.map((row) => (row.seq === 2 ? { ...row, occurredAt: row.occurredAt - 1 } : row)), { seq: 2, fault: 'edited' }],
    ['given to another actor', (rows) => rows.map((row) => (row.seq === 2 ? { ...row, actor: person('head') } : row)), { seq: 2, fault: 'edited' }],
    ['written in another form', (rows) => rows.map((row) => (row.seq === 2 ? { ...row, payload: `${row.payload} ` } : row)), { seq: 2, fault: 'not-canonical' }],
    ['taken out', (rows) => rows.filter(({ seq }) => seq !== 2), { seq: 2, fault: 'missing' }],
    ['cut at its end', (rows) => rows.slice(0, -1), { seq: 3, fault: 'missing' }],
    ['reordered', (rows) => [...rows.slice(0, 1), ...rows.slice(1).reverse()], { seq: 2, fault: 'missing' }],
    ['grafted on another hash', (rows) => rows.map((row) => (row.seq === 3 ? { ...row, prevHash: 'f'.repeat(64) } : row)), { seq: 3, fault: 'prev-hash' }],
    ['repeated', (rows) => rows.flatMap((row) => (row.seq === 2 ? [row, row] : [row])), { seq: 3, fault: 'reordered' }],
  ])('%s is found at its first broken event', (_, damage, fault) => {
    const { rows, head } = chained();
    expect(findChainFault(ID, damage(rows), head, sha256)).toEqual(fault);
  });

  test('of another dossier, or with events beyond its head, is found', () => {
    const { rows } = chained();
    const [first, second] = rows;
    expect(findChainFault('another', rows, { seq: 3, hash: rows[2]?.hash ?? '' }, sha256)).toEqual({ seq: 1, fault: 'prev-hash' });
    expect(findChainFault(ID, rows.slice(0, 2), { seq: 1, hash: first?.hash ?? '' }, sha256)).toEqual({ seq: 3, fault: 'head' });
    expect(second?.prevHash).toBe(first?.hash);
  });

  test('with a payload of an unknown version is not read', () => {
    const [row] = chained().rows;
    const newer = { ...(row as ChainedRow), payload: (row?.payload ?? '').replace('"v":1', '"v":2') };
    expect(() => eventOfRow(newer)).toThrow('has payload version 2; this program reads version 1');
  });
});

describe('a ledger that is no ledger is damage', () => {
  test('when it is empty', () => {
    expect(() => foldDossier([])).toThrow(BrokenChainError);
  });

  test('when it does not begin with an opening', () => {
    expect(() => foldDossier([{ type: 'AnswerAlerted', payload: {}, occurredAt: at('2026-08-19T09:00') }])).toThrow('a dossier cannot open with the event AnswerAlerted');
  });

  test('when it opens twice', () => {
    const { life } = chained();
    const [opening] = life.events;
    expect(() => (opening === undefined ? undefined : foldEvent(life.state, opening))).toThrow('event DossierReceived cannot follow another event of the same dossier');
  });
});

describe('canonical form', () => {
  test.each<readonly [value: unknown, text: string, rule: string]>([
    [{ b: 1, a: 'x', c: undefined }, '{"a":"x","b":1}', 'keys in order, absent values left out'],
    [{ 'é': 'Đỗ' }, '{"é":"Đỗ"}', 'strings in NFC'],
    [{ z: [1, true, 'a'], 'Z': -0 }, '{"Z":0,"z":[1,true,"a"]}', 'capital letters first, no negative zero'],
    ['"\n', '"\\"\\n"', 'escapes of JSON'],
  ])('of %j is %s: %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  test.each([
    [{ a: { b: 1.5 } }, '$.a.b: 1.5 is not an integer'],
    [{ a: [null] }, '$.a[0]: null cannot stand in the ledger'],
    [{ a: Number.NaN }, '$.a: NaN is not an integer'],
    [{ a: 2 ** 53 }, '$.a: 9007199254740992 is not an integer'],
    [{ a: (): void => undefined }, '$.a: function cannot stand in the ledger'],
    [undefined, '$: undefined cannot stand in the ledger'],
  ])('refuses %j, naming the place', (value, message) => {
    expect(() => canonicalJson(value)).toThrow(CanonicalFormError);
    expect(() => canonicalJson(value)).toThrow(message);
  });
});
