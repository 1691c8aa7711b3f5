import { addCalendarDays, dayOfMonth, localDateFrom, monthOf, yearOf, type LocalDate } from '../time/local-date.js';
import type { DaySpan } from './periods.js';

/** A period reports are made for, counted from the year's beginning where it says no more. */
export type ReportSpan =
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | { readonly kind: 'quarter'; readonly year: number; readonly quarter: number }
  | { readonly kind: 'six-months' | 'nine-months' | 'year'; readonly year: number };

/** Last day of a month that reports of that month still count; NĐ 09/2019 and the circulars that follow it: the 14th. */
export const CUT_OFF_DAY = 14;

/**
 * The days a report covers: from the day after the cut-off of the month before to the cut-off of its last month, so that a year is
 * 15 December to 14 December and its first quarter 15 December to 14 March. Throws `RangeError` for a cut-off that not every month has.
 */
export function reportDays(span: ReportSpan, cutOffDay = CUT_OFF_DAY): DaySpan {
  if (!Number.isInteger(cutOffDay) || cutOffDay < 1 || cutOffDay > 28) {
    throw new RangeError(`Reports cannot be cut off on day ${String(cutOffDay)} of every month: name one from 1 to 28`);
  }
  const [from, to] = monthsOfSpan(span);
  return { first: addCalendarDays(dayIn(span.year, from - 1, cutOffDay), 1), last: dayIn(span.year, to, cutOffDay) };
}

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

function monthsOfSpan(span: ReportSpan): readonly [from: number, to: number] {
  switch (span.kind) {
    case 'month':
      return [span.month, span.month];
    case 'quarter':
      return [span.quarter * 3 - 2, span.quarter * 3];
    case 'six-months':
      return [1, 6];
    case 'nine-months':
      return [1, 9];
    case 'year':
      return [1, 12];
  }
}

/** A day of a month counted from January of a year, over its ends. A day every month has. */
function dayIn(year: number, month: number, day: number): LocalDate {
  const months = year * 12 + month - 1;
  return localDateFrom(Math.floor(months / 12), (months % 12) + 1, day);
}
