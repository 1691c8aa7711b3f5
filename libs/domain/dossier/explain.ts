import { explainDeadline, type Explanation, type TermEvent } from '../deadline/explanation.js';
import { instant, type Instant } from '../time/instant.js';
import type { DossierEvent, EventType } from './events.js';
import { foldDossier } from './fold.js';
import type { Rules } from './rules.js';
import { routeOf, runningCase } from './running-rules.js';
import type { DossierState } from './state.js';
import { termInput } from './term.js';

/** A later event that moved the dates counted from the receipt. */
export interface DateMove {
  readonly seq: number;
  readonly because: EventType;
  readonly at: number;
  readonly dueAt?: number;
  readonly appointment?: number;
}

/** Why the dates are what they are: the count from the last start of the term, and every move since. */
export interface DossierExplanation {
  /** Absent for imported dossiers, whose dates were taken over as they were. */
  readonly explanation?: Explanation;
  readonly moves: readonly DateMove[];
}

interface TermStarted {
  readonly index: number;
  readonly from: Instant;
  readonly part: number;
  readonly event: TermEvent;
}

/**
 * Derives the explanation from a dossier's events and the calendars of the snapshot under which its term was counted; it
 * is never stored. `rules` must be those of that snapshot, which `termSnapshot` names.
 */
export function explainDates(events: readonly DossierEvent[], rules: Rules): DossierExplanation {
  const started = lastTerm(events);
  const moves = events.slice(started === undefined ? 1 : started.index + 1).flatMap(moveOf);
  if (started === undefined) {
    return { moves };
  }
  const state = foldDossier(events.slice(0, started.index + 1));
  const input = termInput(rules, runningCase(state, rules), started.part, state.channel, routeOf(state, rules), started.from);
  return { explanation: explainDeadline(input, started.event), moves };
}

/** The calendar snapshot under which a dossier's present term was counted; `undefined` for imported ones. */
export function termSnapshot(events: readonly DossierEvent[]): string | undefined {
  const started = lastTerm(events);
  return started === undefined ? undefined : events[started.index]?.calendarSnapshot;
}

/** The moment a dossier's present term is counted from; `undefined` for imported ones. */
export function termCountedFrom(events: readonly DossierEvent[]): Instant | undefined {
  return lastTerm(events)?.from;
}

function lastTerm(events: readonly DossierEvent[]): TermStarted | undefined {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    const found = event === undefined ? undefined : termOf(event, index, events);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function termOf(event: DossierEvent, index: number, events: readonly DossierEvent[]): TermStarted | undefined {
  switch (event.type) {
    case 'DossierReceived':
    case 'DossierAccepted': {
      const { term, clocks } = event.payload;
      return { index, from: instant(term.countedFrom), part: 1, event: firstEvent(term.countedFrom, clocks.forwardingDueAt, events.slice(0, index)) };
    }
    case 'DossierRegistered':
      return { index, from: instant(event.payload.provisional.countedFrom), part: 1, event: 'receipt' };
    case 'FilingCompleted':
      return { index, from: instant(event.payload.provisional.countedFrom), part: 1, event: 'completed-filing' };
    case 'CompetentAgencyReceived':
      return restarted(event.payload.dates.countedFrom, index, 1, 'competent-receipt');
    case 'SupplementReceived':
      return restarted(event.payload.dates.countedFrom, index, partAt(events, index), 'supplement');
    case 'NoObligationConfirmed':
      return { index, from: instant(event.payload.term.countedFrom), part: event.payload.term.part, event: 'no-obligation' };
    case 'FinancialObligationMet':
      return event.payload.term === undefined ? undefined : { index, from: instant(event.payload.term.countedFrom), part: event.payload.term.part, event: 'payment' };
    default:
      return undefined;
  }
}

/** A term counted from the hour of forwarding is planned; accepted later, it counts from what its filing was received or completed at. */
function firstEvent(countedFrom: number, forwardingDueAt: number | undefined, earlier: readonly DossierEvent[]): TermEvent {
  if (countedFrom === forwardingDueAt) {
    return 'planned-competent-receipt';
  }
  return earlier.some(({ type }) => type === 'FilingCompleted') ? 'completed-filing' : 'receipt';
}

function restarted(countedFrom: number | undefined, index: number, part: number, event: TermEvent): TermStarted | undefined {
  return countedFrom === undefined ? undefined : { index, from: instant(countedFrom), part, event };
}

function partAt(events: readonly DossierEvent[], index: number): number {
  const state: DossierState = foldDossier(events.slice(0, index + 1));
  return state.part;
}

function moveOf(event: DossierEvent): readonly DateMove[] {
  const move = (dates: { readonly dueAt?: number; readonly appointment?: number }): readonly DateMove[] =>
    dates.dueAt === undefined && dates.appointment === undefined
      ? []
      : [
          {
            seq: event.seq,
            because: event.type,
            at: event.occurredAt,
            ...(dates.dueAt === undefined ? {} : { dueAt: dates.dueAt }),
            ...(dates.appointment === undefined ? {} : { appointment: dates.appointment }),
          },
        ];
  switch (event.type) {
    case 'CompetentAgencyReceived':
    case 'SupplementReceived':
    case 'ClockResumed':
    case 'FinancialObligationMet':
    case 'DeadlineMoved':
    case 'DossierReopened':
      return move(event.payload.dates);
    case 'ApologySigned':
      return event.payload.newAppointment === undefined ? [] : move({ appointment: event.payload.newAppointment });
    default:
      return [];
  }
}
