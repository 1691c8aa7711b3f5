import { describe, expect, test } from 'vitest';
import { at, officeCalendar } from '../../../test/fixtures/calendar/calendars.js';
import { ageBuckets, type AgeingBucket, ageMoments, DEFAULT_AGEING, dueBuckets, dueMoments } from './ageing.js';

/** Wednesday 9/9/2026, 10:00; 31/8 is a swapped day, 1/9 and 2/9 are the holiday. */
const NOW = at('2026-09-09T10:00');

function bucketOf(moments: readonly number[] | undefined, buckets: readonly AgeingBucket[], moment: string): string {
  const bucket = buckets[(moments ?? []).filter((one) => one <= at(moment)).length];
  return bucket === undefined ? 'none' : `${bucket.kind} ${String(bucket.from)}-${bucket.to === undefined ? '' : String(bucket.to)}`;
}

describe('a due date is told by working days of the agency', () => {
  const moments = dueMoments(DEFAULT_AGEING, officeCalendar, NOW);

  test.each([
    // due                 bucket       why
    ['2026-09-18T09:00', 'left 6-', 'seven working days ahead'],
    ['2026-09-17T00:00', 'left 3-5', 'at 24:00 of Wednesday 16/9, the fifth working day ahead'],
    ['2026-09-12T09:00', 'left 3-5', 'a Saturday belongs to the working day after it'],
    ['2026-09-11T17:00', 'left 1-2', 'the second working day ahead'],
    ['2026-09-10T07:00', 'left 1-2', 'tomorrow'],
    ['2026-09-10T00:00', 'left 0-0', 'at 24:00 of today'],
    ['2026-09-09T10:00', 'left 0-0', 'this moment is not late'],
    ['2026-09-09T09:59', 'over 0-0', 'earlier today'],
    ['2026-09-09T00:00', 'over 1-5', 'at 24:00 of yesterday'],
    ['2026-09-08T17:00', 'over 1-5', 'yesterday'],
    ['2026-08-10T17:00', 'over 16-30', 'a month ago'],
    ['2026-01-10T17:00', 'over 31-', 'long ago'],
  ])('%s is %s: %s', (due, bucket) => {
    expect(bucketOf(moments, dueBuckets(DEFAULT_AGEING), due)).toBe(bucket);
  });

  test('with one bucket more than moments between them, rising also at midnight', () => {
    expect(dueBuckets(DEFAULT_AGEING).length).toBe((moments ?? []).length + 1);
    const midnight = dueMoments(DEFAULT_AGEING, officeCalendar, at('2026-09-09T00:00')) ?? [];
    expect(midnight).toEqual(midnight.toSorted((a, b) => a - b));
    expect(dueMoments(DEFAULT_AGEING, officeCalendar, at('2090-09-09T00:00'))).toBeUndefined();
  });
});

test.each([
  ['2026-09-09T08:00', 'age 0-2'],
  ['2026-09-07T07:00', 'age 0-2'],
  ['2026-09-04T17:00', 'age 3-5'],
  ['2026-07-20T08:00', 'age 31-'],
])('a dossier that came in at %s is %s working days old', (since, bucket) => {
  expect(ageMoments(DEFAULT_AGEING, officeCalendar, NOW)?.length).toBe(ageBuckets(DEFAULT_AGEING).length - 1);
  expect(bucketOf(ageMoments(DEFAULT_AGEING, officeCalendar, NOW), ageBuckets(DEFAULT_AGEING), since)).toBe(bucket);
});
