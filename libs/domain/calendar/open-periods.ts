import { instantAt, localDateOf, type Instant } from '../time/instant.js';
import { addCalendarDays } from '../time/local-date.js';
import { dayReason, type EffectiveCalendar } from './effective.js';
import type { OpenPeriod } from './working-calendar.js';

/** Streams the open time between two instants straight from the normalised intervals of each day. */
export function* streamOpenPeriods(effective: EffectiveCalendar, from: Instant, to: Instant): Generator<OpenPeriod, void, undefined> {
  for (let date = localDateOf(from); instantAt(date, 0) < to; date = addCalendarDays(date, 1)) {
    for (const [start, end] of dayReason(effective, date).hours) {
      const opening = instantAt(date, start);
      const closing = instantAt(date, end);
      if (closing > from && opening < to) {
        yield { date, from: opening < from ? from : opening, to: closing > to ? to : closing };
      }
    }
  }
}
