import { describe, expect, test } from 'vitest';
import {
  addCalendarDays,
  addMonths,
  civilOf,
  dayOfMonth,
  formatLocalDate,
  localDate,
  localDateFrom,
  monthOf,
  parseLocalDate,
  weekdayOf,
  WEEKDAYS,
  yearOf,
} from './local-date.js';
import { TimeFormatError } from './time-format-error.js';

describe('local dates', () => {
  test('every day of 1600 to 2399 agrees with an independent calendar', () => {
    const first = Date.UTC(1600, 0, 1) / 86_400_000;
    for (let day = first; day < Date.UTC(2400, 0, 1) / 86_400_000; day += 1) {
      const other = new Date(day * 86_400_000);
      const { year, month, day: ofMonth } = civilOf(localDate(day));
      const same =
        year === other.getUTCFullYear() &&
        month === other.getUTCMonth() + 1 &&
        ofMonth === other.getUTCDate() &&
        WEEKDAYS.indexOf(weekdayOf(localDate(day))) === (other.getUTCDay() + 6) % 7 &&
        localDateFrom(year, month, ofMonth) === day;
      if (!same) {
        expect.fail(`day ${String(day)} is ${other.toISOString()}, not ${formatLocalDate(localDate(day))}`);
      }
    }
    expect(formatLocalDate(localDate(first))).toBe('1600-01-01');
  });

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-15', 1, '2026-04-15'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-01-15', -13, '2024-12-15'],
    ['2026-01-15', 0, '2026-01-15'],
  ])('%s plus %i months is %s: the same day of the month or its last (Civil Code Art. 148.3)', (from, months, to) => {
    expect(formatLocalDate(addMonths(parseLocalDate(from), months))).toBe(to);
  });

  test('days are added across month, year and leap day', () => {
    const add = (text: string, n: number): string => formatLocalDate(addCalendarDays(parseLocalDate(text), n));
    expect(add('2024-02-28', 2)).toBe('2024-03-01');
    expect(add('2026-12-31', 1)).toBe('2027-01-01');
    expect(add('2026-01-01', -1)).toBe('2025-12-31');
  });

  test('a date gives its year, month and day', () => {
    const date = parseLocalDate('2026-11-20');
    expect([yearOf(date), monthOf(date), dayOfMonth(date)]).toEqual([2026, 11, 20]);
  });

  test.each(['2026-02-29', '2026-00-10', '2026-13-01', '2026-04-31', '20261120', '2026-1-1', '2026-11-20T00:00'])(
    'the text "%s" is no date and is named',
    (text) => {
      expect(() => parseLocalDate(text)).toThrow(TimeFormatError);
      expect(() => parseLocalDate(text)).toThrow(text);
    },
  );

  test('dates are built from whole days and existing months only', () => {
    expect(() => localDate(0.5)).toThrow(RangeError);
    expect(() => localDateFrom(2026, 2, 29)).toThrow(RangeError);
    expect(() => addMonths(localDate(0), 0.5)).toThrow(RangeError);
    expect(() => addCalendarDays(localDate(0), 0.5)).toThrow(RangeError);
  });
});
