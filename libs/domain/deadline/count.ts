import { closingOf, nextWorkingDay } from '../calendar/day-bounds.js';
import { OFFICE_DAY_MS, type WorkingCalendar } from '../calendar/working-calendar.js';
import { dayEndingAt, instant, localDateOf, MS_PER_DAY, MS_PER_HOUR, startOfDay, type Instant } from '../time/instant.js';
import { addCalendarDays, addMonths, type LocalDate } from '../time/local-date.js';
import type { EndRule, TimeLimit } from './time-limit.js';

/** How the same clock time was brought into open hours. */
export type ClockFit = 'kept' | 'moved-to-opening' | 'moved-to-closing';

/** One limit counted from a moment: everything the date and its explanation need. */
export interface Count {
  readonly limit: TimeLimit;
  readonly from: Instant;
  /** Last day before a day off rolled it; the day of the result where hours decide. */
  readonly lastDay: LocalDate;
  /** The day the term ends on. */
  readonly endDay: LocalDate;
  /** Whole working days counted; 0 for other units. */
  readonly wholeDays: number;
  /** Open time counted, after the whole days if there are any. */
  readonly hours: { readonly from: Instant; readonly ms: number } | undefined;
  /** The closing whose clock time the event took, having none of its own; undefined where the end does not depend on it. */
  readonly clockFrom: Instant | undefined;
  /** The rule that gave the end; hours end where they run out. */
  readonly end: EndRule | 'hours';
  readonly fit: ClockFit;
  readonly at: Instant;
}

/**
 * Counts a limit from a moment on one calendar. The day of `from` is not counted in terms of days, months and years (Civil Code
 * 2015 Art. 147.3), a last day off moves to the next working day (Art. 148.5), hours count from the minute (Art. 147.1).
 * The same clock time is that of `event`, by default `from`; an event on a day off or after the last closing of its day has no
 * clock time of its own and counts as at the last closing before it, so that a later event never gives an earlier end. A same
 * clock time at which the office is closed moves forward within its day: to the next opening, or to the last closing when no
 * open time is left. Throws `RangeError` for an amount that is negative, not finite, or not whole where the law knows no
 * fraction, and `CalendarRangeError` beyond the declared years.
 */
export function countLimit(from: Instant, limit: TimeLimit, calendar: WorkingCalendar, end: EndRule, event: Instant = from): Count {
  checkAmount(limit);
  switch (limit.unit) {
    case 'working-days':
      return countWorkingDays({ from, limit, event }, limit.amount, calendar, end);
    case 'working-hours':
      return countHours({ limit, from, wholeDays: 0, clockFrom: undefined }, from, Math.round(limit.amount * MS_PER_HOUR), calendar);
    case 'calendar-days':
      return endOnDay({ from, limit, event }, addCalendarDays(localDateOf(from), limit.amount), calendar, end);
    case 'months':
      return endOnDay({ from, limit, event }, addMonths(localDateOf(from), limit.amount), calendar, end);
    case 'years':
      return endOnDay({ from, limit, event }, addMonths(localDateOf(from), limit.amount * 12), calendar, end);
    case 'same-day': {
      const today = localDateOf(from);
      const timeLeft = calendar.isWorkingDay(today) && closingOf(calendar, today) > from;
      return endOnDay({ from, limit, event }, timeLeft ? today : nextWorkingDay(calendar, today), calendar, end === 'midnight' ? end : 'closing');
    }
  }
}

/**
 * Brings a moment counted on the wall clock onto a working day (Civil Code 2015 Art. 148.5) and to the end rule. A moment at
 * 00:00 is the end of the day before; under `same-clock` only where the office closes at that moment.
 */
export function rollForward(at: Instant, calendar: WorkingCalendar, end: EndRule = 'same-clock'): Instant {
  const day = lastDayOf(at, calendar, end);
  return endOf(rolled(day, calendar), at - startOfDay(day), calendar, end);
}

/** The day a moment counted on the wall clock is the end of, before a day off rolls it. */
export function lastDayOf(at: Instant, calendar: WorkingCalendar, end: EndRule): LocalDate {
  return end !== 'same-clock' || closesAt(at, calendar) ? dayEndingAt(at) : localDateOf(at);
}

function closesAt(at: Instant, calendar: WorkingCalendar): boolean {
  return !calendar.isOpen(at) && calendar.isOpen(instant(at - 1));
}

/** As `rollForward`, but never before `earliest`: where the fitted hour has passed, the next opening or the next such day end. */
export function rollForwardFrom(at: Instant, earliest: Instant, calendar: WorkingCalendar, end: EndRule): Instant {
  const due = rollForward(at, calendar, end);
  if (due >= earliest) {
    return due;
  }
  return end === 'closing' ? calendar.addWorkingDays(earliest, 1, end) : calendar.boundary(earliest, 'next-opening');
}

/** The end before a day off rolled it, at the clock time of the end; what a pause measures in terms that run on the wall clock. */
export function nominalEnd({ at, lastDay, endDay }: Count): Instant {
  return instant(at - (endDay - lastDay) * MS_PER_DAY);
}

/**
 * Where time added to a counted limit begins: only the last day of the whole term is rolled off a day off (Civil Code 2015 Art.
 * 148.5), so terms in calendar days, months and years go on from their own last day at the same clock time.
 */
export function continueFrom(count: Count): Instant {
  return isOnWallClock(count.limit) ? instant(startOfDay(count.lastDay) + count.from - startOfDay(localDateOf(count.from))) : withinItsDay(count.at);
}

/** The event whose clock time added time ends at: that of the term, unless the term ended within office hours of its own. */
export function eventOfExtra(count: Count): Instant {
  return isOnWallClock(count.limit) ? count.from : continueFrom(count);
}

function isOnWallClock({ unit }: TimeLimit): boolean {
  return unit === 'calendar-days' || unit === 'months' || unit === 'years';
}

/** A due moment as the start of another count: 24:00 belongs to the day it ends. */
export function withinItsDay(at: Instant): Instant {
  return dayEndingAt(at) === localDateOf(at) ? at : instant(at - 1);
}

function checkAmount(limit: TimeLimit): void {
  if (limit.unit === 'same-day') {
    return;
  }
  const wholeOnly = isOnWallClock(limit);
  if (!Number.isFinite(limit.amount) || limit.amount < 0 || (wholeOnly && !Number.isInteger(limit.amount))) {
    throw new RangeError(`A limit in ${limit.unit} needs ${wholeOnly ? 'a whole number' : 'a number'} of zero or more, not ${String(limit.amount)}`);
  }
}

/** What is counted, from where, and the event whose clock time the end takes. */
interface Counted extends Pick<Count, 'limit' | 'from'> {
  readonly event: Instant;
}

/** What precedes hours: the whole days of the same limit, and where their clock time is from. */
type CountedDays = Pick<Count, 'limit' | 'from' | 'wholeDays' | 'clockFrom'>;

function countWorkingDays(counted: Counted, amount: number, calendar: WorkingCalendar, end: EndRule): Count {
  const { limit, from, event } = counted;
  const total = Math.round(amount * OFFICE_DAY_MS);
  const wholeDays = Math.floor(total / OFFICE_DAY_MS);
  const hoursMs = total - wholeDays * OFFICE_DAY_MS;
  const lastDay = localDateOf(calendar.addWorkingDays(from, wholeDays, 'same-clock'));
  if (hoursMs === 0) {
    return endOnDay(counted, lastDay, calendar, end, wholeDays);
  }
  const clockFrom = wholeDays === 0 ? undefined : closingBefore(event, calendar);
  const afterDays = wholeDays === 0 ? from : instant(startOfDay(lastDay) + clockOf(event, clockFrom));
  const count = countHours({ limit, from, wholeDays, clockFrom }, afterDays, hoursMs, calendar);
  return end === 'same-clock' ? count : { ...count, at: endOf(count.endDay, 0, calendar, end), end };
}

function countHours({ limit, from, wholeDays, clockFrom }: CountedDays, after: Instant, ms: number, calendar: WorkingCalendar): Count {
  const at = calendar.addWorkingTime(after, ms);
  const endDay = localDateOf(withinItsDay(at));
  return { limit, from, lastDay: endDay, endDay, wholeDays, hours: { from: after, ms }, clockFrom, end: 'hours', fit: 'kept', at };
}

function endOnDay({ from, limit, event }: Counted, lastDay: LocalDate, calendar: WorkingCalendar, end: EndRule, wholeDays = 0): Count {
  const endDay = rolled(lastDay, calendar);
  if (end !== 'same-clock') {
    return { limit, from, lastDay, endDay, wholeDays, hours: undefined, clockFrom: undefined, end, fit: 'kept', at: endOf(endDay, 0, calendar, end) };
  }
  const clockFrom = closingBefore(event, calendar);
  const clock = clockOf(event, clockFrom);
  const at = endOf(endDay, clock, calendar, end);
  return { limit, from, lastDay, endDay, wholeDays, hours: undefined, clockFrom, end, fit: fitOf(at - startOfDay(endDay), clock), at };
}

/** The closing that gives an event its clock time; undefined while the event's own day has open time left. */
function closingBefore(event: Instant, calendar: WorkingCalendar): Instant | undefined {
  const day = localDateOf(event);
  if (calendar.isWorkingDay(day) && event <= closingOf(calendar, day)) {
    return undefined;
  }
  // The moment after the event, so that a closing at the event itself (24:00 of the day before) is found.
  return calendar.boundary(instant(event + 1), 'previous-closing');
}

/** The clock time an event has, its own or that of a closing, since the beginning of its day; 24 hours at a closing at 24:00. */
function clockOf(event: Instant, closing: Instant | undefined): number {
  return closing === undefined ? event - startOfDay(localDateOf(event)) : closing - startOfDay(dayEndingAt(closing));
}

function rolled(day: LocalDate, calendar: WorkingCalendar): LocalDate {
  return calendar.isWorkingDay(day) ? day : nextWorkingDay(calendar, day);
}

function endOf(day: LocalDate, clock: number, calendar: WorkingCalendar, end: EndRule): Instant {
  switch (end) {
    case 'closing':
      return closingOf(calendar, day);
    case 'midnight':
      return startOfDay(addCalendarDays(day, 1));
    case 'same-clock':
      return calendar.intoHours(day, clock);
  }
}

function fitOf(clock: number, wanted: number): ClockFit {
  if (clock === wanted) {
    return 'kept';
  }
  return clock > wanted ? 'moved-to-opening' : 'moved-to-closing';
}
