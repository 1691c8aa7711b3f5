import { computeDeadline } from '../deadline/deadline.js';
import { instant, type Instant } from '../time/instant.js';
import { competentReceiptDates, reopenDates, restartDates, resumeDates } from './dates.js';
import type { DatesMoved, DossierEvent, TermSet } from './events.js';
import { foldEvent } from './fold.js';
import type { Rules } from './rules.js';
import { routeOf, runningCase } from './running-rules.js';
import type { DossierState } from './state.js';
import { termInput } from './term.js';

/** A date in the ledger that its own rules, calendar snapshot and events do not give. */
export interface DateFault {
  readonly seq: number;
  readonly stated: number | undefined;
  readonly recomputed: number | undefined;
}

/**
 * Recomputes every date the events of a dossier set or moved, from the rules of the snapshot each was written under, and
 * returns the first that differs. `rulesOf` gives the rules of an event's calendar snapshot. Imported dates were taken over
 * as they were and are not recomputed.
 */
export function findDateFault(events: readonly DossierEvent[], rulesOf: (snapshot: string) => Rules): DateFault | undefined {
  let before: DossierState | undefined;
  for (const event of events) {
    const after = foldEvent(before, event);
    const fault = after.imported ? undefined : faultOf(event, before, after, () => rulesOf(event.calendarSnapshot));
    if (fault !== undefined) {
      return fault;
    }
    before = after;
  }
  return undefined;
}

function faultOf(event: DossierEvent, before: DossierState | undefined, after: DossierState, rules: () => Rules): DateFault | undefined {
  const term = termOf(event);
  if (term !== undefined) {
    return faultOfTerm(event.seq, term, after, rules());
  }
  const moved = before === undefined ? undefined : moveOf(event, before, rules);
  if (moved === undefined) {
    return undefined;
  }
  return moved.stated.dueAt === moved.recomputed.dueAt ? undefined : { seq: event.seq, stated: moved.stated.dueAt, recomputed: moved.recomputed.dueAt };
}

function termOf(event: DossierEvent): TermSet | undefined {
  switch (event.type) {
    case 'DossierReceived':
    case 'DossierAccepted':
      return event.payload.term;
    case 'DossierRegistered':
    case 'FilingCompleted':
      return event.payload.provisional;
    case 'FinancialObligationMet':
      return event.payload.term;
    default:
      return undefined;
  }
}

function faultOfTerm(seq: number, term: TermSet, after: DossierState, rules: Rules): DateFault | undefined {
  if (term.basis !== 'computed') {
    return undefined;
  }
  const chosen = runningCase(after, rules);
  const { dueAt } = computeDeadline(termInput(rules, chosen, term.part, after.channel, routeOf(after, rules), instant(term.countedFrom)));
  return dueAt === term.dueAt ? undefined : { seq, stated: term.dueAt, recomputed: dueAt };
}

function moveOf(event: DossierEvent, before: DossierState, rules: () => Rules): { readonly stated: DatesMoved; readonly recomputed: DatesMoved } | undefined {
  const at: Instant = event.occurredAt;
  switch (event.type) {
    case 'ClockResumed':
      return { stated: event.payload.dates, recomputed: resumeDates(before, rules(), at) };
    case 'FinancialObligationMet':
      return { stated: event.payload.dates, recomputed: resumeDates(before, rules(), at) };
    case 'SupplementReceived':
      return { stated: event.payload.dates, recomputed: event.payload.clock === 'restart' ? restartDates(before, rules(), at) : resumeDates(before, rules(), at) };
    case 'CompetentAgencyReceived':
      return { stated: event.payload.dates, recomputed: competentReceiptDates(before, rules(), at) };
    case 'DossierReopened':
      return before.finish === undefined ? undefined : { stated: event.payload.dates, recomputed: reopenDates(before, rules(), instant(before.finish.at), at) };
    default:
      return undefined;
  }
}
