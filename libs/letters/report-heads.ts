import type { ReportColumn } from './report-data.js';

/** A head of a table and the cells it goes over; rows and columns from 0. */
export interface HeadCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** How many rows the heads of a table take, the row of numbers left out. */
export function headRows(columns: readonly ReportColumn[]): number {
  return Math.max(...columns.map(({ heads }) => heads.length));
}

/** The heads of a table: neighbours that begin alike share theirs, and a column's own goes down to the last row. */
export function headCells(columns: readonly ReportColumn[]): readonly HeadCell[] {
  const depth = headRows(columns);
  const cells: HeadCell[] = [];
  columns.forEach(({ heads }, column) => {
    heads.forEach((text, row) => {
      const path = heads.slice(0, row + 1).join('\0');
      const isOwn = row === heads.length - 1;
      const starts = (index: number): boolean => columns[index]?.heads.slice(0, row + 1).join('\0') === path && columns[index].heads.length > row + 1;
      if (isOwn || !starts(column - 1)) {
        const over = isOwn ? 1 : columns.slice(column).findIndex((_, index) => !starts(column + index));
        cells.push({ text, row, column, rows: isOwn ? depth - row : 1, columns: over === -1 ? columns.length - column : over });
      }
    });
  });
  return cells;
}

/** True when the columns of a form are numbered. */
export function isNumbered(columns: readonly ReportColumn[]): boolean {
  return columns.some(({ number }) => number !== undefined);
}
