import { startClock } from '../deadline-case/case-clocks.js';
import type { CaseContext } from '../deadline-case/case-commands.js';
import type { NewCaseEvent } from '../deadline-case/case-events.js';
import type { CaseState } from '../deadline-case/case-state.js';
import type { ClockTerm } from '../deadline-case/clock-rule.js';
import type { LegalBasis } from '../procedure/procedure.js';
import { type Instant, localDateOf } from '../time/instant.js';
import { type LocalDate, localDate } from '../time/local-date.js';
import { endOfDueDay, type DayOffRule } from './day-off.js';
import type { MainClock } from './task-standing.js';

/** What a clock of a task is counted with. */
export type TaskClockContext = Pick<CaseContext, 'at' | 'calendars' | 'settings'>;

/** Clocks of tasks: the task's own, those of its findings and of the explanation it owes. */
export type TaskClock = MainClock | 'finding' | 'explanation';

/** A clock of a task, before it is started. */
export interface TaskClockStart {
  readonly clock: TaskClock;
  readonly term: ClockTerm;
  /** What the term counts from; the moment of the start where absent. */
  readonly from?: Instant;
  readonly agency: string;
  readonly law: LegalBasis;
  /** Whether its people are warned and told of its lateness. */
  readonly escalates: boolean;
}

/** Starts a clock of a task with the warnings and levels of the installation, or with none. @throws CalendarRangeError beyond the declared years */
export function startTaskClock(state: Pick<CaseState, 'clocks'>, { clock, term, from, agency, law, escalates }: TaskClockStart, { at, calendars, settings: { assignedTasks } }: TaskClockContext): NewCaseEvent {
  const rule = { clock, term, law, ...(escalates ? { warn: assignedTasks.warnBefore } : {}), escalations: escalates ? assignedTasks.escalateAfter : [] };
  return startClock(state, rule, from ?? at, at, { agency, calendars });
}

/** The last moment of a task's day on its lead's calendar. @throws CalendarRangeError beyond the declared years */
export function endOfTaskDay(day: number, agency: string, { calendars, settings: { assignedTasks } }: Pick<TaskClockContext, 'calendars' | 'settings'>, dayOff: DayOffRule = assignedTasks.dayOff): Instant {
  const lastDay: LocalDate = localDate(day);
  return endOfDueDay(lastDay, dayOff, assignedTasks.dayEnd, calendars.processing(agency));
}

/**
 * The term that ends with a task's day. It is counted where a day off moves the end to the next working day, so that another
 * calendar counts it again (Civil Code 2015 Art. 148.5); an end under any other rule, and that of a day already begun, is set.
 * @throws CalendarRangeError beyond the declared years
 */
export function termOfTaskDay(day: number, agency: string, context: TaskClockContext, dayOff: DayOffRule = context.settings.assignedTasks.dayOff): ClockTerm {
  const amount = day - localDateOf(context.at);
  return dayOff === 'next-working-day' && amount > 0
    ? { limit: { unit: 'calendar-days', amount }, end: context.settings.assignedTasks.dayEnd }
    : { fixedAt: endOfTaskDay(day, agency, context, dayOff) };
}
