import type { Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import type { ReadLine, UnreadableLine } from '#service';
import { type FileColumns, FileFormatError, unreadable } from './import-format.js';

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: Info;
}

/** Other characters that programs put between columns. */
const OTHER_DELIMITERS: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/**
 * Lines of a CSV file with a header: comma, double quotes, UTF-8 (UTF-16 where a byte order mark says so), any line ends. A
 * quote inside a text is taken as it stands; one that is never closed costs the lines up to the next and is reported with them.
 * @throws FileFormatError when the header lacks a column or names one twice
 */
export async function* readCsv(path: string, file: Readable, columns: FileColumns, notice: (line: string) => void): AsyncGenerator<ReadLine> {
  const broken: UnreadableLine[] = [];
  let end = 0;
  const parser = file.pipe(
    parse({
      bom: true,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_record: (record, { lines }) => {
        end = lines;
        return record;
      },
      on_skip: (error: CsvError | undefined) => {
        const [first, last] = [end + 1, Number(error?.['lines'] ?? end + 1)];
        broken.push(unreadable(first, error?.code === 'CSV_QUOTE_NOT_CLOSED' ? `opens a quote that is never closed: lines ${String(first)} to ${String(last)} could not be read` : 'is no CSV'));
        end = last;
        return undefined;
      },
    }),
  );
  file.once('error', (error) => parser.destroy(error));
  let header: readonly string[] | undefined;
  for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
    if (header === undefined) {
      header = checkHeader(path, record, columns, notice);
    } else {
      yield lineOf(header, record, info.lines);
    }
  }
  yield* broken;
  if (header === undefined) {
    throw new FileFormatError(`${path} has no header: its first line names the columns ${columns.required.join(',')}`);
  }
}

const LINE_BREAK = /\r\n|\n|\r/g;

function lineOf(header: readonly string[], record: readonly string[], last: number): ReadLine {
  const first = last - record.reduce((breaks, field) => breaks + (field.match(LINE_BREAK)?.length ?? 0), 0);
  if (first < last && record.some((field, index) => isSwallowing(header[index] ?? '', field))) {
    return unreadable(first, `holds a line break, as after a quote that is not closed: lines ${String(first)} to ${String(last)} were taken for one`);
  }
  if (record.length !== header.length) {
    return unreadable(first, `has ${String(record.length)} fields where the header has ${String(header.length)}`);
  }
  return { line: first, fields: fieldsOf(header, record) };
}

/** No column we know has a line break in it; in others one is fine, unless it follows a quote that stayed in the text. */
function isSwallowing(column: string, field: string): boolean {
  return (column !== '' || field.startsWith('"')) && /[\r\n]/.test(field);
}

function checkHeader(path: string, record: readonly string[], { required, optional }: FileColumns, notice: (line: string) => void): readonly string[] {
  const header = record.map((name) => name.trim());
  const missing = required.filter((name) => !header.includes(name));
  const twice = new Set(header.filter((name, index) => name !== '' && header.indexOf(name) !== index));
  if (missing.length > 0 || twice.size > 0) {
    const faults = [...(missing.length > 0 ? [`lacks ${missing.join(', ')}`] : []), ...(twice.size > 0 ? [`names ${[...twice].join(', ')} twice`] : [])];
    throw new FileFormatError(`The header of ${path} ${faults.join(' and ')}.${hintOf(header, required)} It must name ${required.join(',')} and may name ${optional.join(',')}`);
  }
  const unknown = header.filter((name) => !required.includes(name) && !optional.includes(name));
  if (unknown.length > 0) {
    notice(`Columns left out, because nobody knows them: ${unknown.join(', ')}`);
  }
  return header.map((name) => (unknown.includes(name) ? '' : name));
}

function hintOf(header: readonly string[], required: readonly string[]): string {
  const [only] = header;
  const delimiter = header.length === 1 ? Object.entries(OTHER_DELIMITERS).find(([character]) => only?.includes(character)) : undefined;
  if (delimiter !== undefined) {
    return ` Its columns are parted by ${delimiter[1]}: save it with commas.`;
  }
  return header.some((name) => required.includes(name)) ? '' : ' Its first line does not look like a header.';
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
