import { closingOf, nextWorkingDay, openingOf } from '../calendar/day-bounds.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { instant, instantAt, localDateOf, minuteOfDay, MS_PER_HOUR, type Instant } from '../time/instant.js';
import type { LegalRef } from './legal-ref.js';
import type { StartRule } from './time-limit.js';

const FIFTEEN_HOURS = 15 * 60;
const SEVENTEEN_HOURS = 17 * 60;
const EIGHT_HOURS = 8 * 60;

/** Where a term begins, whether a rule moved it from the receipt, and which article says so. */
export interface TermStart {
  readonly at: Instant;
  readonly moved: boolean;
  readonly law: LegalRef;
}

/**
 * The start of a term by its named rule, on the receiving desk's intake calendar. A receipt carries hours and minutes, so
 * "after 15:00" means from 15:01: the seconds are not on paper. A day off has no hours before the cut-off: whatever arrives on
 * it counts from the next working day, except under `on-receipt`.
 */
export function startOfTerm(rule: StartRule, receivedAt: Instant, intake: WorkingCalendar): TermStart {
  switch (rule) {
    case 'on-receipt':
      return { at: receivedAt, moved: false, law: 'decree-118-2025:17.3' };
    case 'same-day-15h':
      return cutOff(isAfter(receivedAt, FIFTEEN_HOURS, intake), receivedAt, intake, 'civil-status-law:15h');
    case 'birth-group-15h':
      return cutOff(isAfter(receivedAt, FIFTEEN_HOURS, intake), receivedAt, intake, 'decree-63-2024:7.2');
    case 'online-17h':
      return cutOff(isAfter(receivedAt, SEVENTEEN_HOURS, intake), receivedAt, intake, 'decree-297-2025:6.3', EIGHT_HOURS);
    case 'last-hour': {
      const date = localDateOf(receivedAt);
      const late = !intake.isWorkingDay(date) || receivedAt >= closingOf(intake, date) - MS_PER_HOUR;
      return cutOff(late, receivedAt, intake, 'decree-297-2025:6.3');
    }
  }
}

function cutOff(moved: boolean, receivedAt: Instant, intake: WorkingCalendar, law: LegalRef, earliestMinute = 0): TermStart {
  return { at: moved ? startOfNextDay(receivedAt, intake, earliestMinute) : receivedAt, moved, law };
}

function isAfter(receivedAt: Instant, minute: number, intake: WorkingCalendar): boolean {
  return minuteOfDay(receivedAt) > minute || !intake.isWorkingDay(localDateOf(receivedAt));
}

/** The opening of the next working day, or the minute a decree names where the desk opens before it. */
function startOfNextDay(receivedAt: Instant, intake: WorkingCalendar, earliestMinute: number): Instant {
  const date = nextWorkingDay(intake, localDateOf(receivedAt));
  return instant(Math.max(instantAt(date, earliestMinute), openingOf(intake, date)));
}
