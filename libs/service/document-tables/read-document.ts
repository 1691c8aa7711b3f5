import type { TableRow } from '#domain';
import { readCsvTable } from './csv-table.js';
import { DocumentError } from './document-problem.js';
import { readDocxTables } from './docx-tables.js';
import { MOST_ROWS } from './grid.js';
import { MOST_UNPACKED, unpackParts } from './unpack.js';
import { readXlsxTables } from './xlsx-tables.js';

const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];

/** The formats a table is read from. */
export type DocumentFormat = 'docx' | 'xlsx' | 'csv';

/** What a document holds: its tables and, outside them, its lines of text, in the order of the document. */
export interface ReadDocument {
  readonly format: DocumentFormat;
  readonly rows: readonly TableRow[];
}

/** How large a document may be: its bytes, what is unpacked of it, and its rows. */
export interface DocumentLimits {
  readonly bytes: number;
  readonly unpacked: number;
  readonly rows: number;
}

/** What a document a person reads may have. */
const USUAL: DocumentLimits = { bytes: 8 * 1024 * 1024, unpacked: MOST_UNPACKED, rows: MOST_ROWS };

/** Reads a document elsewhere than in the thread that asks; rejects with the `DocumentError` that `readDocument` throws. */
export type DocumentReader = (content: Uint8Array, limits?: DocumentLimits) => Promise<ReadDocument>;

/**
 * Reads the tables of an office document, told by its content and not by its name. Nothing with text in it is left out. Throws
 * `DocumentError`.
 */
export function readDocument(content: Uint8Array, limits = USUAL): ReadDocument {
  if (content.length === 0) {
    throw new DocumentError('empty', 'The file is empty');
  }
  if (content.length > limits.bytes) {
    throw new DocumentError('too-large', `The file has more than ${String(limits.bytes / 1024 / 1024)} MB`);
  }
  const read = startsWith(content, ZIP) ? readPackage(unpackParts(content, limits.unpacked), limits) : readOther(content, limits);
  if (read.rows.length === 0) {
    throw new DocumentError('empty', 'The document holds no text');
  }
  return read;
}

/** The same by whom the engine has for it: the API reads in a thread of its own. */
export async function readUpload({ documents }: { readonly documents?: DocumentReader }, content: Uint8Array, limits?: DocumentLimits): Promise<ReadDocument> {
  return documents === undefined ? readDocument(content, limits) : documents(content, limits);
}

function readPackage(parts: ReadonlyMap<string, string>, { rows }: DocumentLimits): ReadDocument {
  if (parts.has('word/document.xml')) {
    return { format: 'docx', rows: readDocxTables(parts) };
  }
  if (parts.has('xl/workbook.xml')) {
    return { format: 'xlsx', rows: readXlsxTables(parts, rows) };
  }
  throw new DocumentError('unknown-format', 'The file is neither a DOCX nor an XLSX document');
}

function readOther(content: Uint8Array, { rows }: DocumentLimits): ReadDocument {
  if (startsWith(content, OLE)) {
    throw new DocumentError('old-format', 'The file is of the old DOC or XLS format, or locked by a password');
  }
  if (startsWith(content, PDF)) {
    throw new DocumentError('pdf', 'The file is a PDF');
  }
  if (content.includes(0) && content[0] !== 0xff) {
    throw new DocumentError('unknown-format', 'The file is no text');
  }
  return { format: 'csv', rows: readCsvTable(content, rows) };
}

function startsWith(content: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => content[index] === byte);
}
