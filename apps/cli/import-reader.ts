import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ReadLine } from '#service';
import { readCsv } from './import-csv.js';
import { type FileColumns, FileFormatError, unreadable } from './import-format.js';

/**
 * Lines of a `.csv` file with a header, or of a `.jsonl` file with one object a line, as they stand, one after the other.
 * Columns nobody knows are named once through `notice` and left out.
 * @throws FileFormatError when it is neither, or its header lacks a column
 */
export function readImportFile(path: string, file: Readable, columns: FileColumns, notice: (line: string) => void): AsyncIterable<ReadLine> {
  switch (extname(path).toLowerCase()) {
    case '.csv':
      return readCsv(path, file, columns, notice);
    case '.jsonl':
    case '.ndjson':
      return readJsonLines(file, columns, notice);
    default:
      throw new FileFormatError(`${path} is neither .csv nor .jsonl: rename it to what it is`);
  }
}

async function* readJsonLines(file: Readable, { required, optional }: FileColumns, notice: (line: string) => void): AsyncGenerator<ReadLine> {
  const known = new Set([...required, ...optional]);
  const said = new Set<string>();
  let line = 0;
  for await (const text of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '') {
      continue;
    }
    const read = jsonLine(line, line === 1 ? text.replace(/^\uFEFF/, '') : text, known);
    for (const name of read.unknown.filter((candidate) => !said.has(candidate))) {
      said.add(name);
      notice(`Member left out, because nobody knows it: ${name}`);
    }
    yield read.line;
  }
}

function jsonLine(line: number, text: string, known: ReadonlySet<string>): { readonly line: ReadLine; readonly unknown: readonly string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line: unreadable(line, 'is no JSON: a line holds one whole object'), unknown: [] };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { line: unreadable(line, 'is no JSON object'), unknown: [] };
  }
  const members = Object.entries(value).filter(([name]) => known.has(name));
  const nested = members.find(([, member]) => typeof member === 'object' && member !== null);
  if (nested !== undefined) {
    return { line: { line, problem: { column: nested[0], reason: 'malformed-line', detail: 'holds an object or a list where a text is expected' } }, unknown: [] };
  }
  const fields = Object.fromEntries(members.flatMap(([name, member]) => (member === null ? [] : [[name, String(member)]])));
  return { line: { line, fields }, unknown: Object.keys(value).filter((name) => !known.has(name)) };
}
