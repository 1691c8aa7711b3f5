import { basename, extname } from 'node:path';
import { type CalendarDay, type CalendarYear, LABOUR_CODE_2019_FROM } from '#domain';
import { entriesOfCsv } from './notice-csv.js';
import { type NoticeEntry, NoticeError, type NoticeProblem } from './notice-entry.js';
import { entriesOfIcal } from './notice-ical.js';
import { entriesOfJson } from './notice-json.js';
import { NOTICE_BYTES, textOfNotice } from './notice-text.js';

/** A file that states days off, as it was handed over. */
export interface NoticeFile {
  /** Its name tells the format: `.csv`, `.json`, `.ics`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the person who imports a file says about it. */
export interface NoticeOptions {
  /** The document it comes from, with number and day: `Thông báo 9441/TB-BNV ngày 16/10/2026`. */
  readonly decree: string;
  /** The year the file is the whole notice of: confirmed by it, every other day of that year dropped. Absent: single days only. */
  readonly year?: number;
}

/** A kind nobody wrote down but the name of the day suggested: to be looked at before publication. */
export interface InferredKind {
  readonly date: string;
  readonly name: string;
  readonly kind: CalendarDay['kind'];
}

/** An entry of the file that makes no day off, and why. */
export interface EntryLeftOut {
  readonly line: number;
  readonly date: string;
  readonly name: string;
  readonly why: 'kind-unknown' | 'cancelled' | 'other-year';
}

/** The content of a notice, whatever format it came in. */
export interface Notice {
  readonly source: string;
  /** Empty where single days are changed and no year is confirmed. */
  readonly years: readonly CalendarYear[];
  readonly days: readonly CalendarDay[];
  readonly inferred: readonly InferredKind[];
  readonly leftOut: readonly EntryLeftOut[];
  /** How many days off the notice of a whole year has less than the law gives: it is likely to be a part of one. */
  readonly missing: number;
}

const DECREE = /\d+\/[\p{L}\d]+[\p{L}\d/-]*.*\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/u;

/**
 * Reads a notice. Nothing becomes a day off silently: a day whose kind is not written is taken only where its name tells it, and
 * is then listed as inferred; every other entry is listed as left out.
 * @throws NoticeError with every fault of the file by line and field
 */
export async function readNotice({ name, bytes }: NoticeFile, { decree, year }: NoticeOptions): Promise<Notice> {
  if (!DECREE.test(decree)) {
    throw new NoticeError([{ field: 'decree', reason: 'decree-incomplete', detail: `"${decree}" must hold the number and the day of the document, such as "Thông báo 9441/TB-BNV ngày 16/10/2026"` }]);
  }
  const entries = await entriesOf(name, bytes, year);
  const problems: NoticeProblem[] = [...twiceIn(entries)];
  const leftOut: EntryLeftOut[] = [];
  const taken: NoticeEntry[] = [];
  for (const entry of entries) {
    const why = reasonToLeaveOut(entry, year);
    if (why === undefined) {
      taken.push(entry);
    } else {
      leftOut.push({ line: entry.line, date: entry.date, name: entry.name, why });
    }
  }
  if (taken.length === 0) {
    problems.push({ field: 'file', reason: 'no-days', detail: `${basename(name)} states no day ${year === undefined ? 'that is off or worked' : `of ${String(year)} that is off or worked`}` });
  }
  if (problems.length > 0) {
    throw new NoticeError(problems);
  }
  return {
    source: decree.trim(),
    years: year === undefined ? [] : [{ year, status: 'confirmed', source: decree.trim() }],
    days: taken.map((entry) => dayOf(entry, decree.trim())),
    inferred: taken.flatMap(({ kind, date, name: title, isInferred }) => (kind !== undefined && isInferred ? [{ date, name: title, kind }] : [])),
    leftOut,
    missing: year === undefined ? 0 : Math.max(0, lawfulDays(year) - taken.filter(({ kind, name: title }) => isDayOff(kind, title)).length),
  };
}

/** Holidays of a year by law (Labour Code 2012 Art. 115, 2019 Art. 112.1). 24 November is left aside: on a weekend a notice may not name it. */
function lawfulDays(year: number): number {
  return year < LABOUR_CODE_2019_FROM ? 10 : 11;
}

/** A holiday or the day off in its place: of the two each notice names one at least. */
function isDayOff(kind: NoticeEntry['kind'], name: string): boolean {
  return kind === 'compensation' || (kind === 'holiday' && !/^nghỉ hằng tuần/iu.test(name));
}

async function entriesOf(name: string, bytes: Uint8Array, year: number | undefined): Promise<readonly NoticeEntry[]> {
  if (bytes.byteLength > NOTICE_BYTES) {
    throw new NoticeError([{ field: 'file', reason: 'too-large', detail: `${basename(name)} has ${String(bytes.byteLength)} bytes; a notice has ${String(NOTICE_BYTES)} at most` }]);
  }
  const text = textOfNotice(bytes);
  switch (extname(name).toLowerCase()) {
    case '.csv':
      return entriesOfCsv(text);
    case '.json':
      return entriesOfJson(text);
    case '.ics':
      return entriesOfIcal(text, year);
    default:
      throw new NoticeError([{ field: 'file', reason: 'format-unknown', detail: `${basename(name)} is neither .csv, .json nor .ics: name it after what it is` }]);
  }
}

/** A day of another year belongs to a year's notice only as the other half of a swap. */
function reasonToLeaveOut({ kind, date, swapWith, isCancelled }: NoticeEntry, year: number | undefined): EntryLeftOut['why'] | undefined {
  if (isCancelled === true) {
    return 'cancelled';
  }
  if (kind === undefined) {
    return 'kind-unknown';
  }
  const years = [date, ...(swapWith === undefined ? [] : [swapWith])].map((text) => Number(text.slice(0, 4)));
  return year === undefined || years.includes(year) ? undefined : 'other-year';
}

function twiceIn(entries: readonly NoticeEntry[]): readonly NoticeProblem[] {
  const seen = new Map<string, number>();
  return entries.flatMap(({ date, kind, line }): readonly NoticeProblem[] => {
    const key = `${date} ${kind ?? ''}`;
    const first = seen.get(key);
    seen.set(key, first ?? line);
    return first === undefined || kind === undefined ? [] : [{ line, field: 'date', reason: 'stated-twice', detail: `${date} is stated in line ${String(first)} with the same kind` }];
  });
}

function dayOf({ date, kind, name, source, swapWith, hours }: NoticeEntry, decree: string): CalendarDay {
  if (kind === undefined) {
    throw new Error(`A day without a kind was taken from a notice: ${date}`);
  }
  return { date, kind, name, source: source ?? decree, ...(hours === undefined ? {} : { hours }), ...(swapWith === undefined ? {} : { swapWith }) };
}
