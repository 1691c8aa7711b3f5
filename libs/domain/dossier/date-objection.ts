import { isServedAt } from '../calendar/day-bounds.js';
import { withinCalendar } from '../calendar/within-calendar.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { rollForward } from '../deadline/deadline.js';
import type { ProcedureCase } from '../procedure/procedure.js';
import { instant, type Instant } from '../time/instant.js';
import type { FixedDate } from './fixed-date.js';
import type { Refusal, RefusalCode } from './refusal.js';

/** Why a date is not taken: a refusal's code and the values of its sentence. */
export interface DateObjection {
  readonly code: RefusalCode;
  readonly data: NonNullable<Refusal['data']>;
}

/**
 * Why a case does not take the date given for it (or none), `undefined` when it does. Only a case whose date a person sets takes
 * one; it needs one at intake where its procedure says so.
 */
export function objectToDating({ dating }: ProcedureCase, fixed: FixedDate | undefined, after: Instant, calendar: WorkingCalendar): DateObjection | undefined {
  if (fixed === undefined) {
    return dating?.by === 'person' && dating.atIntake ? { code: 'date-to-be-set', data: { awaits: dating.awaits } } : undefined;
  }
  return dating?.by === 'person' ? objectToDate(fixed.dueAt, after, calendar) : { code: 'date-not-set-by-person', data: {} };
}

/**
 * Why a moment cannot be promised: it lies at or before `after`, or at a time nobody works; then the nearest moments before and
 * after it are named. A closing can be promised. Throws `CalendarRangeError` beyond the declared years.
 */
export function objectToDate(dueAt: number, after: Instant, calendar: WorkingCalendar): DateObjection | undefined {
  const at = instant(dueAt);
  if (at <= after) {
    return { code: 'date-not-in-future', data: { dueAt } };
  }
  if (isServedAt(calendar, at)) {
    return undefined;
  }
  const before = calendar.boundary(at, 'previous-closing');
  const next = nextOpening(at, calendar);
  return { code: 'date-outside-hours', data: { dueAt, ...(before > after ? { before } : {}), ...(next === undefined ? {} : { next }) } };
}

/**
 * A fixed date on another calendar: it stands, unless its day has become a day off (or its hour one at which nobody works), then
 * it moves as the last day of a term does (Civil Code 2015 Art. 148.5). Never earlier.
 */
export function rolledFixedDate(dueAt: Instant, calendar: WorkingCalendar): Instant {
  return isServedAt(calendar, dueAt) ? dueAt : instant(Math.max(dueAt, rollForward(dueAt, calendar)));
}

/** The last opening of a calendar has none after it: a date there is still refused by name. */
function nextOpening(at: Instant, calendar: WorkingCalendar): Instant | undefined {
  return withinCalendar(() => calendar.boundary(at, 'next-opening'));
}
