import type { ReportCell, ReportDocument, ReportTable } from './report-data.js';
import { headCells, headRows, isNumbered } from './report-heads.js';
import { type WorkbookCell, type WorkbookRow, type WorkbookSheet, writeWorkbook } from './workbook.js';

/** Millimetres of paper a character of a spreadsheet's column stands for. */
const MM_PER_CHARACTER = 1.7;
const NOTHING: WorkbookCell = { value: undefined };

/** A report as a workbook, a sheet for each table, every number a number. The same report gives the same bytes. */
export async function renderReportXlsx(document: ReportDocument): Promise<Uint8Array> {
  return writeWorkbook(document.tables.map((table, index) => sheetOf(document, table, index === document.tables.length - 1)));
}

/** Each sheet says what it is a table of; the notes stand below the last. */
function sheetOf({ header, mark, title, lines, notes, tables }: ReportDocument, { caption, columns, rows }: ReportTable, isLast: boolean): WorkbookSheet {
  const across = (text: string, style: WorkbookRow['style']): WorkbookRow => ({ cells: [{ value: { text }, columns: columns.length }, ...columns.slice(1).map(() => undefined)], style });
  const above = [
    across([header.agency, ...(mark === undefined ? [] : [mark])].join(' – '), 'plain'),
    ...title.map((text) => across(text, 'title')),
    ...(tables.length === 1 ? [] : [across(caption, 'title')]),
    ...lines.map((text) => across(text, 'centred')),
  ];
  const numbers = isNumbered(columns) ? [{ cells: columns.map(({ number = '' }): WorkbookCell => ({ value: { text: number } })), style: 'head' } as const] : [];
  const head = [...headsOf(columns), ...numbers];
  return {
    name: caption,
    widths: columns.map(({ width }) => Math.max(4, Math.round(width / MM_PER_CHARACTER))),
    frozenRows: above.length + head.length,
    rows: [
      ...above,
      ...head,
      ...rows.map(({ kind, cells }): WorkbookRow => (kind === 'group' ? across(textOf(cells[0]), 'total') : { cells: cells.map(cellOf), style: kind })),
      ...(isLast ? notes.map((text): WorkbookRow => ({ cells: [{ value: { text } }], style: 'italic' })) : []),
    ],
  };
}

function headsOf(columns: ReportTable['columns']): readonly WorkbookRow[] {
  const grid: (WorkbookCell | undefined)[][] = Array.from({ length: headRows(columns) }, () => columns.map(() => undefined));
  for (const { text, row, column, rows, columns: over } of headCells(columns)) {
    (grid[row] ?? [])[column] = { value: { text }, rows, columns: over };
  }
  return grid.map((cells) => ({ cells, style: 'head' }));
}

function cellOf(cell: ReportCell): WorkbookCell {
  switch (typeof cell) {
    case 'string':
      return { value: { text: cell } };
    case 'number':
      return { value: { number: cell, format: 'count' } };
    case 'undefined':
      return NOTHING;
    default:
      // Written without a division, so that 1.67 % is 0.0167 to the last digit.
      return { value: { number: Number(`${cell.percent}e-2`), format: 'percent' } };
  }
}

function textOf(cell: ReportCell): string {
  return typeof cell === 'string' ? cell : '';
}
