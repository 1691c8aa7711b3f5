import { addCalendarDays, dayOfMonth, formatLocalDate, instant, localDateOf, type LocalDate, minuteOfDay, monthOf, parseLocalDate, startOfDay, type TimeLimit, type Weekday, weekdayOf, yearOf } from '#domain';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;
const WEEKDAYS: Readonly<Record<Weekday, string>> = { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' };

/** A name that has no English: it stands between these marks, so that a page can say in which language it is. */
export function quoted(name: string): string {
  return `“${name.replaceAll(/[“”]/gu, '"')}”`;
}

/** Moment in words at +07:00: `09:00 on 25 August 2026`. */
export function formatInstantEn(ms: number): string {
  const at = instant(ms);
  return `${formatMinuteEn(minuteOfDay(at))} on ${dayInWords(localDateOf(at))}`;
}

/** End of a term in words; midnight is 24:00 of the day it ends, not 00:00 of the next. */
export function formatDueEn(ms: number): string {
  const day = localDateOf(instant(ms));
  return ms === startOfDay(day) ? `24:00 on ${dayInWords(addCalendarDays(day, -1))}` : formatInstantEn(ms);
}

/** A minute of the day on the clock: `07:30`; 1440 is `24:00`. */
export function formatMinuteEn(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** A day with its weekday: `Saturday 22 August 2026`. Takes `YYYY-MM-DD`. */
export function namedDayEn(date: string): string {
  const day = parseLocalDate(date);
  return `${WEEKDAYS[weekdayOf(day)]} ${dayInWords(day)}`;
}

/** Clock time of a moment at +07:00, where it ends something on that day: midnight is `24:00`. */
export function clockTimeEn(ms: number, day: string): string {
  const at = instant(ms);
  return formatLocalDate(localDateOf(at)) === day ? formatMinuteEn(minuteOfDay(at)) : '24:00';
}

/** A term in words: `5 working days`, `1 month`, `within the working day`. */
export function formatTimeLimitEn(limit: TimeLimit): string {
  switch (limit.unit) {
    case 'working-days':
      return counted(limit.amount, 'working day');
    case 'working-hours':
      return counted(limit.amount, 'working hour');
    case 'calendar-days':
      return counted(limit.amount, 'day');
    case 'months':
      return counted(limit.amount, 'month');
    case 'years':
      return counted(limit.amount, 'year');
    case 'same-day':
      return 'within the working day';
  }
}

/** A number with its noun: `1 day`, `6.5 days`. At most two decimals. */
export function counted(amount: number, noun: string): string {
  return `${String(Math.round(amount * 100) / 100)} ${noun}${amount === 1 ? '' : 's'}`;
}

function dayInWords(date: LocalDate): string {
  return `${String(dayOfMonth(date))} ${MONTHS[monthOf(date) - 1] ?? ''} ${String(yearOf(date))}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
