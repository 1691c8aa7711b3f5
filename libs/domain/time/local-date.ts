import { TimeFormatError } from './time-format-error.js';

declare const localDateBrand: unique symbol;

/** A calendar day in Viet Nam: whole days since 1970-01-01. A day is not an instant; see `startOfDay` for its first moment. */
export type LocalDate = number & { readonly [localDateBrand]: true };

/** Days of the week in the order of the working week. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Year, month 1–12 and day of month of a civil date (proleptic Gregorian calendar). */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The code of `0`. */
const DIGIT_ZERO = 48;
const QUARTERS_PER_CENTURY = 146_097;
const QUARTERS_PER_YEAR = 1461;
const DAYS_MARCH_TO_DECEMBER = 306;
const DAYS_PER_ERA = 146_097;
const YEARS_PER_ERA = 400;
/** Days from 0000-03-01, where the eras below begin, to 1970-01-01. */
const EPOCH_SHIFT = 719_468;

/** A day from its number since 1970-01-01. Throws `RangeError` unless it is a whole number. */
export function localDate(days: number): LocalDate {
  if (!Number.isSafeInteger(days)) {
    throw new RangeError(`A local date is a whole number of days since 1970-01-01, not ${String(days)}`);
  }
  return days as LocalDate;
}

/** The day with this year, month (1–12) and day of month. Throws `RangeError` when the month has no such day. */
export function localDateFrom(year: number, month: number, day: number): LocalDate {
  const whole = Number.isSafeInteger(year) && Number.isSafeInteger(month) && Number.isSafeInteger(day);
  if (!whole || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new RangeError(`There is no day ${String(day)} in month ${String(month)} of ${String(year)}`);
  }
  return daysFromCivil(year, month, day);
}

/** Reads `YYYY-MM-DD`. Throws `TimeFormatError` on any other text and on days that do not exist. */
export function parseLocalDate(text: string): LocalDate {
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  const isWritten = text.length === 10 && text[4] === '-' && text[7] === '-';
  // Not a number is neither inside nor outside: the conditions say what must hold.
  if (isWritten && year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)) {
    return daysFromCivil(year, month, day);
  }
  throw new TimeFormatError(text, 'a date YYYY-MM-DD that exists');
}

/** The number written with `count` digits at `from`; NaN where there is anything else. */
export function digitsAt(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i += 1) {
    const digit = text.charCodeAt(i) - DIGIT_ZERO;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : NaN;
  }
  return value;
}

/** The day as `YYYY-MM-DD`. */
export function formatLocalDate(date: LocalDate): string {
  const { year, month, day } = civilOf(date);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day of the week. */
export function weekdayOf(date: LocalDate): Weekday {
  // 1970-01-01 was a Thursday, index 3.
  const index = (((date + 3) % 7) + 7) % 7;
  return WEEKDAYS[index] ?? 'mon';
}

/** The day `n` calendar days later; negative `n` goes back. Throws `RangeError` unless `n` is whole. */
export function addCalendarDays(date: LocalDate, n: number): LocalDate {
  return localDate(date + n);
}

/**
 * The same day of the month `n` months later, or the last day of that month when it has no such day
 * (Civil Code 2015 Art. 148.3). Throws `RangeError` unless `n` is whole.
 */
export function addMonths(date: LocalDate, n: number): LocalDate {
  if (!Number.isSafeInteger(n)) {
    throw new RangeError(`Months are added whole, not ${String(n)}`);
  }
  const { year, month, day } = civilOf(date);
  const months = year * 12 + (month - 1) + n;
  const targetYear = Math.floor(months / 12);
  const targetMonth = months - targetYear * 12 + 1;
  return daysFromCivil(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** The calendar year of the day. */
export function yearOf(date: LocalDate): number {
  return civilOf(date).year;
}

/** The month of the day, 1–12. */
export function monthOf(date: LocalDate): number {
  return civilOf(date).month;
}

/** The day of the month, 1–31. */
export function dayOfMonth(date: LocalDate): number {
  return civilOf(date).day;
}

/** Number of days of a month (1–12) in a year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * Year, month and day of month of a date. Years are counted from March so that the leap day comes last; a century is 146,097
 * quarters of a day, a year 1461 and a month 2141 parts of 65,536 (Neri and Schneider, Euclidean affine functions and calendars, 2022).
 */
export function civilOf(date: LocalDate): CivilDate {
  const quarters = 4 * (date + EPOCH_SHIFT) + 3;
  const century = Math.floor(quarters / QUARTERS_PER_CENTURY);
  const ofCentury = (quarters - century * QUARTERS_PER_CENTURY) | 3;
  const yearOfCentury = Math.floor(ofCentury / QUARTERS_PER_YEAR);
  const dayOfYear = (ofCentury - yearOfCentury * QUARTERS_PER_YEAR) >> 2;
  const inNextYear = dayOfYear >= DAYS_MARCH_TO_DECEMBER;
  const months = 2141 * dayOfYear + 197_913;
  return {
    year: 100 * century + yearOfCentury + (inNextYear ? 1 : 0),
    month: (months >> 16) - (inNextYear ? 12 : 0),
    day: Math.floor((months & 65_535) / 2141) + 1,
  };
}

function daysFromCivil(year: number, month: number, day: number): LocalDate {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / YEARS_PER_ERA);
  const yearOfEra = marchYear - era * YEARS_PER_ERA;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT) as LocalDate;
}
