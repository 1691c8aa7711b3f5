import { type PlanReport, planReportTable, renderPlanReportDocx, renderPlanReportXlsx } from '#letters';

/** Formats the report of a plan is printed in. */
export const REPORT_FORMATS = ['xlsx', 'docx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The report of a plan as a file. */
export async function printPlanReport(report: PlanReport, format: ReportFormat): Promise<Uint8Array> {
  const table = planReportTable(report);
  return format === 'docx' ? renderPlanReportDocx(table) : Buffer.concat(await pieces(renderPlanReportXlsx(table)));
}

async function pieces(source: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const piece of source) {
    all.push(piece);
  }
  return all;
}
