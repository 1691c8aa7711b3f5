import { expect, test } from 'vitest';
import { formatInstant, parseInstant } from '../time/instant.js';
import { formatLocalDate } from '../time/local-date.js';
import { reportMoments, reportsDue } from './report-schedule.js';
import { DEFAULT_TASK_SETTINGS } from './task-settings.js';

const RULES = DEFAULT_TASK_SETTINGS.reports;
const ENDS = { ...RULES, month: { cutOffDay: 'month-end' }, quarter: { cutOffDay: 'month-end' } } as const;

test.each([
  // period         due after            and not after        counts                     made at                rule: cut-off 14th (year 15/12–14/12)
  ['month', RULES, '2026-08-15T07:00', '2026-09-15T07:00', ['2026-08-15 2026-09-14 2026-09-15T07:00']],
  ['month', RULES, '2026-08-15T06:59', '2026-09-15T06:59', ['2026-07-15 2026-08-14 2026-08-15T07:00']],
  ['month', RULES, '2026-08-15T07:00', '2026-09-15T06:59', []],
  ['quarter', RULES, '2026-01-01T00:00', '2026-07-01T00:00', ['2025-12-15 2026-03-14 2026-03-15T07:00', '2026-03-15 2026-06-14 2026-06-15T07:00']],
  ['six-months', RULES, '2026-01-01T00:00', '2026-12-31T00:00', ['2025-12-15 2026-06-14 2026-06-15T07:00']],
  ['nine-months', RULES, '2026-01-01T00:00', '2026-12-31T00:00', ['2025-12-15 2026-09-14 2026-09-15T07:00']],
  ['year', RULES, '2026-01-01T00:00', '2026-12-31T00:00', ['2025-12-15 2026-12-14 2026-12-15T07:00']],
  ['month', ENDS, '2026-01-31T12:00', '2026-03-01T07:00', ['2026-01-01 2026-01-31 2026-02-01T07:00', '2026-02-01 2026-02-28 2026-03-01T07:00']],
] as const)('reports of a %s under %o due after %s and by %s count %j', (period, rules, since, at, expected) => {
  const due = reportsDue(period, rules, parseInstant(`${since}+07:00`), parseInstant(`${at}+07:00`));
  expect(due.map(({ first, last, dueAt }) => `${formatLocalDate(first)} ${formatLocalDate(last)} ${formatInstant(dueAt).slice(0, 16)}`)).toEqual(expected);
});

test.each([
  ['month', 14, { dayOfMonth: 15, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], hour: 7 }],
  ['quarter', 14, { dayOfMonth: 15, months: [3, 6, 9, 12], hour: 7 }],
  ['year', 14, { dayOfMonth: 15, months: [12], hour: 7 }],
  ['quarter', 'month-end', { dayOfMonth: 1, months: [1, 4, 7, 10], hour: 7 }],
  ['six-months', 30, { dayOfMonth: 1, months: [7], hour: 7 }],
] as const)('a schedule makes reports of a %s with the cut-off %s at %j', (period, cutOffDay, moments) => {
  expect(reportMoments(period, { cutOffDay })).toEqual(moments);
});
