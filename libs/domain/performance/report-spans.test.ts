import { expect, test } from 'vitest';
import { formatLocalDate, parseLocalDate } from '../time/local-date.js';
import type { DaySpan } from './periods.js';
import { daysBefore, reportDays, type ReportSpan } from './report-spans.js';

const words = ({ first, last }: DaySpan): string => `${formatLocalDate(first)}..${formatLocalDate(last)}`;

test.each<[ReportSpan, string]>([
  [{ kind: 'month', year: 2026, month: 1 }, '2025-12-15..2026-01-14'],
  [{ kind: 'month', year: 2026, month: 3 }, '2026-02-15..2026-03-14'],
  [{ kind: 'month', year: 2026, month: 12 }, '2026-11-15..2026-12-14'],
  [{ kind: 'quarter', year: 2026, quarter: 1 }, '2025-12-15..2026-03-14'],
  [{ kind: 'quarter', year: 2026, quarter: 4 }, '2026-09-15..2026-12-14'],
  [{ kind: 'six-months', year: 2026 }, '2025-12-15..2026-06-14'],
  [{ kind: 'nine-months', year: 2026 }, '2025-12-15..2026-09-14'],
  [{ kind: 'year', year: 2026 }, '2025-12-15..2026-12-14'],
])('the report %j covers %s', (span, days) => {
  expect(words(reportDays(span))).toBe(days);
});

test('another cut-off moves both ends, and one that not every month has is refused', () => {
  expect(words(reportDays({ kind: 'month', year: 2026, month: 3 }, 28))).toBe('2026-03-01..2026-03-28');
  expect(() => reportDays({ kind: 'year', year: 2026 }, 29)).toThrow('day 29');
});

test.each([
  ['2026-02-15..2026-03-14', '2026-01-15..2026-02-14', 'a month of reports'],
  ['2025-12-15..2026-03-14', '2025-09-15..2025-12-14', 'a quarter of reports'],
  ['2026-03-01..2026-03-31', '2026-02-01..2026-02-28', 'a month of the calendar'],
  ['2026-01-01..2026-12-31', '2025-01-01..2025-12-31', 'a year of the calendar'],
  ['2026-08-03..2026-08-07', '2026-07-29..2026-08-02', 'five days'],
])('before %s comes %s – %s', (days, before) => {
  const [first = '', last = ''] = days.split('..');
  expect(words(daysBefore({ first: parseLocalDate(first), last: parseLocalDate(last) }))).toBe(before);
});
