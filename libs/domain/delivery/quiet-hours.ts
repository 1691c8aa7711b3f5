import { instantAt, instant, type Instant, localDateOf, minuteOfDay } from '../time/instant.js';
import { addCalendarDays } from '../time/local-date.js';

/** Local minutes of the day between which no applicant is disturbed; `from` after `until` means through the night, equal ones none. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** The first moment from `at` on that is not quiet: `at` itself, or the end of the quiet hours it lies in. That end is not quiet any more. */
export function afterQuietHours(at: Instant, { fromMinute, untilMinute }: QuietHours): Instant {
  if (fromMinute === untilMinute) {
    return at;
  }
  const minute = minuteOfDay(at);
  const day = localDateOf(at);
  const isOvernight = fromMinute > untilMinute;
  if (isOvernight && minute >= fromMinute) {
    return instantAt(addCalendarDays(day, 1), untilMinute);
  }
  const isQuiet = isOvernight ? minute < untilMinute : minute >= fromMinute && minute < untilMinute;
  return isQuiet ? instantAt(day, untilMinute) : at;
}

const MS_PER_SECOND = 1_000;
const LONGEST_REST_MS = 3_600_000;

/** When a refused letter is tried again after its n-th attempt (from 1): after the first rest, then twice as long each time, at most an hour. */
export function nextTry(at: Instant, attempts: number, firstRestSeconds: number): Instant {
  return instant(at + Math.min(firstRestSeconds * MS_PER_SECOND * 2 ** Math.min(attempts - 1, 20), LONGEST_REST_MS));
}

/** How long after a message was taken its carrier is asked what became of it: ten minutes, an hour, six, a day, three. */
const ASKED_AFTER_HOURS = [1 / 6, 1, 6, 24, 72];
const MS_PER_HOUR = 3_600_000;

/** When a carrier is asked after a message for the next time, `asked` times after; `undefined` once it was asked often enough. */
export function nextAsking(sentAt: Instant, asked: number): Instant | undefined {
  const hours = ASKED_AFTER_HOURS[asked];
  return hours === undefined ? undefined : instant(sentAt + Math.round(hours * MS_PER_HOUR));
}
