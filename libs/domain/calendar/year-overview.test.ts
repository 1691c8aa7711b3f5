import { expect, test } from 'vitest';
import { officeCalendar, officialDays } from '../../../test/fixtures/calendar/calendars.js';
import { parseLocalDate, weekdayOf } from '../time/local-date.js';
import { CalendarRangeError } from './errors.js';
import { yearOverview } from './year-overview.js';

test.each(Object.keys(officialDays))('%s: every month has its weekdays less the days off plus the weekends worked', (text) => {
  const { daysOff, workingWeekends } = officialDays[text] ?? { daysOff: [], workingWeekends: [] };
  const { months, workingDays, declared } = yearOverview(officeCalendar.effective, Number(text));
  const isRest = (date: string): boolean => ['sat', 'sun'].includes(weekdayOf(parseLocalDate(date)));
  const expected = months.map(({ month }) => {
    const prefix = `${text}-${String(month).padStart(2, '0')}-`;
    const length = new Date(Date.UTC(Number(text), month, 0)).getUTCDate();
    const dates = Array.from({ length }, (_, index) => `${prefix}${String(index + 1).padStart(2, '0')}`);
    return dates.filter((date) => (isRest(date) ? workingWeekends.includes(date) : !daysOff.includes(date))).length;
  });
  expect(months.map((month) => month.workingDays)).toEqual(expected);
  expect([workingDays, declared.status]).toEqual([expected.reduce((sum, days) => sum + days, 0), 'confirmed']);
  expect(months.flatMap(({ days }) => days.map(({ date }) => date))).toEqual([...daysOff, ...workingWeekends].sort());
});

test('a year the calendar does not declare has no overview', () => {
  expect(() => yearOverview(officeCalendar.effective, 2018)).toThrow(CalendarRangeError);
});
