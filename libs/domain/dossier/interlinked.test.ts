import { describe, expect, test } from 'vitest';
import { calendarOf, demoProvince, national, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local } from '../../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import type { CalendarDefinition } from '../calendar/definition.js';
import type { CalendarBook, Rules } from './rules.js';

const COMMUNE = 'H99.31';
const POLICE = 'H99.81';
const CULTURE = 'H99.07';

/** The police work on Saturday mornings too; the department of culture from 07:30 to 11:30 and 13:30 to 17:30; the commune as the province. */
const POLICE_HOURS: CalendarDefinition = { id: 'police', name: 'Công an', week: { sat: [['07:00', '11:00']] } };
const CULTURE_HOURS: CalendarDefinition = {
  id: 'culture',
  name: 'Sở Văn hóa',
  week: {
    mon: [['07:30', '11:30'], ['13:30', '17:30']], tue: [['07:30', '11:30'], ['13:30', '17:30']], wed: [['07:30', '11:30'], ['13:30', '17:30']],
    thu: [['07:30', '11:30'], ['13:30', '17:30']], fri: [['07:30', '11:30'], ['13:30', '17:30']],
  },
};
const ownHours = new Map([
  [POLICE, calendarOf(national, demoProvince, POLICE_HOURS)],
  [CULTURE, calendarOf(national, CULTURE_HOURS)],
]);
const threeCalendars: CalendarBook = { ...bookOf(), processing: (agency) => ownHours.get(agency) ?? officeCalendar };

/** Karaoke licence, 16 working days = 3 (commune) + 3 (police) + 10 (culture), NĐ 297/2025. Taken in Monday 7/9/2026 09:00. */
const karaoke: Rules = { ...rulesOf('1.001029'), calendars: threeCalendars };
function licence(rules: Rules = karaoke): DossierLife {
  const life = DossierLife.takenIn(rules, '2026-09-07T09:00', { channel: 'online', agencyCode: CULTURE, receivingAgencyCode: 'H99.02', placeCode: COMMUNE });
  life.give('2026-09-07T09:30', 'Accept', {});
  return life;
}

const targets = (life: DossierLife): readonly (readonly [string, string, string | undefined])[] => life.state.stages.map(({ id, agency, targetAt }) => [id, agency, local(targetAt)]);

describe('interlinked agencies', () => {
  test('have each its budget on its own calendar, one after the other, and the return has none', () => {
    expect(targets(licence())).toEqual([
      ['household', COMMUNE, '2026-09-10T09:00'],
      // Friday 11/9, Saturday morning 12/9, Monday 14/9: the police have one working day more in the week.
      ['security', POLICE, '2026-09-14T09:00'],
      ['team', CULTURE, '2026-09-17T09:00'],
      ['inspect', CULTURE, '2026-09-23T09:00'],
      ['license', CULTURE, '2026-09-28T09:00'],
      ['return', 'H99.02', undefined],
    ]);
  });

  test('are under a term that runs on the calendar of the agency that decides', () => {
    expect(licence().dates.due).toBe('2026-09-29T09:00');
    expect(licence({ ...rulesOf('1.001029') }).dates.due).toBe('2026-09-29T09:00');
  });

  test('count from the moment each gets the work: a stage late at one agency is its own, the dossier is on time', () => {
    const life = licence();
    life.give('2026-09-09T10:00', 'Forward', {});
    expect(local(life.stage('security').targetAt)).toBe('2026-09-12T10:00');
    life.give('2026-09-15T10:00', 'Forward', {});
    life.give('2026-09-16T10:00', 'Forward', {});
    life.give('2026-09-18T10:00', 'Forward', {});
    life.give('2026-09-29T08:00', 'RecordResult', {});
    expect(life.all('StageBecameLate').map(({ stage }) => stage)).toEqual(['security', 'license']);
    expect(life.state.finish).toMatchObject({ punctuality: 'on-time', delayMs: 0 });
    expect(life.state.stages.filter(({ lateRuns }) => lateRuns.length > 0).map(({ agency }) => agency)).toEqual([POLICE, CULTURE]);
  });

  test('use time only while their own office is open', () => {
    const life = licence();
    life.give('2026-09-11T16:00', 'Forward', {});
    // Friday 16:00 to Monday 08:00: one hour on Friday, four on Saturday morning, one on Monday.
    life.give('2026-09-14T08:00', 'Forward', {});
    expect(life.stage('security').usedMs).toBe(6 * 3_600_000);
  });

  test('are paused together, each getting back its own open time', () => {
    const rules: Rules = { ...karaoke, procedure: { ...karaoke.procedure, pauseGrounds: ['expert-examination'] } };
    const life = licence(rules);
    life.give('2026-09-11T16:00', 'Forward', {});
    expect(local(life.stage('security').targetAt)).toBe('2026-09-15T16:00');
    life.give('2026-09-12T08:00', 'PauseClock', { ground: 'expert-examination' });
    life.give('2026-09-14T10:00', 'ResumeClock', {});
    // Six open hours for the police (three on Saturday, three on Monday), two and a half for the agency whose calendar the term runs on.
    expect(life.dates.due).toBe('2026-09-29T11:30');
    expect(local(life.stage('security').targetAt)).toBe('2026-09-16T14:00');
  });
});

test('steps that share one group have the budget of the longest, and the next agency waits for both', () => {
  const life = DossierLife.takenIn(rulesOf('2.002621'), '2026-09-07T09:00', { channel: 'online', caseCode: '2.002621.02' });
  life.give('2026-09-07T10:00', 'Accept', {});
  life.give('2026-09-07T11:00', 'Forward', {});
  expect(life.state.stages.map(({ id, status }) => [id, status])).toEqual([['birth', 'done'], ['residence', 'open'], ['health-card', 'open'], ['return', 'pending']]);
  expect([local(life.stage('residence').targetAt), local(life.stage('health-card').targetAt)]).toEqual(['2026-09-11T11:00', '2026-09-09T11:00']);
  life.give('2026-09-08T10:00', 'Forward', { stage: 'health-card' });
  expect(life.stage('return').status).toBe('pending');
  life.give('2026-09-10T10:00', 'Forward', { stage: 'residence' });
  expect([life.stage('return').status, life.stage('return').targetAt]).toEqual(['open', undefined]);
});

test('the way of a finished result to the applicant is outside the clock, however long it takes', () => {
  const life = DossierLife.takenIn(rulesOf('1.001612'), '2026-09-07T09:00');
  life.give('2026-09-07T10:00', 'Forward', {});
  life.give('2026-09-09T09:00', 'Forward', {});
  life.give('2026-09-09T10:00', 'RecordResult', {});
  life.give('2026-10-05T09:00', 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' });
  expect(life.state).toMatchObject({ status: 'returned', finish: { punctuality: 'early', delayMs: 0 } });
  expect([...life.all('DossierBecameLate'), ...life.all('StageBecameLate')]).toEqual([]);
});
