import { byDate } from './by-date.js';
import { parseLocalDate, type Weekday } from '../time/local-date.js';
import type { ClockInterval } from './definition.js';
import type { EffectiveCalendar, EffectiveDay } from './effective.js';
import { CalendarDefinitionError } from './errors.js';
import { normaliseHours, type MinuteInterval } from './hours.js';

/** A calendar as programs state one: a week, days off, and days with hours of their own. */
export interface PlainCalendar {
  /** A weekday left out is closed. */
  readonly week: Readonly<Partial<Record<Weekday, readonly ClockInterval[]>>>;
  readonly daysOff: readonly string[];
  /** Replaces the weekly hours of a date and wins over `daysOff`; an empty list closes it. */
  readonly specialDays: Readonly<Record<string, readonly ClockInterval[]>>;
}

/**
 * The calendar ready to build from, without declared years. The intervals of a day may come in any order and
 * overlap: time counts once. Throws `CalendarDefinitionError` whose place is the path of what is wrong, from `week`, `daysOff` or
 * `specialDays`.
 */
export function effectiveFromPlain({ week, daysOff, specialDays }: PlainCalendar, id: string): EffectiveCalendar {
  const hoursOf = (weekday: Weekday): readonly MinuteInterval[] => hoursIn(week[weekday] ?? [], id, `week.${weekday}`);
  const days: EffectiveDay[] = [];
  for (const [date, intervals] of Object.entries(specialDays)) {
    checkDate(date, id, 'specialDays');
    days.push({ date, kind: 'special-hours', name: '', source: '', layer: id, hours: hoursIn(intervals, id, `specialDays.${date}`) });
  }
  for (const date of daysOff) {
    checkDate(date, id, 'daysOff');
    days.push({ date, kind: 'holiday', name: '', source: '', layer: id, hours: [] });
  }
  return {
    id,
    name: id,
    week: { mon: hoursOf('mon'), tue: hoursOf('tue'), wed: hoursOf('wed'), thu: hoursOf('thu'), fri: hoursOf('fri'), sat: hoursOf('sat'), sun: hoursOf('sun') },
    days: inOrder(days),
    years: [],
  };
}

/** By date; of several statements about one date the first holds, so that special days go first. */
function inOrder(days: readonly EffectiveDay[]): readonly EffectiveDay[] {
  const sorted = days.toSorted(byDate);
  return sorted.filter((day, i) => day.date !== sorted[i - 1]?.date);
}

function checkDate(date: string, id: string, place: string): void {
  try {
    parseLocalDate(date);
  } catch (error) {
    throw new CalendarDefinitionError('date-format', id, place, error instanceof Error ? error.message : `"${date}" is no date`);
  }
}

function hoursIn(intervals: readonly ClockInterval[], id: string, place: string): readonly MinuteInterval[] {
  const open: [number, number][] = [];
  const inOrderOfOpening = intervals.flatMap((interval) => normaliseHours([interval], id, place)).sort(([a], [b]) => a - b);
  for (const [from, to] of inOrderOfOpening) {
    const last = open.at(-1);
    if (last !== undefined && from <= last[1]) {
      last[1] = Math.max(last[1], to);
    } else {
      open.push([from, to]);
    }
  }
  return open;
}
