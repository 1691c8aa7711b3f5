import { describe, expect, test } from 'vitest';
import { officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { dueOfClock } from '../deadline-case/clock-rule.js';
import type { ReportPeriod } from '../task-plan/plan-words.js';
import { formatLocalTime } from '../time/instant.js';
import { formatLocalDate, parseLocalDate } from '../time/local-date.js';
import { type DayOffRule, endOfDueDay } from './day-off.js';
import { firstOccurrence, nextOccurrence, reportDates, reportSpan, reportTerm, type ReportRule } from './report-period.js';
import { DEFAULT_TASK_SETTINGS } from './task-settings.js';

const COMMON: ReportRule = { cutOffDay: 14, dueAfter: { unit: 'working-days', amount: 3 }, dayOff: 'next-working-day' };
const minutes = (at: Parameters<typeof formatLocalTime>[0]): string => formatLocalTime(at).slice(0, 16);

describe('a report counts the days from one cut-off to the next', () => {
  test.each<[ReportPeriod, number, number, ReportRule['cutOffDay'], string]>([
    // period         year  no. cut-off      days counted
    ['month', 2024, 1, 14, '2023-12-15 2024-01-14'],
    ['month', 2024, 3, 14, '2024-02-15 2024-03-14'],
    ['quarter', 2024, 1, 14, '2023-12-15 2024-03-14'],
    ['quarter', 2024, 4, 14, '2024-09-15 2024-12-14'],
    ['six-months', 2024, 1, 14, '2023-12-15 2024-06-14'],
    ['nine-months', 2024, 1, 14, '2023-12-15 2024-09-14'],
    ['year', 2024, 1, 14, '2023-12-15 2024-12-14'],
    ['month', 2024, 2, 'month-end', '2024-02-01 2024-02-29'],
    ['quarter', 2023, 1, 'month-end', '2023-01-01 2023-03-31'],
    ['year', 2023, 1, 'month-end', '2023-01-01 2023-12-31'],
    ['month', 2023, 3, 20, '2023-02-21 2023-03-20'],
  ])('%s %i/%i cut off on %s: %s', (period, year, number, cutOffDay, expected) => {
    const { first, last } = reportSpan({ period, year, number }, { cutOffDay });
    expect(`${formatLocalDate(first)} ${formatLocalDate(last)}`).toBe(expected);
  });

  test('each begins the day after the one before ends, over three years', () => {
    let occurrence = firstOccurrence('quarter', parseLocalDate('2022-01-01'), COMMON);
    for (let count = 0; count < 12; count += 1) {
      const next = nextOccurrence(occurrence);
      expect(reportSpan(next, COMMON).first - reportSpan(occurrence, COMMON).last).toBe(1);
      occurrence = next;
    }
    expect(occurrence).toEqual({ period: 'quarter', year: 2025, number: 1 });
  });

  test('a year has no thirteenth month and no fifth quarter', () => {
    expect(() => reportSpan({ period: 'month', year: 2024, number: 13 }, COMMON)).toThrow(RangeError);
    expect(() => reportSpan({ period: 'year', year: 2024, number: 2 }, COMMON)).toThrow(RangeError);
  });
});

describe('a report is due so long after its cut-off', () => {
  test.each<[ReportPeriod, number, number, ReportRule['dueAfter'], DayOffRule, string]>([
    // period  year  no. after                                        day off                 due (07:00–11:00, 13:00–17:00)
    ['month', 2023, 1, { unit: 'working-days', amount: 3 }, 'next-working-day', '2023-01-18T17:00'],
    // 14/2/2024 is the last day of Tết: working days count from the 15th
    ['month', 2024, 2, { unit: 'working-days', amount: 3 }, 'next-working-day', '2024-02-19T17:00'],
    // 14/1/2023 and six days is the first day of Tết
    ['month', 2023, 1, { unit: 'calendar-days', amount: 6 }, 'next-working-day', '2023-01-27T17:00'],
    ['month', 2023, 1, { unit: 'calendar-days', amount: 6 }, 'previous-working-day', '2023-01-19T17:00'],
    ['month', 2023, 1, { unit: 'calendar-days', amount: 6 }, 'stands', '2023-01-21T00:00'],
    // 14/8/2026 and eight days is Saturday 22/8, made a working day for 31/8
    ['month', 2026, 8, { unit: 'calendar-days', amount: 8 }, 'next-working-day', '2026-08-22T17:00'],
    ['month', 2026, 8, { unit: 'calendar-days', amount: 9 }, 'previous-working-day', '2026-08-22T17:00'],
    ['month', 2026, 8, { unit: 'working-days', amount: 6 }, 'next-working-day', '2026-08-22T17:00'],
    // 31/8/2026 itself is off
    ['month', 2026, 8, { unit: 'calendar-days', amount: 17 }, 'next-working-day', '2026-09-03T17:00'],
    ['year', 2024, 1, { unit: 'calendar-days', amount: 0 }, 'next-working-day', '2024-12-16T17:00'],
    ['month', 2026, 8, { unit: 'working-days', amount: 0 }, 'next-working-day', '2026-08-14T17:00'],
  ])('%s %i/%i, %j, %s: %s, and so ends its clock', (period, year, number, dueAfter, dayOff, expected) => {
    const rule = { cutOffDay: 14, dueAfter, dayOff };
    const dates = reportDates({ period, year, number }, rule, 'closing', officeCalendar);
    const { term, from } = reportTerm(dates, rule, 'closing');
    expect([dates.dueAt, dueOfClock(term, from, officeCalendar)].map(minutes)).toEqual([expected, expected]);
  });

  test('the last day ends at 24:00 where the installation says so', () => {
    expect(minutes(endOfDueDay(parseLocalDate('2024-12-31'), 'next-working-day', 'midnight', officeCalendar))).toBe('2025-01-01T00:00');
  });
});

describe('the first report of a series is the one whose days are not over', () => {
  test.each<[ReportPeriod, string, number, number]>([
    ['month', '2022-09-14', 2022, 9],
    ['month', '2022-09-15', 2022, 10],
    ['month', '2022-12-20', 2023, 1],
    ['quarter', '2022-09-15', 2022, 4],
    ['quarter', '2022-12-31', 2023, 1],
    ['six-months', '2022-07-01', 2023, 1],
    ['year', '2022-12-14', 2022, 1],
  ])('%s from %s: %i/%i', (period, from, year, number) => {
    expect(firstOccurrence(period, parseLocalDate(from), COMMON)).toEqual({ period, year, number });
  });
});

test('the cut-off an installation starts with is the common one of circulars under NĐ 09/2019', () => {
  expect(Object.values(DEFAULT_TASK_SETTINGS.reports).map(({ cutOffDay }) => cutOffDay)).toEqual([14, 14, 14, 14, 14]);
});
