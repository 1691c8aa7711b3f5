import { addCalendarDays, formatLocalDate, localDateFrom, parseLocalDate, weekdayOf, WEEKDAYS, yearOf, type Weekday } from '../time/local-date.js';
import type { CalendarYear } from './definition.js';
import type { EffectiveDay } from './effective.js';
import type { MinuteInterval } from './hours.js';
import { hasSpokenUntil, type Layer } from './layer.js';

/** Open hours of each weekday. */
export type Week = Readonly<Record<Weekday, readonly MinuteInterval[]>>;

/** The weeks of merged layers, one after the other: a layer with hours of its own may end. */
export interface Weeks {
  /** Holds until the first such end. */
  readonly first: Week;
  /** Days from which another week may hold, ascending. */
  readonly changes: readonly string[];
  on(date: string): Week;
}

/** Hours are taken weekday by weekday from the innermost layer that gives them and has not ended. */
export function weeksOf(layers: readonly Layer[]): Weeks {
  const changes = [...new Set(layers.flatMap(({ definition, week }) => (definition.endsOn === undefined || week.size === 0 ? [] : [definition.endsOn])))].sort();
  const known = new Map<string, Week>();
  const on = (date: string): Week => {
    const since = changes.findLast((change) => change <= date) ?? '';
    const week = known.get(since) ?? mergeWeeks(layers.filter(({ definition }) => hasSpokenUntil(definition, since)));
    known.set(since, week);
    return week;
  };
  return { first: on(''), changes, on };
}

/** Ordinary days whose hours are not those of the first week, one by one, up to the last declared year; dates that are `stated` are left out. */
export function ordinaryDays(layer: string, weeks: Weeks, years: readonly CalendarYear[], stated: ReadonlySet<string>): readonly EffectiveDay[] {
  const [begin] = weeks.changes;
  const lastYear = years.at(-1)?.year ?? 0;
  const days: EffectiveDay[] = [];
  if (begin === undefined) {
    return days;
  }
  const firstDay = localDateFrom(years[0]?.year ?? 0, 1, 1);
  const from = parseLocalDate(begin);
  for (let date = from > firstDay ? from : firstDay; yearOf(date) <= lastYear; date = addCalendarDays(date, 1)) {
    const text = formatLocalDate(date);
    const hours = weeks.on(text)[weekdayOf(date)];
    if (!stated.has(text) && !sameHours(hours, weeks.first[weekdayOf(date)])) {
      days.push({ date: text, kind: hours.length > 0 ? 'weekly-hours' : 'weekly-rest', name: '', source: '', layer, hours: copyOf(hours) });
    }
  }
  return days;
}

/** The same hours in a list of its own. */
export function copyOf(hours: readonly MinuteInterval[]): readonly MinuteInterval[] {
  return hours.map(([from, to]): MinuteInterval => [from, to]);
}

function mergeWeeks(layers: readonly Layer[]): Week {
  const hoursOf = (weekday: Weekday): readonly MinuteInterval[] => copyOf(layers.findLast((layer) => layer.week.has(weekday))?.week.get(weekday) ?? []);
  return Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, hoursOf(weekday)])) as Record<Weekday, readonly MinuteInterval[]>;
}

function sameHours(one: readonly MinuteInterval[], other: readonly MinuteInterval[]): boolean {
  return one.length === other.length && one.every(([from, to], index) => from === other[index]?.[0] && to === other[index][1]);
}
