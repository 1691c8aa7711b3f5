import type { ReportPeriod } from '../task-plan/plan-words.js';
import { type Instant, instantAt, localDateOf } from '../time/instant.js';
import { addCalendarDays, addMonths, type LocalDate, localDateFrom, monthOf } from '../time/local-date.js';
import { firstOccurrence, nextOccurrence, type ReportOccurrence, type ReportRule, reportSpan } from './report-period.js';

/** The cut-off rules of reports by their period. */
export type ReportRules = Readonly<Record<ReportPeriod, Pick<ReportRule, 'cutOffDay'>>>;

/** A report that is to be made by schedule: the days it counts and from when on it is made. */
export interface ScheduledReport {
  readonly period: ReportPeriod;
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly dueAt: Instant;
}

/** Reports are made at the beginning of the day after their cut-off, before the morning's list of half past seven: an internal choice, no rule of law. */
const MADE_AT_MINUTE = 7 * 60;

/** Reports of a period that came due after `since` and not after `at`, oldest first. */
export function reportsDue(period: ReportPeriod, rules: ReportRules, since: Instant, at: Instant): readonly ScheduledReport[] {
  const due: ScheduledReport[] = [];
  for (let occurrence: ReportOccurrence = firstOccurrence(period, addCalendarDays(localDateOf(since), -1), rules[period]); ; occurrence = nextOccurrence(occurrence)) {
    const { first, last } = reportSpan(occurrence, rules[period]);
    const dueAt = instantAt(addCalendarDays(last, 1), MADE_AT_MINUTE);
    if (dueAt > at) {
      return due;
    }
    if (dueAt > since) {
      due.push({ period, first, last, dueAt });
    }
  }
}

/** When reports of a period are made, as a schedule states it: days of months at an hour, in Vietnamese time. */
export interface ReportMoments {
  readonly dayOfMonth: number;
  /** From 1; with several days of a month a cut-off may have, they are those after it. */
  readonly months: readonly number[];
  readonly hour: number;
}

/** The moments of a period's reports: the day after each cut-off. Every year has the same: a cut-off is no later than the 28th, or the month's end. */
export function reportMoments(period: ReportPeriod, { cutOffDay }: Pick<ReportRule, 'cutOffDay'>): ReportMoments {
  const hour = MADE_AT_MINUTE / 60;
  const lastMonths = LAST_MONTHS[period];
  if (cutOffDay !== 'month-end' && cutOffDay < 28) {
    return { dayOfMonth: cutOffDay + 1, months: lastMonths, hour };
  }
  // Whatever lies beyond the 28th is made on the first of the next month: never before its cut-off, in no year.
  return { dayOfMonth: 1, months: lastMonths.map((month) => monthOf(addMonths(localDateFrom(2026, month, 1), 1))).toSorted((a, b) => a - b), hour };
}

const LAST_MONTHS: Readonly<Record<ReportPeriod, readonly number[]>> = {
  month: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  quarter: [3, 6, 9, 12],
  'six-months': [6],
  'nine-months': [9],
  year: [12],
};
