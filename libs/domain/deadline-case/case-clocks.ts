import { CalendarRangeError, MissingCalendarError } from '../calendar/errors.js';
import type { CalendarBook } from '../dossier/rules.js';
import type { TextRef } from '../dossier/commands.js';
import { instant, type Instant } from '../time/instant.js';
import type { ClockOutcome, NewCaseEvent } from './case-events.js';
import type { EvidenceRef } from './evidence-ref.js';
import { type CaseClock, type CaseState, lastRound } from './case-state.js';
import { type ClockRule, countingOf, datesAround, dueOfClock } from './clock-rule.js';

/**
 * Starts a clock at `from`, in the round after its last one, on the processing calendar of `agency`.
 * @throws CalendarRangeError when its end lies beyond the declared years
 * @throws MissingCalendarError when the agency has no calendar
 */
export function startClock(state: Pick<CaseState, 'clocks'>, rule: ClockRule, from: Instant, at: Instant, { agency, calendars }: { readonly agency: string; readonly calendars: CalendarBook }): NewCaseEvent {
  const calendar = calendars.processing(agency);
  const counting = countingOf(rule, from);
  return {
    type: 'ClockStarted',
    payload: {
      clock: rule.clock,
      round: (lastRound(state, rule.clock)?.round ?? 0) + 1,
      agency,
      law: rule.law,
      ...counting,
      ...datesAround(dueOfClock(rule.term, from, calendar), counting, calendar),
    },
    occurredAt: at,
  };
}

/** How a clock is stopped: when what it waited for was done, and what proves it. */
export interface ClockStop {
  readonly at: Instant;
  readonly outcome: ClockOutcome;
  readonly evidence?: readonly EvidenceRef[];
  readonly text?: TextRef;
}

/** Stops a running clock. `stop.at` may lie before now: the moment of the deed is judged, not that of its entry; the end itself is in time. */
export function stopClock({ clock, round, dueAt }: CaseClock, stop: ClockStop, at: Instant): NewCaseEvent {
  const { evidence = [], text } = stop;
  return {
    type: 'ClockStopped',
    payload: {
      clock,
      round,
      at: stop.at,
      outcome: stop.outcome,
      inTime: stop.at <= dueAt,
      ...(evidence.length === 0 ? {} : { evidence }),
      ...(text === undefined ? {} : { text }),
    },
    occurredAt: at,
  };
}

/** Stops every clock that still runs because nobody has to act any more. */
export function cancelClocks({ clocks }: Pick<CaseState, 'clocks'>, at: Instant): readonly NewCaseEvent[] {
  return clocks.filter(({ stopped }) => stopped === undefined).map((clock) => stopClock(clock, { at, outcome: 'cancelled' }, at));
}

/** Stops a round that was counted from something entered wrongly: as if given up by its end, so that no rate counts it as late. */
export function voidClock(clock: CaseClock, at: Instant): NewCaseEvent {
  return stopClock(clock, { at: instant(Math.min(at, clock.dueAt)), outcome: 'cancelled' }, at);
}

/**
 * Puts the end of a running clock off to a date somebody agreed to.
 * @throws CalendarRangeError when a level after it lies beyond the declared years
 */
export function extendClock({ clock, round, agency, counting }: CaseClock, dueAt: Instant, at: Instant, calendars: CalendarBook, text?: TextRef): NewCaseEvent {
  return {
    type: 'ClockMoved',
    payload: { clock, round, ...datesAround(dueAt, counting, calendars.processing(agency)), reason: 'extended', ...(text === undefined ? {} : { text }) },
    occurredAt: at,
  };
}

/**
 * What another calendar moves of a case: every running clock that is not late yet, and only later, for a date once told
 * stands where the new calendar gives an earlier one; its warning and levels follow the calendar. A date somebody set stays,
 * and with it everything where the new calendar does not reach.
 */
export function movedClocks(state: CaseState, calendars: CalendarBook, at: Instant): readonly NewCaseEvent[] {
  if (state.outcome !== undefined) {
    return [];
  }
  return state.clocks.filter(({ stopped, becameLate }) => stopped === undefined && !becameLate).flatMap((clock) => movedWhereKnown(clock, calendars, at));
}

/** An agency that has no calendar any more, or none that reaches so far, keeps the dates it was given. */
function movedWhereKnown(clock: CaseClock, calendars: CalendarBook, at: Instant): readonly NewCaseEvent[] {
  try {
    return movedClock(clock, calendars, at);
  } catch (error) {
    if (error instanceof CalendarRangeError || error instanceof MissingCalendarError) {
      return [];
    }
    throw error;
  }
}

function movedClock({ clock, round, agency, dueAt, warnAt, escalateAt, counting, warned }: CaseClock, calendars: CalendarBook, at: Instant): readonly NewCaseEvent[] {
  const calendar = calendars.processing(agency);
  const { from, limit, end } = counting;
  const counted = limit === undefined || end === undefined ? dueAt : dueOfClock({ limit, end }, instant(from), calendar);
  const dates = datesAround(instant(Math.max(dueAt, counted)), counting, calendar);
  // What was warned of is not warned of again; a warning whose moment has passed on the new calendar comes now.
  const warning = warned || dates.warnAt === undefined || dates.warnAt === warnAt ? warnAt : Math.max(at, dates.warnAt);
  const isSame = dates.dueAt === dueAt && warning === warnAt && dates.escalateAt.every((each, level) => each === escalateAt[level]);
  const after = { dueAt: dates.dueAt, ...(warning === undefined ? {} : { warnAt: warning }), escalateAt: dates.escalateAt };
  return isSame ? [] : [{ type: 'ClockMoved', payload: { clock, round, ...after, reason: 'calendar' }, occurredAt: at }];
}
