import { instantAt, type Instant, startOfDay } from '../time/instant.js';
import { addCalendarDays, type LocalDate } from '../time/local-date.js';

/** Why somebody is away. The kinds are this program's own, for capacity and hand-over only: leave is granted elsewhere. */
export const ABSENCE_REASONS = ['leave', 'sick', 'maternity', 'mission', 'training', 'other'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** Time somebody is away, half open. */
export interface AbsenceSpan {
  readonly from: Instant;
  readonly until: Instant;
}

const NOON_MINUTE = 720;

/** Whole days, both included, of which the first may begin at noon and the last may end there. */
export interface AbsentDays {
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly fromAfternoon: boolean;
  readonly untilNoon: boolean;
}

/** The span of days and half days; `undefined` where nothing is left between its ends. */
export function spanOfDays({ first, last, fromAfternoon, untilNoon }: AbsentDays): AbsenceSpan | undefined {
  const from = fromAfternoon ? instantAt(first, NOON_MINUTE) : startOfDay(first);
  const until = untilNoon ? instantAt(last, NOON_MINUTE) : startOfDay(addCalendarDays(last, 1));
  return from < until ? { from, until } : undefined;
}
