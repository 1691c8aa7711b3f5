import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { CalendarBook } from '../dossier/rules.js';
import { instant } from '../time/instant.js';
import { movedClocks } from './case-clocks.js';
import type { CaseEvent, CasePayloads } from './case-events.js';
import type { CaseClock, CaseState } from './case-state.js';
import { type ClockDates, datesAround, dueOfClock } from './clock-rule.js';
import { foldCaseEvent } from './fold-case.js';

/** An event that states of a clock what its counting, calendar and earlier events do not give. */
export interface ClockFault {
  readonly seq: number;
  /** What is stated: an instant, or whether it was met in time. */
  readonly of: 'dueAt' | 'warnAt' | 'escalateAt' | 'inTime' | 'clock';
  readonly stated: number | boolean | undefined;
  readonly recomputed: number | boolean | undefined;
}

/**
 * Counts every date of a case's clocks again: the first event that states another. Its calendars are those of the version
 * the event was recorded under.
 * @throws CalendarRangeError, MissingCalendarError where an event states a date its calendars cannot give
 */
export function findClockFault(events: readonly CaseEvent[], calendarsOf: (snapshot: string) => CalendarBook): ClockFault | undefined {
  let state: CaseState | undefined;
  for (const event of events) {
    const fault = state === undefined ? undefined : faultOf(state, event, calendarsOf(event.calendarSnapshot));
    if (fault !== undefined) {
      return { seq: event.seq, ...fault };
    }
    state = foldCaseEvent(state, event);
  }
  return undefined;
}

type Found = Omit<ClockFault, 'seq'> | undefined;

function faultOf(state: CaseState, event: CaseEvent, calendars: CalendarBook): Found {
  switch (event.type) {
    case 'ClockStarted':
      return startFault(event.payload, calendars.processing(event.payload.agency));
    case 'ClockMoved':
      return onClock(state, event.payload, (clock) => (event.payload.reason === 'calendar' ? calendarFault(state, event, calendars) : differing(event.payload, datesAround(instant(event.payload.dueAt), clock.counting, calendars.processing(clock.agency)))));
    case 'ClockWarned':
    case 'ClockEscalated':
      return onClock(state, event.payload, ({ dueAt }) => unequal('dueAt', event.payload.dueAt, dueAt));
    case 'ClockBecameLate':
      return onClock(state, event.payload, ({ dueAt }) => unequal('dueAt', event.payload.dueAt, dueAt) ?? unequal('dueAt', event.occurredAt, dueAt));
    case 'ClockStopped':
      return stopFault(state, event.payload);
    default:
      return undefined;
  }
}

function startFault(payload: CasePayloads['ClockStarted'], calendar: WorkingCalendar): Found {
  const { from, limit, end, dueAt } = payload;
  const due = limit === undefined || end === undefined ? instant(dueAt) : dueOfClock({ limit, end }, instant(from), calendar);
  return differing(payload, datesAround(due, payload, calendar));
}

/** A correction stops a round that was stopped already. */
function stopFault({ clocks }: CaseState, { clock, round, at, inTime }: CasePayloads['ClockStopped']): Found {
  const stopped = clocks.find((each) => each.clock === clock && each.round === round);
  return stopped === undefined ? { of: 'clock', stated: round, recomputed: undefined } : unequal('inTime', inTime, at <= stopped.dueAt);
}

function calendarFault(state: CaseState, event: Extract<CaseEvent, { readonly type: 'ClockMoved' }>, calendars: CalendarBook): Found {
  const { clock, round } = event.payload;
  // Clocks moved by the same publication do not change each other: each is as it was when the first of them moved.
  const moved = movedClocks(state, calendars, event.occurredAt).flatMap((each) => (each.type === 'ClockMoved' && each.payload.clock === clock && each.payload.round === round ? [each.payload] : []));
  const [expected] = moved;
  return expected === undefined ? { of: 'clock', stated: event.payload.dueAt, recomputed: undefined } : differing(event.payload, expected);
}

function onClock(state: CaseState, { clock, round }: { readonly clock: string; readonly round: number }, check: (clock: CaseClock) => Found): Found {
  const found = state.clocks.find((each) => each.clock === clock && each.round === round && each.stopped === undefined);
  return found === undefined ? { of: 'clock', stated: round, recomputed: undefined } : check(found);
}

function differing(stated: ClockDates, expected: ClockDates): Found {
  const level = expected.escalateAt.findIndex((at, index) => at !== stated.escalateAt[index]);
  return (
    unequal('dueAt', stated.dueAt, expected.dueAt) ??
    unequal('warnAt', stated.warnAt, expected.warnAt) ??
    unequal('escalateAt', stated.escalateAt.length, expected.escalateAt.length) ??
    (level === -1 ? undefined : unequal('escalateAt', stated.escalateAt[level], expected.escalateAt[level]))
  );
}

function unequal(of: ClockFault['of'], stated: ClockFault['stated'], recomputed: ClockFault['recomputed']): Found {
  return stated === recomputed ? undefined : { of, stated, recomputed };
}
