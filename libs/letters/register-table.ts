import type { ShapedLine } from './quick-text.js';
import type { RegisterLine } from './register-data.js';
import type { RegisterSheets, TextStyle } from './register-sheets.js';
import { RECEIPT_AND_RETURN, REGISTER_COLUMNS } from './register-words.js';
import { MM } from './sheet.js';

const HEAD: TextStyle = { face: 'bold', size: 8, align: 'center' };
const CELL: TextStyle = { face: 'regular', size: 8 };
const PADDING = 0.9 * MM;
/** Room a row keeps for a signature, however short its texts. */
const LEAST_ROW = 9 * MM;

interface Place {
  readonly x: number;
  readonly width: number;
}

/** A row measured: the lines of each cell. */
type Row = readonly (readonly ShapedLine[])[];

const NOTHING: readonly string[] = [];
const FIRST_SHARED = REGISTER_COLUMNS.findIndex(({ isShared }) => isShared === true);

/** The table of a register: its head on each sheet, and rows that grow with their longest cell. */
export class RegisterTable {
  private readonly places: readonly Place[];
  private readonly heads: Row;
  private y: number;
  private top: number;

  constructor(private readonly sheets: RegisterSheets) {
    let x = sheets.left;
    this.places = REGISTER_COLUMNS.map(({ width }) => {
      const place = { x, width: width * MM };
      x += place.width;
      return place;
    });
    this.heads = this.places.map(({ width }, index) => sheets.lines(REGISTER_COLUMNS[index]?.head ?? '', width - 2 * PADDING, HEAD));
    this.y = sheets.top;
    this.top = sheets.top;
  }

  /** Begins the table at `y` of a new sheet, with its head. */
  begin(y: number): void {
    const { sheets } = this;
    const first = this.places[FIRST_SHARED] ?? { x: sheets.left, width: 0 };
    const right = sheets.left + sheets.width;
    const shared = sheets.lineHeight(HEAD.size) + 2 * PADDING;
    const own = this.heads.slice(0, FIRST_SHARED);
    const below = this.heads.slice(FIRST_SHARED);
    const height = Math.max(heightOf(sheets, own), shared + heightOf(sheets, below));
    own.forEach((lines, index) => this.writeCell(lines, index, y + (height - textHeight(sheets, lines)) / 2, HEAD));
    sheets.paragraph(RECEIPT_AND_RETURN, first.x, y + PADDING, right - first.x, HEAD);
    below.forEach((lines, index) => this.writeCell(lines, FIRST_SHARED + index, y + shared + PADDING, HEAD));
    sheets.rules([
      [sheets.left, y, right, y],
      [first.x, y + shared, right, y + shared],
      ...this.places.map(({ x }, index): readonly [number, number, number, number] => [x, index > FIRST_SHARED ? y + shared : y, x, y + height]),
      [right, y, right, y + height],
      [sheets.left, y + height, right, y + height],
    ]);
    this.y = y + height;
    this.top = this.y;
  }

  /** The lines of each cell of a row. */
  measure(line: RegisterLine): Row {
    return this.places.map(({ width }, index) => {
      const texts = REGISTER_COLUMNS[index]?.textOf(line) ?? NOTHING;
      const first = texts[0];
      return texts.length === 1 && first !== undefined ? this.sheets.lines(first, width - 2 * PADDING, CELL) : texts.flatMap((text) => this.sheets.lines(text, width - 2 * PADDING, CELL));
    });
  }

  /** Whether the whole row stands on what is left of the sheet. */
  fits(row: Row): boolean {
    return this.y + this.rowHeight(row) <= this.sheets.bottom;
  }

  /** Writes a row, as many lines of it as the sheet holds; returns what is left of a row taller than a sheet. */
  write(row: Row): Row | undefined {
    const room = Math.floor((this.sheets.bottom - this.y - 2 * PADDING) / this.sheets.lineHeight(CELL.size));
    const isWhole = row.every((lines) => lines.length <= room);
    const now = isWhole ? row : row.map((lines) => lines.slice(0, room));
    const end = this.y + Math.min(this.rowHeight(now), this.sheets.bottom - this.y);
    now.forEach((lines, index) => this.writeCell(lines, index, this.y + PADDING, CELL));
    this.sheets.rulesOfRow(this.places, this.y, end);
    this.y = end;
    return isWhole ? undefined : row.map((lines) => lines.slice(room));
  }

  /** True when nothing stands below the head of this sheet yet. */
  get isEmpty(): boolean {
    return this.y === this.top;
  }

  private rowHeight(row: Row): number {
    return Math.max(LEAST_ROW, heightOf(this.sheets, row));
  }

  private writeCell(lines: readonly ShapedLine[], index: number, y: number, style: TextStyle): void {
    const { x, width } = this.places[index] ?? { x: 0, width: 0 };
    this.sheets.write(lines, x + PADDING, y, width - 2 * PADDING, style);
  }
}

function textHeight(sheets: RegisterSheets, lines: readonly ShapedLine[]): number {
  return lines.length * sheets.lineHeight(CELL.size);
}

function heightOf(sheets: RegisterSheets, cells: Row): number {
  return cells.reduce((most, lines) => Math.max(most, textHeight(sheets, lines)), 0) + 2 * PADDING;
}
