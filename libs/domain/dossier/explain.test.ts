import { expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local } from '../../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import type { CalendarDay } from '../calendar/definition.js';
import type { TermEvent } from '../deadline/explanation.js';
import { explainDates } from './explain.js';
import type { CalendarBook, Rules } from './rules.js';

const tuition = rulesOf('1.005144');
const household = rulesOf('1.001612');
const transfer = rulesOf('1.115778');
const elsewhere = { receivingAgencyCode: 'H99.32' };

function began(life: DossierLife, rules: Rules): TermEvent | undefined {
  return explainDates(life.events, () => rules).explanation?.steps.find((step) => step.code === 'received')?.event;
}

const LACKING = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' };

test('a term taken in at its own desk begins with the receipt', () => {
  expect(began(DossierLife.takenIn(tuition, '2026-08-19T09:00'), tuition)).toBe('receipt');
});

test('a non-territorial term begins with the planned receipt by the competent agency, and with the real one once that came later', () => {
  const life = DossierLife.takenIn(household, '2026-08-19T15:30', elsewhere);
  expect(began(life, household)).toBe('planned-competent-receipt');
  life.give('2026-08-20T10:00', 'ConfirmReceipt', {});
  expect(began(life, household)).toBe('competent-receipt');
});

test('a term begun again begins with full receipt of the supplement', () => {
  const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
  life.give('2026-08-20T10:00', 'RequestSupplement', LACKING);
  life.give('2026-08-21T10:00', 'ReceiveSupplement', {});
  expect(began(life, tuition)).toBe('supplement');
});

test('an online filing completed on notice begins with its completion, before and after it is accepted', () => {
  const life = DossierLife.takenIn(tuition, '2026-08-19T09:00', { channel: 'online' });
  expect(began(life, tuition)).toBe('receipt');
  life.give('2026-08-19T10:00', 'RequestSupplement', LACKING);
  life.give('2026-08-20T10:00', 'ReceiveSupplement', {});
  expect(began(life, tuition)).toBe('completed-filing');
  life.give('2026-08-20T11:00', 'Accept', {});
  expect(began(life, tuition)).toBe('completed-filing');
});

test('a second part begins with the proof of payment', () => {
  const life = DossierLife.takenIn(transfer, '2026-08-19T09:00', { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.05.01' });
  life.give('2026-08-20T10:00', 'RaiseFinancialObligation', {});
  life.give('2026-08-21T10:00', 'MeetFinancialObligation', { receiptNumber: '1' });
  expect(began(life, transfer)).toBe('payment');
});

test('a second part where nothing is owed begins with the word that it is not', () => {
  const life = DossierLife.takenIn(transfer, '2026-08-19T09:00', { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.05.01' });
  life.give('2026-08-20T10:00', 'ConfirmNoObligation', {});
  expect(began(life, transfer)).toBe('no-obligation');
});

test('a second part names the article its own procedure gives for it, the first part none', () => {
  const life = DossierLife.takenIn(transfer, '2026-08-19T09:00', { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.05.01' });
  const begun = (): unknown => explainDates(life.events, () => transfer).explanation?.steps[0];
  expect(begun()).not.toHaveProperty('citation');
  life.give('2026-08-20T10:00', 'ConfirmNoObligation', {});
  expect(begun()).toMatchObject({ code: 'received', citation: { document: '138/2025/QĐ-UBND', article: '5', clause: '3' } });
});

/** `clock because: codes of the steps that decide → local end`, of every derivation. */
function told(life: DossierLife): readonly string[] {
  const counting: readonly string[] = ['received', 'start', 'limit', 'day-zero', 'day-counted', 'day-skipped', 'hours-counted', 'span-counted', 'done-on-day', 'statutory-limit', 'rolled', 'end'];
  return explainDates(life.events, life.rulesOf).derivations.map(({ clock, because, steps, endsAt }) => {
    const decisive = steps.map(({ code }) => (code === 'received' ? 'count' : code)).filter((code) => !counting.includes(code));
    return `${clock} ${because}: ${decisive.join(' ')} → ${local(endsAt) ?? 'stands still'}`;
  });
}

const shifted = rulesOf('1.005144', { supplement: { ...tuition.procedure.supplement, clock: 'shift' } });

test('a shift by the pause says what was left, gives it back day by day and ends at the due date', () => {
  const life = DossierLife.takenIn(shifted, '2026-08-19T09:00');
  life.give('2026-08-20T10:10', 'RequestSupplement', LACKING);
  life.give('2026-08-20T10:25', 'ReceiveSupplement', {});
  expect(told(life)).toEqual([
    'due DossierReceived: count → 2026-09-04T09:00',
    'due SupplementRequested: paused time-left → stands still',
    'due SupplementReceived: resumed landed → 2026-09-04T09:15',
  ]);
  const [, paused] = explainDates(life.events, life.rulesOf).derivations;
  expect(paused?.steps[0]).toMatchObject({ code: 'paused', ground: 'supplement', law: 'decree-61-2018:19.4' });
  expect(paused?.steps[1]).toMatchObject({ code: 'time-left', kind: 'working', ms: (70 * 60 + 50) * 60_000 });
});

test('a competent receipt earlier than planned sets its count aside: the printed date stands', () => {
  const life = DossierLife.takenIn(household, '2026-08-19T15:30', elsewhere);
  life.give('2026-08-19T16:00', 'ConfirmReceipt', {});
  expect(told(life)).toEqual(['due DossierReceived: count → 2026-08-24T08:00', 'due CompetentAgencyReceived: count not-earlier → 2026-08-24T08:00']);
});

test('lateness, the re-appointment and a pause after it are told clock by clock', () => {
  const life = DossierLife.takenIn(shifted, '2026-08-19T09:00').wake('2026-09-05T09:00');
  life.give('2026-09-07T09:00', 'SignApology', { reasonCode: 'complex', newAppointment: Number(at('2026-09-10T09:00')), documentNumber: '15/PXL' });
  life.give('2026-09-08T09:00', 'RequestSupplement', LACKING);
  life.give('2026-09-09T09:00', 'ReceiveSupplement', {});
  expect(told(life)).toEqual([
    'due DossierReceived: count → 2026-09-04T09:00',
    'due DossierBecameLate: became-late → 2026-09-04T09:00',
    'appointment ApologySigned: re-appointed → 2026-09-10T09:00',
    'appointment SupplementRequested: paused time-left → stands still',
    'due SupplementReceived: resumed stands → 2026-09-04T09:00',
    'appointment SupplementReceived: resumed landed → 2026-09-11T09:00',
  ]);
});

test('a reopened dossier keeps what it consumed: what was left at its end runs on', () => {
  const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
  life.give('2026-08-20T09:00', 'Withdraw', { reasonCode: 'own-wish' });
  life.give('2026-08-24T09:00', 'Reopen', { reasonCode: 'complaint' });
  expect(told(life)).toEqual(['due DossierReceived: count → 2026-09-04T09:00', 'due DossierReopened: reopened time-left landed → 2026-09-09T09:00']);
});

/** The official calendar but for some days of an agency's own. */
function otherwise(snapshot: string, ...days: readonly CalendarDay[]): CalendarBook {
  return bookOf(calendarOf(national, demoProvince, { id: 'own', name: 'own', days }), snapshot);
}

test('a calendar that takes a day names it with its decision and counts the life again; one that gives a day leaves the printed date', () => {
  const life = DossierLife.takenIn(tuition, '2026-08-19T09:00');
  life.publish('2026-08-20T08:00', otherwise('storm', { date: '2026-08-25', kind: 'closure', name: 'Bão', source: 'Quyết định 45/QĐ-UBND' }));
  life.publish('2026-08-21T08:00', otherwise('mild', { date: '2026-08-23', kind: 'make-up', name: 'Làm bù', source: 'Quyết định 46/QĐ-UBND', hours: [['07:00', '11:00']] }));
  expect(told(life)).toEqual([
    'due DossierReceived: count → 2026-09-04T09:00',
    'due DeadlineMoved: calendar-changed count → 2026-09-07T09:00',
    'due DeadlineMoved: calendar-changed count not-earlier → 2026-09-07T09:00',
  ]);
  const [, moved] = explainDates(life.events, life.rulesOf).derivations;
  expect(moved?.steps[0]).toMatchObject({ code: 'calendar-changed', fromSnapshot: 'official', days: [{ date: '2026-08-25', before: { working: true }, after: { working: false, source: 'Quyết định 45/QĐ-UBND' } }] });
});

test('as known at intake, nothing that happened later is told', () => {
  const life = DossierLife.takenIn(tuition, '2026-08-19T09:00', { channel: 'online' });
  life.give('2026-08-20T09:00', 'Accept', {});
  life.give('2026-08-21T10:00', 'RequestSupplement', LACKING);
  const { derivations, dueAt, firstAppointment } = explainDates(life.events, life.rulesOf, 'intake');
  expect(derivations.map(({ because }) => because)).toEqual(['DossierRegistered', 'DossierAccepted']);
  expect([dueAt, derivations.at(-1)?.endsAt]).toEqual([firstAppointment, firstAppointment]);
});

test('the limit of the statute stands beside a shorter promise', () => {
  const licence = rulesOf('3.000347');
  const life = DossierLife.takenIn(licence, '2026-08-19T09:00', { agencyCode: 'H99.81', receivingAgencyCode: 'H99.02' });
  const { steps } = explainDates(life.events, life.rulesOf).derivations[0] ?? { steps: [] };
  expect(steps.find(({ code }) => code === 'statutory-limit')).toEqual({ code: 'statutory-limit', limit: { unit: 'working-days', amount: 5 }, dueAt: at('2026-08-25T17:00') });
});

test('a pause whose end the law gives says so', () => {
  const lost = rulesOf('1.012786');
  const life = DossierLife.takenIn(lost, '2026-08-19T09:00', { agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.05.01' });
  life.give('2026-08-20T09:00', 'PauseClock', { ground: 'public-posting' });
  const pause = life.all('ClockPaused')[0];
  expect(pause?.legalEnd).toBe(true);
  expect(explainDates(life.events, life.rulesOf).derivations.at(-1)?.steps[0]).toMatchObject({ code: 'paused', ground: 'public-posting', legalEnd: true, plannedEndAt: pause?.plannedEndAt, law: 'decree-151-2025:excluded-time' });
});
