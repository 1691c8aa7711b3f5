import type ICAL from 'ical.js';
import { addCalendarDays, formatLocalDate, localDateFrom, type LocalDate, yearOf } from '#domain';
import { isoDate, type NoticeEntry, NoticeError, type NoticeProblem, readEntry } from './notice-entry.js';

/** The longest break an event may state; a longer one is a mistake in its end. */
const LONGEST_DAYS = 31;
/** Occurrences looked at before a repetition is given up. */
const OCCURRENCES = 2_000;
/** Zones in which midnight is midnight in Viet Nam; a day written as an instant is taken only there. */
const HERE: readonly string[] = ['Asia/Ho_Chi_Minh', 'Asia/Saigon', 'Asia/Bangkok', 'Asia/Jakarta'];

type Library = typeof ICAL;
type Time = InstanceType<Library['Time']>;
type Component = InstanceType<Library['Component']>;

/**
 * Days of an iCalendar file: whole-day events, their end not included (RFC 5545 3.6.1). A repetition is followed within the
 * year the file is the notice of. The kind of a day is told by `CATEGORIES`, else by its name; the day worked instead by a
 * date after "làm bù" in summary or description.
 * @throws NoticeError with every fault by the line its event begins in
 */
export async function entriesOfIcal(text: string, year: number | undefined): Promise<readonly NoticeEntry[]> {
  const { default: library } = await import('ical.js');
  const problems: NoticeProblem[] = [];
  const lines = beginnings(text);
  const entries = eventsOf(library, text).flatMap((component, index) => {
    const line = lines[index] ?? 1;
    const report = (field: string, reason: NoticeProblem['reason'], detail: string): void => {
      problems.push({ line, field, reason, detail });
    };
    const summary = textOf(component, 'summary');
    const dates = datesOf(library, component, year, report);
    const partner = partnerIn(`${summary} ${textOf(component, 'description')}`);
    const kind = textOf(component, 'categories');
    const isCancelled = textOf(component, 'status').toUpperCase() === 'CANCELLED';
    return dates.flatMap((date) => {
      const entry = readEntry({ line, date: formatLocalDate(date), name: summary, ...(kind === '' ? {} : { kind }), ...(partner === undefined ? {} : { swapWith: partner }) }, (problem) => problems.push(problem));
      return entry === undefined ? [] : [{ ...withoutForeignPartner(entry), isCancelled }];
    });
  });
  if (problems.length > 0) {
    throw new NoticeError(problems);
  }
  return entries;
}

function eventsOf(library: Library, text: string): readonly Component[] {
  try {
    const parsed: unknown = library.parse(text);
    const root = new library.Component(parsed as ConstructorParameters<Library['Component']>[0]);
    if (root.name === 'vcalendar') {
      return root.getAllSubcomponents('vevent');
    }
  } catch (error) {
    throw new NoticeError([{ field: 'file', reason: 'malformed', detail: `is no iCalendar: ${error instanceof Error ? error.message : String(error)}` }]);
  }
  throw new NoticeError([{ field: 'file', reason: 'malformed', detail: 'is no iCalendar: it must hold one BEGIN:VCALENDAR' }]);
}

function beginnings(text: string): readonly number[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [index + 1] : []));
}

function textOf(component: Component, name: string): string {
  const value: unknown = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** The days an event covers; none, and a fault reported, where it is no event of whole days. */
function datesOf(library: Library, component: Component, year: number | undefined, report: (field: string, reason: NoticeProblem['reason'], detail: string) => void): readonly LocalDate[] {
  if (component.hasProperty('recurrence-id')) {
    report('RECURRENCE-ID', 'malformed', 'an occurrence changed by itself must be written as an event of its own');
    return [];
  }
  if (!component.hasProperty('dtstart')) {
    report('DTSTART', 'not-a-date', 'the event must name its day');
    return [];
  }
  const event = new library.Event(component);
  const zone = zoneOf(component, event.startDate);
  const [first, end] = [dayOf(event.startDate, zone), dayOf(event.endDate, zone)];
  if (first === undefined || end === undefined) {
    report('DTSTART', 'not-a-whole-day', 'the event must be of whole days (DTSTART;VALUE=DATE:20270206); hours of a day off say nothing');
    return [];
  }
  const length = Math.max(1, end - first);
  if (length > LONGEST_DAYS) {
    report('DTEND', 'too-long', `the event lasts ${String(length)} days; a break has ${String(LONGEST_DAYS)} at most`);
    return [];
  }
  if (!event.isRecurring()) {
    return span(first, length);
  }
  if (year === undefined) {
    report('RRULE', 'repeated-without-year', 'the event repeats without end: say which year the file is the notice of');
    return [];
  }
  return occurrencesIn(event, year, zone).flatMap((start) => span(start, length));
}

function occurrencesIn(event: InstanceType<Library['Event']>, year: number, zone: string): readonly LocalDate[] {
  const starts: LocalDate[] = [];
  const iterator = event.iterator();
  for (let count = 0; count < OCCURRENCES; count += 1) {
    const next = iterator.next() as Time | undefined;
    const start = next === undefined ? undefined : dayOf(next, zone);
    if (start === undefined || yearOf(start) > year) {
      break;
    }
    if (yearOf(start) === year) {
      starts.push(start);
    }
  }
  return starts;
}

/** A date as it stands, or an instant that is midnight in Viet Nam. */
function dayOf(time: Time, zone: string): LocalDate | undefined {
  const date = localDateFrom(time.year, time.month, time.day);
  if (time.isDate) {
    return date;
  }
  const minutes = time.hour * 60 + time.minute;
  if (zone === 'UTC') {
    return minutes === 17 * 60 ? addCalendarDays(date, 1) : undefined;
  }
  return minutes === 0 && HERE.includes(zone) ? date : undefined;
}

/** The zone written at the start of an event; the file need not describe it. */
function zoneOf(component: Component, start: Time): string {
  const written: unknown = component.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  return typeof written === 'string' ? written : start.zone.tzid;
}

function span(first: LocalDate, length: number): readonly LocalDate[] {
  return Array.from({ length }, (_, n) => addCalendarDays(first, n));
}

/** `làm bù vào Thứ Bảy 22/8/2026`, `làm bù cho ngày 31/8/2026`. */
function partnerIn(text: string): string | undefined {
  const [, date] = /làm bù\D{0,40}?(\d{1,2}\/\d{1,2}\/\d{4})/iu.exec(text.normalize('NFC')) ?? [];
  return date === undefined ? undefined : isoDate(date);
}

/** Only the two halves of a swap have another date; a description may speak of one beside a holiday. */
function withoutForeignPartner(entry: NoticeEntry): NoticeEntry {
  if (entry.kind === 'swap-off' || entry.kind === 'make-up') {
    return entry;
  }
  const { line, date, kind, isInferred, name } = entry;
  return { line, date, isInferred, name, ...(kind === undefined ? {} : { kind }) };
}
