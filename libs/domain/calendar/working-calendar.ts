import type { EndRule } from '../deadline/time-limit.js';
import type { Instant } from '../time/instant.js';
import type { LocalDate } from '../time/local-date.js';
import type { EffectiveCalendar } from './effective.js';
import type { MinuteInterval } from './hours.js';

/** A change between closed and open time. Hours that touch across midnight are one stretch without a boundary. */
export type BoundaryKind = 'next-opening' | 'next-closing' | 'previous-opening' | 'previous-closing';

/** One stretch of open time within one local day, half open. */
export interface OpenPeriod {
  readonly date: LocalDate;
  readonly from: Instant;
  readonly to: Instant;
}

/** 8 office hours, the official size of a working day where a share of one is counted. */
export const OFFICE_DAY_MS = 28_800_000;

/** The years a calendar answers for, both included. */
export interface YearSpan {
  readonly firstYear: number;
  readonly lastYear: number;
}

/** Every year that a date of the form `YYYY-MM-DD` can name. */
export const EVERY_YEAR: YearSpan = { firstYear: 0, lastYear: 9999 };

/**
 * Answers questions about working time. Amounts of time are milliseconds of open time. Every method throws
 * `CalendarRangeError` when its question or answer lies outside the declared years; none loops over days.
 */
export interface WorkingCalendar {
  /** What the calendar was built from; explanations read it. */
  readonly effective: EffectiveCalendar;

  /**
   * The moment `ms` of open time after `start` (before it when negative); zero gives `start`. Time that runs out exactly at
   * closing ends at closing, not next morning; subtracted time that runs out exactly at opening ends at that opening.
   */
  addWorkingTime(start: Instant, ms: number): Instant;

  /** Open milliseconds from `from` to `to`; negative when `to` is earlier. */
  workingTimeBetween(from: Instant, to: Instant): number;

  /**
   * The n-th working day after the date of `start` (before it when negative), ending at the same clock time – even when the
   * office is closed at that hour –, at the closing of that day, or at 24:00. A fraction is that share of 8 working hours:
   * counted after the whole days when adding, before them when subtracting, so that subtracting undoes adding. With zero
   * days and no share, `same-clock` gives `start` and the other ends those of its day, or of the next working day.
   */
  addWorkingDays(start: Instant, days: number, end: EndRule): Instant;

  /** Working days after `after` up to and including `upTo`; negative when `upTo` is earlier. */
  workingDaysBetween(after: LocalDate, upTo: LocalDate): number;

  /** True inside open hours; the opening instant is open, the closing instant is not. */
  isOpen(at: Instant): boolean;

  /** True when the date has any open time. */
  isWorkingDay(date: LocalDate): boolean;

  /** The open hours of a date, empty on a day off. */
  hoursOn(date: LocalDate): readonly MinuteInterval[];

  /**
   * A clock time of a working day, in milliseconds since its beginning, moved forward into its open hours: to the next opening, or
   * to the last closing when no open time is left. A closing stands. Throws `RangeError` on a day off.
   */
  intoHours(date: LocalDate, clock: number): Instant;

  /** Whether every year from that of `first` to that of `last` is confirmed by its notice. */
  isConfirmed(first: LocalDate, last: LocalDate): boolean;

  /** The nearest opening or closing strictly after or strictly before `at`. */
  boundary(at: Instant, kind: BoundaryKind): Instant;

  /** Open time between two instants, day by day, clipped to them; a lazy stream for explanations. */
  openPeriods(from: Instant, to: Instant): Iterable<OpenPeriod>;
}
