import { parse } from 'csv-parse/sync';
import type { TableRow } from '#domain';
import { DocumentError } from './document-problem.js';
import { cellText, RowCollector } from './grid.js';

const DELIMITERS = [',', ';', '\t'] as const;
/** The first records show how a file parts its columns. */
const RECORDS_LOOKED_AT = 30;
const UTF_16_LE = [0xff, 0xfe];

/**
 * The rows of a file of separated values: comma, semicolon or tab, whichever gives the records more columns; UTF-8 with or
 * without its mark, or the UTF-16 that spreadsheets call Unicode text. Throws `DocumentError`: `not-utf-8`, `broken`.
 */
export function readCsvTable(content: Uint8Array, mostRows?: number): readonly TableRow[] {
  const text = decoded(content);
  const [delimiter] = DELIMITERS.map((sign) => ({ sign, columns: columnsWith(text, sign) })).reduce((best, next) => (next.columns > best.columns ? next : best)).sign;
  const collector = new RowCollector(mostRows);
  recordsOf(text, delimiter ?? ',').forEach((record, index) => {
    collector.add({ table: 1, row: index + 1 }, record.map((cell) => ({ text: cellText(cell) })));
  });
  return collector.rows;
}

function columnsWith(text: string, delimiter: string): number {
  try {
    const widths = recordsOf(text, delimiter, RECORDS_LOOKED_AT).map((record) => record.length);
    return widths.reduce((sum, width) => sum + width, 0) / Math.max(1, widths.length);
  } catch {
    return 0;
  }
}

function recordsOf(text: string, delimiter: string, to?: number): readonly (readonly string[])[] {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, ...(to !== undefined && { to }) });
  } catch (error) {
    throw new DocumentError('broken', `The file cannot be parted into columns: ${String(error)}`);
  }
}

function decoded(content: Uint8Array): string {
  const encoding = UTF_16_LE.every((byte, index) => content[index] === byte) ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    throw new DocumentError('not-utf-8', 'The file holds bytes that are no UTF-8');
  }
}
