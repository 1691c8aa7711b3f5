import { expect, test } from 'vitest';
import { at, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { formatInstant } from '../time/instant.js';
import { DEFAULT_PAR_SCORING, type ParScoringRule, scoringWindow } from './scoring-window.js';

test.each<[number, Partial<ParScoringRule>, string, string, string, string]>([
  // year  rule                                                             opens                closes               due                  why
  [2026, {}, '2026-12-01T00:00', '2026-12-26T00:00', '2027-01-05T00:00', '1–25/12 whole days; "before 05/01" is up to 24:00 of 4/1'],
  [2026, { dueEnd: 'closing' }, '2026-12-01T00:00', '2026-12-26T00:00', '2027-01-04T17:00', 'Monday 4/1/2027 is worked'],
  [2025, { dueEnd: 'closing' }, '2025-12-01T00:00', '2025-12-26T00:00', '2025-12-31T17:00', '1 to 4/1/2026 are off: a holiday, a swapped Friday, a weekend'],
  [2026, { until: { month: 12, day: 31 } }, '2026-12-01T00:00', '2027-01-01T00:00', '2027-01-05T00:00', 'a window to the end of the year'],
])('%i under %j opens %s, closes %s and is due %s – %s', (year, change, opens, closes, due) => {
  const { opensAt, closesAt, dueAt } = scoringWindow(year, { ...DEFAULT_PAR_SCORING, ...change }, officeCalendar);
  expect([opensAt, closesAt, dueAt].map(formatInstant)).toEqual([opens, closes, due].map((local) => formatInstant(at(local))));
});
