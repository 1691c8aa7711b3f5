import { describe, expect, test } from 'vitest';
import { at, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { type Asked, DossierLife, local, person, requestAt } from '../../../test/fixtures/dossier-life.js';
import { rulesOf } from '../../../test/fixtures/rules.js';
import type { CaseDating, ProcedureVersion } from '../procedure/procedure.js';
import { rolledFixedDate } from './date-objection.js';
import { explainDates } from './explain.js';
import { findDateFault } from './recompute.js';
import { objectToDateOf, routeIntake } from './routing.js';
import type { Rules } from './rules.js';
import { standingOf } from './standing.js';

/** A council session decides: no term is counted, 45 working days at most until a date is known. */
const forest = rulesOf('3.000152');
const DEPARTMENT: Asked = { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02' };
const RECEIVED = '2026-08-19T09:00';
const SESSION = { document: '16/2017/QH14', article: '20', clause: '3' };
const ON_9_DECEMBER = { dueAt: at('2026-12-09T10:00'), basis: SESSION, documentNumber: '12/TB-HĐND' };
const items = [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }];

function dated(change: Partial<Extract<CaseDating, { by: 'person' }>>, more: Partial<ProcedureVersion> = {}): Rules {
  const [first] = forest.procedure.cases;
  const dating = { by: 'person', law: SESSION, awaits: 'council', atIntake: false, pause: 'stand', ...change } as const;
  return rulesOf('3.000152', { cases: [{ ...first, dating }], ...more });
}

function undated(rules = forest): DossierLife {
  return DossierLife.takenIn(rules, RECEIVED, DEPARTMENT);
}

function fixed(rules = forest): DossierLife {
  const life = undated(rules);
  life.give('2026-08-25T08:00', 'FixDueDate', ON_9_DECEMBER);
  return life;
}

describe('a dossier whose date a person sets', () => {
  test('is taken in without one: no date is promised, and its legal maximum judges it', () => {
    const { state, dates } = undated();
    expect(dates).toEqual({ first: undefined, due: '2026-10-23T17:00', appointment: undefined });
    expect([state.basis, state.promises]).toEqual(['none', [{ number: 1, kind: 'maximum', at: at('2026-10-23T17:00') }]]);
  });

  test('is taken in with it: the date is the first one promised, marked fixed with its basis', () => {
    const life = DossierLife.takenIn(forest, RECEIVED, { ...DEPARTMENT, fixed: ON_9_DECEMBER });
    expect(life.dates).toEqual({ first: '2026-12-09T10:00', due: '2026-12-09T10:00', appointment: '2026-12-09T10:00' });
    expect(life.state).toMatchObject({ basis: 'fixed', fixed: { basis: SESSION, documentNumber: '12/TB-HĐND' }, promises: [{ number: 1, kind: 'first' }] });
  });

  test('gets it later by a command: the maximum judges no more, and the promise keeps its number', () => {
    const life = fixed();
    expect(life.dates).toEqual({ first: '2026-12-09T10:00', due: '2026-12-09T10:00', appointment: '2026-12-09T10:00' });
    expect(life.state.promises).toEqual([{ number: 1, kind: 'first', at: at('2026-12-09T10:00') }]);
    expect(life.wake('2026-12-01T00:00').all('DossierBecameLate')).toEqual([]);
  });

  test('is late when nobody sets it within the maximum, and no date set afterwards takes that back', () => {
    const life = undated().wake('2026-10-24T00:00');
    expect(life.all('DossierBecameLate')).toMatchObject([{ dueAt: at('2026-10-23T17:00'), promise: 1 }]);
    expect(life.try('2026-10-26T08:00', 'FixDueDate', ON_9_DECEMBER)).toMatchObject({ code: 'late-date-stands' });
  });

  test('needs it at intake where its procedure says so, at the counter and when an online filing is accepted', () => {
    const rules = dated({ atIntake: true });
    const request = requestAt(RECEIVED, DEPARTMENT);
    const routing = routeIntake(request, rules);
    if (routing.kind === 'refused') {
      throw new Error(routing.code);
    }
    expect(objectToDateOf(request, routing, rules)).toEqual({ code: 'date-to-be-set', data: { awaits: 'council' } });
    expect(objectToDateOf({ ...request, fixed: ON_9_DECEMBER }, routing, rules)).toBeUndefined();
    const online = DossierLife.takenIn(rules, RECEIVED, { ...DEPARTMENT, channel: 'online' });
    expect(online.try('2026-08-19T10:00', 'Accept', {}, person('clerk', 'H99.02'))).toMatchObject({ code: 'date-to-be-set' });
    online.give('2026-08-19T10:00', 'Accept', { fixed: ON_9_DECEMBER }, person('clerk', 'H99.02'));
    expect([online.dates.due, online.state.basis]).toEqual(['2026-12-09T10:00', 'fixed']);
  });

  test('has no date to be judged by where the version has no maximum and an online filing awaits its answer', () => {
    const { undatedMaximum: _, ...procedure } = forest.procedure;
    const life = DossierLife.takenIn({ ...dated({ atIntake: true }), procedure: { ...procedure, cases: dated({ atIntake: true }).procedure.cases } }, RECEIVED, { ...DEPARTMENT, channel: 'online' });
    expect([life.state.basis, life.state.dueAt]).toEqual(['none', undefined]);
  });
});

describe('a date set by a person', () => {
  test.each<readonly [string, string, string | undefined, string | undefined, string]>([
    // chosen             code                  nearest before      nearest after        why
    ['2026-08-20T08:00', 'date-not-in-future', undefined, undefined, 'it has passed'],
    ['2026-09-06T09:00', 'date-outside-hours', '2026-09-04T17:00', '2026-09-07T07:00', 'a Sunday'],
    ['2026-09-02T09:00', 'date-outside-hours', '2026-08-28T17:00', '2026-09-03T07:00', 'National Day'],
    ['2026-09-08T12:00', 'date-outside-hours', '2026-09-08T11:00', '2026-09-08T13:00', 'noon'],
    ['2026-08-24T18:00', 'date-outside-hours', '2026-08-24T17:00', '2026-08-25T07:00', 'the evening'],
    ['2040-01-03T09:00', 'beyond-calendar', undefined, undefined, 'no calendar'],
  ])('to %s is refused as %s, naming %s and %s: %s', (chosen, code, before, next, _why) => {
    const refusal = undated().try('2026-08-24T08:00', 'FixDueDate', { dueAt: at(chosen), basis: SESSION });
    const { data } = refusal as { readonly data?: { readonly before?: number; readonly next?: number } };
    expect(refusal).toMatchObject({ code });
    expect([local(data?.before), local(data?.next)]).toEqual([before, next]);
  });

  test.each(['2026-09-08T11:00', '2026-09-08T17:00', '2026-09-08T07:00', '2026-08-22T16:00'])('may be %s: open time, a closing, or a make-up Saturday', (chosen) => {
    const life = undated();
    life.give('2026-08-20T08:00', 'FixDueDate', { dueAt: at(chosen), basis: SESSION });
    expect(life.dates.due).toBe(chosen);
  });

  test('is moved by the same command to a later one only, and on a new document', () => {
    const life = fixed();
    const later = { dueAt: at('2026-12-16T10:00'), basis: SESSION };
    expect(life.try('2026-08-26T08:00', 'FixDueDate', { ...ON_9_DECEMBER, dueAt: at('2026-12-08T10:00'), documentNumber: '13/TB-HĐND' })).toMatchObject({ code: 'date-not-later' });
    expect(life.try('2026-08-26T08:00', 'FixDueDate', later)).toMatchObject({ code: 'new-document-required' });
    expect(life.try('2026-08-26T08:00', 'FixDueDate', { ...later, documentNumber: '12/TB-HĐND' })).toMatchObject({ code: 'new-document-required' });
    life.give('2026-08-26T08:00', 'FixDueDate', { ...later, documentNumber: '13/TB-HĐND' });
    expect(life.dates).toEqual({ first: '2026-12-09T10:00', due: '2026-12-16T10:00', appointment: '2026-12-16T10:00' });
  });

  test.each([
    ['1.001612', 'a counted term'],
    ['1.012812', 'a matter nobody promises a date for'],
  ])('is not set for %s, %s', (code) => {
    const life = DossierLife.takenIn(rulesOf(code), RECEIVED);
    expect(life.try('2026-08-20T08:00', 'FixDueDate', ON_9_DECEMBER)).toMatchObject({ code: 'date-not-set-by-person' });
  });

  test('belongs to the head of the agency that decides, not to the desk', () => {
    const life = undated();
    expect(life.try('2026-08-20T08:00', 'FixDueDate', ON_9_DECEMBER, person('head', 'H99.02'))).toMatchObject({ code: 'not-authorised' });
    life.give('2026-08-20T08:00', 'FixDueDate', ON_9_DECEMBER, person('head', 'H99.05'));
    expect(life.dates.due).toBe('2026-12-09T10:00');
  });

  test('is judged like any other: warned of, and late from its own minute', () => {
    const life = fixed().wake('2026-12-09T10:00');
    expect(life.story().filter((line) => /^(DueSoonWarned|LatenessAssessed|DossierBecameLate)/u.test(line))).toEqual([
      'LatenessAssessed @ 2026-12-07T10:00',
      'DueSoonWarned @ 2026-12-08T10:00',
      'DossierBecameLate @ 2026-12-09T10:00',
    ]);
  });

  test('carries the warning of a year without a notice', () => {
    const life = undated();
    life.give('2026-08-20T08:00', 'FixDueDate', { ...ON_9_DECEMBER, dueAt: at('2027-03-10T09:00') });
    expect(life.state.unconfirmedYears).toEqual([2027]);
  });
});

describe('a pause of a dossier with a fixed date', () => {
  test.each<readonly ['stand' | 'shift', string, string, string, string]>([
    // rule    asked for           papers come         due                 why
    ['stand', '2026-09-07T10:00', '2026-09-21T10:00', '2026-12-09T10:00', 'the session takes place all the same'],
    ['stand', '2026-12-09T08:00', '2026-12-14T10:00', '2026-12-14T14:00', 'the session is over: the two hours that were left are given back'],
    ['shift', '2026-12-04T11:00', '2026-12-07T11:00', '2026-12-10T10:00', 'the agreed time is given back'],
  ])('with rule %s, papers asked for %s and brought %s, is due %s: %s', (pause, from, until, due, _why) => {
    const life = fixed(dated({ pause }));
    life.give(from, 'RequestSupplement', { items, reasonCode: 'incomplete' });
    life.give(until, 'ReceiveSupplement', {}, person('clerk', 'H99.02'));
    expect([life.dates.due, life.state.becameLateAt]).toEqual([due, undefined]);
  });

  test('never restarts it from zero, and keeps the time its stages used charged', () => {
    const life = fixed(dated({ pause: 'shift' }));
    life.give('2026-08-26T10:00', 'RequestSupplement', { items, reasonCode: 'incomplete' });
    life.give('2026-08-27T10:00', 'ReceiveSupplement', {}, person('clerk', 'H99.02'));
    expect(life.all('SupplementReceived')).toMatchObject([{ clock: 'shift' }]);
    expect(life.dates.due).toBe('2026-12-10T10:00');
  });

  test('has no date set in it', () => {
    const life = undated();
    life.give('2026-08-26T10:00', 'RequestSupplement', { items, reasonCode: 'incomplete' });
    expect(life.try('2026-08-27T10:00', 'FixDueDate', ON_9_DECEMBER)).toMatchObject({ code: 'not-allowed-in-status' });
  });
});

describe('a fixed date on another calendar', () => {
  test.each([
    ['2026-08-25T09:30', '2026-08-25T09:30', 'a working day stands'],
    ['2026-08-25T17:00', '2026-08-25T17:00', 'a closing stands'],
    ['2026-11-24T09:30', '2026-11-25T09:30', 'a day that became off moves to the next working day at the same hour (Civil Code Art. 148.5)'],
    ['2026-08-25T12:10', '2026-08-25T13:00', 'an hour that became closed moves to the next opening'],
  ])('%s becomes %s: %s', (before, after) => {
    expect(local(rolledFixedDate(at(before), officeCalendar))).toBe(after);
  });
});

describe('the ledger of a fixed date', () => {
  test('explains it by its basis instead of days, and by what left it open before', () => {
    const life = fixed();
    const told = explainDates(life.events, life.rulesOf);
    expect(told).toMatchObject({ fixed: ON_9_DECEMBER, dueAt: ON_9_DECEMBER.dueAt });
    expect([told.explanation, told.undatedBy]).toEqual([undefined, undefined]);
    expect(told.derivations.at(-1)).toMatchObject({ because: 'DueDateFixed', promise: 1, endsAt: ON_9_DECEMBER.dueAt, steps: [{ code: 'fixed', dueAt: ON_9_DECEMBER.dueAt, citation: SESSION, documentNumber: '12/TB-HĐND' }] });
    expect(explainDates(undated().events, life.rulesOf)).toMatchObject({ undatedBy: SESSION, explanation: { dueAt: at('2026-10-23T17:00') } });
  });

  test('holds', () => {
    const taken = DossierLife.takenIn(forest, RECEIVED, { ...DEPARTMENT, fixed: ON_9_DECEMBER });
    for (const life of [fixed(), undated(), taken]) {
      expect(findDateFault(life.wake('2026-12-31T00:00').events, () => forest)).toBeUndefined();
    }
  });

  test.each([
    ['a counted date passed off as fixed', () => DossierLife.takenIn(rulesOf('1.001612'), RECEIVED), '1.001612', 'what the date rests on,'],
    ['a date of a person on a Sunday', () => DossierLife.takenIn(forest, RECEIVED, { ...DEPARTMENT, fixed: { ...ON_9_DECEMBER, dueAt: at('2026-12-06T10:00') } }), '3.000152', 'the due date'],
  ] as const)('shows %s', (_, begin, code, of) => {
    const [first] = begin().events;
    if (first?.type !== 'DossierReceived') {
      throw new Error('A counter intake is received');
    }
    const forged = { ...first, payload: { ...first.payload, term: { ...first.payload.term, basis: 'fixed' as const, fixed: { basis: SESSION } } } };
    expect(findDateFault([forged], () => rulesOf(code))).toMatchObject({ seq: 1, of });
  });

  test.each([
    ['earlier than before', '2026-12-01T10:00'],
    ['on a Sunday', '2026-12-13T10:00'],
  ])('shows a date moved to one %s', (_, dueAt) => {
    const life = fixed();
    life.give('2026-08-26T08:00', 'FixDueDate', { dueAt: at('2026-12-16T10:00'), basis: SESSION, documentNumber: '13/TB-HĐND' });
    const forged = life.events.map((event) => (event.type === 'DueDateFixed' && event.seq === life.state.lastSeq ? { ...event, payload: { ...event.payload, dates: { ...event.payload.dates, dueAt: at(dueAt) } } } : event));
    expect(findDateFault(forged, () => forest)).toMatchObject({ seq: life.state.lastSeq, of: 'the due date' });
  });
});

describe('a dossier nobody promises a date for', () => {
  const mediation = rulesOf('1.012812');
  const land = (): DossierLife => DossierLife.takenIn(mediation, '2026-08-03T09:00');

  test('is judged by elapsed time less that of supplements against the legal maximum', () => {
    const life = land();
    expect([life.dates, life.state.basis]).toEqual([{ first: undefined, due: '2026-09-03T17:00', appointment: undefined }, 'none']);
    life.give('2026-08-10T09:00', 'RequestSupplement', { items, reasonCode: 'incomplete' });
    life.give('2026-08-17T09:00', 'ReceiveSupplement', {});
    // Thirty days end on 2/9, a day off, so on 3/9; seven days of waiting later they end on 9/9.
    expect([life.dates.due, life.state.appointment]).toEqual(['2026-09-09T17:00', undefined]);
  });

  test.each([
    ['2026-09-02T09:00', 'early'],
    ['2026-09-03T17:00', 'on-time'],
    ['2026-09-04T07:30', 'late'],
  ])('finished at %s is %s', (recorded, punctuality) => {
    const life = land();
    life.give(recorded, 'RecordResult', {}, person('clerk'));
    expect(life.state.finish).toMatchObject({ punctuality, delayMs: punctuality === 'late' ? 30 * 60_000 : 0 });
  });

  test('stands in time, due soon and late by its maximum, and owes an apology whose new date is the first one it gets', () => {
    const life = land();
    expect([standingOf(life.state, at('2026-08-20T09:00')), standingOf(life.state, at('2026-08-28T17:00')), standingOf(life.state, at('2026-09-03T17:01'))]).toEqual(['in-time', 'due-soon', 'late']);
    life.wake('2026-09-04T07:00');
    life.give('2026-09-04T08:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-09-10T09:00') });
    expect(life.dates).toEqual({ first: undefined, due: '2026-09-03T17:00', appointment: '2026-09-10T09:00' });
    expect(life.state.promises).toMatchObject([{ kind: 'maximum', apology: 'signed' }, { number: 2, kind: 're-appointment' }]);
  });
});
