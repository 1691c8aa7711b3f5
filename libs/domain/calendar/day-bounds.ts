import { instant, localDateOf, MS_PER_DAY, startOfDay, type Instant } from '../time/instant.js';
import type { LocalDate } from '../time/local-date.js';
import type { WorkingCalendar } from './working-calendar.js';

/** The first opening of a working day. Throws `RangeError` when the day is off: ask `isWorkingDay` first. */
export function openingOf(calendar: WorkingCalendar, date: LocalDate): Instant {
  return calendar.intoHours(date, 0);
}

/** The last closing of a working day; 24:00 where the hours reach it. Throws `RangeError` when the day is off: ask `isWorkingDay` first. */
export function closingOf(calendar: WorkingCalendar, date: LocalDate): Instant {
  return calendar.intoHours(date, MS_PER_DAY);
}

/** The first working day after a date. Throws `CalendarRangeError` beyond the declared years. */
export function nextWorkingDay(calendar: WorkingCalendar, date: LocalDate): LocalDate {
  return localDateOf(calendar.addWorkingDays(startOfDay(date), 1, 'same-clock'));
}

/** Whether somebody can be served at a moment: in open hours, or at the very closing. */
export function isServedAt(calendar: WorkingCalendar, at: Instant): boolean {
  // The moment just before a closing is open although the closing itself is not.
  return calendar.isOpen(at) || calendar.isOpen(instant(at - 1));
}
