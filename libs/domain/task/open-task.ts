import type { CaseContext } from '../deadline-case/case-commands.js';
import type { CasePayloads, NewCaseEvent } from '../deadline-case/case-events.js';
import type { LegalBasis } from '../procedure/procedure.js';
import { endOfTaskDay, startTaskClock } from './task-clocks.js';
import type { DayOffRule } from './day-off.js';
import type { TaskPayloads } from './task-events.js';
import type { MainClock } from './task-state.js';
import type { Instant } from '../time/instant.js';

/** A task as a person has confirmed it. */
export interface TaskOpening {
  readonly opened: Omit<CasePayloads['CaseOpened'], 'kind'>;
  readonly planned: TaskPayloads['TaskPlanned'];
  /** The document that assigns it. */
  readonly law: LegalBasis;
  /** Where its last day goes when it is off; as the installation has it where absent. */
  readonly dayOff?: DayOffRule;
  /** The moment a report is due; that of other tasks follows from their last day. */
  readonly reportDueAt?: Instant;
  /** The last day of the plan: when continuous work is looked at. */
  readonly planEnd?: number;
}

/** The events a task begins with. One without a day has no clock until it is given one. @throws CalendarRangeError beyond the declared years */
export function openTask({ opened, planned, law, dayOff, reportDueAt, planEnd }: TaskOpening, context: CaseContext): readonly NewCaseEvent[] {
  const { at } = context;
  const begun: readonly NewCaseEvent[] = [
    { type: 'CaseOpened', payload: { kind: 'task', ...opened }, occurredAt: at },
    { type: 'TaskPlanned', payload: planned, occurredAt: at },
  ];
  const clockAt = (clock: MainClock, fixedAt: Instant, escalates: boolean): readonly NewCaseEvent[] => [
    ...begun,
    startTaskClock({ clocks: [] }, { clock, term: { fixedAt }, agency: opened.agency, law, escalates }, context),
  ];
  if (planned.timing === 'deadline' && planned.lastDay !== undefined) {
    return clockAt('completion', endOfTaskDay(planned.lastDay, opened.agency, context, dayOff), planned.escalates);
  }
  if (planned.timing === 'report' && reportDueAt !== undefined) {
    return clockAt('report', reportDueAt, planned.escalates);
  }
  // Continuous work has no end of its own to be late for: nobody is warned, it is looked at when the plan ends.
  return planned.timing === 'continuous' && planEnd !== undefined ? clockAt('review', endOfTaskDay(planEnd, opened.agency, context), false) : begun;
}
