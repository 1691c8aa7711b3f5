import { expect, test } from 'vitest';
import { national, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { parseLocalDate } from '../time/local-date.js';
import { mergeCalendars } from './merge.js';
import { yearsToConfirm } from './year-alarm.js';

/** The national calendar with 2027 confirmed. */
const confirmed2027 = mergeCalendars([{ ...national, years: (national.years ?? []).map((declared) => (declared.year === 2027 ? { ...declared, status: 'confirmed' as const } : declared)) }]);
const present = officeCalendar.effective;

test.each<readonly [today: string, reach: number | undefined, years: readonly number[], why: string]>([
  // today       reach      years         why
  ['2026-01-01', undefined, [], '2026 has its notice'],
  ['2026-09-30', 2027, [], 'the day before the alarm; reaching into 2027 is a warning on the slip'],
  ['2026-10-01', undefined, [2027], 'the first of October'],
  ['2026-12-31', undefined, [2027], 'the last day of the year'],
  ['2027-01-01', undefined, [2027], 'the year has come without its notice'],
  ['2027-10-01', undefined, [2027, 2028], 'two years without notice'],
  ['2026-03-02', 2030, [2029, 2030], 'a date somebody fixed lies beyond the last declared year'],
  ['2026-10-01', 2029, [2027, 2029], 'both'],
  ['2028-10-01', undefined, [2028, 2029], 'a year nobody has declared has no notice either'],
])('on %s with dossiers reaching into %s the years to confirm are %j: %s', (today, reach, years) => {
  expect(yearsToConfirm([present], parseLocalDate(today), reach)).toEqual(years);
});

test('a year is confirmed only when every calendar has confirmed it', () => {
  const today = parseLocalDate('2026-11-02');
  expect(yearsToConfirm([confirmed2027], today)).toEqual([]);
  expect(yearsToConfirm([confirmed2027, present], today)).toEqual([2027]);
});

test('without calendars there is nothing to confirm', () => {
  expect(yearsToConfirm([], parseLocalDate('2026-11-02'), 2030)).toEqual([]);
});
