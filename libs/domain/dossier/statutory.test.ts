import { describe, expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import { standingStocks } from '../performance/figure-change.js';
import type { Measure } from '../performance/measures.js';
import { booked, live } from '../performance/test-support/booked.js';
import { receivedEvent, resultEvent } from '../performance/test-support/made-events.js';
import { statutoryDateIn } from './date-parts.js';
import type { DossierEvent } from './events.js';
import type { LaterStatement } from './later-statements.js';
import { findDateFault } from './recompute.js';
import { statutoryOverdueHere } from './statute-clock.js';
import { statutoryTermOf } from './statutory.js';

const licence = rulesOf('3.000346');
const minerals = rulesOf('1.014466', { pauseGrounds: ['external-opinion'] });
const STATUTORY: readonly Measure[] = ['finishedInTimeStatutory', 'finishedLateStatutory', 'finishedStatutoryUnknown'];
const items = [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }];

test.each([
  // procedure, received, promised, by the statute
  ['3.000346', '2026-08-19T09:00', '2026-08-24T15:00', '2026-08-27T09:00', '4.5 of 7 working days'],
  ['3.000347', '2026-08-19T09:00', '2026-08-22T15:00', '2026-08-25T09:00', '3.5 of 5 working days'],
  ['1.014466', '2026-08-10T09:00', '2026-09-28T17:00', '2026-10-09T17:00', '48 of 60 calendar days'],
])('of %s, received %s and promised for %s, the statute gives %s: %s', (code, received, promised, statutory) => {
  const rules = rulesOf(code);
  const [competent = ''] = rules.procedure.competentAgencies;
  const life = DossierLife.takenIn(rules, received, { agencyCode: competent, ...(rules.procedure.nonTerritorial ? {} : { receivingAgencyCode: 'H99.02' }) });
  expect([life.dates.due, local(statutoryTermOf(life.events, rules)?.dueAt)]).toEqual([promised, statutory]);
});

test('the statute is given back what pauses took, and begins again with a full supplement as the promise does', () => {
  const life = DossierLife.takenIn(minerals, '2026-08-10T09:00', { agencyCode: 'H99.05' });
  life.give('2026-08-17T09:00', 'PauseClock', { ground: 'external-opinion' });
  life.give('2026-08-24T09:00', 'ResumeClock', {});
  expect([life.dates.due, local(statutoryTermOf(life.events, minerals)?.dueAt)]).toEqual(['2026-10-05T17:00', '2026-10-16T17:00']);
  life.give('2026-08-25T09:00', 'RequestSupplement', { items, reasonCode: 'incomplete' }, person('head', 'H99'));
  life.give('2026-09-03T09:00', 'ReceiveSupplement', {});
  expect([life.dates.due, local(statutoryTermOf(life.events, minerals)?.dueAt)]).toEqual(['2026-10-21T17:00', '2026-11-02T17:00']);
});

test('lateness is judged by the promise, not by the statute', () => {
  const life = DossierLife.takenIn(licence, '2026-08-19T09:00', { agencyCode: licence.procedure.competentAgencies[0] ?? '' }).wake('2026-08-26T00:00');
  expect(life.state.becameLateAt).toBe(at('2026-08-24T15:00'));
});

test.each(['1.001612', '1.115778', '1.012812'])('%s has no limit of the statute beside its own', (code) => {
  const rules = rulesOf(code);
  const life = DossierLife.takenIn(rules, '2026-08-19T09:00', { agencyCode: rules.procedure.competentAgencies[0] ?? '' });
  expect(statutoryTermOf(life.events, rules)).toBeUndefined();
});

test('where a limit of the statute ends beyond any calendar is not told, and refuses no intake', () => {
  const [chosen] = licence.procedure.cases;
  const rules = rulesOf('3.000346', { cases: [{ ...chosen, statutoryLimit: { unit: 'working-days', amount: 4_000 } }] });
  const life = DossierLife.takenIn(rules, '2026-08-19T09:00', { agencyCode: licence.procedure.competentAgencies[0] ?? '' });
  expect([life.dates.due, statutoryTermOf(life.events, rules)]).toEqual(['2026-08-24T15:00', { limit: { unit: 'working-days', amount: 4_000 } }]);
});

test('a day closed afterwards moves the statute with the promise', () => {
  const life = DossierLife.takenIn(licence, '2026-08-19T09:00', { agencyCode: licence.procedure.competentAgencies[0] ?? '' });
  const closed = bookOf(calendarOf(national, demoProvince, { id: 'agency', name: 'Cơ quan', days: [{ date: '2026-08-21', kind: 'closure', name: 'Bão', source: '1/TB' }] }), 'storm');
  life.publish('2026-08-20T09:00', closed);
  expect([life.dates.due, local(statutoryTermOf(life.events, { ...licence, calendars: closed })?.dueAt)]).toEqual(['2026-08-25T15:00', '2026-08-28T09:00']);
});

test('of a term in parts the limit of the statute is told, not where it ends: its second part begins with something nobody knows yet', () => {
  const { procedure } = rulesOf('1.115778');
  const rules = rulesOf('1.115778', { cases: [{ ...procedure.cases[0], statutoryLimit: { unit: 'working-days', amount: 10 } }] });
  const life = DossierLife.takenIn(rules, '2026-08-19T09:00', { agencyCode: 'H99.05.01' });
  expect(statutoryTermOf(life.events, rules)).toEqual({ limit: { unit: 'working-days', amount: 10 } });
});

test.each([
  // ended               promise    statute
  ['2026-08-24T14:00', 'on-time', 'finishedInTimeStatutory'],
  ['2026-08-26T09:00', 'late', 'finishedInTimeStatutory'],
  ['2026-08-27T09:00', 'late', 'finishedInTimeStatutory'],
  ['2026-08-27T09:01', 'late', 'finishedLateStatutory'],
])('an end at %s, promised for 24/8 at 15:00 and by the statute for 27/8 at 9:00, is %s and counts as %s', (when, promise, measure) => {
  const life = DossierLife.takenIn(licence, '2026-08-19T09:00', { agencyCode: licence.procedure.competentAgencies[0] ?? '' });
  life.give(when, 'RecordResult', {});
  expect(life.state.finish).toMatchObject({ punctuality: promise, statutory: { stated: true, dueAt: at('2026-08-27T09:00') } });
  expect(booked(life.events, STATUTORY).map((line) => line.split(' ')[2])).toEqual([measure]);
  expect(findDateFault(life.events, () => licence)).toBeUndefined();
});

test('an end without a limit of the statute is in none of its counts, one that says nothing is unknown', () => {
  const rules = rulesOf('1.001612');
  const life = DossierLife.takenIn(rules, '2026-08-19T09:00', { agencyCode: rules.procedure.competentAgencies[0] ?? '' });
  life.give('2026-08-20T09:00', 'RecordResult', {});
  expect(life.state.finish?.statutory).toEqual({ stated: false });
  expect(booked(life.events, STATUTORY)).toEqual([]);
  expect(booked(live((state) => resultEvent(state, '2026-01-09T09:00'))(receivedEvent('2026-01-05T09:00', '2026-01-12T09:00')), STATUTORY)).toEqual(['9 H99.1 finishedStatutoryUnknown +1']);
});

test('a paused dossier is judged by what the end of its pause gave back', () => {
  const life = DossierLife.takenIn(minerals, '2026-08-10T09:00', { agencyCode: 'H99.05' });
  life.give('2026-08-17T09:00', 'PauseClock', { ground: 'external-opinion' });
  life.give('2026-08-24T09:00', 'Withdraw', { reasonCode: 'applicant-request' });
  expect(life.state.finish?.statutory).toEqual({ stated: true, dueAt: at('2026-10-16T17:00') });
});

test('a forged limit of the statute, or one hidden, is found at its event', () => {
  const life = DossierLife.takenIn(licence, '2026-08-19T09:00', { agencyCode: licence.procedure.competentAgencies[0] ?? '' });
  life.give('2026-08-28T09:00', 'RecordResult', {});
  const forged = (statutory: object): DossierEvent[] =>
    life.events.map((event) => (event.type === 'ResultRecorded' ? ({ ...event, payload: { ...event.payload, finish: { ...event.payload.finish, statutory } } } as DossierEvent) : event));
  expect(findDateFault(forged({ stated: true, dueAt: at('2026-08-28T09:00') }), () => licence)).toMatchObject({ of: 'the end of the limit of the statute' });
  expect(findDateFault(forged({ stated: false }), () => licence)).toMatchObject({ of: 'that the statute states a limit,' });
});

describe('what events that set or move dates say of the limit of the statute', () => {
  const said = (life: DossierLife): readonly string[] =>
    life.events.flatMap((event) => {
      const dueAt = statutoryDateIn(event);
      return dueAt === undefined ? [] : [`${event.type} ${String(local(dueAt))}`];
    });

  test('receipt, the end of a pause and of a supplement say when it ends from then on, and the state holds the last', () => {
    const life = DossierLife.takenIn(minerals, '2026-08-10T09:00', { agencyCode: 'H99.05' });
    life.give('2026-08-17T09:00', 'PauseClock', { ground: 'external-opinion' });
    expect(statutoryOverdueHere(life.state)).toBeUndefined();
    life.give('2026-08-24T09:00', 'ResumeClock', {});
    life.give('2026-08-25T09:00', 'RequestSupplement', { items, reasonCode: 'incomplete' }, person('head', 'H99'));
    life.give('2026-09-03T09:00', 'ReceiveSupplement', {});
    expect(said(life)).toEqual(['DossierReceived 2026-10-09T17:00', 'ClockResumed 2026-10-16T17:00', 'SupplementReceived 2026-11-02T17:00']);
    expect(life.state.statute).toEqual({ dueAt: at('2026-11-02T17:00'), since: at('2026-09-03T09:00') });
    expect(findDateFault(life.events, () => minerals)).toBeUndefined();
  });

  test('a calendar says it with the promise it moves', () => {
    const life = DossierLife.takenIn(licence, '2026-08-19T09:00', { agencyCode: licence.procedure.competentAgencies[0] ?? '' });
    const closed = bookOf(calendarOf(national, demoProvince, { id: 'agency', name: 'Cơ quan', days: [{ date: '2026-08-21', kind: 'closure', name: 'Bão', source: '1/TB' }] }), 'storm');
    life.publish('2026-08-20T09:00', closed);
    expect(said(life)).toEqual(['DossierReceived 2026-08-27T09:00', 'DeadlineMoved 2026-08-28T09:00']);
    expect(findDateFault(life.events, (snapshot) => (snapshot === 'storm' ? { ...licence, calendars: closed } : licence))).toBeUndefined();
  });

  test('nothing where the case states none, where its term has two parts, and of what an import brought', () => {
    const rules = rulesOf('1.001612');
    const life = DossierLife.takenIn(rules, '2026-08-19T09:00', { agencyCode: rules.procedure.competentAgencies[0] ?? '' });
    const { procedure } = rulesOf('1.115778');
    const parts = rulesOf('1.115778', { cases: [{ ...procedure.cases[0], statutoryLimit: { unit: 'working-days', amount: 10 } }] });
    const second = DossierLife.takenIn(parts, '2026-08-19T09:00', { agencyCode: 'H99.05.01' });
    expect([said(life), said(second), second.state.statute]).toEqual([[], [], undefined]);
  });

  test('a forged one is found at its event', () => {
    const life = DossierLife.takenIn(licence, '2026-08-19T09:00', { agencyCode: licence.procedure.competentAgencies[0] ?? '' });
    const forged = life.events.map((event) => (event.type === 'DossierReceived' ? ({ ...event, payload: { ...event.payload, term: { ...event.payload.term, statutoryDueAt: at('2026-09-27T09:00') } } }) : event));
    expect(findDateFault(forged, () => licence)).toEqual({ seq: 1, of: 'when the limit of the statute ends', stated: at('2026-09-27T09:00'), recomputed: at('2026-08-27T09:00') });
  });

  test.each([
    // at                  by the promise, by the statute
    ['2026-08-24T15:00', 0, 0],
    ['2026-08-24T15:01', 1, 0],
    ['2026-08-27T09:00', 1, 0],
    ['2026-08-27T09:01', 1, 1],
  ])('open at %s it is overdue by the promise %i, past the limit of the statute %i', (when, promise, statute) => {
    const life = DossierLife.takenIn(licence, '2026-08-19T09:00', { agencyCode: licence.procedure.competentAgencies[0] ?? '' });
    const standing = standingStocks(life.state, at(when));
    expect([standing.includes('overdue') ? 1 : 0, standing.includes('statutoryOverdue') ? 1 : 0]).toEqual([promise, statute]);
  });
});

test('dates that leave out when the limit of the statute ends are found once they must tell it', () => {
  const life = DossierLife.takenIn(licence, '2026-08-19T09:00', { agencyCode: licence.procedure.competentAgencies[0] ?? '' });
  const silent = life.events.map((event) => {
    if (event.type !== 'DossierReceived') {
      return event;
    }
    const { statutoryDueAt: _left, ...term } = event.payload.term;
    return { ...event, payload: { ...event.payload, term } };
  });
  expect(findDateFault(silent, () => licence)).toBeUndefined();
  expect(findDateFault(silent, () => licence, (statement) => statement === 'statutory-date')).toEqual({ seq: 1, of: 'when the limit of the statute ends', stated: undefined, recomputed: at('2026-08-27T09:00') });
});

test('an end that leaves the limit of the statute out is found once every end must tell it', () => {
  const life = DossierLife.takenIn(licence, '2026-08-19T09:00', { agencyCode: licence.procedure.competentAgencies[0] ?? '' });
  life.give('2026-08-28T09:00', 'RecordResult', {});
  const silent = life.events.map((event) => {
    if (event.type !== 'ResultRecorded') {
      return event;
    }
    const { statutory: _left, ...finish } = event.payload.finish;
    return { ...event, payload: { ...event.payload, finish } };
  });
  const isDemanded = (statement: LaterStatement): boolean => statement === 'statutory-limit';
  expect(findDateFault(silent, () => licence)).toBeUndefined();
  expect(findDateFault(silent, () => licence, isDemanded)).toEqual({ seq: silent.at(-1)?.seq, of: 'that the statute states a limit,', stated: undefined, recomputed: 'true' });
  expect(findDateFault(life.events, () => licence, () => true)).toBeUndefined();
});

test('a delay that nobody is named for is found once every late end must name whose it is', () => {
  const life = DossierLife.takenIn(licence, '2026-08-19T09:00', { agencyCode: licence.procedure.competentAgencies[0] ?? '' });
  life.give('2026-08-28T09:00', 'RecordResult', {});
  const silent = life.events.map((event) => {
    if (event.type !== 'ResultRecorded') {
      return event;
    }
    const { shares: _left, ...finish } = event.payload.finish;
    return { ...event, payload: { ...event.payload, finish } };
  });
  expect(findDateFault(silent, () => licence)).toBeUndefined();
  expect(findDateFault(silent, () => licence, (statement) => statement === 'delay-shares')).toMatchObject({ of: 'the shares of its delay', stated: '' });
});
