import { z } from 'zod';
import { LIST_FORMATS, REPORT_FILE_FORMATS, REPORT_GROUPS } from '#service/figures';
import { REPORT_TITLES } from '#vi';
import { type AskedReport, ASKED_REPORTS, reportName } from '../schemas/reports.js';

/** A report that can be asked for. */
export const reportSchema = z.strictObject({
  report: reportName,
  title: z.string(),
  formats: z.array(z.enum(REPORT_FILE_FORMATS)),
  by: z.array(z.enum(REPORT_GROUPS)).meta({ description: 'What its rows may be told apart by; empty where it leaves no choice' }),
  comparisons: z.array(z.enum(['minute', 'date'])).meta({ description: 'How late is told from on time; empty where it leaves no choice' }),
  link: z.string(),
});
/** A report as it is listed. */
export type ReportItem = z.output<typeof reportSchema>;

const HAS_CHOICES: readonly AskedReport[] = ['ii-06a', 'progress-766'];

/** Every report with its formats. */
export const REPORT_CATALOGUE: readonly ReportItem[] = ASKED_REPORTS.map((report) => ({
  report,
  title: REPORT_TITLES[report],
  formats: [...formatsOf(report)],
  by: HAS_CHOICES.includes(report) ? [...REPORT_GROUPS] : [],
  comparisons: HAS_CHOICES.includes(report) ? ['minute', 'date'] : [],
  link: `/api/v1/reports/${report}`,
}));

/** The formats a report is written in: a list without an end only in those that are streamed. */
export function formatsOf(report: AskedReport): readonly ReportItem['formats'][number][] {
  return report === 'evidence' ? LIST_FORMATS : REPORT_FILE_FORMATS;
}
