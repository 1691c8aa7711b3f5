import type { EndRule } from '../deadline/time-limit.js';
import { localDateOf, MS_PER_DAY, startOfDay, yearOfInstant, type Instant } from '../time/instant.js';
import { formatLocalDate, localDateFrom, yearOf, type LocalDate } from '../time/local-date.js';
import { confirmedSpans, type DaySpan } from './confirmed-spans.js';
import type { EffectiveCalendar } from './effective.js';
import { CalendarRangeError } from './errors.js';
import type { MinuteInterval } from './hours.js';
import { streamOpenPeriods } from './open-periods.js';
import { OpenTimeIndex } from './open-time-index.js';
import { OFFICE_DAY_MS, type BoundaryKind, type OpenPeriod, type WorkingCalendar, type YearSpan } from './working-calendar.js';

/** Builds the calendar with its index. It answers for the years of `span`, by default those it declares. */
export function buildWorkingCalendar(effective: EffectiveCalendar, span: YearSpan = declaredYears(effective)): WorkingCalendar {
  return new IndexedCalendar(effective, span);
}

function declaredYears({ years }: EffectiveCalendar): YearSpan {
  const firstYear = years[0]?.year ?? 1970;
  return { firstYear, lastYear: years.at(-1)?.year ?? firstYear - 1 };
}

/** The working calendar over tallies of days: every answer is a few lookups and the hours of one day, without allocation. */
class IndexedCalendar implements WorkingCalendar {
  private readonly index: OpenTimeIndex;
  /** 00:00 of the first day and 24:00 of the last. */
  private readonly begin: Instant;
  private readonly end: Instant;
  private readonly firstDay: number;
  private readonly lastDay: number;
  private readonly confirmed: readonly DaySpan[];

  constructor(
    readonly effective: EffectiveCalendar,
    private readonly span: YearSpan,
  ) {
    const [first, afterLast] = [localDateFrom(span.firstYear, 1, 1), localDateFrom(span.lastYear + 1, 1, 1)];
    [this.firstDay, this.lastDay] = [first, afterLast - 1];
    this.index = new OpenTimeIndex(effective, this.firstDay, this.lastDay);
    [this.begin, this.end] = [startOfDay(first), startOfDay(afterLast)];
    this.confirmed = confirmedSpans(effective);
  }

  addWorkingTime(start: Instant, ms: number): Instant {
    requireFinite(ms, 'milliseconds');
    const amount = Math.round(ms);
    const open = this.openUpTo(start);
    if (amount === 0) {
      return start;
    }
    if (amount > 0) {
      // The last millisecond added ends the amount: at closing, not next morning.
      const at = this.index.openFrom(open + amount - 1) + 1;
      return at <= this.end ? (at as Instant) : this.outOfRange(this.span.lastYear + 1);
    }
    const at = this.index.openFrom(open + amount);
    return at >= this.begin ? (at as Instant) : this.outOfRange(this.span.firstYear - 1);
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
    return this.endOfDay(this.dayOf((finish - 1) as Instant), finish, end);
  }

  workingDaysBetween(after: LocalDate, upTo: LocalDate): number {
    const { working } = this.index;
    return working.before(this.declared(upTo) + 1) - working.before(this.declared(after) + 1);
  }

  isOpen(moment: Instant): boolean {
    return this.index.isOpenAt(this.dayOf(moment), moment);
  }

  isWorkingDay(date: LocalDate): boolean {
    return this.hoursOn(date).length > 0;
  }

  hoursOn(date: LocalDate): readonly MinuteInterval[] {
    return this.index.hoursOn(this.declared(date));
  }

  intoHours(date: LocalDate, clock: number): Instant {
    const fitted = this.index.intoHours(this.declared(date), clock);
    if (Number.isNaN(fitted)) {
      throw new RangeError(`${formatLocalDate(date)} is a day off in calendar "${this.effective.id}": it has no opening and no closing`);
    }
    return (startOfDay(date) + fitted) as Instant;
  }

  isConfirmed(first: LocalDate, last: LocalDate): boolean {
    for (const span of this.confirmed) {
      if (first >= span.firstDay && last <= span.lastDay) {
        return true;
      }
    }
    return false;
  }

  boundary(moment: Instant, kind: BoundaryKind): Instant {
    this.requireMoment(moment);
    const { index, begin, end } = this;
    switch (kind) {
      case 'next-opening': {
        const at = index.firstOpen(index.firstClosed(moment));
        return at < end ? (at as Instant) : this.outOfRange(this.span.lastYear + 1);
      }
      case 'next-closing': {
        const at = index.firstClosed(index.firstOpen(moment));
        return at <= end ? (at as Instant) : this.outOfRange(this.span.lastYear + 1);
      }
      case 'previous-opening': {
        const at = index.lastClosedEnd(index.lastOpenEnd(moment));
        return at >= begin ? (at as Instant) : this.outOfRange(this.span.firstYear - 1);
      }
      case 'previous-closing': {
        const at = index.lastOpenEnd(index.lastClosedEnd(moment));
        return at > begin ? (at as Instant) : this.outOfRange(this.span.firstYear - 1);
      }
    }
  }

  openPeriods(from: Instant, to: Instant): Iterable<OpenPeriod> {
    this.requireMoment(from);
    this.requireMoment(to);
    return streamOpenPeriods(this.effective, from, to);
  }

  /** Whole working days after the start's date; the clock time carries over untouched. */
  private addWholeDays(start: Instant, whole: number, end: EndRule): Instant {
    const day = this.dayOf(start);
    if (whole === 0 && end === 'same-clock') {
      return start;
    }
    const { working } = this.index;
    const target = working.dayOf(whole > 0 ? working.before(day + 1) + whole - 1 : working.before(day) + whole);
    if (!(target >= this.firstDay && target <= this.lastDay)) {
      return this.outOfRange(whole < 0 ? this.span.firstYear - 1 : this.span.lastYear + 1);
    }
    return this.endOfDay(target, (start + (target - day) * MS_PER_DAY) as Instant, end);
  }

  private endOfDay(day: number, sameClock: Instant, end: EndRule): Instant {
    switch (end) {
      case 'same-clock':
        return sameClock;
      case 'closing':
        return (startOfDay(day as LocalDate) + this.index.lastCloseOn(day)) as Instant;
      case 'midnight':
        return startOfDay((day + 1) as LocalDate);
    }
  }

  private openUpTo(moment: Instant): number {
    this.requireMoment(moment);
    return this.index.openBefore(moment);
  }

  /** 24:00 of the last declared day still counts. */
  private requireMoment(moment: Instant): void {
    if (!(moment >= this.begin && moment <= this.end)) {
      this.outOfRange(yearOfInstant(moment));
    }
  }

  private dayOf(moment: Instant): number {
    return this.declared(localDateOf(moment));
  }

  private declared(date: LocalDate): LocalDate {
    return date >= this.firstDay && date <= this.lastDay ? date : this.outOfRange(yearOf(date));
  }

  private outOfRange(year: number): never {
    throw new CalendarRangeError(this.effective.id, year, this.span.firstYear, this.span.lastYear);
  }
}

function requireFinite(amount: number, unit: string): void {
  if (!Number.isFinite(amount)) {
    throw new RangeError(`An amount of ${unit} is a finite number, not ${String(amount)}`);
  }
}
