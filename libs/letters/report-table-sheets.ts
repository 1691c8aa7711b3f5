import type { ShapedLine } from './quick-text.js';
import type { ReportColumn, ReportRow } from './report-data.js';
import { headCells, headRows, isNumbered } from './report-heads.js';
import type { RegisterSheets, TextStyle } from './register-sheets.js';
import { printedCell } from './report-text.js';
import { MM } from './sheet.js';

const HEAD: TextStyle = { face: 'bold', size: 8, align: 'center' };
const NUMBER: TextStyle = { face: 'italic', size: 7, align: 'center' };
const CELL: TextStyle = { face: 'regular', size: 8.5 };
const PADDING = 0.9 * MM;

interface Place {
  readonly x: number;
  readonly width: number;
}

/** A table on as many sheets as it takes, its head on each; rows keep on one sheet unless they are taller than one. */
export class ReportTableSheets {
  private readonly places: readonly Place[];
  private y: number;
  private isEmpty = true;

  constructor(
    private readonly sheets: RegisterSheets,
    private readonly columns: readonly ReportColumn[],
    /** Writes what stands above the table on a further sheet, and returns where the table goes on below it. */
    private readonly above: () => number = () => sheets.top,
  ) {
    const whole = columns.reduce((sum, { width }) => sum + width, 0);
    let x = sheets.left;
    this.places = columns.map((column) => {
      const place = { x, width: (column.width / whole) * sheets.width };
      x += place.width;
      return place;
    });
    this.y = sheets.top;
  }

  /** Where the table ends so far. */
  get end(): number {
    return this.y;
  }

  /** Begins the table at `y` of the present sheet, with its head. */
  begin(y: number): void {
    this.y = this.writeHead(y);
  }

  /** Writes a row below those before it, and returns on how many new sheets. */
  add(row: ReportRow): number {
    let begun = 0;
    for (let rest: readonly (readonly ShapedLine[])[] | undefined = this.measure(row); rest !== undefined; ) {
      if (this.y + heightOf(this.sheets, rest) > this.sheets.bottom && !this.isEmpty) {
        this.sheets.begin();
        this.begin(this.above());
        begun += 1;
      }
      [this.y, rest] = this.writeRow(row, rest, this.y);
      this.isEmpty = false;
    }
    return begun;
  }

  private measure({ kind, cells }: ReportRow): readonly (readonly ShapedLine[])[] {
    const style = styleOf(kind);
    const width = (index: number): number => (kind === 'group' ? this.sheets.width : (this.places[index]?.width ?? 0)) - 2 * PADDING;
    return cells.slice(0, kind === 'group' ? 1 : cells.length).map((cell, index) => printedCell(cell).split('\n').flatMap((line) => this.sheets.lines(line, width(index), style)));
  }

  private writeRow({ kind, cells }: ReportRow, lines: readonly (readonly ShapedLine[])[], y: number): [number, (readonly (readonly ShapedLine[])[])?] {
    const { sheets } = this;
    const room = Math.floor((sheets.bottom - y - 2 * PADDING) / sheets.lineHeight(CELL.size));
    const isWhole = lines.every((own) => own.length <= room);
    const now = isWhole ? lines : lines.map((own) => own.slice(0, room));
    const end = y + heightOf(sheets, now);
    now.forEach((own, index) => {
      const { x, width } = kind === 'group' ? { x: sheets.left, width: sheets.width } : (this.places[index] ?? { x: sheets.left, width: 0 });
      sheets.write(own, x + PADDING, y + PADDING, width - 2 * PADDING, { ...styleOf(kind), align: typeof cells[index] === 'string' ? 'left' : 'center' });
    });
    sheets.rulesOfRow(kind === 'group' ? this.places.slice(0, 1) : this.places, y, end);
    return isWhole ? [end] : [end, lines.map((own) => own.slice(room))];
  }

  /** Heads grow with their longest text; one that goes down shares the rows below it. */
  private writeHead(y: number): number {
    const { sheets, places, columns } = this;
    const measured = headCells(columns).map((cell) => {
      const width = places.slice(cell.column, cell.column + cell.columns).reduce((sum, place) => sum + place.width, 0);
      const x = places[cell.column]?.x ?? sheets.left;
      return { cell, x, width, lines: sheets.lines(cell.text, width - 2 * PADDING, HEAD) };
    });
    const tall = (lines: readonly ShapedLine[]): number => lines.length * sheets.lineHeight(HEAD.size) + 2 * PADDING;
    const heights = Array.from({ length: headRows(columns) }, (_, row) => Math.max(0, ...measured.filter(({ cell }) => cell.row === row && cell.rows === 1).map(({ lines }) => tall(lines))));
    // What goes down to the last row and does not fit into the rows it covers makes the last one taller.
    for (const { cell, lines } of measured) {
      const covered = heights.slice(cell.row).reduce((sum, height) => sum + height, 0);
      heights[heights.length - 1] = (heights.at(-1) ?? 0) + (cell.row + cell.rows === heights.length ? Math.max(0, tall(lines) - covered) : 0);
    }
    const top = (row: number): number => y + heights.slice(0, row).reduce((sum, height) => sum + height, 0);
    for (const { cell, x, width, lines } of measured) {
      const [begin, end] = [top(cell.row), top(cell.row + cell.rows)];
      sheets.write(lines, x + PADDING, begin + (end - begin - lines.length * sheets.lineHeight(HEAD.size)) / 2, width - 2 * PADDING, HEAD);
      sheets.rules([[x, begin, x + width, begin], [x, begin, x, end], [x + width, begin, x + width, end], [x, end, x + width, end]]);
    }
    return isNumbered(columns) ? this.writeNumbers(top(heights.length)) : top(heights.length);
  }

  private writeNumbers(y: number): number {
    const lines = this.columns.map(({ number = '' }, index) => this.sheets.lines(number, (this.places[index]?.width ?? 0) - 2 * PADDING, NUMBER));
    const end = y + Math.max(...lines.map((own) => own.length)) * this.sheets.lineHeight(NUMBER.size) + 2 * PADDING;
    lines.forEach((own, index) => {
      const { x, width } = this.places[index] ?? { x: this.sheets.left, width: 0 };
      this.sheets.write(own, x + PADDING, y + PADDING, width - 2 * PADDING, NUMBER);
    });
    this.sheets.rulesOfRow(this.places, y, end);
    return end;
  }
}

function styleOf(kind: ReportRow['kind']): TextStyle {
  return kind === 'line' ? CELL : { ...CELL, face: 'bold' };
}

function heightOf(sheets: RegisterSheets, cells: readonly (readonly ShapedLine[])[]): number {
  return Math.max(1, ...cells.map((lines) => lines.length)) * sheets.lineHeight(CELL.size) + 2 * PADDING;
}
