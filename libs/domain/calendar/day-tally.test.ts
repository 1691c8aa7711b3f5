import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DayTally } from './day-tally.js';
import { SpanTally } from './span-tally.js';
import { weekdayIndex, WeeklyTally } from './weekly-tally.js';

const units = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1440 }));
const weeks = fc.array(units, { minLength: 7, maxLength: 7 });
const listings = fc.uniqueArray(fc.record({ day: fc.integer({ min: -40, max: 40 }), units }), { selector: ({ day }) => day, maxLength: 30 });

const [FIRST, LAST] = [-60, 60];

function unitsOf(week: readonly number[], listed: readonly { readonly day: number; readonly units: number }[], day: number): number {
  return listed.find((each) => each.day === day)?.units ?? week[weekdayIndex(day)] ?? 0;
}

function weekly(week: readonly number[], listed: readonly { readonly day: number; readonly units: number }[]): DayTally {
  const ordered = listed.toSorted((a, b) => a.day - b.day);
  return new WeeklyTally(Int32Array.from(week), Int32Array.from(ordered, ({ day }) => day), Int32Array.from(ordered, (each) => each.units));
}

describe.each([
  ['a week with listed days', weekly],
  ['a span written out', (week: readonly number[], listed: readonly { readonly day: number; readonly units: number }[]) => new SpanTally(FIRST, Int32Array.from({ length: LAST - FIRST + 1 }, (_, place) => unitsOf(week, listed, FIRST + place)))],
])('%s', (_what, tallyOf) => {
  test('has before each day what the days before it have, and finds each unit in its day', () => {
    fc.assert(
      fc.property(weeks, listings, (week, listed) => {
        const tally = tallyOf(week, listed);
        let before = tally.before(FIRST);
        for (let day = FIRST; day <= LAST; day += 1) {
          const here = unitsOf(week, listed, day);
          expect(tally.before(day)).toBe(before);
          if (here > 0) {
            expect([tally.dayOf(before), tally.dayOf(before + here - 1)]).toEqual([day, day]);
          }
          before += here;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a unit that no day holds', () => {
  const closed = [0, 0, 0, 0, 0, 0, 0];
  test.each([
    ['where nothing is ever counted', weekly(closed, []), [0, 1, -1, 1e300, NaN]],
    ['before and after the only day that has any', weekly(closed, [{ day: 10, units: 8 }]), [-1, 8, 1e300, NaN]],
    ['outside a span', new SpanTally(5, Int32Array.from([0, 3, 0])), [-1, 3, 1e300, NaN]],
    ['in a span without any', new SpanTally(5, Int32Array.from([0, 0])), [0, -1]],
  ])('is no day: %s', (_where, tally, unitNumbers) => {
    expect(unitNumbers.map((unit) => tally.dayOf(unit))).toEqual(unitNumbers.map(() => NaN));
  });

  test('is found however far away, and costs no more there', () => {
    const tally = weekly([1, 1, 1, 1, 1, 0, 0], []);
    expect(tally.dayOf(5_000_000_000)).toBe(7_000_000_000 - 3);
    expect(tally.before(7_000_000_000 - 3)).toBe(5_000_000_000);
    expect(Number.isFinite(tally.dayOf(1e300))).toBe(true);
  });
});
