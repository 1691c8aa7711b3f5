import { withinCalendar } from '../calendar/within-calendar.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { type Instant, instant, localDateOf, startOfDay } from '../time/instant.js';
import { localDate } from '../time/local-date.js';

/** Where the age of open dossiers is cut, in whole working days, rising from 1. No source gives the numbers: the installation sets them. */
export interface AgeingEdges {
  /** Days left until the due date. */
  readonly left: readonly number[];
  /** Days since the due date. */
  readonly over: readonly number[];
  /** Days since the dossier came in. */
  readonly age: readonly number[];
}

/** What an installation starts with: 1–2, 3–5 and more days left; 1–5, 6–15, 16–30 and more days over. */
export const DEFAULT_AGEING: AgeingEdges = { left: [2, 5], over: [5, 15, 30], age: [2, 5, 10, 20, 30] };

/** A range of working days; `over` without days is "later on the same day". Open at the top without `to`. */
export interface AgeingBucket {
  readonly kind: 'left' | 'over' | 'age';
  readonly from: number;
  readonly to?: number;
}

/** Buckets by the due date, the longest overdue first. Zero days left is today before the due moment, zero days over today after it. */
export function dueBuckets({ left, over }: AgeingEdges): readonly AgeingBucket[] {
  return [...ranges('over', 1, over).toReversed(), { kind: 'over', from: 0, to: 0 }, { kind: 'left', from: 0, to: 0 }, ...ranges('left', 1, left)];
}

/** Buckets by the working days since a dossier came in, the oldest first. */
export function ageBuckets({ age }: AgeingEdges): readonly AgeingBucket[] {
  return ranges('age', 0, age).toReversed();
}

/**
 * The moments between the buckets by due date as they lie at `at` on a calendar, rising: a due date belongs to the bucket with as many
 * moments at or before it. A due date at 24:00 is of the day it ends. `undefined` where a moment lies beyond the calendar.
 */
export function dueMoments({ left, over }: AgeingEdges, calendar: WorkingCalendar, at: Instant): readonly number[] | undefined {
  const today = localDateOf(at);
  const moments = withinCalendar(() => [
    ...over.toReversed().map((days) => beginOf(calendar, at, days) + 1),
    startOfDay(today) + 1,
    at,
    startOfDay(localDate(today + 1)) + 1,
    ...left.map((days) => calendar.addWorkingDays(at, days, 'midnight') + 1),
  ]);
  return moments && risen(moments);
}

/** The same between the buckets by age, for the moment a dossier came in. */
export function ageMoments({ age }: AgeingEdges, calendar: WorkingCalendar, at: Instant): readonly number[] | undefined {
  const moments = withinCalendar(() => age.toReversed().map((days) => beginOf(calendar, at, days)));
  return moments && risen(moments);
}

/** The first moment of the n-th working day before today. */
function beginOf(calendar: WorkingCalendar, at: Instant, days: number): number {
  return startOfDay(localDateOf(instant(calendar.addWorkingDays(at, -days, 'midnight') - 1)));
}

function ranges(kind: AgeingBucket['kind'], first: number, edges: readonly number[]): readonly AgeingBucket[] {
  return [...edges.map((to, index) => ({ kind, from: (edges[index - 1] ?? first - 1) + 1, to })), { kind, from: (edges.at(-1) ?? first - 1) + 1 }];
}

/** At midnight "now" and the beginning of today are one moment: then nothing lies between them. */
function risen(moments: readonly number[]): readonly number[] {
  return moments.map((_, index) => Math.max(...moments.slice(0, index + 1)));
}
