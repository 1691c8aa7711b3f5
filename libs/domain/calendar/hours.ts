import { MINUTES_PER_DAY } from '../time/instant.js';
import { digitsAt } from '../time/local-date.js';
import type { ClockInterval } from './definition.js';
import { CalendarDefinitionError } from './errors.js';

/** Open minutes of one day, half open: `[420, 660]` is 07:00 to 11:00; 1440 is 24:00. */
export type MinuteInterval = readonly [number, number];

/**
 * Intervals of one day in minutes; touching ones become one. Throws `CalendarDefinitionError` for a time that is not HH:MM
 * (`time-format`), an interval that ends before it starts or a list out of order (`interval-order`), and overlaps (`interval-overlap`).
 */
export function normaliseHours(hours: readonly ClockInterval[], calendarId: string, place: string): readonly MinuteInterval[] {
  const result: [number, number][] = [];
  for (const [from, to] of hours) {
    const start = minuteOf(from, calendarId, place);
    const end = minuteOf(to, calendarId, place);
    const last = result.at(-1);
    if (start >= end) {
      throw new CalendarDefinitionError('interval-order', calendarId, place, `${from}–${to} must end after it starts; hours over midnight are two intervals, up to 24:00 and from 00:00 of the next day`);
    }
    if (last !== undefined && start < last[0]) {
      throw new CalendarDefinitionError('interval-order', calendarId, place, `${from}–${to} must come before the interval written ahead of it`);
    }
    if (last !== undefined && start < last[1]) {
      throw new CalendarDefinitionError('interval-overlap', calendarId, place, `${from}–${to} begins before the interval ahead of it has ended`);
    }
    if (last?.[1] === start) {
      last[1] = end;
    } else {
      result.push([start, end]);
    }
  }
  return result;
}

function minuteOf(text: string, calendarId: string, place: string): number {
  const [hour, minute] = [digitsAt(text, 0, 2), digitsAt(text, 3, 2)];
  const total = hour * 60 + minute;
  if (text.length === 5 && text[2] === ':' && minute <= 59 && total <= MINUTES_PER_DAY) {
    return total;
  }
  throw new CalendarDefinitionError('time-format', calendarId, place, `"${text}" must be HH:MM from 00:00 to 24:00`);
}
