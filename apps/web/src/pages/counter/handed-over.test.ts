import { describe, expect, test } from 'vitest';
import { handedOver, type Holding } from './handed-over.js';

type Stage = Holding['stages'][number];

/** Stages one after another, each at its agency; `now` is open, those before it are done. */
function chain(agencies: Readonly<Record<string, string>>, now: string, from: string | null): Holding {
  const ids = Object.keys(agencies);
  return {
    receiving: 'H99.60',
    competent: 'H99.05',
    stages: ids.map((id, place): Stage => ({
      id, agency: agencies[id] ?? '', part: 0, group: place, run: 1,
      status: place < ids.indexOf(now) ? 'done' : id === now ? 'open' : 'pending',
      awaitingAcceptanceFrom: id === now ? from : null,
    })),
  };
}

/** A dossier of the land office that the tax office counts in between. */
const LAND = { desk: 'H99.60', check: 'H99.05', tax: 'H99.80' };
/** One that goes through the office of the province's committee before it comes back to the desk. */
const WATER = { desk: 'H99.60', appraise: 'H99.05', office: 'H99.01', return: 'H99.60' };
const own = 'H99.05';

describe('a record names', () => {
  test.each([
    ['the agency the papers went on to', LAND, 'check', 'tax', 'H99.05', 'H99.80'],
    ['the desk they came back to', WATER, 'office', 'return', 'H99.01', 'H99.60'],
    ['the agency that decides, of what leaves the desk', WATER, 'desk', 'appraise', 'H99.60', 'H99.05'],
  ] as const)('%s', (_, agencies, at, next, from, to) => {
    expect(handedOver('Forward', { before: chain(agencies, at, null), after: chain(agencies, next, at), own: from })).toEqual([{ from, to }]);
  });

  test.each([
    ['the desk, of what the land office takes', LAND, 'check', 'desk', 'H99.60', 'H99.05'],
    ['the land office, of what the tax office takes', LAND, 'tax', 'check', 'H99.05', 'H99.80'],
    ['the committee’s office, of what the desk takes back', WATER, 'return', 'office', 'H99.01', 'H99.60'],
  ] as const)('%s', (_, agencies, at, giver, from, to) => {
    expect(handedOver('AcceptHandover', { before: chain(agencies, at, giver), after: chain(agencies, at, null), own: to })).toEqual([{ from, to }]);
  });

  test('the same where the taker had taken the papers, or passed them on, before the dossier was read again', () => {
    const before = chain(WATER, 'desk', null);
    expect(handedOver('Forward', { before, after: chain(WATER, 'appraise', null), own: 'H99.60' })).toEqual([{ from: 'H99.60', to: 'H99.05' }]);
    expect(handedOver('Forward', { before, after: chain(WATER, 'office', 'appraise'), own: 'H99.60' })).toEqual([{ from: 'H99.60', to: 'H99.05' }]);
  });

  test('as who brings a result whoever works on it, or who worked on it last where it lies at the desk', () => {
    const given = (holding: Holding): unknown => handedOver('RecordResult', { before: holding, after: holding, own: 'H99.60' });
    expect(given(chain(WATER, 'office', null))).toEqual([{ from: 'H99.01', to: 'H99.60' }]);
    expect(given(chain(WATER, 'return', null))).toEqual([{ from: 'H99.01', to: 'H99.60' }]);
    expect(given(chain(WATER, 'desk', null))).toEqual([{ from: 'H99.05', to: 'H99.60' }]);
  });

  test('one agency on both sides where papers stay in the house', () => {
    const house = { desk: 'H99.31', appraise: 'H99.31' };
    expect(handedOver('Forward', { before: chain(house, 'desk', null), after: chain(house, 'appraise', 'desk'), own: 'H99.31' })).toEqual([{ from: 'H99.31', to: 'H99.31' }]);
  });
});

describe('of stages beside each other', () => {
  const beside = (waiting: readonly string[]): Holding => ({
    receiving: 'H99.60',
    competent: 'H99.05',
    stages: [
      { id: 'desk', agency: 'H99.60', part: 0, group: 0, run: 1, status: 'done', awaitingAcceptanceFrom: null },
      ...(['H99.05', 'H99.80'] as const).map((agency): Stage => ({ id: agency, agency, part: 0, group: 1, run: 1, status: 'open', awaitingAcceptanceFrom: waiting.includes(agency) ? 'desk' : null })),
    ],
  });

  test('each receiver has a record of its own', () => {
    const before = beside([]);
    const atDesk = { ...before, stages: before.stages.map((stage): Stage => ({ ...stage, status: stage.id === 'desk' ? 'open' : 'pending' })) };
    expect(handedOver('Forward', { before: atDesk, after: beside(['H99.05', 'H99.80']), own: 'H99.60' })).toEqual([{ from: 'H99.60', to: 'H99.05' }, { from: 'H99.60', to: 'H99.80' }]);
  });

  test('nobody has papers that wait until the others are done, whoever was given theirs before', () => {
    const waiting = beside(['H99.80']);
    const closed = { ...waiting, stages: waiting.stages.map((stage): Stage => (stage.id === 'H99.05' ? { ...stage, status: 'done' } : stage)) };
    expect(handedOver('Forward', { before: waiting, after: closed, own })).toEqual([]);
  });

  test('only one’s own is taken, though others took theirs since the pile was scanned', () => {
    expect(handedOver('AcceptHandover', { before: beside(['H99.05', 'H99.80']), after: beside([]), own })).toEqual([{ from: 'H99.60', to: 'H99.05' }]);
  });
});
