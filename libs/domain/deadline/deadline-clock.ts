import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { closingOf } from '../calendar/day-bounds.js';
import { dayEndingAt, instant, localDateOf, startOfDay, type Instant } from '../time/instant.js';
import { addCalendarDays } from '../time/local-date.js';
import { rollForward, withinItsDay } from './count.js';
import { addLimit, computeDeadline } from './deadline.js';
import type { EndRule, TermRule, TimeLimit } from './time-limit.js';

/** What a pause keeps: open time for terms in working days and hours, wall time for calendar days, months and years. */
export interface Remaining {
  readonly kind: 'working' | 'wall';
  readonly ms: number;
}

/** A running, paused or stopped term. `pausedAt` is set while paused; `remaining` too, unless the term had already expired. */
export interface DeadlineClock {
  readonly rule: TermRule;
  readonly extra?: TimeLimit;
  readonly startAt: Instant;
  readonly dueAt: Instant;
  readonly pausedAt?: Instant;
  readonly remaining?: Remaining;
  readonly stoppedAt?: Instant;
}

/** One line of the ledger of a clock. Budgets and moments are stored; dates are derived by `foldClock`. */
export type ClockEvent =
  | { readonly type: 'started'; readonly receivedAt: Instant; readonly rule: TermRule; readonly extra?: TimeLimit }
  | { readonly type: 'paused'; readonly at: Instant }
  | { readonly type: 'resumed'; readonly at: Instant }
  | { readonly type: 'restarted'; readonly at: Instant }
  | { readonly type: 'extended'; readonly at: Instant; readonly by: TimeLimit }
  | { readonly type: 'stopped'; readonly at: Instant };

/** The calendars a clock runs on. */
export interface ClockCalendars {
  readonly intake: WorkingCalendar;
  readonly processing: WorkingCalendar;
}

/** The ledger asks for something its clock cannot do, such as resuming a clock that is not paused. The ledger is damaged. */
export class ClockOrderError extends Error {
  override readonly name = 'ClockOrderError';
}

/** The clock after a ledger of events in order. Throws `ClockOrderError` when the order is impossible or the ledger is empty. */
export function foldClock(events: readonly ClockEvent[], calendars: ClockCalendars): DeadlineClock {
  const clock = events.reduce<DeadlineClock | undefined>((state, event) => applyEvent(state, event, calendars), undefined);
  if (clock === undefined) {
    throw new ClockOrderError('A clock ledger begins with "started", this one is empty');
  }
  return clock;
}

function applyEvent(clock: DeadlineClock | undefined, event: ClockEvent, calendars: ClockCalendars): DeadlineClock {
  if (event.type === 'started') {
    if (clock !== undefined) {
      throw new ClockOrderError('A clock is started once; a new term is "restarted"');
    }
    return startClock(event, calendars);
  }
  if (clock === undefined) {
    throw new ClockOrderError(`A clock ledger begins with "started", not with "${event.type}"`);
  }
  switch (event.type) {
    case 'paused':
      return pauseClock(clock, event.at, calendars.processing);
    case 'resumed':
      return resumeClock(clock, event.at, calendars.processing);
    case 'restarted':
      return restartClock(clock, event.at, calendars);
    case 'extended':
      return extendClock(clock, event.at, event.by, calendars.processing);
    case 'stopped':
      return stopClock(clock, event.at, calendars.processing);
  }
}

function startClock(event: ClockEvent & { readonly type: 'started' }, calendars: ClockCalendars): DeadlineClock {
  const { receivedAt, rule, extra } = event;
  const kept = extra === undefined ? {} : { extra };
  const { startAt, dueAt } = computeDeadline({ receivedAt, rule, ...kept, ...calendars });
  return { rule, ...kept, startAt, dueAt };
}

/**
 * Stops the clock at `at`, keeping what is left of the term. A pause that begins after the due moment keeps nothing and moves
 * nothing: late stays late. Throws `ClockOrderError` when the clock is paused or stopped.
 */
export function pauseClock(clock: DeadlineClock, at: Instant, calendar: WorkingCalendar): DeadlineClock {
  requireRunning(clock, 'pause');
  return at > clock.dueAt ? { ...clock, pausedAt: at } : { ...clock, pausedAt: at, remaining: remainingUntil(clock.dueAt, at, clock.rule.limit, calendar) };
}

/**
 * Runs the clock on at `at`: the remaining time is given back to the minute in open time, or on the wall clock rolled to a
 * working day. A pause of no length gives back the same due date. Throws `ClockOrderError` when the clock is not paused.
 */
export function resumeClock(clock: DeadlineClock, at: Instant, calendar: WorkingCalendar): DeadlineClock {
  if (clock.pausedAt === undefined || clock.stoppedAt !== undefined) {
    throw new ClockOrderError('Only a paused clock is resumed');
  }
  const { pausedAt, remaining, ...rest } = clock;
  if (at < pausedAt) {
    throw new ClockOrderError('A pause cannot end before it began');
  }
  return remaining === undefined ? rest : { ...rest, dueAt: giveBack(clock.dueAt, remaining, at, clock.rule.end, calendar) };
}

/** A supplement that shifts the term: a pause from the request to the papers' arrival. */
export function shiftByPause(clock: DeadlineClock, requestedAt: Instant, receivedAt: Instant, calendar: WorkingCalendar): DeadlineClock {
  return resumeClock(pauseClock(clock, requestedAt, calendar), receivedAt, calendar);
}

/**
 * Begins the whole term again at `at`, by its own start rule (NĐ 61/2018 Art. 19.4: from zero after full receipt). A term that
 * had expired before it was paused or restarted keeps its due date. Throws `ClockOrderError` when the clock is stopped.
 */
export function restartClock(clock: DeadlineClock, at: Instant, calendars: ClockCalendars): DeadlineClock {
  if (clock.stoppedAt !== undefined) {
    throw new ClockOrderError('A stopped clock cannot restart');
  }
  const { pausedAt, remaining, ...rest } = clock;
  const expired = pausedAt === undefined ? at > clock.dueAt : remaining === undefined;
  if (expired) {
    return rest;
  }
  const kept = clock.extra === undefined ? {} : { extra: clock.extra };
  const { startAt, dueAt } = computeDeadline({ receivedAt: at, rule: clock.rule, ...kept, ...calendars });
  return { ...rest, startAt, dueAt };
}

/**
 * Moves the due date later by a limit its procedure allows, counted from the due moment. Extending after expiry moves nothing.
 * Throws `ClockOrderError` while the clock is paused or stopped: resume first.
 */
export function extendClock(clock: DeadlineClock, at: Instant, by: TimeLimit, calendar: WorkingCalendar): DeadlineClock {
  requireRunning(clock, 'extend');
  return at > clock.dueAt ? clock : { ...clock, dueAt: addLimit(withinItsDay(clock.dueAt), by, calendar, clock.rule.end) };
}

/** Ends the clock. A pause still open is closed first, so the time on hold never counts as delay. */
export function stopClock(clock: DeadlineClock, at: Instant, calendar: WorkingCalendar): DeadlineClock {
  if (clock.stoppedAt !== undefined) {
    throw new ClockOrderError('The clock has already stopped');
  }
  const running = clock.pausedAt === undefined ? clock : resumeClock(clock, at, calendar);
  return { ...running, stoppedAt: at };
}

function requireRunning(clock: DeadlineClock, verb: string): void {
  if (clock.pausedAt !== undefined || clock.stoppedAt !== undefined) {
    throw new ClockOrderError(`Cannot ${verb} a clock that is ${clock.stoppedAt === undefined ? 'paused' : 'stopped'}`);
  }
}

/**
 * What is left at `at` of a term that ends at `dueAt`, in the kind its unit asks for. Throws `CalendarRangeError` beyond the
 * declared years.
 */
export function remainingUntil(dueAt: Instant, at: Instant, limit: TimeLimit, calendar: WorkingCalendar): Remaining {
  switch (limit.unit) {
    case 'working-days':
    case 'working-hours':
    case 'same-day':
      return { kind: 'working', ms: calendar.workingTimeBetween(at, dueAt) };
    case 'calendar-days':
    case 'months':
    case 'years':
      return { kind: 'wall', ms: dueAt - at };
  }
}

/**
 * The due moment when a clock that was to end at `dueAt` runs on at `at` with what a pause left. Open time comes back to the
 * minute, and lands as the old date did: at an opening, at a closing, at 24:00. Wall time is rolled to a working day.
 */
export function giveBack(dueAt: Instant, remaining: Remaining, at: Instant, end: EndRule, calendar: WorkingCalendar): Instant {
  if (remaining.kind === 'wall') {
    return rollForward(instant(at + remaining.ms), calendar, end);
  }
  const until = calendar.addWorkingTime(at, remaining.ms);
  const untilMidnight = end === 'midnight' && dayEndingAt(dueAt) !== localDateOf(dueAt);
  if (remaining.ms === 0) {
    return untilMidnight ? rollForward(at, calendar, 'midnight') : intoHours(at, calendar);
  }
  if (calendar.isOpen(until)) {
    return until;
  }
  if (untilMidnight) {
    const day = localDateOf(withinItsDay(until));
    return until === closingOf(calendar, day) ? startOfDay(addCalendarDays(day, 1)) : until;
  }
  return isOpening(dueAt, calendar) ? calendar.boundary(until, 'next-opening') : until;
}

function isOpening(at: Instant, calendar: WorkingCalendar): boolean {
  return calendar.isOpen(at) && !calendar.isOpen(instant(at - 1));
}

/** A clock with nothing left that runs on while the office is closed ends at the next opening. */
function intoHours(at: Instant, calendar: WorkingCalendar): Instant {
  return calendar.isOpen(at) || calendar.isOpen(instant(at - 1)) ? at : calendar.boundary(at, 'next-opening');
}
