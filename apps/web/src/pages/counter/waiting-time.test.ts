import { describe, expect, test } from 'vitest';
import { daysBetween, hoursAndMinutes } from './waiting-time.js';

describe('a result waits', () => {
  test.each([
    ['2026-08-18T16:59:00+07:00', '2026-08-19T07:30:00+07:00', 1],
    ['2026-08-18T07:30:00+07:00', '2026-08-18T17:00:00+07:00', 0],
    ['2026-08-18T00:30:00+07:00', '2026-08-17T18:00:00Z', 0],
    ['2026-07-20T09:00:00+07:00', '2026-08-19T09:00:00+07:00', 30],
  ])('from %s to %s for %i days', (from, until, days) => {
    expect(daysBetween(from, until)).toBe(days);
  });
});

describe('working minutes', () => {
  test.each([
    [480, { hours: 8, minutes: 0 }],
    [140, { hours: 2, minutes: 20 }],
    [-15, { hours: 0, minutes: 15 }],
  ])('%i are said in hours and minutes', (minutes, said) => {
    expect(hoursAndMinutes(minutes)).toEqual(said);
  });
});
