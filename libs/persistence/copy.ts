import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from } from 'pg-copy-streams';
import type { QueryRunner } from 'typeorm';

/** A value in a column. Numbers are integers; an array becomes `text[]`. */
export type CopyValue = string | number | boolean | null | Uint8Array | readonly string[];

/** Text is handed to the server in pieces of about this many characters. */
const CHUNK = 64 * 1024;

/** Streams rows into a table on the runner's connection, inside its open transaction, and returns how many there were. */
export async function copyRows(runner: QueryRunner, table: string, columns: readonly string[], rows: Iterable<readonly CopyValue[]>): Promise<number> {
  const client = (await runner.connect()) as ClientBase;
  const stream = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(chunksOf(rows), { objectMode: true, highWaterMark: 4 }), stream);
  return stream.rowCount;
}

function* chunksOf(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let text = '';
  for (const row of rows) {
    text += `${row.map(copyText).join('\t')}\n`;
    if (text.length >= CHUNK) {
      yield Buffer.from(text, 'utf8');
      text = '';
    }
  }
  if (text !== '') {
    yield Buffer.from(text, 'utf8');
  }
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
