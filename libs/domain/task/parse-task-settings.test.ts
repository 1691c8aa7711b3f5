import { expect, test } from 'vitest';
import { parseSettings } from '../procedure/parse-settings.js';
import { DEFAULT_TASK_SETTINGS } from './task-settings.js';

test('what an installation leaves out of its rules of tasks is as the program has it, each period by itself', () => {
  const quarter = { cutOffDay: 'month-end', dueAfter: { unit: 'calendar-days', amount: 10 }, dayOff: 'previous-working-day' } as const;

  expect(parseSettings({ assignedTasks: { onTimeTarget: 9500, reports: { quarter } } }).assignedTasks).toEqual({
    ...DEFAULT_TASK_SETTINGS,
    onTimeTarget: 9500,
    reports: { ...DEFAULT_TASK_SETTINGS.reports, quarter },
  });
});

test.each([
  [{ onTimeTarget: 10_001 }, 'assignedTasks.onTimeTarget must be hundredths of a percent up to 10000'],
  [{ dayOff: 'never' }, 'assignedTasks.dayOff'],
  [{ reports: { month: { cutOffDay: 29, dueAfter: { unit: 'working-days', amount: 1 }, dayOff: 'stands' } } }, 'assignedTasks.reports.month.cutOffDay must be a day from 1 to 28, or month-end'],
  [{ reports: { month: { cutOffDay: 14, dueAfter: { unit: 'months', amount: 1 }, dayOff: 'stands' } } }, 'assignedTasks.reports.month.dueAfter must be a limit in working-days or calendar-days'],
  [{ reports: { week: {} } }, 'assignedTasks.reports.week'],
])('%j is refused where it is wrong', (assignedTasks, message) => {
  expect(() => parseSettings({ assignedTasks })).toThrow(message);
});
