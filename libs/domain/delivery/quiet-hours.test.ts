import { expect, test } from 'vitest';
import { formatLocalTime, parseLocalTime } from '../time/instant.js';
import { afterQuietHours, nextAsking, nextTry } from './quiet-hours.js';

const NIGHT = { fromMinute: 21 * 60, untilMinute: 7 * 60 };
const NOON = { fromMinute: 11 * 60 + 30, untilMinute: 13 * 60 };

test.each([
  // wanted                quiet  leaves
  ['2026-08-19T20:59:59', NIGHT, '2026-08-19T20:59:59'],
  ['2026-08-19T21:00:00', NIGHT, '2026-08-20T07:00:00'],
  ['2026-08-20T00:00:00', NIGHT, '2026-08-20T07:00:00'],
  ['2026-08-20T06:59:59', NIGHT, '2026-08-20T07:00:00'],
  ['2026-08-20T07:00:00', NIGHT, '2026-08-20T07:00:00'],
  ['2026-12-31T23:00:00', NIGHT, '2027-01-01T07:00:00'],
  ['2026-08-20T11:29:00', NOON, '2026-08-20T11:29:00'],
  ['2026-08-20T12:00:00', NOON, '2026-08-20T13:00:00'],
  ['2026-08-20T23:00:00', { fromMinute: 0, untilMinute: 0 }, '2026-08-20T23:00:00'],
])('a message wanted at %s under %o leaves at %s', (wanted, quiet, leaves) => {
  expect(formatLocalTime(afterQuietHours(parseLocalTime(wanted), quiet))).toBe(leaves);
});

test('refusals put a letter off for half a minute, then twice as long each time, at most an hour', () => {
  const at = parseLocalTime('2026-08-20T08:00');
  expect([1, 2, 3, 7, 8, 500].map((attempts) => (nextTry(at, attempts, 30) - at) / 1_000)).toEqual([30, 60, 120, 1_920, 3_600, 3_600]);
});

test('a carrier is asked after ten minutes, one hour, six, a day and three days, and then no more', () => {
  const at = parseLocalTime('2026-08-20T08:00');
  expect([0, 1, 2, 3, 4, 5].map((asked) => nextAsking(at, asked))).toEqual(
    [...['2026-08-20T08:10', '2026-08-20T09:00', '2026-08-20T14:00', '2026-08-21T08:00', '2026-08-23T08:00'].map(parseLocalTime), undefined],
  );
});
