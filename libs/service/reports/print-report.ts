import { renderReportCsv, renderReportDocx, renderReportPdf, renderReportXlsx } from '#letters';
import type { ComposedReport, ReportFileFormat } from './report-kinds.js';

/** How a file is written beside its format. */
export interface PrintOptions {
  /** CSV begins with the mark by which spreadsheets know UTF-8. */
  readonly byteOrderMark?: boolean;
}

/** A composed report as a file. The same report gives the same bytes in every format but DOCX, whose library dates its parts. */
export async function printReport({ document }: Pick<ComposedReport, 'document'>, format: ReportFileFormat, options: PrintOptions = {}): Promise<Uint8Array> {
  switch (format) {
    case 'xlsx':
      return renderReportXlsx(document);
    case 'pdf':
      return renderReportPdf(document);
    case 'docx':
      return renderReportDocx(document);
    case 'csv':
      return renderReportCsv(document, options);
  }
}
