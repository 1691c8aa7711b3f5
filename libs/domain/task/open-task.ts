import type { CaseContext } from '../deadline-case/case-commands.js';
import type { CasePayloads, NewCaseEvent } from '../deadline-case/case-events.js';
import type { LegalBasis } from '../procedure/procedure.js';
import { startTaskClock, termOfTaskDay } from './task-clocks.js';
import type { DayOffRule } from './day-off.js';
import type { ReportTerm } from './report-period.js';
import type { TaskPayloads } from './task-events.js';
import type { MainClock } from './task-standing.js';

/** A task as a person has confirmed it. */
export interface TaskOpening {
  readonly opened: Omit<CasePayloads['CaseOpened'], 'kind'>;
  readonly planned: TaskPayloads['TaskPlanned'];
  /** The document that assigns it. */
  readonly law: LegalBasis;
  /** Where its last day goes when it is off; as the installation has it where absent. */
  readonly dayOff?: DayOffRule;
  /** When a report is due; that of other tasks follows from their last day. */
  readonly reportTerm?: ReportTerm;
  /** The last day of the plan: when continuous work is looked at. */
  readonly planEnd?: number;
}

/** The events a task begins with. One without a day has no clock until it is given one. @throws CalendarRangeError beyond the declared years */
export function openTask({ opened, planned, law, dayOff, reportTerm, planEnd }: TaskOpening, context: CaseContext): readonly NewCaseEvent[] {
  const { at } = context;
  const begun: readonly NewCaseEvent[] = [
    { type: 'CaseOpened', payload: { kind: 'task', ...opened }, occurredAt: at },
    { type: 'TaskPlanned', payload: { ...planned, document: law.document }, occurredAt: at },
  ];
  const withClock = (clock: MainClock, term: Partial<ReportTerm> & Pick<ReportTerm, 'term'>, escalates: boolean): readonly NewCaseEvent[] => [
    ...begun,
    startTaskClock({ clocks: [] }, { clock, ...term, agency: opened.agency, law, escalates }, context),
  ];
  if (planned.timing === 'deadline' && planned.lastDay !== undefined) {
    return withClock('completion', { term: termOfTaskDay(planned.lastDay, opened.agency, context, dayOff) }, planned.escalates);
  }
  if (planned.timing === 'report' && reportTerm !== undefined) {
    return withClock('report', reportTerm, planned.escalates);
  }
  // Continuous work has no end of its own to be late for: nobody is warned, it is looked at when the plan ends.
  return planned.timing === 'continuous' && planEnd !== undefined ? withClock('review', { term: termOfTaskDay(planEnd, opened.agency, context) }, false) : begun;
}
