import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from } from 'pg-copy-streams';

/** A value in a column. Numbers are integers; an array becomes `text[]`. */
export type CopyValue = string | number | boolean | null | Uint8Array | readonly string[];

/** Text is handed to the server in pieces of about this many characters. */
const CHUNK = 64 * 1024;

/** Rows in the text format of COPY, kept as bytes: a hundred thousand of them are no burden to the garbage collector. */
export class CopyRows {
  readonly #chunks: Buffer[] = [];
  #text = '';

  constructor(rows: Iterable<readonly CopyValue[]> = []) {
    for (const row of rows) {
      this.add(row);
    }
  }

  get isEmpty(): boolean {
    return this.#chunks.length === 0 && this.#text === '';
  }

  /** Adds a row, its values in the order of the columns it will be copied into. */
  add(row: readonly CopyValue[]): void {
    let separator = '';
    for (const value of row) {
      this.#text += separator + copyText(value);
      separator = '\t';
    }
    this.#text += '\n';
    if (this.#text.length >= CHUNK) {
      this.#chunks.push(Buffer.from(this.#text, 'utf8'));
      this.#text = '';
    }
  }

  /** The rows in pieces, in order. */
  chunks(): readonly Buffer[] {
    return this.#text === '' ? this.#chunks : [...this.#chunks, Buffer.from(this.#text, 'utf8')];
  }
}

/** Streams rows into a table on a connection, inside its open transaction, and returns how many there were. */
export async function copyInto(client: ClientBase, table: string, columns: readonly string[], rows: CopyRows): Promise<number> {
  if (rows.isEmpty) {
    return 0;
  }
  const stream = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(rows.chunks()), stream);
  return stream.rowCount;
}

/** A value in the text format of COPY. */
export function copyText(value: CopyValue): string {
  switch (typeof value) {
    case 'string':
      return escapeText(value);
    case 'number':
      return String(value);
    case 'boolean':
      return value ? 't' : 'f';
    default:
      if (value === null) {
        return '\\N';
      }
      return value instanceof Uint8Array ? `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}` : escapeText(arrayText(value));
  }
}

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeText(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character) : text;
}

function arrayText(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
