import { columnName, serialOf, writeXlsx, type XlsxCell, type XlsxRow } from './xlsx-file.js';

/** A cell of a list: a text, a number, or an instant in epoch milliseconds; nothing where it is absent. */
export type ListCell = string | number | { readonly at: number } | undefined;

/** A list as a spreadsheet: what stands above it, and its columns with their widths in characters. */
export interface ListSheet {
  readonly name: string;
  readonly titles: readonly [string, ...string[]];
  readonly columns: readonly { readonly head: string; readonly width: number }[];
}

/** A list as a workbook of one sheet, piece by piece while its rows come. The same list gives the same bytes. */
export function renderListXlsx(sheet: ListSheet, rows: AsyncIterable<readonly ListCell[]>): AsyncGenerator<Uint8Array> {
  const last = columnName(sheet.columns.length - 1);
  return writeXlsx(
    {
      name: sheet.name,
      widths: sheet.columns.map(({ width }) => width),
      frozenRows: sheet.titles.length + 1,
      merged: sheet.titles.map((_, index) => `A${String(index + 1)}:${last}${String(index + 1)}`),
    },
    rowsOf(sheet, rows),
  );
}

async function* rowsOf({ titles, columns }: ListSheet, rows: AsyncIterable<readonly ListCell[]>): AsyncGenerator<XlsxRow> {
  for (const text of titles) {
    yield { cells: [{ text }], style: 'title' };
  }
  yield { cells: columns.map(({ head }) => ({ text: head })), style: 'head' };
  for await (const row of rows) {
    yield { cells: row.map(cellOf), style: 'wrapped' };
  }
}

function cellOf(cell: ListCell): XlsxCell {
  switch (typeof cell) {
    case 'undefined':
      return undefined;
    case 'string':
      return cell === '' ? undefined : { text: cell };
    case 'number':
      return { number: cell };
    default:
      return { moment: serialOf(cell.at) };
  }
}
