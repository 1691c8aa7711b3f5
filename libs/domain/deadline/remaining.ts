import { closingOf, isServedAt } from '../calendar/day-bounds.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { dayEndingAt, instant, localDateOf, startOfDay, type Instant } from '../time/instant.js';
import { addCalendarDays, type LocalDate } from '../time/local-date.js';
import { lastDayOf, rollForward, rollForwardFrom, withinItsDay } from './count.js';
import type { EndRule, TimeLimit } from './time-limit.js';

/** What a pause keeps: open time for terms in working days and hours, wall time for calendar days, months and years. */
export interface Remaining {
  readonly kind: 'working' | 'wall';
  readonly ms: number;
}

/** Where a term ends: its due moment, and its end before a day off rolled it (the same where nothing rolled). */
export interface TermEnd {
  readonly dueAt: Instant;
  readonly nominalAt: Instant;
}

/**
 * What is left at `at` of a term: open time for working days and hours, wall time for the others. Wall time is measured to
 * `nominalAt`, or a pause would give the roll twice; on the days rolled over, open time until the due moment. Throws
 * `CalendarRangeError` beyond the declared years.
 */
export function remainingUntil({ dueAt, nominalAt }: TermEnd, at: Instant, limit: TimeLimit, calendar: WorkingCalendar): Remaining {
  switch (limit.unit) {
    case 'working-days':
    case 'working-hours':
    case 'same-day':
      return { kind: 'working', ms: calendar.workingTimeBetween(at, dueAt) };
    case 'calendar-days':
    case 'months':
    case 'years':
      return at <= nominalAt ? { kind: 'wall', ms: nominalAt - at } : { kind: 'working', ms: calendar.workingTimeBetween(at, dueAt) };
  }
}

/**
 * How a clock that runs on comes to its end: where what was left runs out, at the next opening after that, or, for wall time
 * on a working day, by the end rule of the term.
 */
export type Landing = 'runs-out' | 'next-opening' | EndRule;

/** The end of a clock that runs on with what a pause left of it. */
export interface GivenBack {
  /** Where what was left runs out, and the day that is the end of. */
  readonly until: Instant;
  readonly lastDay: LocalDate;
  readonly how: Landing;
  /** Where the clock ends. Wall time can end before the old date: then the old one stands. */
  readonly at: Instant;
}

/**
 * The due moment when a clock that was to end at `dueAt` runs on at `at` with what a pause left. Open time comes back to the
 * minute, and lands as the old date did: at an opening, at a closing, at 24:00. Wall time is rolled to a working day.
 */
export function giveBack(dueAt: Instant, remaining: Remaining, at: Instant, end: EndRule, calendar: WorkingCalendar): Instant {
  const back = deriveGiveBack(dueAt, remaining, at, end, calendar);
  // Rolling keeps the hour of the day, so a longer pause could land on an earlier hour of the same working day.
  return remaining.kind === 'wall' ? instant(Math.max(dueAt, back.at)) : back.at;
}

/** As `giveBack`, with the way an explanation is made of. */
export function deriveGiveBack(dueAt: Instant, remaining: Remaining, at: Instant, end: EndRule, calendar: WorkingCalendar): GivenBack {
  if (remaining.kind === 'wall') {
    const until = instant(at + remaining.ms);
    const rolled = rollForward(until, calendar, end);
    const how = rolled >= at || end === 'closing' ? end : 'next-opening';
    return { until, lastDay: lastDayOf(until, calendar, end), how, at: rollForwardFrom(until, at, calendar, end) };
  }
  const until = calendar.addWorkingTime(at, remaining.ms);
  const untilMidnight = end === 'midnight' && dayEndingAt(dueAt) !== localDateOf(dueAt);
  if (remaining.ms === 0) {
    return untilMidnight ? { until, lastDay: dayEndingAt(until), how: 'midnight', at: rollForward(at, calendar, 'midnight') } : landed(until, intoHours(at, calendar));
  }
  if (calendar.isOpen(until)) {
    return landed(until, until);
  }
  if (untilMidnight) {
    const day = localDateOf(withinItsDay(until));
    return until === closingOf(calendar, day) ? { until, lastDay: day, how: 'midnight', at: startOfDay(addCalendarDays(day, 1)) } : landed(until, until);
  }
  return landed(until, isOpening(dueAt, calendar) ? calendar.boundary(until, 'next-opening') : until);
}

function landed(until: Instant, at: Instant): GivenBack {
  return { until, lastDay: dayEndingAt(until), how: at === until ? 'runs-out' : 'next-opening', at };
}

function isOpening(at: Instant, calendar: WorkingCalendar): boolean {
  return calendar.isOpen(at) && !calendar.isOpen(instant(at - 1));
}

/** A clock with nothing left that runs on while the office is closed ends at the next opening. */
function intoHours(at: Instant, calendar: WorkingCalendar): Instant {
  return isServedAt(calendar, at) ? at : calendar.boundary(at, 'next-opening');
}
