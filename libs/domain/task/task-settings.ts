import type { TimeLimit } from '../deadline/time-limit.js';
import type { ReportPeriod } from '../task-plan/plan-words.js';
import type { DayEnd, DayOffRule } from './day-off.js';
import type { ReportRule } from './report-period.js';

/** How an installation keeps assigned tasks. No source gives these numbers, save where one is named: they are the installation's to set. */
export interface TaskSettings {
  /** How long before its end whoever is in charge of a task is warned. */
  readonly warnBefore: TimeLimit;
  /** How long after its end each level is told: the agency's leader, then the province. The head is told at the end itself. */
  readonly escalateAfter: readonly TimeLimit[];
  /** How long the lead has to explain a task that was late or did not meet its target (plans: "giải trình"). */
  readonly explainWithin: TimeLimit;
  /** Where a last day off goes, and where the last day ends. */
  readonly dayOff: DayOffRule;
  readonly dayEnd: DayEnd;
  /** The share of tasks to be done on time, in hundredths of a percent (98 % in the plan of Khánh Hòa for 2022). */
  readonly onTimeTarget: number;
  readonly reports: Readonly<Record<ReportPeriod, ReportRule>>;
}

const USUAL: ReportRule = { cutOffDay: 14, dueAfter: { unit: 'working-days', amount: 3 }, dayOff: 'next-working-day' };

/** What an installation starts with. */
export const DEFAULT_TASK_SETTINGS: TaskSettings = {
  warnBefore: { unit: 'working-days', amount: 3 },
  escalateAfter: [
    { unit: 'working-days', amount: 1 },
    { unit: 'working-days', amount: 5 },
  ],
  explainWithin: { unit: 'working-days', amount: 5 },
  dayOff: 'next-working-day',
  dayEnd: 'closing',
  onTimeTarget: 9800,
  reports: { month: USUAL, quarter: USUAL, 'six-months': USUAL, 'nine-months': USUAL, year: USUAL },
};
