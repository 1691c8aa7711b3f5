import { NO_CUT_OFF, type Period, type ReportSpan } from '../performance/periods.js';
import type { ReportPeriod } from '../task-plan/plan-words.js';
import type { ReportRule } from './report-period.js';
import type { ReportRules } from './report-schedule.js';
import { DEFAULT_TASK_SETTINGS, type TaskSettings } from './task-settings.js';

const PERIOD_OF: Readonly<Record<ReportSpan['kind'], ReportPeriod>> = { month: 'month', quarter: 'quarter', 'half-year': 'six-months', 'nine-months': 'nine-months', year: 'year' };

/** A period from cut-off to cut-off, by the rule its report is made by: a figure and the report of one name count the same days. */
export function reportPeriodOf(of: ReportSpan, rules: ReportRules): Period {
  const { cutOffDay } = rules[PERIOD_OF[of.kind]];
  return { kind: 'report', of, cutOffDay: cutOffDay === 'month-end' ? NO_CUT_OFF : cutOffDay };
}

/**
 * Rules of tasks with the cut-off that figures once had of their own (`reportCutOffDay`): it holds for every period of reports whose own
 * is the program's, for settings that were kept then name all five. Nought meant whole months.
 */
export function withFormerCutOff(tasks: TaskSettings, former: number): TaskSettings {
  const cutOffDay = former === NO_CUT_OFF ? ('month-end' as const) : former;
  const joined = (period: ReportPeriod): ReportRule => {
    const rule = tasks.reports[period];
    return rule.cutOffDay === DEFAULT_TASK_SETTINGS.reports[period].cutOffDay ? { ...rule, cutOffDay } : rule;
  };
  return { ...tasks, reports: { month: joined('month'), quarter: joined('quarter'), 'six-months': joined('six-months'), 'nine-months': joined('nine-months'), year: joined('year') } };
}
