import { describe, expect, test } from 'vitest';
import { at, calendarOf, demoProvince, national, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import type { EndRule } from '../deadline/time-limit.js';
import { formatInstant, instant, type Instant } from '../time/instant.js';
import { parseLocalDate, WEEKDAYS } from '../time/local-date.js';
import type { CalendarDefinition } from './definition.js';
import { CalendarRangeError } from './errors.js';
import type { BoundaryKind } from './working-calendar.js';

const MINUTE = 60_000;
const HOUR = 3_600_000;

function local(moment: Instant): string {
  return formatInstant(moment).replace(/:00\+07:00$/, '').replace('+07:00', '');
}

const aroundTheClock: CalendarDefinition = {
  id: 'always',
  name: 'always open',
  week: Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, [['00:00', '24:00']]])),
  days: [{ date: '2026-01-10', kind: 'holiday', name: 'off', source: 'notice' }],
  years: [{ year: 2026, status: 'confirmed', source: 'notice' }],
};

// Monday 2026-08-17 to Friday 2026-08-21 are ordinary, Saturday 22/8 is worked, 29/8 to 2/9 are off.
describe('adding working time', () => {
  test.each([
    ['2026-08-17T06:00', 60, '2026-08-17T08:00', 'before opening'],
    ['2026-08-17T07:00', 60, '2026-08-17T08:00', 'at opening'],
    ['2026-08-17T10:00', 90, '2026-08-17T13:30', 'across lunch'],
    ['2026-08-17T10:00', 60, '2026-08-17T11:00', 'to lunch exactly: ends at the closing'],
    ['2026-08-17T11:00', 60, '2026-08-17T14:00', 'at the lunch closing'],
    ['2026-08-17T12:00', 60, '2026-08-17T14:00', 'during lunch'],
    ['2026-08-17T16:00', 60, '2026-08-17T17:00', 'to closing exactly: not next morning'],
    ['2026-08-17T16:00', 61, '2026-08-18T07:01', 'a minute past closing'],
    ['2026-08-17T17:00', 1, '2026-08-18T07:01', 'at closing'],
    ['2026-08-17T20:00', 480, '2026-08-18T17:00', 'after closing'],
    ['2026-08-21T16:30', 60, '2026-08-22T07:30', 'into a worked Saturday'],
    ['2026-08-28T16:30', 60, '2026-09-03T07:30', 'over National Day and its swap'],
    ['2026-08-29T09:00', 30, '2026-09-03T07:30', 'from a day off'],
    ['2026-08-17T12:00', 0, '2026-08-17T12:00', 'nothing leaves the start where it is'],
  ])('%s + %i minutes is %s: %s', (start, minutes, end) => {
    expect(local(officeCalendar.addWorkingTime(at(start), minutes * MINUTE))).toBe(end);
  });

  test.each([
    ['2026-08-18T08:00', 60, '2026-08-18T07:00', 'back to opening exactly: not the evening before'],
    ['2026-08-18T08:00', 61, '2026-08-17T16:59', 'a minute before opening'],
    ['2026-08-18T07:00', 60, '2026-08-17T16:00', 'from opening'],
    ['2026-08-17T13:30', 90, '2026-08-17T10:00', 'across lunch'],
    ['2026-09-03T07:30', 60, '2026-08-28T16:30', 'over National Day and its swap'],
    ['2026-08-23T12:00', 30, '2026-08-22T16:30', 'from a Sunday into the worked Saturday'],
  ])('%s - %i minutes is %s: %s', (start, minutes, end) => {
    expect(local(officeCalendar.addWorkingTime(at(start), -minutes * MINUTE))).toBe(end);
  });

  test('seconds and milliseconds are kept', () => {
    const start = instant(at('2026-08-17T16:59') + 59_250);
    expect(officeCalendar.addWorkingTime(start, 1000)).toBe(at('2026-08-18T07:00') + 250);
    expect(officeCalendar.addWorkingTime(start, 750)).toBe(at('2026-08-17T17:00'));
    expect(officeCalendar.workingTimeBetween(start, at('2026-08-18T07:00'))).toBe(750);
  });

  test('an amount that is no number is refused', () => {
    expect(() => officeCalendar.addWorkingTime(at('2026-08-17T09:00'), Number.NaN)).toThrow(RangeError);
    expect(() => officeCalendar.addWorkingDays(at('2026-08-17T09:00'), Infinity, 'closing')).toThrow(RangeError);
  });
});

describe('measuring working time', () => {
  test.each([
    ['2026-08-17T06:00', '2026-08-17T18:00', 480],
    ['2026-08-17T10:00', '2026-08-17T13:30', 90],
    ['2026-08-17T11:00', '2026-08-17T13:00', 0],
    ['2026-08-21T16:30', '2026-08-22T07:30', 60],
    ['2026-08-28T16:30', '2026-09-03T07:30', 60],
    ['2026-01-01T00:00', '2026-12-31T00:00', 248 * 480],
  ])('%s to %s has %i open minutes, and as many backwards', (from, to, minutes) => {
    expect(officeCalendar.workingTimeBetween(at(from), at(to))).toBe(minutes * MINUTE);
    expect(officeCalendar.workingTimeBetween(at(to), at(from))).toBe(0 - minutes * MINUTE);
  });
});

describe('adding working days', () => {
  test.each<[string, number, EndRule, string, string]>([
    ['2026-08-19T09:00', 5, 'same-clock', '2026-08-25T09:00', 'the worked Saturday counts'],
    ['2026-08-19T09:00', 5, 'closing', '2026-08-25T17:00', 'the closing of that day'],
    ['2026-08-19T09:00', 5, 'midnight', '2026-08-26T00:00', '24:00 of that day'],
    ['2026-08-27T15:30', 3, 'same-clock', '2026-09-04T15:30', 'National Day'],
    ['2026-08-29T20:00', 1, 'same-clock', '2026-09-03T20:00', 'from a day off; the clock time carries over'],
    ['2026-08-25T09:00', -5, 'same-clock', '2026-08-19T09:00', 'backwards'],
    ['2026-08-23T09:00', -1, 'same-clock', '2026-08-22T09:00', 'backwards from a Sunday'],
    ['2026-08-17T09:00', 0.5, 'same-clock', '2026-08-17T15:00', 'half a day is 4 hours'],
    ['2026-08-17T16:00', 6.5, 'same-clock', '2026-08-25T10:00', 'six days, then 4 hours'],
    ['2026-08-17T16:00', 6.5, 'closing', '2026-08-25T17:00', 'the closing of the day the share ends in'],
    ['2026-08-17T13:00', 0.5, 'midnight', '2026-08-18T00:00', 'a share that ends at closing ends that day'],
    ['2026-08-25T10:00', -6.5, 'same-clock', '2026-08-17T16:00', 'the share is taken off first'],
    ['2026-08-23T10:00', 0, 'same-clock', '2026-08-23T10:00', 'no days, same clock'],
    ['2026-08-23T10:00', 0, 'closing', '2026-08-24T17:00', 'no days on a Sunday: the next working day'],
    ['2026-08-24T10:00', 0, 'midnight', '2026-08-25T00:00', 'no days on a working day'],
  ])('%s + %d working days, %s, is %s: %s', (start, days, end, due) => {
    expect(local(officeCalendar.addWorkingDays(at(start), days, end))).toBe(due);
  });

  test.each([
    ['2026-08-19', '2026-08-25', 5],
    ['2026-08-21', '2026-08-22', 1],
    ['2026-08-28', '2026-09-02', 0],
    ['2026-08-19', '2026-08-19', 0],
    ['2026-08-25', '2026-08-19', -5],
    ['2025-12-31', '2026-12-31', 249],
  ])('after %s up to %s there are %i working days', (after, upTo, days) => {
    expect(officeCalendar.workingDaysBetween(parseLocalDate(after), parseLocalDate(upTo))).toBe(days);
  });
});

describe('open and closed', () => {
  test.each([
    ['2026-08-17T06:59', false],
    ['2026-08-17T07:00', true],
    ['2026-08-17T10:59', true],
    ['2026-08-17T11:00', false],
    ['2026-08-17T13:00', true],
    ['2026-08-17T17:00', false],
    ['2026-08-22T09:00', true],
    ['2026-08-31T09:00', false],
  ])('%s is open: %s', (moment, open) => {
    expect(officeCalendar.isOpen(at(moment))).toBe(open);
  });

  test.each<[string, BoundaryKind, string]>([
    ['2026-08-17T07:00', 'next-opening', '2026-08-17T13:00'],
    ['2026-08-17T06:59', 'next-opening', '2026-08-17T07:00'],
    ['2026-08-28T13:00', 'next-opening', '2026-09-03T07:00'],
    ['2026-08-17T11:00', 'next-closing', '2026-08-17T17:00'],
    ['2026-08-17T10:59', 'next-closing', '2026-08-17T11:00'],
    ['2026-08-28T17:00', 'next-closing', '2026-09-03T11:00'],
    ['2026-08-17T13:00', 'previous-opening', '2026-08-17T07:00'],
    ['2026-08-17T13:01', 'previous-opening', '2026-08-17T13:00'],
    ['2026-09-03T07:00', 'previous-opening', '2026-08-28T13:00'],
    ['2026-08-17T17:00', 'previous-closing', '2026-08-17T11:00'],
    ['2026-08-17T17:01', 'previous-closing', '2026-08-17T17:00'],
    ['2026-09-03T11:00', 'previous-closing', '2026-08-28T17:00'],
  ])('from %s the %s is %s', (moment, kind, boundary) => {
    expect(local(officeCalendar.boundary(at(moment), kind))).toBe(boundary);
  });

  test('open periods are streamed day by day and clipped to the question', () => {
    const periods = [...officeCalendar.openPeriods(at('2026-08-28T10:00'), at('2026-09-03T08:00'))];
    expect(periods.map(({ from, to }) => [local(from), local(to)])).toEqual([
      ['2026-08-28T10:00', '2026-08-28T11:00'],
      ['2026-08-28T13:00', '2026-08-28T17:00'],
      ['2026-09-03T07:00', '2026-09-03T08:00'],
    ]);
  });
});

describe('hours around midnight', () => {
  const always = calendarOf(aroundTheClock);

  test('time runs through 24:00 and stops only for the day off', () => {
    expect(local(always.addWorkingTime(at('2026-01-08T20:00'), 8 * HOUR))).toBe('2026-01-09T04:00');
    expect(local(always.addWorkingTime(at('2026-01-09T20:00'), 4 * HOUR))).toBe('2026-01-10T00:00');
    expect(local(always.addWorkingTime(at('2026-01-09T20:00'), 5 * HOUR))).toBe('2026-01-11T01:00');
    expect(always.workingTimeBetween(at('2026-01-08T00:00'), at('2026-01-12T00:00'))).toBe(3 * 24 * HOUR);
  });

  test('midnight between two open days is no boundary', () => {
    expect(always.isOpen(at('2026-01-09T00:00'))).toBe(true);
    expect(local(always.boundary(at('2026-01-05T12:00'), 'next-closing'))).toBe('2026-01-10T00:00');
    expect(local(always.boundary(at('2026-01-05T12:00'), 'next-opening'))).toBe('2026-01-11T00:00');
    expect(local(always.boundary(at('2026-01-12T00:00'), 'previous-opening'))).toBe('2026-01-11T00:00');
  });

  test('a day that never closes ends at 24:00', () => {
    expect(local(always.addWorkingDays(at('2026-01-08T12:00'), 1, 'closing'))).toBe('2026-01-10T00:00');
    expect(local(always.addWorkingDays(at('2026-01-08T12:00'), 2, 'closing'))).toBe('2026-01-12T00:00');
  });
});

describe('beyond the declared years', () => {
  /** The office's calendar with its last year left out, so that the end of the declared years stands still. */
  const until2027 = calendarOf({ ...national, years: (national.years ?? []).filter(({ year }) => year <= 2027) }, demoProvince);

  test.each<[string, number, () => unknown]>([
    ['adding time past the last year', 2028, () => until2027.addWorkingTime(at('2027-12-31T16:00'), 2 * HOUR)],
    ['subtracting time before the first year', 2018, () => until2027.addWorkingTime(at('2019-01-02T08:00'), -2 * HOUR)],
    ['adding days past the last year', 2028, () => until2027.addWorkingDays(at('2027-12-30T08:00'), 2, 'closing')],
    ['subtracting days before the first year', 2018, () => until2027.addWorkingDays(at('2019-01-02T08:00'), -1, 'closing')],
    ['starting outside', 2035, () => until2027.addWorkingDays(at('2035-05-05T08:00'), -1, 'closing')],
    ['measuring from outside', 2018, () => until2027.workingTimeBetween(at('2018-12-31T23:59'), at('2019-01-02T08:00'))],
    ['counting days to outside', 2028, () => until2027.workingDaysBetween(parseLocalDate('2027-12-31'), parseLocalDate('2028-01-01'))],
    ['asking for hours outside', 2028, () => until2027.isOpen(at('2028-01-01T00:00'))],
    ['asking for a day outside', 2018, () => until2027.isWorkingDay(parseLocalDate('2018-12-31'))],
    ['the opening after the last', 2028, () => until2027.boundary(at('2027-12-31T13:00'), 'next-opening')],
    ['the closing after the last', 2028, () => until2027.boundary(at('2027-12-31T17:00'), 'next-closing')],
    ['the opening before the first', 2018, () => until2027.boundary(at('2019-01-02T07:00'), 'previous-opening')],
    ['the closing before the first', 2018, () => until2027.boundary(at('2019-01-02T07:00'), 'previous-closing')],
    ['streaming outside', 2028, () => until2027.openPeriods(at('2027-12-31T13:00'), at('2028-01-01T00:01'))],
  ])('%s is refused naming %i and the calendar', (_what, year, ask) => {
    expect(ask).toThrow(CalendarRangeError);
    expect(ask).toThrow(`"vn/demo-province" covers 2019 to 2027; the answer lies in ${String(year)}`);
  });

  test('24:00 of the last day still belongs to the calendar', () => {
    expect(until2027.workingTimeBetween(at('2027-12-31T16:00'), at('2028-01-01T00:00'))).toBe(HOUR);
    expect(local(until2027.addWorkingDays(at('2027-12-30T08:00'), 1, 'midnight'))).toBe('2028-01-01T00:00');
  });
});
