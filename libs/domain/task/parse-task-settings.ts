import { count, listOf, oneOf, ProcedureFormatError, type Reader, shapeOf } from '../procedure/json-shape.js';
import { limit } from '../procedure/parse-limit.js';
import type { ReportPeriod } from '../task-plan/plan-words.js';
import { DAY_ENDS, DAY_OFF_RULES } from './day-off.js';
import type { ReportRule } from './report-period.js';
import { DEFAULT_TASK_SETTINGS, type TaskSettings } from './task-settings.js';

/** Every month has this many days, so that a cut-off is the same day in each. */
const LAST_COMMON_DAY = 28;
const WHOLE = 10_000;

const cutOff: Reader<ReportRule['cutOffDay']> = (value, path) => {
  if (value === 'month-end') {
    return value;
  }
  const day = count(value, path);
  if (day < 1 || day > LAST_COMMON_DAY) {
    throw new ProcedureFormatError(path, `a day from 1 to ${String(LAST_COMMON_DAY)}, or month-end`, value);
  }
  return day;
};

const dueAfter: Reader<ReportRule['dueAfter']> = (value, path) => {
  const read = limit(value, path);
  if (read.unit !== 'working-days' && read.unit !== 'calendar-days') {
    throw new ProcedureFormatError(path, 'a limit in working-days or calendar-days', value);
  }
  return read;
};

const share: Reader<number> = (value, path) => {
  const read = count(value, path);
  if (read > WHOLE) {
    throw new ProcedureFormatError(path, `hundredths of a percent up to ${String(WHOLE)}`, value);
  }
  return read;
};

const reportRule = shapeOf<ReportRule>({ cutOffDay: cutOff, dueAfter, dayOff: oneOf(DAY_OFF_RULES) }, {});
const reportRules = shapeOf<Partial<Record<ReportPeriod, ReportRule>>>({}, { month: reportRule, quarter: reportRule, 'six-months': reportRule, 'nine-months': reportRule, year: reportRule });

const chosen = shapeOf<Partial<Omit<TaskSettings, 'reports'>> & { readonly reports?: Partial<Record<ReportPeriod, ReportRule>> }>(
  {},
  { warnBefore: limit, escalateAfter: listOf(limit), explainWithin: limit, dayOff: oneOf(DAY_OFF_RULES), dayEnd: oneOf(DAY_ENDS), onTimeTarget: share, reports: reportRules },
);

/** How assigned tasks are kept; what is left out is as the program has it, each period of reports by itself. */
export const taskSettings: Reader<TaskSettings> = (value, path) => {
  const { reports, ...others } = chosen(value, path);
  return { ...DEFAULT_TASK_SETTINGS, ...others, reports: { ...DEFAULT_TASK_SETTINGS.reports, ...reports } };
};
