import { type PlanReport, planReportTable, renderPlanReportDocx, renderPlanReportXlsx } from '#letters';

/** Formats the report of a plan is printed in. */
export const REPORT_FORMATS = ['xlsx', 'docx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The report of a plan as a file. */
export async function printPlanReport(report: PlanReport, format: ReportFormat): Promise<Uint8Array> {
  const table = planReportTable(report);
  return format === 'docx' ? renderPlanReportDocx(table) : renderPlanReportXlsx(table);
}
