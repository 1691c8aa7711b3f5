import type { PortalCode } from '../dossier/status.js';
import type { TableRow } from '../task-plan/table-row.js';
import { localDateFrom, type LocalDate } from '../time/local-date.js';
import { isCodeCell } from './code-forms.js';

/** Columns of a table of counts. */
export const COUNT_COLUMNS = ['subject', 'received', 'carriedOver', 'finishedEarly', 'finishedOnTime', 'finishedLate', 'openInTime', 'openOverdue'] as const;
/** Columns of a list of codes. */
export const CODE_COLUMNS = ['code', 'status', 'due', 'punctuality'] as const;
export type CountColumn = (typeof COUNT_COLUMNS)[number];
/** A column of either. */
export type PortalColumn = CountColumn | (typeof CODE_COLUMNS)[number];
/** What counts are compared. */
export type PortalMeasure = Exclude<CountColumn, 'subject'>;

/** How the portal says a dossier stands to its date; `in-time`: not finished, and not overdue. */
export type PortalPunctuality = 'early' | 'on-time' | 'late' | 'in-time';

/** The words of such tables, folded: without tone marks, in small letters. */
export interface PortalTableWords {
  readonly fold: (text: string) => string;
  /** Headings by column; the heading above a joined one stands before it. */
  readonly headings: Readonly<Record<PortalColumn, RegExp>>;
  readonly statuses: readonly (readonly [RegExp, PortalCode])[];
  readonly punctualities: readonly (readonly [RegExp, PortalPunctuality])[];
  readonly total: RegExp;
}

/** A moment as a list gives it: a day, and the minute of it where it is written. */
export interface PortalMoment {
  readonly day: LocalDate;
  readonly minute?: number;
}

/** A line of counts. */
export interface CountLine {
  readonly row: number;
  readonly cell: string;
  readonly subject: string;
  readonly counts: Readonly<Partial<Record<PortalMeasure, number>>>;
}

/** A line of a list of codes. Columns the list lacks are absent. */
export interface CodeLine {
  readonly row: number;
  readonly code: string;
  readonly status?: PortalCode;
  readonly due?: PortalMoment;
  readonly punctuality?: PortalPunctuality;
}

/** Something that cannot be read: the cell, what stands in it, and what is wanted there. */
export interface TableFault {
  readonly cell: string;
  readonly value: string;
  readonly wanted: 'head' | 'count' | 'code' | 'status' | 'due' | 'punctuality' | 'subject';
}

/** What a table says, or why it cannot be read. */
export type PortalTable =
  | { readonly form: 'counts'; readonly lines: readonly CountLine[] }
  | { readonly form: 'codes'; readonly lines: readonly CodeLine[] }
  | { readonly form: 'unreadable'; readonly faults: readonly TableFault[] };

type Places = ReadonlyMap<PortalColumn, number>;
const MOST_FAULTS = 20;
const HEAD_WITHIN = 30;
const COUNT = /^\d{1,9}$/;
const GROUPED = /[.,\s\u00a0](?=\d{3}(?:\D|$))/gu;
const DAY_FIRST = /^(?:(\d{1,2}):(\d{2})(?::\d{2})?,?\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::\d{2})?)?$/;
const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})(?:[T\s](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:\+07:00)?)?$/;

/**
 * Reads a table of the portal: its head is found by its headings, in one row or in two with joined cells above. `chosen` names headings that mean
 * a column whatever the words say. Every cell that cannot be read is named; nothing is guessed and nothing left out in silence.
 */
export function readPortalTable(rows: readonly TableRow[], words: PortalTableWords, chosen: Readonly<Partial<Record<PortalColumn, string>>> = {}): PortalTable {
  const head = rows.slice(0, HEAD_WITHIN).flatMap((_, index) => headsAt(rows, index, words, chosen)).find(({ places }) => isHead(places));
  if (head === undefined) {
    return { form: 'unreadable', faults: [{ cell: addressOf(rows[0], 0), value: rows[0]?.cells.map(({ text }) => text).join(' | ') ?? '', wanted: 'head' }] };
  }
  const faults: TableFault[] = [];
  const body = rows.slice(head.end).filter(({ place }) => place.table === rows[head.end - 1]?.place.table);
  const reading = new Lines(head.places, words, faults);
  const table: PortalTable = head.places.has('code') ? { form: 'codes', lines: body.flatMap((row) => reading.code(row)) } : { form: 'counts', lines: body.flatMap((row) => reading.counts(row)) };
  return faults.length > 0 ? { form: 'unreadable', faults: faults.slice(0, MOST_FAULTS) } : table;
}

function isHead(places: Places): boolean {
  return places.has('code') ? places.has('status') || places.has('due') || places.has('punctuality') : places.has('subject') && places.size >= 3;
}

function headsAt(rows: readonly TableRow[], index: number, words: PortalTableWords, chosen: Readonly<Partial<Record<PortalColumn, string>>>): readonly { readonly places: Places; readonly end: number }[] {
  const [first, second] = [rows[index]?.cells ?? [], rows[index + 1]?.cells ?? []];
  const single = first.map(({ text }) => text);
  // A heading joined over several columns belongs to each; one written once above empty cells too.
  let above = '';
  const double = Array.from({ length: Math.max(first.length, second.length) }, (_, column) => {
    const own = first[column]?.text ?? '';
    above = own === '' ? above : own;
    const below = second[column]?.text ?? '';
    return below === '' || below === own ? own : `${above} ${below}`;
  });
  return [
    ...(second.some(({ text }) => isData(text)) ? [] : [{ places: placesOf(double, words, chosen), end: index + 2 }]),
    { places: placesOf(single, words, chosen), end: index + 1 },
  ].sort((a, b) => b.places.size - a.places.size || a.end - b.end);
}

/** Whether a cell can only stand below a head: a code, a number or a date. */
function isData(text: string): boolean {
  return isCodeCell(text) || momentOf(text.trim()) !== undefined;
}

function placesOf(headings: readonly string[], { fold, headings: patterns }: PortalTableWords, chosen: Readonly<Partial<Record<PortalColumn, string>>>): Places {
  const places = new Map<PortalColumn, number>();
  const columns: readonly PortalColumn[] = [...CODE_COLUMNS, ...COUNT_COLUMNS];
  headings.forEach((heading, place) => {
    const folded = fold(heading);
    const named = columns.find((column) => chosen[column] !== undefined && fold(chosen[column]) === folded);
    const column = named ?? (folded === '' ? undefined : columns.find((each) => chosen[each] === undefined && patterns[each].test(folded)));
    if (column !== undefined && !places.has(column)) {
      places.set(column, place);
    }
  });
  return places;
}

class Lines {
  constructor(
    private readonly places: Places,
    private readonly words: PortalTableWords,
    private readonly faults: TableFault[],
  ) {}

  counts(row: TableRow): readonly CountLine[] {
    const subject = this.text(row, 'subject');
    const measures = COUNT_COLUMNS.filter((column): column is PortalMeasure => column !== 'subject' && this.places.has(column));
    // Rows that number the columns, and rows without any figure, are no lines.
    if (subject === '' || COUNT.test(subject.replace(/[()]/g, '')) || measures.every((measure) => this.text(row, measure) === '')) {
      return [];
    }
    const counts = Object.fromEntries(measures.map((measure) => [measure, this.count(row, measure)]));
    return [{ row: row.place.row, cell: this.cell(row, 'subject'), subject, counts }];
  }

  code(row: TableRow): readonly CodeLine[] {
    const code = this.text(row, 'code');
    if (code === '') {
      return [];
    }
    if (!isCodeCell(code)) {
      this.fault(row, 'code', code, 'code');
      return [];
    }
    const status = this.read(row, 'status', (text) => this.statusOf(text));
    const due = this.read(row, 'due', momentOf);
    const punctuality = this.read(row, 'punctuality', (text) => this.words.punctualities.find(([pattern]) => pattern.test(this.words.fold(text)))?.[1]);
    return [{ row: row.place.row, code, ...(status === undefined ? {} : { status }), ...(due === undefined ? {} : { due }), ...(punctuality === undefined ? {} : { punctuality }) }];
  }

  private statusOf(text: string): PortalCode | undefined {
    const number = /^(?:10|[1-9])$/.test(text) ? (Number(text) as PortalCode) : undefined;
    return number ?? this.words.statuses.find(([pattern]) => pattern.test(this.words.fold(text)))?.[1];
  }

  private count(row: TableRow, column: PortalMeasure): number {
    const text = this.text(row, column).replace(GROUPED, '');
    if (text === '' || text === '-') {
      return 0;
    }
    if (!COUNT.test(text)) {
      this.fault(row, column, this.text(row, column), 'count');
      return 0;
    }
    return Number(text);
  }

  private read<T>(row: TableRow, column: 'status' | 'due' | 'punctuality', reader: (text: string) => T | undefined): T | undefined {
    const text = this.text(row, column);
    if (text === '') {
      return undefined;
    }
    const value = reader(text);
    if (value === undefined) {
      this.fault(row, column, text, column);
    }
    return value;
  }

  private fault(row: TableRow, column: PortalColumn, value: string, wanted: TableFault['wanted']): void {
    this.faults.push({ cell: this.cell(row, column), value, wanted });
  }

  private cell(row: TableRow, column: PortalColumn): string {
    return addressOf(row, this.places.get(column) ?? 0);
  }

  private text(row: TableRow, column: PortalColumn): string {
    const place = this.places.get(column);
    return place === undefined ? '' : (row.cells[place]?.text ?? '').trim();
  }
}

/** A day of Viet Nam as lists write it, with its clock time before or after it where there is one. */
export function momentOf(text: string): PortalMoment | undefined {
  const [dayFirst, yearFirst] = [DAY_FIRST.exec(text), YEAR_FIRST.exec(text)];
  const [year, month, day, hour, minute] = dayFirst !== null ? [dayFirst[5], dayFirst[4], dayFirst[3], dayFirst[6] ?? dayFirst[1], dayFirst[7] ?? dayFirst[2]] : (yearFirst?.slice(1) ?? []);
  if (year === undefined || Number(hour ?? 0) > 24 || Number(minute ?? 0) > 59) {
    return undefined;
  }
  try {
    const local = localDateFrom(Number(year), Number(month), Number(day));
    return { day: local, ...(hour === undefined ? {} : { minute: Number(hour) * 60 + Number(minute) }) };
  } catch {
    return undefined;
  }
}

function addressOf(row: TableRow | undefined, column: number): string {
  const letters = column < 26 ? String.fromCharCode(65 + column) : `${String.fromCharCode(64 + Math.floor(column / 26))}${String.fromCharCode(65 + (column % 26))}`;
  return `${letters}${String(row?.place.row ?? 1)}`;
}
