import { expect, test } from 'vitest';
import { formatLocalDate, parseLocalDate } from '../time/local-date.js';
import type { DaySpan } from './periods.js';
import { daysBefore } from './days-before.js';

const words = ({ first, last }: DaySpan): string => `${formatLocalDate(first)}..${formatLocalDate(last)}`;

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
