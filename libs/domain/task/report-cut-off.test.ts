import { describe, expect, test } from 'vitest';
import type { ReportSpan } from '../performance/periods.js';
import { daysOf } from '../performance/periods.js';
import { parseSettings, settingsOf } from '../procedure/parse-settings.js';
import { REPORT_PERIODS } from '../task-plan/plan-words.js';
import { parseLocalDate } from '../time/local-date.js';
import { reportPeriodOf } from './report-cut-off.js';
import { reportSpan } from './report-period.js';
import { DEFAULT_TASK_SETTINGS } from './task-settings.js';

const rule = { dueAfter: { unit: 'working-days', amount: 3 }, dayOff: 'next-working-day' } as const;
const cutOffs = (json: unknown): readonly (number | 'month-end')[] => {
  const { reports } = settingsOf(parseSettings(json)).assignedTasks;
  return REPORT_PERIODS.map((period) => reports[period].cutOffDay);
};

describe('the one cut-off of figures and reports', () => {
  test.each<[string, unknown, readonly (number | 'month-end')[]]>([
    ['where nothing is said it is the 14th', {}, [14, 14, 14, 14, 14]],
    ['a former cut-off of figures holds for every report', { reportCutOffDay: 25 }, [25, 25, 25, 25, 25]],
    ['former whole months are the months\' ends', { reportCutOffDay: 0 }, ['month-end', 'month-end', 'month-end', 'month-end', 'month-end']],
    ['a period with a cut-off of its own keeps it beside a former one', { reportCutOffDay: 25, assignedTasks: { reports: { quarter: { cutOffDay: 'month-end', ...rule } } } }, [25, 'month-end', 25, 25, 25]],
    ['each period has its own', { assignedTasks: { reports: { year: { cutOffDay: 28, ...rule } } } }, [14, 14, 14, 14, 28]],
  ])('%s', (_rule, json, expected) => {
    expect(cutOffs(json)).toEqual(expected);
  });

  test('the former setting is no setting in force any more', () => {
    expect(settingsOf(parseSettings({ reportCutOffDay: 25 }))).not.toHaveProperty('reportCutOffDay');
  });

  test('settings that say nothing of it leave the rules of tasks as they are', () => {
    expect(settingsOf({}).assignedTasks).toEqual(DEFAULT_TASK_SETTINGS);
  });
});

describe('days of a figure and of the report of the same name', () => {
  const rules = { month: { cutOffDay: 14 }, quarter: { cutOffDay: 'month-end' }, 'six-months': { cutOffDay: 20 }, 'nine-months': { cutOffDay: 27 }, year: { cutOffDay: 28 } } as const;

  test.each<[ReportSpan, 'month' | 'quarter' | 'six-months' | 'nine-months' | 'year', number]>([
    [{ kind: 'month', year: 2026, month: 3 }, 'month', 3],
    [{ kind: 'quarter', year: 2026, quarter: 2 }, 'quarter', 2],
    [{ kind: 'half-year', year: 2026, half: 1 }, 'six-months', 1],
    [{ kind: 'nine-months', year: 2026 }, 'nine-months', 1],
    [{ kind: 'year', year: 2026 }, 'year', 1],
  ])('%j is the report of the %s', (span, period, number) => {
    expect(daysOf(reportPeriodOf(span, rules))).toEqual(reportSpan({ period, year: 2026, number }, rules[period]));
  });

  test('a cut-off on the 28th has February end with it and March begin on its first day', () => {
    expect(daysOf({ kind: 'report', of: { kind: 'month', year: 2026, month: 3 }, cutOffDay: 28 })).toEqual({ first: parseLocalDate('2026-03-01'), last: parseLocalDate('2026-03-28') });
  });
});
