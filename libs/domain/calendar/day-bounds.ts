import { instantAt, localDateOf, startOfDay, type Instant } from '../time/instant.js';
import { formatLocalDate, type LocalDate } from '../time/local-date.js';
import type { WorkingCalendar } from './working-calendar.js';

/** The first opening of a working day. Throws `RangeError` when the day is off: ask `isWorkingDay` first. */
export function openingOf(calendar: WorkingCalendar, date: LocalDate): Instant {
  return instantAt(date, boundsOf(calendar, date)[0]);
}

/** The last closing of a working day; 24:00 where the hours reach it. Throws `RangeError` when the day is off: ask `isWorkingDay` first. */
export function closingOf(calendar: WorkingCalendar, date: LocalDate): Instant {
  return instantAt(date, boundsOf(calendar, date)[1]);
}

/** The first working day after a date. Throws `CalendarRangeError` beyond the declared years. */
export function nextWorkingDay(calendar: WorkingCalendar, date: LocalDate): LocalDate {
  return localDateOf(calendar.addWorkingDays(startOfDay(date), 1, 'same-clock'));
}

function boundsOf(calendar: WorkingCalendar, date: LocalDate): readonly [number, number] {
  const hours = calendar.hoursOn(date);
  const [first, last] = [hours[0], hours.at(-1)];
  if (first === undefined || last === undefined) {
    throw new RangeError(`${formatLocalDate(date)} is a day off in calendar "${calendar.effective.id}": it has no opening and no closing`);
  }
  return [first[0], last[1]];
}
