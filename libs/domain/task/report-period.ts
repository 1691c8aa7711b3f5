import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { addLimit } from '../deadline/deadline.js';
import type { ClockTerm } from '../deadline-case/clock-rule.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import { dayEndingAt, type Instant, startOfDay } from '../time/instant.js';
import { addCalendarDays, addMonths, daysInMonth, localDateFrom, type LocalDate, monthOf, yearOf } from '../time/local-date.js';
import type { ReportPeriod } from '../task-plan/plan-words.js';
import { type DayEnd, type DayOffRule, endOfDueDay } from './day-off.js';

/**
 * What a periodic report counts and when it is due. `cutOffDay` is the last day whose data it holds, in the last month of its
 * period: the 14th by the common rule of circulars made under NĐ 09/2019 (a year 15/12–14/12, its first quarter 15/12–14/3),
 * or the end of that month. How long after it the report is due no common rule says: the installation does.
 */
export interface ReportRule {
  readonly cutOffDay: number | 'month-end';
  readonly dueAfter: Extract<TimeLimit, { readonly unit: 'working-days' | 'calendar-days' }>;
  readonly dayOff: DayOffRule;
}

/** The rule of one series. Where a plan names a day of a month, its reports are due on the first such day after the cut-off. */
export interface SeriesRule extends ReportRule {
  readonly dueDay?: number;
}

/** One report of a series: the 3rd quarter of a year. Six and nine months and the year have the number 1. */
export interface ReportOccurrence {
  readonly period: ReportPeriod;
  readonly year: number;
  readonly number: number;
}

/** What an occurrence counts, first and last day included, and the last moment it is in time. */
export interface ReportDates {
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly dueAt: Instant;
}

/** The term of a report with what it counts from: counted, so that another calendar counts it again, or set. */
export interface ReportTerm {
  readonly term: ClockTerm;
  readonly from: Instant;
}

/** Months a period has; those that come once a year begin with the year. */
const MONTHS: Readonly<Record<ReportPeriod, number>> = { month: 1, quarter: 3, 'six-months': 6, 'nine-months': 9, year: 12 };
const PER_YEAR: Readonly<Record<ReportPeriod, number>> = { month: 12, quarter: 4, 'six-months': 1, 'nine-months': 1, year: 1 };

/**
 * The days an occurrence counts: from the day after the cut-off before it to its own.
 * @throws RangeError for a month or quarter that does not exist
 */
export function reportSpan({ period, year, number }: ReportOccurrence, { cutOffDay }: Pick<ReportRule, 'cutOffDay'>): { readonly first: LocalDate; readonly last: LocalDate } {
  if (!Number.isInteger(number) || number < 1 || number > PER_YEAR[period]) {
    throw new RangeError(`A year has no ${period} ${String(number)}`);
  }
  const lastMonth = localDateFrom(year, number * MONTHS[period], 1);
  return { first: addCalendarDays(cutOffIn(addMonths(lastMonth, -MONTHS[period]), cutOffDay), 1), last: cutOffIn(lastMonth, cutOffDay) };
}

/**
 * The days of an occurrence with the moment it is due, on the calendar of who reports. Working days count from the day after
 * the cut-off; a due day off goes where the rule says.
 * @throws CalendarRangeError beyond the declared years
 */
export function reportDates(occurrence: ReportOccurrence, rule: SeriesRule, end: DayEnd, calendar: WorkingCalendar): ReportDates {
  const { first, last } = reportSpan(occurrence, rule);
  const { unit, amount } = rule.dueAfter;
  const due = rule.dueDay !== undefined ? dayAfter(last, rule.dueDay) : unit === 'calendar-days' || amount === 0 ? addCalendarDays(last, amount) : dayReached(last, rule.dueAfter, calendar);
  return { first, last, dueAt: endOfDueDay(due, rule.dayOff, end, calendar) };
}

/** The term of an occurrence whose dates were found by `reportDates`; it counts from the cut-off. A working day is never off, so only calendar days need a rule for days off. What is due on the day of the cut-off itself is set. */
export function reportTerm({ last, dueAt }: ReportDates, { dueAfter, dayOff, dueDay }: SeriesRule, end: DayEnd): ReportTerm {
  const isCounted = dueDay === undefined && dueAfter.amount > 0 && (dueAfter.unit === 'working-days' || dayOff === 'next-working-day');
  return { term: isCounted ? { limit: dueAfter, end } : { fixedAt: dueAt }, from: startOfDay(last) };
}

/** The first occurrence whose last day is `from` or later. */
export function firstOccurrence(period: ReportPeriod, from: LocalDate, rule: Pick<ReportRule, 'cutOffDay'>): ReportOccurrence {
  let occurrence: ReportOccurrence = { period, year: yearOf(from), number: Math.min(PER_YEAR[period], Math.ceil(monthOf(from) / MONTHS[period])) };
  while (reportSpan(occurrence, rule).last < from) {
    occurrence = nextOccurrence(occurrence);
  }
  return occurrence;
}

/** The occurrence after one. */
export function nextOccurrence({ period, year, number }: ReportOccurrence): ReportOccurrence {
  return number < PER_YEAR[period] ? { period, year, number: number + 1 } : { period, year: year + 1, number: 1 };
}

/** The first day after `last` that is the `day`-th of its month, or its month's last where that is shorter. */
function dayAfter(last: LocalDate, day: number): LocalDate {
  const inMonth = cutOffIn(last, day);
  return inMonth > last ? inMonth : cutOffIn(addMonths(localDateFrom(yearOf(last), monthOf(last), 1), 1), day);
}

function cutOffIn(month: LocalDate, cutOffDay: ReportRule['cutOffDay']): LocalDate {
  const days = daysInMonth(yearOf(month), monthOf(month));
  return localDateFrom(yearOf(month), monthOf(month), cutOffDay === 'month-end' ? days : Math.min(cutOffDay, days));
}

function dayReached(last: LocalDate, limit: TimeLimit, calendar: WorkingCalendar): LocalDate {
  return dayEndingAt(addLimit(startOfDay(last), limit, calendar, 'closing'));
}
