import { computeDeadline } from '../deadline/deadline.js';
import { instant } from '../time/instant.js';
import { competentReceiptDates, NOTHING_MOVED, reopenDates, restartDates, resumeDates } from './dates.js';
import type { DatesMoved, DossierEvent, Finish, TermSet } from './events.js';
import { finishOf } from './finish.js';
import { foldEvent } from './fold.js';
import { pointsOfInterest } from './points.js';
import type { Rules } from './rules.js';
import { routeOf, runningCase } from './running-rules.js';
import type { DossierState } from './state.js';
import { extendedPart, planStages, termInput } from './term.js';

/** A date or an end in the ledger that its own rules, calendar snapshot and earlier events do not give. */
export interface DateFault {
  readonly seq: number;
  /** What differs, for a person. */
  readonly of: string;
  readonly stated: number | string | undefined;
  readonly recomputed: number | string | undefined;
}

type Value = number | string | undefined;
/** What an event states beside what is recomputed, by a name for a person. */
type Comparison = readonly [of: string, stated: Value, recomputed: Value];

/**
 * Recomputes what the events of a dossier say about time, from the rules of the snapshot each was written under, and returns
 * the first that differs: starts, due dates, appointments and stage targets that were set or moved, the moment it became
 * late or broke a promise, how it stood at its end and by how much; and no event comes after a due date whose passing was
 * not recorded. `rulesOf` gives the rules of an event's calendar snapshot. Imported dates were taken over as they were and
 * are not recomputed; neither are warnings before a date, which follow settings.
 */
export function findDateFault(events: readonly DossierEvent[], rulesOf: (snapshot: string) => Rules): DateFault | undefined {
  let before: DossierState | undefined;
  for (const event of events) {
    const after = foldEvent(before, event);
    if (!after.imported) {
      const different = compare(event, before, after, () => rulesOf(event.calendarSnapshot)).find(([, stated, recomputed]) => stated !== recomputed);
      if (different !== undefined) {
        const [of, stated, recomputed] = different;
        return { seq: event.seq, of, stated, recomputed };
      }
    }
    before = after;
  }
  return undefined;
}

function compare(event: DossierEvent, before: DossierState | undefined, after: DossierState, rules: () => Rules): readonly Comparison[] {
  const term = termOf(event);
  const set = term === undefined ? [] : compareTerm(term, after, rules());
  return before === undefined ? set : [...comparePassed(event, before), ...set, ...compareMoved(event, before, rules), ...compareEnd(event, before, rules)];
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
    case 'NoObligationConfirmed':
      return event.payload.term;
    default:
      return undefined;
  }
}

function compareTerm(term: TermSet, after: DossierState, rules: Rules): readonly Comparison[] {
  if (term.basis !== 'computed') {
    return [];
  }
  const chosen = runningCase(after, rules);
  const route = routeOf(after, rules);
  const { startAt, dueAt, nominalAt } = computeDeadline(termInput(rules, chosen, term.part, after.channel, route, instant(term.countedFrom)));
  const planned = planStages(rules, extendedPart(rules, chosen, term.part, route), route, startAt);
  return [
    ['a start of the term at', term.startAt, startAt],
    ['the due date', term.dueAt, dueAt],
    ['the end before days off', term.nominalDueAt ?? term.dueAt, nominalAt],
    ['the number of stages', term.stages.length, planned.length],
    ...planned.map((stage, index): Comparison => [`the target of stage ${stage.id}`, term.stages[index]?.targetAt, stage.targetAt]),
  ];
}

function compareMoved(event: DossierEvent, before: DossierState, rules: () => Rules): readonly Comparison[] {
  const moved = moveOf(event, before, rules);
  if (moved === undefined) {
    return [];
  }
  const { stated, recomputed } = moved;
  const targetIn = (dates: DatesMoved, id: string): number | undefined => dates.stageTargets.find(({ stage }) => stage === id)?.targetAt;
  const stages = new Set([...stated.stageTargets, ...recomputed.stageTargets].map(({ stage }) => stage));
  return [
    ['a start of the term at', stated.startAt, recomputed.startAt],
    ['the due date', stated.dueAt, recomputed.dueAt],
    ['the end before days off', stated.nominalDueAt, recomputed.nominalDueAt],
    ['the appointment', stated.appointment, recomputed.appointment],
    ...[...stages].map((stage): Comparison => [`the target of stage ${stage}`, targetIn(stated, stage), targetIn(recomputed, stage)]),
  ];
}

function moveOf(event: DossierEvent, before: DossierState, rules: () => Rules): { readonly stated: DatesMoved; readonly recomputed: DatesMoved } | undefined {
  const at = event.occurredAt;
  switch (event.type) {
    case 'ClockResumed':
      return { stated: event.payload.dates, recomputed: resumeDates(before, rules(), at) };
    case 'FinancialObligationMet':
      return { stated: event.payload.dates, recomputed: event.payload.term === undefined ? resumeDates(before, rules(), at) : NOTHING_MOVED };
    case 'SupplementReceived':
      return { stated: event.payload.dates, recomputed: event.payload.clock === 'restart' ? restartDates(before, rules(), at) : resumeDates(before, rules(), at) };
    case 'CompetentAgencyReceived':
      return { stated: event.payload.dates, recomputed: competentReceiptDates(before, rules(), at) };
    case 'DossierReopened':
      return { stated: event.payload.dates, recomputed: before.finish === undefined ? NOTHING_MOVED : reopenDates(before, rules(), instant(before.finish.at), at) };
    default:
      return undefined;
  }
}

/** Nothing is recorded behind a broken promise: whoever acts first, the passing of its date is recorded before. */
function comparePassed(event: DossierEvent, before: DossierState): readonly Comparison[] {
  switch (event.type) {
    case 'DossierBecameLate':
      return [['lateness from', event.occurredAt, before.dueAt], ['the due date', event.payload.dueAt, before.dueAt]];
    case 'PromiseBroken':
      return [['the broken promise of', event.payload.appointment, before.promises.find(({ number }) => number === event.payload.number)?.at]];
    default: {
      const passed = pointsOfInterest(before).find(({ kind, at }) => (kind === 'expiry' || kind === 'promise-expiry') && at < event.occurredAt);
      return passed === undefined ? [] : [['no lateness after', undefined, passed.at]];
    }
  }
}

function compareEnd(event: DossierEvent, before: DossierState, rules: () => Rules): readonly Comparison[] {
  const stated = endOf(event);
  if (stated === undefined) {
    return [];
  }
  const { punctuality, delayMs } = finishOf(before, rules(), event.occurredAt);
  return [
    ['that it ended', stated.punctuality, punctuality],
    ['a delay in milliseconds of', stated.delayMs, delayMs],
  ];
}

function endOf(event: DossierEvent): Finish | undefined {
  switch (event.type) {
    case 'ResultRecorded':
    case 'UnsupplementedClosed':
    case 'DossierWithdrawn':
    case 'DossierSuspended':
      return event.payload.finish;
    default:
      return undefined;
  }
}
