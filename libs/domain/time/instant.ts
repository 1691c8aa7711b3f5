import { addCalendarDays, civilOf, formatLocalDate, parseLocalDate, type LocalDate } from './local-date.js';
import { TimeFormatError } from './time-format-error.js';

declare const instantBrand: unique symbol;

/** A moment: milliseconds since 1970-01-01T00:00:00Z. Local days and minutes are always those of Viet Nam (+07:00, no daylight saving). */
export type Instant = number & { readonly [instantBrand]: true };

/** Milliseconds of a minute. */
export const MS_PER_MINUTE = 60_000;
/** Milliseconds of an hour. */
export const MS_PER_HOUR = 3_600_000;
/** Milliseconds of a calendar day; Viet Nam has no daylight saving, so every day has as many. */
export const MS_PER_DAY = 86_400_000;
/** Minutes of a calendar day; also the minute that is 24:00. */
export const MINUTES_PER_DAY = 1440;

const VIETNAM_OFFSET_MS = 7 * MS_PER_HOUR;
const INSTANT_PATTERN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})$/;
const LOCAL_TIME_PATTERN = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?$/;
const LOCAL_TIME_WORDING = 'a local time without offset, such as 2026-11-20T16:30, 2026-11-20T16:30:59.999 or 2026-11-20';
const INSTANT_WORDING = 'an ISO 8601 instant with an offset, such as 2026-11-20T16:30:00+07:00';

/** An instant from milliseconds since the epoch. Throws `RangeError` unless it is a whole number. */
export function instant(ms: number): Instant {
  if (!Number.isSafeInteger(ms)) {
    throw new RangeError(`An instant is a whole number of milliseconds since 1970-01-01T00:00:00Z, not ${String(ms)}`);
  }
  return ms as Instant;
}

/**
 * Reads ISO 8601 with a required offset or `Z`; seconds and up to three decimals are optional. Throws `TimeFormatError` naming
 * the text: a time without an offset is ambiguous and is never guessed.
 */
export function parseInstant(text: string): Instant {
  const match = INSTANT_PATTERN.exec(text);
  const [hour, minute, second] = [Number(match?.[2]), Number(match?.[3]), Number(match?.[4] ?? '0')];
  if (match === null || hour > 23 || minute > 59 || second > 59) {
    throw new TimeFormatError(text, INSTANT_WORDING);
  }
  const offset = offsetMs(match[6] ?? 'Z');
  if (offset === undefined) {
    throw new TimeFormatError(text, INSTANT_WORDING);
  }
  const fraction = Number((match[5] ?? '').padEnd(3, '0'));
  return (parseLocalDate(match[1] ?? text) * MS_PER_DAY + hour * MS_PER_HOUR + minute * MS_PER_MINUTE + second * 1000 + fraction - offset) as Instant;
}

function offsetMs(text: string): number | undefined {
  if (text === 'Z') {
    return 0;
  }
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))];
  if (hours > 23 || minutes > 59) {
    return undefined;
  }
  return (hours * MS_PER_HOUR + minutes * MS_PER_MINUTE) * (text.startsWith('-') ? -1 : 1);
}

/**
 * Reads a Vietnamese local time without offset: a date (its 00:00), or a date with `T`, hours and minutes; seconds and up to three
 * decimals are optional. Throws `TimeFormatError` naming the text, or its date where that does not exist.
 */
export function parseLocalTime(text: string): Instant {
  const match = LOCAL_TIME_PATTERN.exec(text);
  const [hour, minute, second] = [Number(match?.[2] ?? '0'), Number(match?.[3] ?? '0'), Number(match?.[4] ?? '0')];
  if (match === null || hour > 23 || minute > 59 || second > 59) {
    throw new TimeFormatError(text, LOCAL_TIME_WORDING);
  }
  const fraction = Number((match[5] ?? '').padEnd(3, '0'));
  return (startOfDay(parseLocalDate(match[1] ?? text)) + hour * MS_PER_HOUR + minute * MS_PER_MINUTE + second * 1000 + fraction) as Instant;
}

/** The instant in Vietnamese time: `2026-11-20T16:30:00+07:00`; milliseconds only when there are any. */
export function formatInstant(at: Instant): string {
  return `${formatLocalTime(at)}+07:00`;
}

/** As `formatInstant`, without the offset: `2026-11-20T16:30:00`. */
export function formatLocalTime(at: Instant): string {
  const date = localDateOf(at);
  const ofDay = at - startOfDay(date);
  const [hour, minute] = [Math.floor(ofDay / MS_PER_HOUR), Math.floor(ofDay / MS_PER_MINUTE) % 60];
  const [second, ms] = [Math.floor(ofDay / 1000) % 60, ofDay % 1000];
  const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`;
  return `${formatLocalDate(date)}T${pad(hour)}:${pad(minute)}:${pad(second)}${fraction}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** The Vietnamese local day an instant lies in; 24:00 of a day is 00:00 of the next. */
export function localDateOf(at: Instant): LocalDate {
  return Math.floor((at + VIETNAM_OFFSET_MS) / MS_PER_DAY) as LocalDate;
}

/** Whole minutes since local midnight, 0–1439; seconds are cut off. */
export function minuteOfDay(at: Instant): number {
  return Math.floor((at - startOfDay(localDateOf(at))) / MS_PER_MINUTE);
}

/** 00:00 of a local day. */
export function startOfDay(date: LocalDate): Instant {
  return (date * MS_PER_DAY - VIETNAM_OFFSET_MS) as Instant;
}

/** The same clock time `days` calendar days later, office or no office; negative `days` go back. Throws `RangeError` unless `days` is whole. */
export function sameClockAfter(at: Instant, days: number): Instant {
  const date = localDateOf(at);
  return (startOfDay(addCalendarDays(date, days)) + at - startOfDay(date)) as Instant;
}

/** A minute (0–1440) of a local day; 1440 is 24:00. Throws `RangeError` outside that span. */
export function instantAt(date: LocalDate, minute: number): Instant {
  if (!Number.isSafeInteger(minute) || minute < 0 || minute > MINUTES_PER_DAY) {
    throw new RangeError(`A minute of the day is a whole number from 0 to 1440, not ${String(minute)}`);
  }
  return (startOfDay(date) + minute * MS_PER_MINUTE) as Instant;
}

/** The local day that ends at or contains the instant: 00:00 counts as 24:00 of the day before. This is the day a due date falls on. */
export function dayEndingAt(at: Instant): LocalDate {
  const date = localDateOf(at);
  return at === startOfDay(date) ? addCalendarDays(date, -1) : date;
}

/** The local calendar year an instant lies in. */
export function yearOfInstant(at: Instant): number {
  return civilOf(localDateOf(at)).year;
}
