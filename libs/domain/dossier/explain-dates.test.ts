import { expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local, person } from '../../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import { explainDates, type ExplanationView, stepsToAppointment } from './explain.js';
import type { CalendarBook } from './rules.js';

const SESSION = { document: '16/2017/QH14', article: '20', clause: '3' };
const FIXED = { dueAt: at('2026-12-09T10:00'), basis: SESSION, documentNumber: '12/TB-HĐND' };
const COUNCIL = { agencyCode: 'H99.05', receivingAgencyCode: 'H99.02' };

function closed(...dates: readonly string[]): CalendarBook {
  const days = dates.map((date) => ({ date, kind: 'closure', name: 'Nghỉ', source: '1/TB' }) as const);
  return bookOf(calendarOf(national, demoProvince, { id: 'agency', name: 'Cơ quan', days }), `closed ${dates.join(', ')}`);
}

/** `event [promise or what judges]: first step … last step → local end`, of every derivation. */
function told(life: DossierLife, view?: ExplanationView): readonly string[] {
  return explainDates(life.events, life.rulesOf, view).derivations.map(({ because, promise, maximum, steps, endsAt }) => {
    const codes = steps.map(({ code }) => code).filter((code) => ['undated', 'fixed', 'extended', 'extended-until', 'calendar-changed', 'paused', 'resumed', 'landed', 'stands', 'not-earlier', 'end', 're-appointed', 'became-late'].includes(code));
    return `${because} [${maximum === true ? 'maximum' : String(promise)}]: ${codes.join(' ')} → ${local(endsAt) ?? 'no end'}`;
  });
}

test('a dossier without a date is told the law that leaves it open and the count of its maximum, promised to nobody; the date set later begins anew', () => {
  const life = DossierLife.takenIn(rulesOf('3.000152'), '2026-08-19T09:00', COUNCIL);
  expect(explainDates(life.events, life.rulesOf).derivations[0]?.steps[0]).toEqual({ code: 'undated', awaits: 'kỳ họp Hội đồng nhân dân cấp tỉnh', maximumAt: at('2026-10-23T17:00'), citation: SESSION });
  life.give('2026-08-20T08:00', 'FixDueDate', FIXED);
  expect(told(life)).toEqual(['DossierReceived [maximum]: undated end → 2026-10-23T17:00', 'DueDateFixed [1]: fixed → 2026-12-09T10:00']);
  expect(told(life, 'intake')).toEqual(['DossierReceived [maximum]: undated end → 2026-10-23T17:00']);
  expect(explainDates(life.events, life.rulesOf, 'intake')).toMatchObject({ maximumAt: at('2026-10-23T17:00') });
  expect(stepsToAppointment(explainDates(life.events, life.rulesOf)).map(({ code }) => code)).toEqual(['fixed']);
});

test('where neither a date nor a maximum is known yet, the law that leaves it open is all there is to tell', () => {
  const { undatedMaximum: _, ...procedure } = rulesOf('3.000152').procedure;
  const rules = { ...rulesOf('3.000152'), procedure };
  const life = DossierLife.takenIn(rules, '2026-08-19T09:00', COUNCIL);
  expect(told(life)).toEqual(['DossierReceived [undefined]: undated → no end']);
});

test('a date set for an event of its own stands through a pause', () => {
  const life = DossierLife.takenIn(rulesOf('3.000152', { pauseGrounds: ['external-opinion'] }), '2026-08-19T09:00', { ...COUNCIL, fixed: FIXED });
  life.give('2026-08-21T08:00', 'PauseClock', { ground: 'external-opinion' });
  life.give('2026-08-28T08:00', 'ResumeClock', {});
  expect(told(life)).toEqual(['DossierReceived [1]: fixed → 2026-12-09T10:00', 'ClockPaused [1]: paused → no end', 'ClockResumed [1]: resumed stands → 2026-12-09T10:00']);
  expect(explainDates(life.events, life.rulesOf).derivations.at(-1)?.steps.at(-1)).toMatchObject({ code: 'stands', because: 'set-for-event' });
});

test.each(['intake', 'command'])('a calendar that closes the day of a date set at %s names the day set beside the one that stands for it', (how) => {
  const life = DossierLife.takenIn(rulesOf('3.000152'), '2026-08-19T09:00', how === 'intake' ? { ...COUNCIL, fixed: FIXED } : COUNCIL);
  if (how === 'command') {
    life.give('2026-08-20T08:00', 'FixDueDate', FIXED);
  }
  life.publish('2026-08-21T08:00', closed('2026-12-09'));
  const moved = explainDates(life.events, life.rulesOf).derivations.at(-1);
  expect(moved).toMatchObject({ because: 'DeadlineMoved', endsAt: at('2026-12-10T10:00'), steps: [{ code: 'calendar-changed' }, { code: 'fixed', named: FIXED.dueAt, dueAt: at('2026-12-10T10:00') }] });
});

test.each([
  [{ extension: 'two-working-days' }, 'extended end', 'counted'],
  [{ extension: 'two-working-days', dueAt: at('2026-08-20T10:00') }, 'extended-until', 'as it was named'],
  [{ extension: 'written-agreement', dueAt: at('2026-08-26T10:00'), documentNumber: '4/TT' }, 'extended-until', 'as it was agreed'],
])('an extension %o is told as %s: %s', (body, steps, _how) => {
  const life = DossierLife.takenIn(rulesOf('2.000815'), '2026-08-19T09:00');
  life.give('2026-08-19T10:00', 'ExtendTerm', body, person('clerk'));
  expect(told(life)).toEqual(['DossierReceived [1]: end → 2026-08-19T17:00', `TermExtended [1]: ${steps} → ${life.dates.due ?? ''}`]);
});

test('the apology for a maximum gives the first date, and leaves the maximum what it judges by', () => {
  const life = DossierLife.takenIn(rulesOf('1.012812'), '2026-08-03T09:00').wake('2026-09-04T07:00');
  life.give('2026-09-04T08:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-09-10T09:00') });
  expect(told(life).slice(1)).toEqual(['DossierBecameLate [maximum]: became-late → 2026-09-03T17:00', 'ApologySigned [2]: re-appointed → 2026-09-10T09:00']);
});
