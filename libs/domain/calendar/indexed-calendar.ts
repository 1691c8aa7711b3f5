import type { EndRule } from '../deadline/time-limit.js';
import { localDateOf, MS_PER_DAY, startOfDay, yearOfInstant, type Instant } from '../time/instant.js';
import { yearOf, type LocalDate } from '../time/local-date.js';
import type { EffectiveCalendar } from './effective.js';
import { CalendarRangeError } from './errors.js';
import { streamOpenPeriods } from './open-periods.js';
import { buildOpenTimeIndex, type OpenTimeIndex } from './open-time-index.js';
import { OFFICE_DAY_MS, type BoundaryKind, type OpenPeriod, type WorkingCalendar } from './working-calendar.js';

/** Builds the calendar with its index over exactly the declared years. */
export function buildWorkingCalendar(effective: EffectiveCalendar): WorkingCalendar {
  return new IndexedCalendar(effective);
}

/** The working calendar over an index of prefix sums: every answer is a lookup or one binary search, without allocation. */
class IndexedCalendar implements WorkingCalendar {
  private readonly index: OpenTimeIndex;
  private readonly origin: number;

  constructor(readonly effective: EffectiveCalendar) {
    this.index = buildOpenTimeIndex(effective);
    this.origin = startOfDay(this.index.firstDay);
  }

  addWorkingTime(start: Instant, ms: number): Instant {
    requireFinite(ms, 'milliseconds');
    const { starts, openBefore } = this.index;
    const amount = Math.round(ms);
    const target = this.openUpTo(start) + amount;
    if (amount === 0) {
      return start;
    }
    if (amount > 0) {
      const i = lowerBound(openBefore, target) - 1;
      return (i >= starts.length ? this.outOfRange(this.index.lastYear + 1) : at(starts, i) + target - at(openBefore, i)) as Instant;
    }
    const i = upperBound(openBefore, target) - 1;
    return (i < 0 || i >= starts.length ? this.outOfRange(this.index.firstYear - 1) : at(starts, i) + target - at(openBefore, i)) as Instant;
  }

  workingTimeBetween(from: Instant, to: Instant): number {
    return this.openUpTo(to) - this.openUpTo(from);
  }

  addWorkingDays(start: Instant, days: number, end: EndRule): Instant {
    requireFinite(days, 'working days');
    const total = Math.round(days * OFFICE_DAY_MS);
    const whole = Math.trunc(total / OFFICE_DAY_MS);
    const share = total - whole * OFFICE_DAY_MS;
    if (share === 0) {
      return this.addWholeDays(start, whole, end);
    }
    if (share < 0) {
      return this.addWholeDays(this.addWorkingTime(start, share), whole, end);
    }
    const finish = this.addWorkingTime(this.addWholeDays(start, whole, 'same-clock'), share);
    // The day in which the share ended: its last moment may be 24:00.
    return this.endOfDay(this.dayIndex((finish - 1) as Instant), finish, end);
  }

  workingDaysBetween(after: LocalDate, upTo: LocalDate): number {
    const { workingBefore } = this.index;
    return at(workingBefore, this.dateIndex(upTo) + 1) - at(workingBefore, this.dateIndex(after) + 1);
  }

  isOpen(moment: Instant): boolean {
    const i = this.intervalEndingAfter(moment, this.dayIndex(moment));
    return i < this.index.starts.length && at(this.index.starts, i) <= moment;
  }

  isWorkingDay(date: LocalDate): boolean {
    const day = this.dateIndex(date);
    return at(this.index.workingBefore, day + 1) > at(this.index.workingBefore, day);
  }

  boundary(moment: Instant, kind: BoundaryKind): Instant {
    const { starts, ends, firstYear, lastYear } = this.index;
    const day = this.dayIndexOrEnd(moment);
    const i = this.intervalEndingAfter(moment, day);
    switch (kind) {
      case 'next-closing':
        return (i < ends.length ? at(ends, i) : this.outOfRange(lastYear + 1)) as Instant;
      case 'next-opening': {
        const next = i < starts.length && at(starts, i) <= moment ? i + 1 : i;
        return (next < starts.length ? at(starts, next) : this.outOfRange(lastYear + 1)) as Instant;
      }
      case 'previous-opening': {
        const previous = i < starts.length && at(starts, i) < moment ? i : i - 1;
        return (previous >= 0 ? at(starts, previous) : this.outOfRange(firstYear - 1)) as Instant;
      }
      case 'previous-closing': {
        const previous = i > 0 && at(ends, i - 1) === moment ? i - 2 : i - 1;
        return (previous >= 0 ? at(ends, previous) : this.outOfRange(firstYear - 1)) as Instant;
      }
    }
  }

  openPeriods(from: Instant, to: Instant): Iterable<OpenPeriod> {
    this.dayIndexOrEnd(from);
    this.dayIndexOrEnd(to);
    return streamOpenPeriods(this.effective, from, to);
  }

  /** Whole working days after the start's date; the clock time carries over untouched. */
  private addWholeDays(start: Instant, whole: number, end: EndRule): Instant {
    const { workingBefore, workingDays, firstYear, lastYear } = this.index;
    const day = this.dayIndex(start);
    if (whole === 0 && end === 'same-clock') {
      return start;
    }
    const rank = whole > 0 ? at(workingBefore, day + 1) + whole - 1 : at(workingBefore, day) + whole;
    if (rank < 0 || rank >= workingDays.length) {
      return this.outOfRange(rank < 0 ? firstYear - 1 : lastYear + 1);
    }
    const target = at(workingDays, rank);
    return this.endOfDay(target, (start + (target - day) * MS_PER_DAY) as Instant, end);
  }

  private endOfDay(day: number, sameClock: Instant, end: EndRule): Instant {
    switch (end) {
      case 'same-clock':
        return sameClock;
      case 'closing':
        return at(this.index.closings, day) as Instant;
      case 'midnight':
        return (this.origin + (day + 1) * MS_PER_DAY) as Instant;
    }
  }

  /** Open milliseconds from the first declared day to `moment`. */
  private openUpTo(moment: Instant): number {
    const { starts, openBefore } = this.index;
    const i = this.intervalEndingAfter(moment, this.dayIndexOrEnd(moment));
    return i < starts.length && at(starts, i) < moment ? at(openBefore, i) + moment - at(starts, i) : at(openBefore, i);
  }

  /** The first interval that ends after `moment`, which lies in `day`; looks at the intervals of that day only. */
  private intervalEndingAfter(moment: Instant, day: number): number {
    const { ends, firstInterval } = this.index;
    let i = at(firstInterval, day);
    while (i < ends.length && at(ends, i) <= moment) {
      i += 1;
    }
    return i;
  }

  private dayIndex(moment: Instant): number {
    const day = localDateOf(moment) - this.index.firstDay;
    return day >= 0 && day < this.index.dayCount ? day : this.outOfRange(yearOfInstant(moment));
  }

  /** As `dayIndex`, but 24:00 of the last declared day still counts. */
  private dayIndexOrEnd(moment: Instant): number {
    const day = localDateOf(moment) - this.index.firstDay;
    return day === this.index.dayCount && moment === this.origin + day * MS_PER_DAY ? day : this.dayIndex(moment);
  }

  private dateIndex(date: LocalDate): number {
    const day = date - this.index.firstDay;
    return day >= 0 && day < this.index.dayCount ? day : this.outOfRange(yearOf(date));
  }

  private outOfRange(year: number): never {
    throw new CalendarRangeError(this.effective.id, year, this.index.firstYear, this.index.lastYear);
  }
}

function at(values: Float64Array | Int32Array, i: number): number {
  // In bounds by construction of the index; the fallback only satisfies the type.
  return values[i] ?? 0;
}

/** The first position whose value is not below `value`. */
function lowerBound(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(values, middle) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The first position whose value is above `value`. */
function upperBound(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(values, middle) <= value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function requireFinite(amount: number, unit: string): void {
  if (!Number.isFinite(amount)) {
    throw new RangeError(`An amount of ${unit} is a finite number, not ${String(amount)}`);
  }
}
