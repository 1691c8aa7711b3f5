import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { addCalendarDays, type LocalDate } from '../time/local-date.js';
import type { LateBudget } from './late-budget.js';
import type { DaySpan } from './periods.js';
import { hundredthsText, roundHalfUp } from './rate-value.js';

/** Working days of a period on one calendar. */
export interface PeriodDays {
  readonly total: number;
  /** Those that have begun: today is among them. */
  readonly begun: number;
}

/** The working days of a period, and those of them that had begun on `today`. Throws `CalendarRangeError` beyond the calendar. */
export function periodDays(calendar: Pick<WorkingCalendar, 'workingDaysBetween'>, { first, last }: DaySpan, today: LocalDate): PeriodDays {
  const before = addCalendarDays(first, -1);
  return {
    total: calendar.workingDaysBetween(before, last),
    begun: today < first ? 0 : calendar.workingDaysBetween(before, today < last ? today : last),
  };
}

/**
 * How fast a budget is spent: share of it that is spent ÷ share of the period's working days that have begun, with two decimals
 * rounded half up, such as `1.25`. Above 1 it does not last. `undefined` where there is no budget or no day has begun.
 */
export function burnRate({ spent, breaksAt }: Pick<LateBudget, 'spent' | 'breaksAt'>, { total, begun }: PeriodDays): string | undefined {
  if (breaksAt <= 0 || begun <= 0 || total <= 0 || spent < 0) {
    return undefined;
  }
  return hundredthsText(roundHalfUp(100 * spent * total, breaksAt * begun));
}
