import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, describe, expect, test } from 'vitest';
import type { ReportPeriod } from '#domain';
import { CASE_QUEUE, type ReportActivities, reportScheduleId } from '#workflows';
import { ReportSchedules } from '../../apps/dispatch/report-schedules.js';
import { startLocalTemporal, testWorkflowBundle } from '../support/temporal.js';

const temporal = await startLocalTemporal();
const namespace = temporal.namespace ?? 'default';
const connection = await Connection.connect({ address: temporal.address });
const schedules = new ReportSchedules(connection, namespace);
const made: ReportPeriod[] = [];
const activities: ReportActivities = {
  makeDueReports: (report) => {
    made.push(report);
    return Promise.resolve(made.length === 1 ? 1 : 0);
  },
};
afterAll(() => schedules.close());

const FOURTEENTH = { month: { cutOffDay: 14 }, quarter: { cutOffDay: 14 }, 'six-months': { cutOffDay: 14 }, 'nine-months': { cutOffDay: 14 }, year: { cutOffDay: 14 } } as const;
const handleOf = (report: ReportPeriod) => temporal.client.schedule.getHandle(reportScheduleId(report));

describe('the schedules of reports', { shuffle: false }, () => {
  test('stand once however often they are asked for, and run on the day after the cut-off at seven in Vietnam', async () => {
    await schedules.ensure(FOURTEENTH);
    const before = await handleOf('quarter').describe();
    await Promise.all([schedules.ensure(FOURTEENTH), new ReportSchedules(connection, namespace).ensure(FOURTEENTH)]);
    const after = await handleOf('quarter').describe();
    expect(after.info.lastUpdatedAt).toEqual(before.info.lastUpdatedAt);
    for (const next of after.info.nextActionTimes) {
      const local = new Date(next.getTime() + 7 * 3_600_000).toISOString();
      expect(local).toMatch(/^\d{4}-(?:03|06|09|12)-15T07:00:00/u);
    }
    expect(after.info.nextActionTimes.length).toBeGreaterThan(0);
  });

  test('follow a setting that changed', async () => {
    await schedules.ensure({ ...FOURTEENTH, quarter: { cutOffDay: 'month-end' } });
    const { info } = await handleOf('quarter').describe();
    expect(info.nextActionTimes.every((next) => /^\d{4}-(?:01|04|07|10)-01T07:00:00/u.test(new Date(next.getTime() + 7 * 3_600_000).toISOString()))).toBe(true);
  });

  test('run the workflow that makes what is due, with the kind of report and nothing else', async () => {
    const worker = await Worker.create({ connection: temporal.nativeConnection, namespace, taskQueue: CASE_QUEUE, workflowBundle: testWorkflowBundle(), activities });
    await worker.runUntil(async () => {
      await schedules.trigger('month');
      await until(async () => (await handleOf('month').describe()).info.recentActions.length === 1 && made.length === 1);
      const [action] = (await handleOf('month').describe()).info.recentActions;
      const run = temporal.client.workflow.getHandle(action?.action.workflow.workflowId ?? '', action?.action.workflow.firstExecutionRunId);
      expect(await run.result()).toBe(1);
      await Worker.runReplayHistory({ workflowBundle: testWorkflowBundle() }, await run.fetchHistory(), 'report');
    });
    expect(made).toEqual(['month']);
  });

  test('cannot be told to run what they do not know', async () => {
    await expect(schedules.trigger('decade' as ReportPeriod)).rejects.toThrow(/not found/iu);
  });
});

/** The server tells of an action a moment after it was taken. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await delay(25);
  }
}
