import { describe, expect, test } from 'vitest';
import { daysBetween, timeLeft } from './waiting-time.js';

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

describe('time left', () => {
  test.each([
    ['2026-08-18T10:20:00+07:00', { isOver: false, hours: 2, minutes: 20 }],
    ['2026-08-18T07:45:00+07:00', { isOver: true, hours: 0, minutes: 15 }],
  ])('until %s at eight', (until, left) => {
    expect(timeLeft(until, '2026-08-18T08:00:00+07:00')).toEqual(left);
  });
});
