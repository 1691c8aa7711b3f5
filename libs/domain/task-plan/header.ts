import { PLAN_COLUMNS, type PlanColumn, type PlanWords } from './plan-words.js';
import type { TableCell, TableRow } from './table-row.js';

/** Where the columns of a table stand, and how many rows say so. */
export interface PlanHeader {
  readonly columns: Readonly<Partial<Record<PlanColumn, number>>>;
  readonly rows: 1 | 2;
  /** How many columns the table has. */
  readonly width: number;
}

/** Fewer named columns are a row of the plan that happens to hold such a word. */
const FEWEST_NAMED = 3;
const COLUMN_NUMBER = /^\(?\d{1,2}\)?$/;

/**
 * The header a row begins, if it begins one: a task column and two more are named by it, or by it and the next row together
 * where titles stand over several columns.
 */
export function headerAt(rows: readonly TableRow[], index: number, words: PlanWords): PlanHeader | undefined {
  const row = rows[index];
  if (row === undefined || row.place.table === 0 || !isWholly(row.cells, words)) {
    return undefined;
  }
  const next = rows[index + 1];
  const alone = columnsIn(row.cells, words);
  const both = next?.place.table === row.place.table && isSecondRow(next.cells, words) ? { ...alone, ...columnsIn(next.cells, words) } : alone;
  const rowsUsed = Object.keys(both).length > Object.keys(alone).length ? 2 : 1;
  if (Object.keys(both).length < FEWEST_NAMED || both.task === undefined) {
    return undefined;
  }
  return { columns: both, rows: rowsUsed, width: Math.max(row.cells.length, rowsUsed === 2 ? (next?.cells.length ?? 0) : 0) };
}

/** Whether a row only numbers the columns: (1), (2), (3). */
export function isColumnNumbers({ cells }: TableRow): boolean {
  const own = cells.filter(({ text }) => text !== '');
  return own.length >= FEWEST_NAMED && own.every(({ text }, index) => COLUMN_NUMBER.test(text) && Number(text.replace(/\D/g, '')) === index + 1);
}

/** The first column of each name; what stands over several columns names none of them. */
function columnsIn(cells: readonly TableCell[], words: PlanWords): Partial<Record<PlanColumn, number>> {
  const columns: Partial<Record<PlanColumn, number>> = {};
  cells.forEach((cell, index) => {
    const name = nameOf(cell, words);
    if (name !== undefined && columns[name] === undefined) {
      columns[name] = index;
    }
  });
  return columns;
}

function nameOf(cell: TableCell, words: PlanWords): PlanColumn | undefined {
  const folded = words.fold(cell.text);
  return PLAN_COLUMNS.find((column) => words.columns[column].test(folded));
}

function isSecondRow(cells: readonly TableCell[], words: PlanWords): boolean {
  return isWholly(cells, words) && cells.some((cell) => cell.coveredFrom === undefined && cell.text !== '');
}

/** Whether every text of a row is one a header has. */
function isWholly(cells: readonly TableCell[], words: PlanWords): boolean {
  return cells.every((cell) => cell.text === '' || nameOf(cell, words) !== undefined || words.overColumns.test(words.fold(cell.text)));
}
