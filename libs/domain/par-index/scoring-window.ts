import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import { type Instant, startOfDay } from '../time/instant.js';
import { addCalendarDays, localDateFrom } from '../time/local-date.js';

/** A day of any year. */
export interface DayOfYear {
  readonly month: number;
  readonly day: number;
}

/**
 * When a year is scored. A plan of Lào Cai for 2023 sets 1 to 25 December of the year and the report "trước ngày 05/01" of the
 * next; each province sets its own.
 */
export interface ParScoringRule {
  /** First and last day of the year on which scores are entered freely. */
  readonly from: DayOfYear;
  readonly until: DayOfYear;
  /** The report is due before this day of the next year. */
  readonly dueBefore: DayOfYear;
  /** Where "before a day" ends: at 24:00 of the day before it, working day or not, or at the last closing of the office before it. */
  readonly dueEnd: 'midnight' | 'closing';
  /** How long before the report is due its people are warned. */
  readonly warningLead: TimeLimit;
  /** How long after that each level above is told, from the nearest to the highest. */
  readonly escalations: readonly TimeLimit[];
}

/** What an installation starts with. */
export const DEFAULT_PAR_SCORING: ParScoringRule = {
  from: { month: 12, day: 1 },
  until: { month: 12, day: 25 },
  dueBefore: { month: 1, day: 5 },
  dueEnd: 'midnight',
  warningLead: { unit: 'working-days', amount: 5 },
  escalations: [{ unit: 'working-days', amount: 1 }],
};

/** The moments of one year's scoring: open from `opensAt` until before `closesAt`; the report in time up to and including `dueAt`. */
export interface ScoringWindow {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly dueAt: Instant;
}

/** When scores of `year` are entered and due, the closing on the agency's calendar. Throws `CalendarRangeError` where it has none. */
export function scoringWindow(year: number, rule: ParScoringRule, calendar: WorkingCalendar): ScoringWindow {
  const opensAt = startOfDay(localDateFrom(year, rule.from.month, rule.from.day));
  const closesAt = startOfDay(addCalendarDays(localDateFrom(year, rule.until.month, rule.until.day), 1));
  const dayBegins = startOfDay(localDateFrom(year + 1, rule.dueBefore.month, rule.dueBefore.day));
  const dueAt = rule.dueEnd === 'midnight' ? dayBegins : calendar.boundary(dayBegins, 'previous-closing');
  return { opensAt, closesAt, dueAt };
}
