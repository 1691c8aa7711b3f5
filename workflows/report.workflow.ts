import type { ReportPeriod } from '#domain';
import { makeDueReports } from './proxies.js';

/** What a run of a report's schedule is started with. */
export interface ReportInput {
  readonly report: ReportPeriod;
}

/**
 * Makes the reports of a kind that are due. A schedule starts it; which reports that are, PostgreSQL says, so that a run too many
 * makes nothing twice and the run after an outage makes what the missed ones would have.
 */
export async function reportWorkflow({ report }: ReportInput): Promise<number> {
  return makeDueReports(report, Date.now());
}
