/** Where a row stands: its table (0 for text outside tables), counted from 1 like the row in it, and the sheet's name in a workbook. */
export interface RowPlace {
  readonly table: number;
  readonly row: number;
  readonly sheet?: string;
}

/** A cell as a reader of the page understands it: one covered by a merged neighbour says what the neighbour says. */
export interface TableCell {
  /** Lines are parted by line feeds; NFC; nothing at the ends. */
  readonly text: string;
  /** The side from which a merged cell covers this one. */
  readonly coveredFrom?: 'left' | 'above';
}

/** A row of a table, or a line of text outside tables as a row of one cell. */
export interface TableRow {
  readonly place: RowPlace;
  readonly cells: readonly TableCell[];
}
