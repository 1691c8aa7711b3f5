import { CsvError, type Info, parse } from 'csv-parse/sync';
import { foldSearchText } from '#vi';
import { type NoticeEntry, NoticeError, type NoticeProblem, readEntry } from './notice-entry.js';

/** Columns by the words that head them, folded. */
const COLUMNS: Readonly<Record<string, 'date' | 'kind' | 'name' | 'source' | 'swapWith' | 'hours'>> = {
  date: 'date',
  ngay: 'date',
  kind: 'kind',
  loai: 'kind',
  'loai ngay': 'kind',
  name: 'name',
  ten: 'name',
  'ten ngay': 'name',
  'noi dung': 'name',
  source: 'source',
  nguon: 'source',
  'can cu': 'source',
  'van ban': 'source',
  swapwith: 'swapWith',
  'hoan doi voi': 'swapWith',
  'hoan doi': 'swapWith',
  hours: 'hours',
  gio: 'hours',
  'gio lam viec': 'hours',
};

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: Info;
}

/**
 * Days of a CSV file with the columns date, kind, name, swapWith, hours, source (or their Vietnamese words), parted by commas,
 * semicolons or tabs.
 * @throws NoticeError with every fault by line and field
 */
export function entriesOfCsv(text: string): readonly NoticeEntry[] {
  const [head, ...rows] = recordsOf(text);
  const columns = (head?.record ?? []).map((name) => COLUMNS[foldSearchText(name)]);
  const missing = (['date', 'name'] as const).filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new NoticeError([{ line: 1, field: missing.join(', '), reason: 'column-missing', detail: 'the first line must head the columns date,kind,name,swapWith,hours (ngày,loại,tên,hoán đổi với,giờ); kind, swapWith and hours may be left out' }]);
  }
  const problems: NoticeProblem[] = [];
  const entries = rows.flatMap(({ record, info }) => {
    const field = (name: (typeof COLUMNS)[string]): string | undefined => record[columns.indexOf(name)];
    const [kind, source, swapWith, hours] = [field('kind'), field('source'), field('swapWith'), field('hours')];
    const written = {
      line: info.lines,
      date: field('date') ?? '',
      name: field('name') ?? '',
      ...(kind === undefined ? {} : { kind }),
      ...(source === undefined ? {} : { source }),
      ...(swapWith === undefined ? {} : { swapWith }),
      ...(hours === undefined ? {} : { hours }),
    };
    return readEntry(written, (problem) => problems.push(problem)) ?? [];
  });
  if (problems.length > 0) {
    throw new NoticeError(problems);
  }
  return entries;
}

function recordsOf(text: string): readonly CsvRecord[] {
  const head = text.slice(0, /\r|\n/.exec(text)?.index ?? text.length);
  const delimiter = [';', '\t', ','].find((mark) => head.includes(mark)) ?? ',';
  try {
    return parse(text, { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true, trim: true, record_delimiter: ['\r\n', '\n', '\r'] }) as unknown as readonly CsvRecord[];
  } catch (error) {
    if (error instanceof CsvError) {
      throw new NoticeError([{ ...(typeof error['lines'] === 'number' ? { line: error['lines'] } : {}), field: 'file', reason: 'malformed', detail: `is no CSV here: ${error.message}` }]);
    }
    throw error;
  }
}
