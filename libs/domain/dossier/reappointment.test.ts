import { describe, expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national } from '../../../test/fixtures/calendar/calendars.js';
import { DossierLife, local } from '../../../test/fixtures/dossier-life.js';
import { bookOf, rulesOf } from '../../../test/fixtures/rules.js';
import type { Rules } from './rules.js';

const tuition = rulesOf('1.005144');

/** Due 4/9 09:00; drafted 28/8 09:00 with the computed date 15/9 17:00. What is left on 31/8 10:00 ends on 16/9 15:00; five working days behind that is 23/9 15:00. */
function drafted(rules: Rules = tuition): DossierLife {
  return DossierLife.takenIn(rules, '2026-08-19T09:00').wake('2026-08-28T09:00');
}

describe('the new date of an apology', () => {
  test('is the one drafted, computed from what is left to do, when the signer gives none', () => {
    const life = drafted();
    life.give('2026-08-31T10:00', 'SignApology', { reasonCode: 'complex' });
    expect(life.dates.appointment).toBe('2026-09-15T17:00');
  });

  test.each([
    // chosen                  outcome                         limit named
    ['2026-08-31T10:00', 'reappointment-not-in-future', { earliest: '2026-09-04T09:00' }],
    ['2026-09-04T09:00', 'reappointment-not-in-future', { earliest: '2026-09-04T09:00' }],
    ['2026-09-04T09:01', 'taken', {}],
    ['2026-09-23T15:00', 'taken', {}],
    ['2026-09-23T15:01', 'reappointment-too-late', { latest: '2026-09-23T15:00' }],
    ['2026-09-12T09:00', 'reappointment-outside-hours', { before: '2026-09-11T17:00', next: '2026-09-14T07:00' }],
    ['2026-09-11T12:00', 'reappointment-outside-hours', { before: '2026-09-11T11:00', next: '2026-09-11T13:00' }],
  ])('chosen as %s is %s %j', (chosen, outcome, limits) => {
    const life = drafted();
    const answer = life.try('2026-08-31T10:00', 'SignApology', { reasonCode: 'complex', newAppointment: at(chosen) });
    if (!('code' in answer)) {
      expect([outcome, life.dates.appointment]).toEqual(['taken', chosen]);
      return;
    }
    const { newAppointment: _, ...named } = answer.data ?? {};
    expect([answer.code, Object.fromEntries(Object.entries(named).map(([key, value]) => [key, local(Number(value))]))]).toEqual([outcome, limits]);
  });

  test.each([
    [0, '2026-09-16T15:00'],
    [2, '2026-09-18T15:00'],
  ])('lies at most the installation\'s %i working days behind the computed one', (days, latest) => {
    const life = drafted({ ...tuition, settings: { ...tuition.settings, reappointmentMargin: { unit: 'working-days', amount: days } } });
    expect(life.try('2026-08-31T10:00', 'SignApology', { reasonCode: 'complex', newAppointment: at('2026-09-18T15:01') })).toMatchObject({ code: 'reappointment-too-late', data: { latest: at(latest) } });
  });

  test('is computed anew where a calendar has closed the office at the drafted one', () => {
    const life = drafted();
    const closed = calendarOf(national, demoProvince, { id: 'storm', name: 'Bão', days: [{ date: '2026-09-15', kind: 'closure', name: 'Bão', source: 'x' }] });
    life.publish('2026-08-31T09:00', bookOf(closed, 'storm'));
    life.give('2026-08-31T10:00', 'SignApology', { reasonCode: 'complex' });
    expect(life.dates.appointment).toBe('2026-09-17T15:00');
  });

  test('is the second appointment where one was given after the break: the letter names that and gives none of its own', () => {
    const life = DossierLife.takenIn(rulesOf('1.115778'), '2026-08-19T09:00', { agencyCode: 'H99.05.01' });
    life.give('2026-08-26T09:00', 'RaiseFinancialObligation', {});
    life.give('2026-09-10T15:00', 'MeetFinancialObligation', { receiptNumber: 'R-1' });
    life.give('2026-09-11T09:00', 'SignApology', { reasonCode: 'complex' });
    expect(life.all('ApologySigned').map(({ promise, newAppointment }) => [promise, newAppointment])).toEqual([[1, undefined]]);
    expect(life.dates.appointment).toBe('2026-09-15T15:00');
  });
});
