import type { LetterHeader } from './letter-data.js';

/** What stands in a cell: a text, a count, a percentage with two decimals as `RateValue` has it, or nothing. Numbers stay numbers in a spreadsheet. */
export type ReportCell = string | number | { readonly percent: string } | undefined;

/** A column of a table. */
export interface ReportColumn {
  /** Its heads from the uppermost down to its own; neighbours that begin alike share a head. */
  readonly heads: readonly string[];
  /** What stands in the row that numbers the columns of a form, as `(3)`. */
  readonly number?: string;
  /** Its part of the width, in millimetres of a sheet A4 across (267 in all), which wider or narrower paper scales. */
  readonly width: number;
}

/** A row. A `group` is a heading over the rows below it: its first cell goes across. */
export interface ReportRow {
  readonly kind: 'line' | 'total' | 'group';
  readonly cells: readonly ReportCell[];
}

/** A table of a report. */
export interface ReportTable {
  /** Its name: the caption above it, and of the sheet of a spreadsheet (at most 31 characters there). */
  readonly caption: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
}

/** A report ready to be written in any format: every text is worded, every number final. */
export interface ReportDocument {
  readonly header: LetterHeader;
  readonly place: string;
  /** Epoch milliseconds: when its figures were read. */
  readonly madeAt: number;
  /** Number of the form in the corner, as `Biểu số II.06a/VPCP/KSTT`. */
  readonly mark?: string;
  readonly title: readonly string[];
  /** What stands below the title: period, who reports to whom, unit. */
  readonly lines: readonly string[];
  readonly tables: readonly ReportTable[];
  /** How the numbers are to be read, below the tables. */
  readonly notes: readonly string[];
}
