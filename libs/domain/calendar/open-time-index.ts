import { MS_PER_DAY, MS_PER_MINUTE, startOfDay } from '../time/instant.js';
import { localDateFrom, parseLocalDate, weekdayOf, WEEKDAYS, type LocalDate } from '../time/local-date.js';
import type { EffectiveCalendar } from './effective.js';
import type { MinuteInterval } from './hours.js';

/**
 * The open time of every declared day in typed arrays. Intervals are absolute milliseconds; those that touch across midnight
 * are one. All arrays are written once and only read afterwards.
 */
export interface OpenTimeIndex {
  readonly firstDay: LocalDate;
  readonly dayCount: number;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Open milliseconds before interval `i`; one longer than the intervals, the last entry is the total. */
  readonly openBefore: Float64Array;
  /** The first interval that ends after 00:00 of day `i`; one longer than the days. */
  readonly firstInterval: Int32Array;
  /** Working days before day `i`; one longer than the days. */
  readonly workingBefore: Int32Array;
  /** Day numbers (from `firstDay`) of the working days in order. */
  readonly workingDays: Int32Array;
  /** Instant at which the day's last interval ends; 00:00 of the day when it is closed. */
  readonly closings: Float64Array;
}

/** Builds the index over exactly the declared years. */
export function buildOpenTimeIndex(effective: EffectiveCalendar): OpenTimeIndex {
  const firstYear = effective.years[0]?.year ?? 1970;
  const lastYear = effective.years.at(-1)?.year ?? firstYear - 1;
  const firstDay = localDateFrom(firstYear, 1, 1);
  const dayCount = localDateFrom(lastYear + 1, 1, 1) - firstDay;
  const special = new Map<number, readonly MinuteInterval[]>(effective.days.map((day) => [parseLocalDate(day.date), day.hours]));
  const week = WEEKDAYS.map((weekday) => effective.week[weekday]);
  const firstWeekday = WEEKDAYS.indexOf(weekdayOf(firstDay));
  const starts: number[] = [];
  const ends: number[] = [];
  const firstInterval = new Int32Array(dayCount + 1);
  const workingBefore = new Int32Array(dayCount + 1);
  const closings = new Float64Array(dayCount);
  const workingDays: number[] = [];
  for (let day = 0; day < dayCount; day += 1) {
    const midnight = startOfDay(firstDay) + day * MS_PER_DAY;
    const hours = special.get(firstDay + day) ?? week[(firstWeekday + day) % 7] ?? [];
    firstInterval[day] = ends.length;
    workingBefore[day] = workingDays.length;
    closings[day] = midnight + (hours.at(-1)?.[1] ?? 0) * MS_PER_MINUTE;
    for (const [from, to] of hours) {
      const start = midnight + from * MS_PER_MINUTE;
      if (from === 0 && ends.at(-1) === start) {
        firstInterval[day] = ends.length - 1;
        ends[ends.length - 1] = midnight + to * MS_PER_MINUTE;
      } else {
        starts.push(start);
        ends.push(midnight + to * MS_PER_MINUTE);
      }
    }
    if (hours.length > 0) {
      workingDays.push(day);
    }
  }
  firstInterval[dayCount] = ends.length;
  workingBefore[dayCount] = workingDays.length;
  return {
    firstDay,
    dayCount,
    firstYear,
    lastYear,
    starts: Float64Array.from(starts),
    ends: Float64Array.from(ends),
    openBefore: accumulate(starts, ends),
    firstInterval,
    workingBefore,
    workingDays: Int32Array.from(workingDays),
    closings,
  };
}

function accumulate(starts: readonly number[], ends: readonly number[]): Float64Array {
  const openBefore = new Float64Array(starts.length + 1);
  let total = 0;
  starts.forEach((start, i) => {
    total += (ends[i] ?? start) - start;
    openBefore[i + 1] = total;
  });
  return openBefore;
}
