import { type DayTally, entry } from './day-tally.js';

const DAYS_PER_WEEK = 7;
/** 1970-01-01 was a Thursday: its week began three days before. */
const MONDAY_SHIFT = 3;

/** The weekday of a day numbered from 1970-01-01; Monday is 0. */
export function weekdayIndex(day: number): number {
  const shifted = day + MONDAY_SHIFT;
  return shifted - Math.floor(shifted / DAYS_PER_WEEK) * DAYS_PER_WEEK;
}

/**
 * A tally of every day there is: the same from week to week, but for listed days. It holds no more than the week and those days;
 * either answer is arithmetic on the week and a binary search among the listed days. The origin is Monday, 1969-12-29; units
 * of earlier days are negative.
 */
export class WeeklyTally implements DayTally {
  /** Units of the week before each weekday; the eighth is the whole week. */
  private readonly weekBefore = new Float64Array(DAYS_PER_WEEK + 1);
  private readonly perWeek: number;
  /** What the listed days before each have more than their weekdays, in sum; one longer than the listed days. */
  private readonly extraBefore: Float64Array;
  /** Units before each listed day. */
  private readonly unitsBefore: Float64Array;

  /**
   * @param week units of each weekday, Monday first
   * @param listed the days that differ from their week, ascending
   * @param unitsOn units of each listed day
   */
  constructor(
    week: Int32Array,
    private readonly listed: Int32Array,
    private readonly unitsOn: Int32Array,
  ) {
    for (let weekday = 0; weekday < DAYS_PER_WEEK; weekday += 1) {
      this.weekBefore[weekday + 1] = entry(this.weekBefore, weekday) + entry(week, weekday);
    }
    this.perWeek = entry(this.weekBefore, DAYS_PER_WEEK);
    this.extraBefore = new Float64Array(listed.length + 1);
    this.unitsBefore = new Float64Array(listed.length);
    for (let i = 0; i < listed.length; i += 1) {
      const extra = entry(this.extraBefore, i);
      const day = entry(listed, i);
      this.unitsBefore[i] = this.weeklyBefore(day) + extra;
      this.extraBefore[i + 1] = extra + entry(unitsOn, i) - entry(week, weekdayIndex(day));
    }
  }

  before(day: number): number {
    return this.weeklyBefore(day) + entry(this.extraBefore, countBelow(this.listed, day));
  }

  dayOf(unit: number): number {
    const passed = countBelow(this.unitsBefore, unit + 1);
    if (passed > 0 && unit < entry(this.unitsBefore, passed - 1) + entry(this.unitsOn, passed - 1)) {
      return entry(this.listed, passed - 1);
    }
    if (this.perWeek === 0) {
      return NaN;
    }
    const weekly = unit - entry(this.extraBefore, passed);
    const week = Math.floor(weekly / this.perWeek);
    const ofWeek = weekly - week * this.perWeek;
    let weekday = 0;
    while (weekday < DAYS_PER_WEEK - 1 && entry(this.weekBefore, weekday + 1) <= ofWeek) {
      weekday += 1;
    }
    return week * DAYS_PER_WEEK + weekday - MONDAY_SHIFT;
  }

  private weeklyBefore(day: number): number {
    const shifted = day + MONDAY_SHIFT;
    const week = Math.floor(shifted / DAYS_PER_WEEK);
    return week * this.perWeek + entry(this.weekBefore, shifted - week * DAYS_PER_WEEK);
  }
}

/** How many of the ascending values are less than `value`. */
export function countBelow(values: Float64Array | Int32Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entry(values, middle) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
