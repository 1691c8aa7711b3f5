import type { Instant } from '#domain';
import type { DaySpan, ReportComparison } from '#domain/figures';
import type { ReportDocument } from '#letters';
import type { FigureScope } from '../figures/scope.js';

/** Reports that are composed as one document. Registers and lists of evidence, which have no end, are streamed. */
export const REPORT_NAMES = ['ii-06a', 'ii-07b', 'progress-766', 'period'] as const;
export type ReportName = (typeof REPORT_NAMES)[number];

/** What the rows of a report may be told apart by. */
export const REPORT_GROUPS = ['field', 'agency'] as const;
export type ReportGroup = (typeof REPORT_GROUPS)[number];

/** Formats documents are written in. */
export const REPORT_FILE_FORMATS = ['xlsx', 'pdf', 'docx', 'csv'] as const;
export type ReportFileFormat = (typeof REPORT_FILE_FORMATS)[number];

/** Which report of whom over which days. */
export interface ReportRequest {
  readonly report: ReportName;
  readonly days: DaySpan;
  /** The whole province, or one of its agencies. */
  readonly scope: Pick<FigureScope, 'province' | 'agency'>;
  /** By field where nothing is said. */
  readonly by?: ReportGroup;
  /** By the minute where nothing is said. */
  readonly comparison?: ReportComparison;
  /** The asker's clock: what is due before it and not yet recorded counts as overdue. */
  readonly at: Instant;
}

/** One number a report gives out, as it can be stored and asked again. Counts have no `d`. */
export interface ReportFigure {
  /** The rate's name, or the report with the column, as `ii-06a(7)`. */
  readonly figure: string;
  /** Code of the field or agency of its row; empty of the whole. */
  readonly group: string;
  readonly n: number;
  readonly d?: number;
}

/** A report with its numbers and its wording; `printReport` writes it in a format. */
export interface ComposedReport extends Required<Pick<ReportRequest, 'report' | 'days' | 'scope' | 'by' | 'comparison' | 'at'>> {
  /** Every number of its rows and totals, in the order in which they stand. */
  readonly figures: readonly ReportFigure[];
  readonly document: ReportDocument;
  /** Without an ending: report, scope and days, in letters every file system knows. */
  readonly fileName: string;
}

/** A sum of a report that does not come out: stored figures are damaged, and nothing may be given out before they are repaired. */
export class ReportOutOfBalance extends Error {
  override readonly name = 'ReportOutOfBalance';

  constructor(
    readonly report: ReportName | 'handling',
    /** Each broken sum: the row it stands in (empty: the total) and what is wrong. */
    readonly faults: readonly { readonly group: string; readonly fault: string }[],
  ) {
    super(`Report ${report} does not come out and is not given: ${faults.map(({ group, fault }) => `${group === '' ? 'total' : group}: ${fault}`).join('; ')}. Compare with \`npm run ledger -- recount\``);
  }
}

/** A report that these days or this scope cannot tell. */
export class ReportNotTold extends Error {
  override readonly name = 'ReportNotTold';
}

/** What lines of handling may be told apart by. */
export const HANDLING_GROUPS = ['agency', 'field', 'procedure'] as const;
export type HandlingGroup = (typeof HANDLING_GROUPS)[number];
