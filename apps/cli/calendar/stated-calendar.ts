import { readFileSync } from 'node:fs';
import {
  buildWorkingCalendar,
  CalendarDefinitionError,
  type CalendarDefinition,
  type ClockInterval,
  effectiveFromPlain,
  EVERY_YEAR,
  mergeCalendars,
  type Weekday,
  WEEKDAYS,
  type WorkingCalendar,
} from '#domain';
import { dataFolder } from '../../local/reference-folder.js';
import { isRecord, QuestionError, quoted } from './question.js';

const PARTS = ['week', 'daysOff', 'specialDays'] as const;

/** Hours of the offices in the worked examples of docs/time-rules.md; the national calendar itself has none. */
const OFFICE_HOURS: readonly ClockInterval[] = [['07:00', '11:00'], ['13:00', '17:00']];

let national: WorkingCalendar | undefined;

/** The calendar a line states, for every year, or the one it names. Throws `QuestionError` naming the part that is wrong. */
export function readCalendar(stated: unknown): WorkingCalendar {
  if (stated === 'vn') {
    return (national ??= nationalCalendar());
  }
  if (!isRecord<(typeof PARTS)[number]>(stated)) {
    throw new QuestionError(`calendar: ${quoted(stated)} is no calendar; write "vn", or an object with week, daysOff and specialDays`);
  }
  for (const part of Object.keys(stated)) {
    if (!PARTS.some((known) => known === part)) {
      throw new QuestionError(`calendar.${part}: no such part; a calendar has ${PARTS.join(', ')}`);
    }
  }
  try {
    const plain = { week: readWeek(stated.week), daysOff: readDaysOff(stated.daysOff), specialDays: readSpecialDays(stated.specialDays) };
    return buildWorkingCalendar(effectiveFromPlain(plain, 'calendar'), EVERY_YEAR);
  } catch (error) {
    throw error instanceof CalendarDefinitionError ? new QuestionError(`calendar.${error.place}: ${error.explanation}`) : error;
  }
}

function nationalCalendar(): WorkingCalendar {
  const nation = JSON.parse(readFileSync(new URL('calendar/vn.json', dataFolder()), 'utf8')) as CalendarDefinition;
  const week = { mon: OFFICE_HOURS, tue: OFFICE_HOURS, wed: OFFICE_HOURS, thu: OFFICE_HOURS, fri: OFFICE_HOURS };
  return buildWorkingCalendar(mergeCalendars([nation, { id: 'office', name: nation.name, week }]));
}

function readWeek(stated: unknown): Partial<Record<Weekday, readonly ClockInterval[]>> {
  const week: Partial<Record<Weekday, readonly ClockInterval[]>> = {};
  for (const [name, intervals] of entriesOf(stated, 'week', 'weekdays')) {
    const weekday = WEEKDAYS.find((known) => known === name);
    if (weekday === undefined) {
      throw new QuestionError(`calendar.week.${name}: no such weekday; write ${WEEKDAYS.join(', ')}`);
    }
    week[weekday] = readIntervals(intervals, `calendar.week.${name}`);
  }
  return week;
}

function readDaysOff(stated: unknown): readonly string[] {
  if (stated === undefined || stated === null) {
    return [];
  }
  if (!Array.isArray(stated) || !stated.every((date) => typeof date === 'string')) {
    throw new QuestionError('calendar.daysOff: write a list of dates, such as ["2026-01-01"]');
  }
  return stated;
}

function readSpecialDays(stated: unknown): Readonly<Record<string, readonly ClockInterval[]>> {
  const days = entriesOf(stated, 'specialDays', 'dates');
  return Object.fromEntries(days.map(([date, intervals]) => [date, readIntervals(intervals, `calendar.specialDays.${date}`)]));
}

function entriesOf(stated: unknown, part: string, keys: string): [string, unknown][] {
  if (stated === undefined || stated === null) {
    return [];
  }
  if (!isRecord(stated)) {
    throw new QuestionError(`calendar.${part}: write an object of ${keys}, each with its list of intervals`);
  }
  return Object.entries(stated);
}

/** The intervals of one day; null, as many schedules write a closed day, is none. */
function readIntervals(stated: unknown, place: string): readonly ClockInterval[] {
  if (stated === null) {
    return [];
  }
  if (!Array.isArray(stated)) {
    throw new QuestionError(`${place}: write a list of intervals, such as [["07:30","11:30"],["13:30","17:00"]]; an empty list closes the day`);
  }
  return stated.map((interval: unknown): ClockInterval => {
    const [from, to, ...more] = Array.isArray(interval) ? (interval as readonly unknown[]) : [];
    if (typeof from !== 'string' || typeof to !== 'string' || more.length > 0) {
      throw new QuestionError(`${place}: ${quoted(interval)} is no interval; write two times, such as ["07:30","11:30"]`);
    }
    return [hourAndMinute(from), hourAndMinute(to)];
  });
}

/** `7:30` and `07:30:00` are `07:30`; other seconds stay and are refused, because hours are whole minutes. */
function hourAndMinute(time: string): string {
  const padded = time[1] === ':' ? `0${time}` : time;
  return padded.length === 8 && padded.endsWith(':00') ? padded.slice(0, 5) : padded;
}
