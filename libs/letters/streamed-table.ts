import { formatInstant, instant } from '#domain';
import { BYTE_ORDER_MARK, csvLine } from './report-csv.js';
import { columnName, serialOf, writeXlsx, type XlsxCell, type XlsxRow } from './xlsx-file.js';

/** A cell of a list without an end: a text, a number, a moment (epoch milliseconds), or nothing. */
export type StreamedCell = string | number | { readonly moment: number } | undefined;

/** What does not change from row to row of a list. */
export interface StreamedTable {
  readonly name: string;
  readonly title: readonly string[];
  /** Heads with their widths in characters. */
  readonly columns: readonly { readonly head: string; readonly width: number }[];
}

/** CSV leaves in pieces of about so many characters. */
const PIECE = 64 * 1024;

/** A list as a spreadsheet, at the pace of its reader. */
export function streamTableXlsx({ name, title, columns }: StreamedTable, rows: AsyncIterable<readonly StreamedCell[]>): AsyncGenerator<Uint8Array> {
  const last = columnName(columns.length - 1);
  const sheet = { name, widths: columns.map(({ width }) => width), frozenRows: title.length + 1, merged: title.map((_, row) => `A${String(row + 1)}:${last}${String(row + 1)}`) };
  return writeXlsx(sheet, xlsxRows({ name, title, columns }, rows));
}

async function* xlsxRows({ title, columns }: StreamedTable, rows: AsyncIterable<readonly StreamedCell[]>): AsyncGenerator<XlsxRow> {
  for (const text of title) {
    yield { cells: [{ text }], style: 'title' };
  }
  yield { cells: columns.map(({ head }) => ({ text: head })), style: 'head' };
  for await (const cells of rows) {
    yield { cells: cells.map(xlsxCell), style: 'wrapped' };
  }
}

function xlsxCell(cell: StreamedCell): XlsxCell {
  switch (typeof cell) {
    case 'undefined':
      return undefined;
    case 'string':
      return { text: cell };
    case 'number':
      return { number: cell };
    default:
      return { moment: serialOf(cell.moment) };
  }
}

/** A list as CSV in UTF-8, at the pace of its reader: its heads and its rows, moments in ISO 8601. */
export async function* streamTableCsv({ columns }: Pick<StreamedTable, 'columns'>, rows: AsyncIterable<readonly StreamedCell[]>, { byteOrderMark = false }: { readonly byteOrderMark?: boolean } = {}): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = `${byteOrderMark ? BYTE_ORDER_MARK : ''}${csvLine(columns.map(({ head }) => head))}`;
  for await (const cells of rows) {
    text += csvLine(cells.map((cell) => (typeof cell === 'object' ? formatInstant(instant(cell.moment)) : cell)));
    if (text.length >= PIECE) {
      yield encoder.encode(text);
      text = '';
    }
  }
  yield encoder.encode(text);
}
