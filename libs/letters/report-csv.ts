import type { ReportCell, ReportDocument } from './report-data.js';

/** What spreadsheets take for a formula at the beginning of a cell, also behind blanks and the characters they skip (OWASP, CSV injection). */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\t\r\n＝＋－＠]/u;
const QUOTED = /[",\r\n]/u;
/** Tells a spreadsheet that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A cell as CSV has it: texts that a spreadsheet would run as a formula begin with an apostrophe, numbers are left as they are (RFC 4180). */
export function csvCell(cell: ReportCell): string {
  switch (typeof cell) {
    case 'undefined':
      return '';
    case 'number':
      return String(cell);
    case 'string': {
      const safe = FORMULA.test(cell) ? `'${cell}` : cell;
      return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    }
    default:
      return cell.percent;
  }
}

/** A line of CSV with its end. */
export function csvLine(cells: readonly ReportCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * The tables of a report as CSV in UTF-8, one below the other with an empty line between: a line that names table, period and moment, the
 * heads in one line, and the rows. Percentages are numbers with a point.
 */
export function renderReportCsv({ title, lines, tables, notes }: ReportDocument, { byteOrderMark = false }: { readonly byteOrderMark?: boolean } = {}): Uint8Array {
  const parts = tables.map(({ caption, columns, rows }) =>
    [csvLine([caption, title.join(' '), ...lines]), csvLine(columns.map(({ heads, number }) => [...heads, ...(number === undefined ? [] : [number])].join(' / '))), ...rows.map(({ cells }) => csvLine(cells))].join(''),
  );
  const text = [...parts, notes.map((note) => csvLine([note])).join('')].filter((part) => part !== '').join('\r\n');
  return new TextEncoder().encode(`${byteOrderMark ? BYTE_ORDER_MARK : ''}${text}`);
}
