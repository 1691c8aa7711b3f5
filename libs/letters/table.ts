import type { Run } from './line-breaking.js';
import { type BlockStyle, type Cell, type Column, MM, type Sheet } from './sheet.js';

/** A column of a table: its head and its share of the page's width. */
export interface TableColumn {
  readonly title: string;
  readonly share: number;
  readonly align?: 'left' | 'center';
}

/** A row of cells, one for each column. */
export type TableRow = readonly (readonly Run[])[];

const PADDING = 1 * MM;

/**
 * Writes a table with frames, head first. Rows of one group stay on one page where a page holds them; a row higher than a
 * page goes on on the next. Every further page begins with the head again.
 */
export function writeTable(sheet: Sheet, columns: readonly TableColumn[], groups: readonly (readonly TableRow[])[], size: number): void {
  const grid = gridOf(sheet, columns, size);
  const head = grid.cells(columns.map(({ title }) => [{ text: title, face: 'bold' }]), 'center');
  const room = sheet.pageHeight - grid.height(head);
  const table = sheet.table();
  const write = (cells: readonly Cell[], kind: 'head' | 'repeated-head' | 'body'): void => {
    const top = sheet.y;
    sheet.y += PADDING;
    table.row(cells, kind);
    sheet.boxes(grid.frames, top, grid.height(cells));
    sheet.y = top + grid.height(cells);
  };
  const turnPage = (): void => {
    sheet.nextPage();
    write(head, 'repeated-head');
  };
  sheet.reserve(grid.height(head) + 4 * sheet.lineHeight(size));
  write(head, 'head');
  for (const group of groups) {
    const rows = group.map((row) => grid.cells(row));
    const together = rows.reduce((sum, cells) => sum + grid.height(cells), 0);
    if (together <= room && together > sheet.left) {
      turnPage();
    }
    for (const cells of rows.flatMap((row) => slices(row, Math.floor((room - 2 * PADDING) / sheet.lineHeight(size))))) {
      if (grid.height(cells) > sheet.left) {
        turnPage();
      }
      write(cells, 'body');
    }
  }
  table.end();
  sheet.y += 2 * MM;
}

interface Grid {
  readonly frames: readonly Column[];
  readonly cells: (row: TableRow, align?: 'center') => readonly Cell[];
  readonly height: (cells: readonly Cell[]) => number;
}

function gridOf(sheet: Sheet, columns: readonly TableColumn[], size: number): Grid {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  let x = sheet.body.x;
  const frames = columns.map(({ share }): Column => {
    const width = (sheet.body.width * share) / total;
    x += width;
    return { x: x - width, width };
  });
  return {
    frames,
    cells: (row, align) =>
      frames.map((frame, index) => {
        const column: Column = { x: frame.x + PADDING, width: frame.width - 2 * PADDING };
        const style: BlockStyle = { size, align: align ?? columns[index]?.align ?? 'left' };
        return { column, style, lines: sheet.lines(row[index] ?? [], column, style) };
      }),
    height: (cells) => Math.max(1, ...cells.map(({ lines }) => lines.length)) * sheet.lineHeight(size) + 2 * PADDING,
  };
}

/** A row cut into rows of at most `most` lines. */
function slices(row: readonly Cell[], most: number): readonly (readonly Cell[])[] {
  const longest = Math.max(1, ...row.map(({ lines }) => lines.length));
  return Array.from({ length: Math.ceil(longest / most) }, (_, index) =>
    row.map((cell): Cell => ({ ...cell, lines: cell.lines.slice(index * most, (index + 1) * most) })),
  );
}
