import { describe, expect, test } from 'vitest';
import { DossierLife, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import { papersGiven } from './papers-given.js';

const MORNING = '2026-08-19T09:00';

/** A certificate received at the province's centre: its department, the office of the committee, the committee, and back. */
function certificate(): DossierLife {
  return DossierLife.takenIn(rulesOf('1.014464'), MORNING, { agencyCode: 'H99.07', receivingAgencyCode: 'H99.02' });
}

/** Gives commands a minute apart. */
function give(life: DossierLife, ...commands: readonly (readonly [Parameters<DossierLife['give']>[1], object])[]): void {
  for (const [place, [type, body]] of commands.entries()) life.give(`2026-08-19T09:${String(place + 1).padStart(2, '0')}`, type, body);
}

const pairs = (life: DossierLife): readonly string[] => papersGiven(life.events).map(({ from, to }) => `${from} ${to}`);

describe('papers are given', () => {
  test('by each agency to the next, in the house too, and at last by whoever has the result', () => {
    const life = certificate();
    give(life, ['Forward', {}], ['Forward', {}], ['Forward', {}], ['AcceptHandover', {}], ['RecordResult', { outcome: 'granted' }]);
    expect(pairs(life)).toEqual(['H99.02 H99.07', 'H99.07 H99.07', 'H99.07 H99.01', 'H99.01 H99.02']);
  });

  test('at the moment they were given, not when they were taken', () => {
    const life = certificate();
    give(life, ['Forward', {}], ['Forward', {}], ['AcceptHandover', {}]);
    const [first, second] = papersGiven(life.events);
    expect([first?.at, second?.at]).toEqual(life.events.filter(({ type }) => type === 'StageForwarded').map(({ occurredAt }) => occurredAt));
  });

  test('by who worked last where the result lies at the desk already', () => {
    const life = certificate();
    give(life, ['Forward', {}], ['Forward', {}], ['Forward', {}], ['Forward', {}], ['Forward', {}], ['RecordResult', { outcome: 'granted' }]);
    expect(pairs(life).slice(-2)).toEqual(['H99 H99.02', 'H99 H99.02']);
  });

  test.each(['RefuseHandover', 'RecallHandover'] as const)('to nobody by a hand-over that ended with %s, whatever went before and after it', (undoes) => {
    const life = certificate();
    give(life, ['Forward', {}], ['Forward', {}], [undoes, {}]);
    expect(pairs(life)).toEqual(['H99.02 H99.07']);
    life.give('2026-08-19T10:00', 'Forward', {});
    expect(pairs(life)).toEqual(['H99.02 H99.07', 'H99.07 H99.07']);
  });

  test('back to an earlier stage', () => {
    const life = certificate();
    give(life, ['Forward', {}], ['ReturnToStage', { stage: 'desk' }]);
    expect(pairs(life)).toEqual(['H99.02 H99.07', 'H99.07 H99.02']);
  });

  test('by stages side by side once all of them are done, by each of them', () => {
    const life = DossierLife.takenIn(rulesOf('2.002621'), '2026-08-19T07:30', { channel: 'online', caseCode: '2.002621.01' });
    life.give('2026-08-19T08:00', 'Accept', {}, person('clerk'));
    life.give('2026-08-19T15:30', 'Forward', {}, person('clerk'));
    life.give('2026-08-20T10:00', 'Forward', { stage: 'health-card' }, person('officer', 'H99.82'));
    const waiting = pairs(life);
    life.give('2026-08-24T10:00', 'Forward', { stage: 'residence' }, person('officer', 'H99.81'));
    expect([waiting, pairs(life).slice(waiting.length).toSorted()]).toEqual([['H99.31 H99.81', 'H99.31 H99.82'], ['H99.81 H99.31', 'H99.82 H99.31']]);
  });
});
