import type { LocalDate } from '../time/local-date.js';
import { bodiesOf } from './cell-lines.js';
import type { PlannedTask, PlanProblem, PlanProblemCode, PlanSection } from './plan-reading.js';
import type { PlanColumn, PlanWords } from './plan-words.js';
import { readSchedule } from './schedule.js';
import type { RowPlace } from './table-row.js';
import { proposeTargets } from './targets.js';

/** A task while its row may still go on after a page. */
export interface DraftTask {
  readonly reference: string;
  readonly sections: readonly PlanSection[];
  readonly values: Record<PlanColumn, string>;
  readonly inherited: readonly PlanColumn[];
  readonly places: RowPlace[];
}

/** A gathered row as a task: its schedule read, its bodies parted, its targets proposed from title and result. */
export function plannedTask({ reference, sections, values, inherited, places }: DraftTask, planYear: number, words: PlanWords): PlannedTask {
  return {
    reference,
    sections,
    title: values.task,
    scheduleText: values.schedule,
    ...readSchedule(values.schedule, planYear, words),
    leads: bodiesOf(values.lead),
    coordinating: bodiesOf(values.coordinating),
    result: values.result,
    inherited,
    proposedTargets: [...proposeTargets(values.task, planYear, words), ...proposeTargets(values.result, planYear, words)],
    places,
  };
}

/** What a person must look at in a task. */
export function problemsOfTask({ schedule, scheduleText, leads, title, places }: PlannedTask, issuedOn: LocalDate): readonly PlanProblem[] {
  const [place] = places;
  if (place === undefined) {
    return [];
  }
  const problem = (code: PlanProblemCode, column: PlanColumn, text: string): PlanProblem => ({ code, place, column, text });
  return [
    ...(schedule.kind === 'awaiting' && schedule.because === 'missing' ? [problem('schedule-missing', 'schedule', title)] : []),
    ...(schedule.kind === 'awaiting' && schedule.because === 'unread' ? [problem('schedule-unread', 'schedule', scheduleText)] : []),
    ...((schedule.kind === 'deadline' && schedule.lastDay < issuedOn) || (schedule.kind === 'deadlines' && schedule.lastDays.some((day) => day < issuedOn)) ? [problem('past', 'schedule', scheduleText)] : []),
    ...(leads.length === 0 ? [problem('no-lead', 'lead', title)] : []),
  ];
}
