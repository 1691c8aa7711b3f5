import { addCalendarDays, dayOfMonth, localDateFrom, monthOf, yearOf, type LocalDate } from '../time/local-date.js';
import type { DaySpan } from './periods.js';

/**
 * The period just before, to compare with: as many whole months earlier where the days are whole months (by whatever cut-off), else as
 * many days.
 */
export function daysBefore({ first, last }: DaySpan): DaySpan {
  const next = addCalendarDays(last, 1);
  const months = (yearOf(next) - yearOf(first)) * 12 + monthOf(next) - monthOf(first);
  const isWhole = dayOfMonth(first) === dayOfMonth(next) && months > 0;
  return { first: isWhole ? dayIn(yearOf(first), monthOf(first) - months, dayOfMonth(first)) : addCalendarDays(first, first - next), last: addCalendarDays(first, -1) };
}

/** A day of a month counted from January of a year, over its ends. A day every month has. */
function dayIn(year: number, month: number, day: number): LocalDate {
  const months = year * 12 + month - 1;
  return localDateFrom(Math.floor(months / 12), (months % 12) + 1, day);
}
