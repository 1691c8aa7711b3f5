import { describe, expect, test } from 'vitest';
import { at } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { TermExtension } from '../procedure/procedure.js';
import type { EndRule, TermRule, TimeLimit } from '../deadline/time-limit.js';
import { explainDates } from './explain.js';
import { findDateFault } from './recompute.js';
import type { Rules } from './rules.js';

const certification = rulesOf('2.000815');
const LAW = { document: '23/2015/NĐ-CP', article: '21' };
const TWO_DAYS = { extension: 'two-working-days' };

function certified(receivedAt = '2026-08-19T09:00'): DossierLife {
  return DossierLife.takenIn(certification, receivedAt);
}

function withTerm(term: TermRule, extension: Partial<TermExtension>): Rules {
  const { procedure } = rulesOf('1.014466');
  const [first] = procedure.cases;
  const cases = [{ ...first, parts: [{ ...first.parts[0], term }] as const }] as const;
  return rulesOf('1.014466', { cases, extensions: [{ code: 'longer', name: 'Longer', law: LAW, ...extension }] });
}

describe('same-day certification (NĐ 23/2015 Art. 7, 21)', () => {
  test.each([
    // received          due                 two working days more
    ['2026-08-19T09:00', '2026-08-19T17:00', '2026-08-21T17:00', 'the day itself'],
    ['2026-08-19T15:01', '2026-08-20T17:00', '2026-08-22T17:00', 'received after 15:00, and over a make-up Saturday'],
    ['2026-08-27T09:00', '2026-08-27T17:00', '2026-09-03T17:00', 'over the National Day'],
    ['2026-11-23T09:00', '2026-11-23T17:00', '2026-11-26T17:00', 'over 24 November'],
  ])('received %s is due %s, extended by two working days %s: %s', (received, due, extended) => {
    const life = certified(received);
    expect(life.dates.due).toBe(due);
    life.give(received, 'ExtendTerm', TWO_DAYS, person('clerk'));
    expect(life.dates).toEqual({ first: due, due: extended, appointment: extended });
  });

  test('names its article, keeps the promise number, and gives the added time to the open stage', () => {
    const life = certified();
    const before = life.stage('certify').targetAt;
    life.give('2026-08-19T10:00', 'ExtendTerm', TWO_DAYS);
    expect(life.all('TermExtended')).toMatchObject([{ extension: 'two-working-days', law: LAW, dates: { dueAt: at('2026-08-21T17:00'), appointment: at('2026-08-21T17:00') } }]);
    expect(life.state.promises).toEqual([{ number: 1, kind: 'first', at: at('2026-08-21T17:00') }]);
    expect([local(before), local(life.stage('certify').targetAt)]).toEqual(['2026-08-19T11:00', '2026-08-21T11:00']);
    const [, extended] = explainDates(life.events, life.rulesOf).derivations;
    expect(extended).toMatchObject({ because: 'TermExtended', promise: 1, endsAt: at('2026-08-21T17:00'), steps: [{ code: 'extended', citation: LAW, limit: { unit: 'working-days', amount: 2 }, from: at('2026-08-19T17:00') }, { code: 'day-zero' }, { number: 1 }, { number: 2 }, { code: 'end' }] });
  });

  test('is judged on the new date, because the law moved it', () => {
    const life = certified();
    life.give('2026-08-19T10:00', 'ExtendTerm', TWO_DAYS);
    life.give('2026-08-20T09:00', 'RecordResult', {}, person('clerk'));
    expect(life.state.finish).toMatchObject({ punctuality: 'early' });
    expect(certified().wake('2026-08-19T17:00').state.becameLateAt).toBe(at('2026-08-19T17:00'));
  });

  test('may be shorter than the law allows, never longer, never outside hours, never earlier', () => {
    const life = certified();
    const to = (dueAt: string): unknown => life.try('2026-08-19T10:00', 'ExtendTerm', { ...TWO_DAYS, dueAt: at(dueAt) });
    expect(to('2026-08-21T17:01')).toMatchObject({ code: 'extension-too-long', data: { latest: at('2026-08-21T17:00') } });
    expect(to('2026-08-20T12:00')).toMatchObject({ code: 'date-outside-hours' });
    expect(to('2026-08-19T16:00')).toMatchObject({ code: 'date-not-later', data: { dueAt: at('2026-08-19T17:00') } });
    life.give('2026-08-19T10:00', 'ExtendTerm', { ...TWO_DAYS, dueAt: at('2026-08-20T10:00') });
    expect(life.dates.due).toBe('2026-08-20T10:00');
  });

  test('may be longer by a written agreement, whose number and date are told', () => {
    const life = certified();
    const agreed = { extension: 'written-agreement', dueAt: at('2026-09-10T09:00') };
    expect(life.try('2026-08-19T10:00', 'ExtendTerm', agreed)).toMatchObject({ code: 'extension-needs-agreement' });
    expect(life.try('2026-08-19T10:00', 'ExtendTerm', { extension: 'written-agreement', documentNumber: '4/TT' })).toMatchObject({ code: 'extension-needs-date' });
    life.give('2026-08-19T10:00', 'ExtendTerm', { ...agreed, documentNumber: '4/TT' });
    expect(life.dates.due).toBe('2026-09-10T09:00');
  });

  test('is given once for each ground, the agreement after the two days as well', () => {
    const life = certified();
    life.give('2026-08-19T10:00', 'ExtendTerm', TWO_DAYS);
    expect(life.try('2026-08-20T10:00', 'ExtendTerm', TWO_DAYS)).toMatchObject({ code: 'already-extended' });
    life.give('2026-08-20T10:00', 'ExtendTerm', { extension: 'written-agreement', dueAt: at('2026-08-24T09:00'), documentNumber: '4/TT' });
    expect([life.dates.due, life.state.extensions]).toEqual(['2026-08-24T09:00', ['two-working-days', 'written-agreement']]);
  });
});

describe('an extension', () => {
  test.each([
    ['2026-08-19T17:00', 'accepted', 'at the due moment itself'],
    ['2026-08-19T17:01', 'late-date-stands', 'a minute later'],
  ])('asked for at %s is %s: %s', (asked, answer) => {
    const life = certified();
    const given = life.try(asked, 'ExtendTerm', TWO_DAYS);
    expect('code' in given ? given.code : 'accepted').toBe(answer);
  });

  test('is none of a procedure that names none, and needs its reason in words', () => {
    expect(DossierLife.takenIn(rulesOf('1.001612'), '2026-08-19T09:00').try('2026-08-19T10:00', 'ExtendTerm', TWO_DAYS)).toMatchObject({ code: 'unknown-extension' });
    expect(certified().try('2026-08-19T10:00', 'ExtendTerm', { extension: 'unheard-of' })).toMatchObject({ code: 'unknown-extension', data: { offered: 'two-working-days, written-agreement' } });
    expect(certified().try('2026-08-19T10:00', 'ExtendTerm', TWO_DAYS, person('clerk'), null)).toMatchObject({ code: 'text-required' });
  });

  test('is that of the agency that decides', () => {
    expect(certified().try('2026-08-19T10:00', 'ExtendTerm', TWO_DAYS, person('officer', 'H99.32'))).toMatchObject({ code: 'not-authorised' });
  });

  test.each<readonly [TimeLimit, EndRule, TimeLimit, string, string, string]>([
    // term                                        end            extension                              due before          due after
    [{ unit: 'calendar-days', amount: 48 }, 'closing', { unit: 'calendar-days', amount: 12 }, '2026-10-06T17:00', '2026-10-19T17:00', '48 + 12 days end on Sunday 18/10'],
    [{ unit: 'calendar-days', amount: 46 }, 'closing', { unit: 'calendar-days', amount: 12 }, '2026-10-05T17:00', '2026-10-16T17:00', 'counted from Sunday 4/10, not from the day it rolled to'],
    [{ unit: 'months', amount: 1 }, 'midnight', { unit: 'months', amount: 1 }, '2026-09-22T00:00', '2026-10-20T00:00', '24:00 belongs to the day it ends; 19/10'],
    [{ unit: 'working-days', amount: 48 }, 'same-clock', { unit: 'working-days', amount: 5 }, '2026-10-28T09:00', '2026-11-04T09:00', 'the same clock time'],
  ])('of %o ending at %s by %o moves %s to %s: %s', (limit, end, more, before, after, _why) => {
    const rules = withTerm({ limit, start: 'on-receipt', end }, { limit: more });
    const life = DossierLife.takenIn(rules, '2026-08-19T09:00', { agencyCode: 'H99.05' });
    expect(life.dates.due).toBe(before);
    life.give('2026-09-01T09:00', 'ExtendTerm', { extension: 'longer' });
    expect(life.dates.due).toBe(after);
  });

  test('of a dossier without a date lengthens its maximum and promises nothing', () => {
    const rules = rulesOf('1.012812', { extensions: [{ code: 'longer', name: 'Longer', law: LAW, limit: { unit: 'calendar-days', amount: 10 } }] });
    const life = DossierLife.takenIn(rules, '2026-08-03T09:00');
    life.give('2026-08-04T09:00', 'ExtendTerm', { extension: 'longer' });
    expect(life.dates).toEqual({ first: undefined, due: '2026-09-14T17:00', appointment: undefined });
  });

  test('is kept through a pause, and lost to no restart from zero', () => {
    const life = certified();
    life.give('2026-08-19T10:00', 'ExtendTerm', TWO_DAYS);
    life.give('2026-08-19T16:00', 'RequestSupplement', { items: [{ legalBasis: LAW }], reasonCode: 'incomplete' });
    life.give('2026-08-20T09:00', 'ReceiveSupplement', {});
    expect(life.dates.due).toBe('2026-08-22T10:00');
  });
});

describe('the ledger of an extended term', () => {
  const life = certified();
  life.give('2026-08-19T10:00', 'ExtendTerm', TWO_DAYS);

  test('holds', () => {
    expect(findDateFault(life.events, () => certification)).toBeUndefined();
  });

  test.each([
    ['a minute more than the law allows', { dueAt: at('2026-08-21T17:01') }, {}],
    ['another article', {}, { law: { document: '23/2015/NĐ-CP', article: '22' } }],
    ['a ground the procedure does not name', {}, { extension: 'own-wish' }],
  ])('shows %s', (_, dates, payload) => {
    const forged = life.events.map((event) => (event.type === 'TermExtended' ? { ...event, payload: { ...event.payload, ...payload, dates: { ...event.payload.dates, ...dates } } } : event));
    expect(findDateFault(forged, () => certification)).toMatchObject({ seq: 2, of: 'the due date' });
  });
});
