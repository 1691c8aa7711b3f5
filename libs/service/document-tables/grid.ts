import type { TableCell, TableRow } from '#domain';
import { DocumentError } from './document-problem.js';

/** Rows of a document a person could read through. */
export const MOST_ROWS = 5000;
/** No table is wider. */
export const MOST_COLUMNS = 60;
const LONGEST_CELL = 20_000;
// eslint-disable-next-line no-control-regex -- what no text has in it; a line feed parts lines
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u00ad\u200b\u2060\ufeff]/gu;

/** A text as cells hold it: NFC, lines without spaces at their ends, no other control characters, no empty lines. */
export function cellText(raw: string): string {
  const lines = raw.replace(/\r\n?|[\u2028\u2029\v]/gu, '\n').normalize('NFC').replace(CONTROL, ' ').split('\n');
  return lines.map((line) => line.replace(/[\s\u00a0]+/gu, ' ').trim()).filter((line) => line !== '').join('\n').slice(0, LONGEST_CELL);
}

/** Gathers the rows of a document in order and holds them to a number. */
export class RowCollector {
  readonly rows: TableRow[] = [];

  constructor(private readonly mostRows = MOST_ROWS) {}

  /** Adds a row; one without any text is left out, its number is not given again. Throws `DocumentError`. */
  add(place: TableRow['place'], cells: readonly TableCell[]): void {
    if (cells.length > MOST_COLUMNS) {
      throw new DocumentError('too-many-columns', `Row ${String(place.row)} has more than ${String(MOST_COLUMNS)} columns`);
    }
    if (cells.every(({ text }) => text === '')) {
      return;
    }
    if (this.rows.length === this.mostRows) {
      throw new DocumentError('too-many-rows', `The document has more than ${String(this.mostRows)} rows`);
    }
    this.rows.push({ place, cells });
  }
}
