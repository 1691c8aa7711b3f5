import { instantAt, type Instant } from '../time/instant.js';
import { type LocalDate, localDateFrom, parseLocalDate, WEEKDAYS } from '../time/local-date.js';
import type { EffectiveCalendar, EffectiveDay } from './effective.js';
import type { MinuteInterval } from './hours.js';

/** Before everything: the calendars differ from their first day on. */
export const FROM_THE_BEGINNING = -Infinity;

/**
 * The first instant (epoch ms) from which two calendars may count differently; `undefined` when they never do. Days are compared by
 * their hours and kind, not by names and sources. Another week, other years at the beginning, and years the second declares
 * beyond the first count from the beginning: a date that could not be counted for want of a year can be now.
 */
export function firstChange(before: EffectiveCalendar, after: EffectiveCalendar): number | undefined {
  if (!WEEKDAYS.every((weekday) => isSame(before.week[weekday], after.week[weekday])) || !isWithin(after, before)) {
    return FROM_THE_BEGINNING;
  }
  const years = [firstYear(before, after), firstDay(before.days, after.days)].filter((at) => at !== undefined);
  return years.length === 0 ? undefined : Math.min(...years);
}

/** Whether all years of one calendar are among those of the other, from the same first year on. */
function isWithin({ years }: EffectiveCalendar, { years: all }: EffectiveCalendar): boolean {
  return years.length <= all.length && years[0]?.year === all[0]?.year;
}

function firstYear(before: EffectiveCalendar, after: EffectiveCalendar): Instant | undefined {
  const changed = before.years.find((declared, index) => declared.status !== after.years[index]?.status);
  return changed === undefined ? undefined : instantAt(localDateFrom(changed.year, 1, 1), 0);
}

/** Days stand in order of their dates. */
function firstDay(before: readonly EffectiveDay[], after: readonly EffectiveDay[]): Instant | undefined {
  const index = before.findIndex((day, place) => !isSameDay(day, after[place]));
  const differing = index === -1 ? [after[before.length]] : [before[index], after[index]];
  const dates = differing.flatMap((day) => (day === undefined ? [] : [parseLocalDate(day.date)]));
  return dates.length === 0 ? undefined : instantAt(Math.min(...dates) as LocalDate, 0);
}

function isSameDay(day: EffectiveDay, other: EffectiveDay | undefined): boolean {
  return day.date === other?.date && day.kind === other.kind && isSame(day.hours, other.hours);
}

function isSame(hours: readonly MinuteInterval[], others: readonly MinuteInterval[]): boolean {
  return hours.length === others.length && hours.every(([from, to], index) => others[index]?.[0] === from && others[index][1] === to);
}
