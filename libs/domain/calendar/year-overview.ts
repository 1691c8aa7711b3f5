import { addCalendarDays, localDateFrom, monthOf, yearOf } from '../time/local-date.js';
import type { CalendarYear } from './definition.js';
import { type DayReason, dayReason, type EffectiveCalendar } from './effective.js';
import { CalendarRangeError } from './errors.js';

/** One month of a year as a calendar has it. */
export interface MonthOverview {
  /** 1 to 12. */
  readonly month: number;
  readonly workingDays: number;
  /** Dates that differ from their week, ascending. */
  readonly days: readonly DayReason[];
}

/** A year as a calendar has it: what is known of it, its working days, and every date that differs from its week. */
export interface YearOverview {
  readonly declared: CalendarYear;
  readonly workingDays: number;
  readonly months: readonly MonthOverview[];
}

/** Throws `CalendarRangeError` for a year the calendar does not declare. */
export function yearOverview(calendar: EffectiveCalendar, year: number): YearOverview {
  const declared = calendar.years.find((candidate) => candidate.year === year);
  if (declared === undefined) {
    throw new CalendarRangeError(calendar.id, year, calendar.years[0]?.year ?? 0, calendar.years.at(-1)?.year ?? 0);
  }
  const months = Array.from({ length: 12 }, (_, index) => ({ month: index + 1, workingDays: 0, days: [] as DayReason[] }));
  for (let date = localDateFrom(year, 1, 1); yearOf(date) === year; date = addCalendarDays(date, 1)) {
    const month = months[monthOf(date) - 1];
    const reason = dayReason(calendar, date);
    if (month !== undefined) {
      month.workingDays += reason.working ? 1 : 0;
      month.days.push(...(reason.kind === 'weekly-hours' || reason.kind === 'weekly-rest' ? [] : [reason]));
    }
  }
  return { declared, workingDays: months.reduce((sum, { workingDays }) => sum + workingDays, 0), months };
}
