import { describe, expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import type { CalendarDefinition } from '../calendar/definition.js';
import { formatInstant, type Instant } from '../time/instant.js';
import { addLimit, applicantDeadline, budgetToEnd, punctualityOf, rollForward, subtractLimit } from './deadline.js';
import type { EndRule, StageBudget, TimeLimit } from './time-limit.js';

const days = (amount: number): TimeLimit => ({ unit: 'working-days', amount });
const calendarDays = (amount: number): TimeLimit => ({ unit: 'calendar-days', amount });
const hours = (amount: number): TimeLimit => ({ unit: 'working-hours', amount });

function local(moment: Instant): string {
  return formatInstant(moment).replace(/:00\+07:00$/, '').replace('+07:00', '');
}

function layer(id: string, more: Partial<CalendarDefinition>): CalendarDefinition {
  return { id, name: id, ...more };
}

const saturdayMorning = calendarOf(national, demoProvince, layer('counter', { week: { sat: [['07:30', '11:30']] } }));

describe('a limit before a moment', () => {
  test.each([
    ['2026-08-25T09:00', days(1), '2026-08-24T09:00', 'one day before expiry is one working day, same clock time'],
    ['2026-08-24T09:00', days(1), '2026-08-22T09:00', 'the worked Saturday'],
    ['2026-09-03T09:00', days(2), '2026-08-27T09:00', 'over National Day'],
    ['2026-08-26T00:00', days(1), '2026-08-24T17:00', '24:00 is the end of its day; nobody can act at 24:00'],
    ['2026-08-25T17:00', days(1), '2026-08-24T17:00', 'closing stays closing'],
    ['2026-08-25T07:00', days(1), '2026-08-24T07:00', 'opening stays opening'],
    ['2026-08-25T09:00', days(1.5), '2026-08-22T15:00', 'half a day is 4 hours'],
    ['2026-08-25T09:00', hours(2), '2026-08-25T07:00', 'hours end at opening'],
    ['2026-08-25T09:00', hours(3), '2026-08-24T16:00', 'and run over the night'],
    ['2026-08-25T09:00', hours(0), '2026-08-25T09:00', 'nothing'],
    ['2026-08-26T00:00', days(0), '2026-08-26T00:00', 'nothing before 24:00'],
    ['2026-08-25T09:00', calendarDays(1), '2026-08-24T09:00', 'a calendar day'],
    ['2026-08-24T09:00', calendarDays(1), '2026-08-22T17:00', 'a Sunday goes back to the last closing'],
    ['2026-09-25T09:00', { unit: 'months', amount: 1 }, '2026-08-25T09:00', 'a month'],
    ['2026-08-25T09:00', { unit: 'years', amount: 1 }, '2025-08-25T09:00', 'a year'],
    ['2026-08-25T09:00', { unit: 'same-day' }, '2026-08-25T07:00', 'the opening of the day'],
  ] as [string, TimeLimit, string, string][])('%s less %o is %s: %s', (moment, limit, expected) => {
    expect(local(subtractLimit(at(moment), limit, officeCalendar))).toBe(expected);
  });

  test('a clock time after the closing of a half day goes back to that closing', () => {
    expect(local(subtractLimit(at('2026-08-17T15:00'), days(1), saturdayMorning))).toBe('2026-08-15T11:30');
  });
});

describe('other clocks', () => {
  test.each([
    ['2026-08-19T09:00', days(3), undefined, '2026-08-22T09:00', 'supplement request within 3 working days'],
    ['2026-08-19T16:00', hours(8), undefined, '2026-08-20T16:00', 'online answer within 8 working hours'],
    ['2026-08-19T20:30', hours(8), undefined, '2026-08-20T17:00', 'submitted in the evening'],
    ['2026-08-19T20:30', days(0), undefined, '2026-08-19T20:30', 'no limit'],
  ] as [string, TimeLimit, EndRule | undefined, string, string][])('%s + %o (%s) is %s: %s', (moment, limit, end, expected) => {
    expect(local(addLimit(at(moment), limit, officeCalendar, end))).toBe(expected);
  });

  test.each([
    ['2026-08-19T09:00', days(15), '2026-09-12T00:00', '15 working days'],
    ['2026-08-19T20:30', days(2), '2026-08-22T00:00', 'asked for in the evening'],
    ['2026-08-29T09:00', days(1), '2026-09-04T00:00', 'asked for on a day off'],
    ['2026-08-19T09:00', calendarDays(11), '2026-09-04T00:00', 'a last day off moves to the next working day (Art. 148.5)'],
  ] as [string, TimeLimit, string, string][])('the applicant has until 24:00 of the last day: %s + %o is %s: %s', (moment, limit, expected) => {
    expect(local(applicantDeadline(at(moment), limit, officeCalendar))).toBe(expected);
  });

  const sevenAndAHalf = calendarOf(
    national,
    layer('7.5 h', { week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((weekday) => [weekday, [['07:30', '11:30'], ['13:30', '17:00']]])) }),
  );

  test.each([
    [{ unit: 'office-hours', amount: 8 }, '2026-08-20T09:00', '8 office hours are one working day even where the office day has 7.5 hours'],
    [{ unit: 'office-hours', amount: 40 }, '2026-08-25T09:00', '40 are five'],
    [{ unit: 'office-hours', amount: 4 }, '2026-08-19T15:00', 'half a day is counted in open time'],
    [{ unit: 'office-hours', amount: 58 }, '2026-08-27T11:00', 'seven days and two hours'],
    [{ unit: 'working-hours', amount: 8 }, '2026-08-20T09:30', 'hours of the law are open time'],
    [{ unit: 'calendar-days', amount: 2 }, '2026-08-21T09:00', 'calendar days'],
    [{ unit: 'calendar-days', amount: 0.5 }, '2026-08-19T17:00', 'broken ones end in open hours'],
    [{ unit: 'calendar-days', amount: 4 }, '2026-08-24T09:00', 'and on a working day'],
    [{ unit: 'office-hours', amount: 0 }, '2026-08-19T09:00', 'nothing'],
  ] as [StageBudget, string, string][])('a stage begun 2026-08-19T09:00 with %o ends %s: %s', (budget, expected) => {
    expect(local(budgetToEnd(at('2026-08-19T09:00'), budget, sevenAndAHalf))).toBe(expected);
  });

  test('a broken calendar day that ends after the closing of the evening it began in ends at the next opening', () => {
    expect(local(budgetToEnd(at('2026-08-19T20:00'), { unit: 'calendar-days', amount: 0.125 }, officeCalendar))).toBe('2026-08-20T07:00');
  });

  test('rolling keeps a working day and its clock and moves a day off forward', () => {
    expect(local(rollForward(at('2026-08-22T10:00'), officeCalendar))).toBe('2026-08-22T10:00');
    expect(local(rollForward(at('2026-08-30T10:00'), officeCalendar))).toBe('2026-09-03T10:00');
    expect(local(rollForward(at('2026-08-30T10:00'), officeCalendar, 'closing'))).toBe('2026-09-03T17:00');
    expect(local(rollForward(at('2026-08-29T00:00'), officeCalendar, 'midnight'))).toBe('2026-08-29T00:00');
    expect(local(rollForward(at('2026-08-29T00:01'), officeCalendar, 'midnight'))).toBe('2026-09-04T00:00');
  });
});

describe('punctuality', () => {
  test.each([
    ['2026-08-25T09:00', '2026-08-25T09:00', 'on-time', 'equal is not late'],
    ['2026-08-25T08:59', '2026-08-25T09:00', 'on-time', 'the same day'],
    ['2026-08-24T23:59', '2026-08-25T09:00', 'early', 'the day before'],
    ['2026-08-25T09:01', '2026-08-25T09:00', 'late', 'a minute after'],
    ['2026-08-25T10:00', '2026-08-26T00:00', 'on-time', 'due at 24:00 of the same day'],
    ['2026-08-24T10:00', '2026-08-26T00:00', 'early', 'due at 24:00 of the next day'],
  ])('a result of %s for %s is %s: %s', (result, dueAt, expected) => {
    expect(punctualityOf(at(result), at(dueAt))).toBe(expected);
  });

  test('a millisecond after is late', () => {
    expect(punctualityOf((at('2026-08-25T09:00') + 1) as Instant, at('2026-08-25T09:00'))).toBe('late');
  });
});
