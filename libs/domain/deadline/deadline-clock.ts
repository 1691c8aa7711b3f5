import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { instant, type Instant } from '../time/instant.js';
import { countLimit, nominalEnd, withinItsDay } from './count.js';
import { computeDeadline } from './deadline.js';
import { giveBack, remainingUntil, type Remaining } from './remaining.js';
import type { TermRule, TimeLimit } from './time-limit.js';

/** A running, paused or stopped term. `pausedAt` is set while paused; `remaining` too, unless the term had already expired. */
export interface DeadlineClock {
  readonly rule: TermRule;
  readonly extra?: TimeLimit;
  readonly startAt: Instant;
  readonly dueAt: Instant;
  /** The end before a day off rolled it; equals `dueAt` where nothing rolled. Wall time is measured to it, so a roll is never given twice. */
  readonly nominalAt: Instant;
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
  const { startAt, dueAt, nominalAt } = computeDeadline({ receivedAt, rule, ...kept, ...calendars });
  return { rule, ...kept, startAt, dueAt, nominalAt };
}

/**
 * Stops the clock at `at`, keeping what is left of the term. A pause that begins after the due moment keeps nothing and moves
 * nothing: late stays late. Throws `ClockOrderError` when the clock is paused or stopped.
 */
export function pauseClock(clock: DeadlineClock, at: Instant, calendar: WorkingCalendar): DeadlineClock {
  requireRunning(clock, 'pause');
  if (at > clock.dueAt) {
    return { ...clock, pausedAt: at };
  }
  return { ...clock, pausedAt: at, remaining: remainingUntil(clock, counting(clock, at), clock.rule.limit, calendar) };
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
  if (remaining === undefined) {
    return rest;
  }
  const from = counting(clock, at);
  const dueAt = giveBack(clock.dueAt, remaining, from, clock.rule.end, calendar);
  return { ...rest, dueAt, nominalAt: remaining.kind === 'wall' ? instant(from + remaining.ms) : dueAt };
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
  const { startAt, dueAt, nominalAt } = computeDeadline({ receivedAt: at, rule: clock.rule, ...kept, ...calendars });
  return { ...rest, startAt, dueAt, nominalAt };
}

/**
 * Moves the due date later by a limit its procedure allows, counted from the due moment. Extending after expiry moves nothing.
 * Throws `ClockOrderError` while the clock is paused or stopped: resume first.
 */
export function extendClock(clock: DeadlineClock, at: Instant, by: TimeLimit, calendar: WorkingCalendar): DeadlineClock {
  requireRunning(clock, 'extend');
  if (at > clock.dueAt) {
    return clock;
  }
  const count = countLimit(withinItsDay(clock.dueAt), by, calendar, clock.rule.end);
  return { ...clock, dueAt: count.at, nominalAt: nominalEnd(count) };
}

/** Ends the clock. A pause still open is closed first, so the time on hold never counts as delay. */
export function stopClock(clock: DeadlineClock, at: Instant, calendar: WorkingCalendar): DeadlineClock {
  if (clock.stoppedAt !== undefined) {
    throw new ClockOrderError('The clock has already stopped');
  }
  const running = clock.pausedAt === undefined ? clock : resumeClock(clock, at, calendar);
  return { ...running, stoppedAt: at };
}

/** The term does not run before its start, so a pause before it takes and gives nothing. */
function counting(clock: DeadlineClock, at: Instant): Instant {
  return instant(Math.max(at, clock.startAt));
}

function requireRunning(clock: DeadlineClock, verb: string): void {
  if (clock.pausedAt !== undefined || clock.stoppedAt !== undefined) {
    throw new ClockOrderError(`Cannot ${verb} a clock that is ${clock.stoppedAt === undefined ? 'paused' : 'stopped'}`);
  }
}
