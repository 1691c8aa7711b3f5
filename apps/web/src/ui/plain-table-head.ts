import type { TableColumnGroupType, TableColumnsType, TableColumnType } from 'antd';

/** A head of a column or of several, and the room it takes. */
export interface HeadCell<T> {
  readonly column: TableColumnType<T> | TableColumnGroupType<T>;
  /** The number of columns below it. */
  readonly columns: number;
  /** The number of head rows it reaches over. */
  readonly rows: number;
  /** The number of the first column below it, from nought. */
  readonly place: number;
}

/** Columns that have cells, those of groups among them, from left to right. */
export function leavesOf<T>(columns: TableColumnsType<T>): readonly TableColumnType<T>[] {
  return columns.flatMap((column) => ('children' in column ? leavesOf(column.children) : [column]));
}

/** The rows of a table's head: groups above their columns, and what is in no group over all rows. */
export function headRows<T>(columns: TableColumnsType<T>): readonly (readonly HeadCell<T>[])[] {
  const depth = depthOf(columns);
  const rows: HeadCell<T>[][] = Array.from({ length: depth }, () => []);
  const lay = (laid: TableColumnsType<T>, level: number, from: number): number => laid.reduce((place, column) => {
    const isGroup = 'children' in column;
    const end = isGroup ? lay(column.children, level + 1, place) : place + 1;
    rows[level]?.push({ column, columns: end - place, rows: isGroup ? 1 : depth - level, place });
    return end;
  }, from);
  lay(columns, 0, 0);
  return rows;
}

function depthOf<T>(columns: TableColumnsType<T>): number {
  return Math.max(1, ...columns.map((column) => ('children' in column ? 1 + depthOf(column.children) : 1)));
}
