import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import type { ReadLine, UnreadableLine } from '#service';
import { UsageError } from './usage.js';

/** Columns of one kind of file. */
export interface FileColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** A file as a whole is not what was expected: nothing of it has been read. */
export class FileFormatError extends UsageError {}

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

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: Info;
}

async function* readCsv(path: string, file: Readable, columns: FileColumns, notice: (line: string) => void): AsyncGenerator<ReadLine> {
  const broken: UnreadableLine[] = [];
  const parser = file.pipe(
    parse({
      bom: true,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error: CsvError | undefined) => {
        broken.push(unreadable(Number(error?.['lines'] ?? 0), error?.message ?? 'is no CSV'));
        return undefined;
      },
    }),
  );
  file.once('error', (error) => parser.destroy(error));
  let header: readonly string[] | undefined;
  for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
    yield* broken.splice(0);
    if (header === undefined) {
      header = checkHeader(path, record, columns, notice);
    } else if (record.length !== header.length) {
      yield unreadable(info.lines, `has ${String(record.length)} fields where the header has ${String(header.length)}`);
    } else {
      yield { line: info.lines, fields: fieldsOf(header, record) };
    }
  }
  yield* broken.splice(0);
  if (header === undefined) {
    throw new FileFormatError(`${path} has no header: its first line names the columns ${columns.required.join(',')}`);
  }
}

function checkHeader(path: string, record: readonly string[], { required, optional }: FileColumns, notice: (line: string) => void): readonly string[] {
  const header = record.map((name) => name.trim());
  const missing = required.filter((name) => !header.includes(name));
  const twice = header.filter((name, index) => header.indexOf(name) !== index);
  if (missing.length > 0 || twice.length > 0) {
    const faults = [...missing.map((name) => `has no column ${name}`), ...twice.map((name) => `names ${name} twice`)];
    throw new FileFormatError(`The header of ${path} ${faults.join(', ')}. It must name ${required.join(',')} and may name ${optional.join(',')}`);
  }
  const unknown = header.filter((name) => !required.includes(name) && !optional.includes(name));
  if (unknown.length > 0) {
    notice(`Columns left out, because nobody knows them: ${unknown.join(', ')}`);
  }
  return header.map((name) => (unknown.includes(name) ? '' : name));
}

function fieldsOf(header: readonly string[], record: readonly string[]): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  header.forEach((name, index) => {
    const text = record[index];
    if (name !== '' && text !== undefined && text !== '') {
      fields[name] = text;
    }
  });
  return fields;
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
  } catch (error) {
    return { line: unreadable(line, error instanceof Error ? error.message : 'is no JSON'), unknown: [] };
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

function unreadable(line: number, detail: string): UnreadableLine {
  return { line, problem: { column: '', reason: 'malformed-line', detail } };
}
