import { describe, expect, test } from 'vitest';
import { parseInstant } from '../time/instant.js';
import { parseLocalDate } from '../time/local-date.js';
import { hasBegun, isUnderWay, type PeriodRecord, recordOf } from './period-standing.js';

const AUGUST = { first: parseLocalDate('2026-08-01'), last: parseLocalDate('2026-08-31') };

describe('a period and the moment it is asked for', () => {
  test.each([
    ['2026-07-31T23:59:59+07:00', false, true],
    ['2026-08-01T00:00:00+07:00', true, true],
    ['2026-08-31T23:59:59+07:00', true, true],
    ['2026-09-01T00:00:00+07:00', true, false],
  ])('August at %s: begun %s, its end ahead %s', (at, begun, ahead) => {
    expect([hasBegun(AUGUST, parseInstant(at)), isUnderWay(AUGUST, parseInstant(at))]).toEqual([begun, ahead]);
  });

  test.each<[string | undefined, PeriodRecord]>([
    [undefined, 'none'],
    ['2026-09-01', 'none'],
    ['2026-08-31', 'from-later'],
    ['2026-08-02', 'from-later'],
    ['2026-08-01', 'whole'],
    ['2025-01-01', 'whole'],
  ])('recorded from %s on, August is recorded: %s', (from, expected) => {
    expect(recordOf(AUGUST, from === undefined ? undefined : parseLocalDate(from))).toBe(expected);
  });
});
