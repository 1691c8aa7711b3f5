import { addLimit, subtractLimit, TIME_RULE_VERSION } from '../deadline/deadline.js';
import { withinItsDay } from '../deadline/count.js';
import type { EndRule, TimeLimit } from '../deadline/time-limit.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { LegalBasis } from '../procedure/procedure.js';
import type { Instant } from '../time/instant.js';

/** How a clock comes to its end: by a term counted from its start, or at a date somebody set. */
export type ClockTerm = { readonly limit: TimeLimit; readonly end: EndRule } | { readonly fixedAt: Instant };

/** One clock of a case. The settings or the plan it comes from choose its numbers; the law it rests on is named. */
export interface ClockRule {
  /** Kebab code, unique among the clocks of its kind of case. */
  readonly clock: string;
  readonly term: ClockTerm;
  /** How long before its end its owner is warned; nobody is where absent. */
  readonly warn?: TimeLimit;
  /** How long after its end each further level is told, from the nearest to the highest; none where empty. */
  readonly escalations: readonly TimeLimit[];
  readonly law: LegalBasis;
}

/** The instants of a clock. */
export interface ClockDates {
  /** The last moment that is in time. */
  readonly dueAt: number;
  readonly warnAt?: number;
  readonly escalateAt: readonly number[];
}

/** How a clock was counted, as its event keeps it: enough to count it again under other calendars. */
export interface ClockCounting {
  readonly from: number;
  readonly limit?: TimeLimit;
  readonly end?: EndRule;
  readonly warn?: TimeLimit;
  readonly escalations: readonly TimeLimit[];
  readonly ruleVersion: string;
}

/** The counting a rule begins at `from`. */
export function countingOf({ term, warn, escalations }: ClockRule, from: Instant): ClockCounting {
  return {
    from,
    ...('limit' in term ? { limit: term.limit, end: term.end } : {}),
    ...(warn === undefined ? {} : { warn }),
    escalations,
    ruleVersion: TIME_RULE_VERSION,
  };
}

/**
 * The end of a clock on a calendar. @throws CalendarRangeError beyond the declared years: a date is never guessed
 */
export function dueOfClock(term: ClockTerm, from: Instant, calendar: WorkingCalendar): Instant {
  return 'fixedAt' in term ? term.fixedAt : addLimit(from, term.limit, calendar, term.end);
}

/**
 * Everything that hangs on the end of a clock. A warning that would come before the clock began comes as it begins; the
 * levels after its end are counted on the same calendar; an end at 24:00 belongs to the day it ends, so that one working day
 * after it is the next.
 * @throws CalendarRangeError beyond the declared years
 */
export function datesAround(dueAt: Instant, { from, warn, escalations }: Pick<ClockCounting, 'from' | 'warn' | 'escalations'>, calendar: WorkingCalendar): ClockDates {
  return {
    dueAt,
    ...(warn === undefined ? {} : { warnAt: Math.max(from, subtractLimit(dueAt, warn, calendar)) }),
    escalateAt: escalations.map((after) => addLimit(after.unit === 'working-hours' ? dueAt : withinItsDay(dueAt), after, calendar)),
  };
}
