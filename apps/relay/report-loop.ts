import { instant, type Instant, type ReportPeriod, type ReportRules } from '#domain';
import type { Engine } from '#service';
import { listMissingReports } from '#service/figures';
import type { Loop } from './runner.js';

/** What keeps the schedules of reports. */
export interface ReportScheduleKeeper {
  ensure(rules: ReportRules): Promise<void>;
  trigger(report: ReportPeriod): Promise<void>;
}

const EVERY_MS = 10 * 60_000;
/** A report this long past its moment has been missed rather than being made. */
const MISSED_AFTER_MS = 30 * 60_000;

/** Keeps the schedules as the settings want them, and has those run whose reports are due and were not made. */
export function reportLoop(engine: Engine, schedules: ReportScheduleKeeper): Loop {
  return {
    name: 'report-schedules',
    everyMs: EVERY_MS,
    once: async (at) => {
      await keepSchedulesOnce(engine, schedules, at);
      return false;
    },
  };
}

/** One pass. Returns the kinds of report that were missed and made to run now. */
export async function keepSchedulesOnce(engine: Engine, schedules: ReportScheduleKeeper, at: Instant): Promise<readonly ReportPeriod[]> {
  const { assignedTasks } = await engine.rules.settings(engine.database.read);
  await schedules.ensure(assignedTasks.reports);
  const missed = await listMissingReports(engine, instant(at - MISSED_AFTER_MS));
  const kinds = [...new Set(missed.map(({ period }) => period))];
  for (const kind of kinds) {
    await schedules.trigger(kind);
  }
  return kinds;
}
