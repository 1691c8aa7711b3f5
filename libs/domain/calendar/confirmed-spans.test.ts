import { expect, test } from 'vitest';
import { calendarOf } from '../../../test/fixtures/calendar/calendars.js';
import { parseLocalDate } from '../time/local-date.js';

const notice = { status: 'confirmed', source: 'notice' } as const;
const calendar = calendarOf({
  id: 'nation',
  name: 'Nation',
  years: [{ year: 2024, ...notice }, { year: 2025, ...notice }, { year: 2026, status: 'proposed', source: 'rule' }, { year: 2027, ...notice }],
});

test.each([
  ['2024-01-01', '2025-12-31', true, 'years that follow one another'],
  ['2027-01-01', '2027-12-31', true, 'the year after the proposed one'],
  ['2025-12-31', '2026-01-01', false, 'into the proposed year'],
  ['2026-03-01', '2026-03-02', false, 'within the proposed year'],
  ['2025-12-31', '2027-01-01', false, 'over the proposed year'],
  ['2023-12-31', '2024-01-01', false, 'from a year not declared'],
  ['2027-12-31', '2028-01-01', false, 'into a year not declared'],
])('the years of %s to %s are confirmed: %s (%s)', (first, last, confirmed) => {
  expect(calendar.isConfirmed(parseLocalDate(first), parseLocalDate(last))).toBe(confirmed);
});
