import { type Instant, localDateOf } from '../time/instant.js';
import type { LocalDate } from '../time/local-date.js';
import type { DaySpan } from './periods.js';

/** How much of a period anything was recorded in: all of it, from a later day on, or none of it. */
export type PeriodRecord = 'whole' | 'from-later' | 'none';

/** True once the first day of a period has come: before, there is nothing to tell of it, not even nought. */
export function hasBegun({ first }: DaySpan, at: Instant): boolean {
  return first <= localDateOf(at);
}

/** True while the last day of a period is not over: figures of it are those up to the moment they were asked for. */
export function isUnderWay({ last }: DaySpan, at: Instant): boolean {
  return localDateOf(at) <= last;
}

/** How a period lies to the first day of which anything is recorded; `undefined` where nothing ever was. */
export function recordOf({ first, last }: DaySpan, recordedFrom: LocalDate | undefined): PeriodRecord {
  if (recordedFrom === undefined || recordedFrom > last) {
    return 'none';
  }
  return recordedFrom > first ? 'from-later' : 'whole';
}
