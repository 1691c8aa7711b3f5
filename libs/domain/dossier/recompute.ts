import { awaitedIn } from './awaited-move.js';
import { calendarMove } from './calendar-move.js';
import { datesIn, statutoryDateIn, termIn } from './date-parts.js';
import { NOTHING_MOVED } from './dates.js';
import type { Finish } from './ending.js';
import type { DatesMoved, DossierEvent, NewEvent, TermSet } from './events.js';
import { finishOf } from './finish.js';
import { foldEvent } from './fold.js';
import { indexDateAfterWait } from './index-date.js';
import type { IsDemanded } from './later-statements.js';
import { pointsOfInterest } from './points.js';
import { redate, type RulesOf } from './redate.js';
import type { Rules } from './rules.js';
import type { DossierState } from './state.js';
import { finishIn, statutoryDateAfter, statutoryEndOf, withStatutoryDate } from './statutory-end.js';

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
 * late or broke a promise, the dates other agencies and pauses were given, how it stood at its end and by how much; and no event comes after a due date whose passing was
 * not recorded. `rulesOf` gives the rules of an event's calendar snapshot. Imported dates were taken over as they were: of them only moves by
 * another calendar are recomputed. Of a date a person set it is recomputed that one might be set there. Warnings before a date follow
 * settings and are not. `isDemanded` tells of what earlier versions of the engine did not state whether an event must state it; an event
 * that does is held to it in any case.
 */
export function findDateFault(events: readonly DossierEvent[], rulesOf: RulesOf, isDemanded: IsDemanded = () => false): DateFault | undefined {
  let before: DossierState | undefined;
  for (const [index, event] of events.entries()) {
    const after = foldEvent(before, event);
    const different = compare({ event, before, after, earlier: () => events.slice(0, index), rulesOf, isDemanded }).find(([, stated, recomputed]) => stated !== recomputed);
    if (different !== undefined) {
      const [of, stated, recomputed] = different;
      return { seq: event.seq, of, stated, recomputed };
    }
    before = after;
  }
  return undefined;
}

/** One event of a ledger and everything it is compared by. */
interface Place {
  readonly event: DossierEvent;
  readonly before: DossierState | undefined;
  readonly after: DossierState;
  readonly earlier: () => readonly DossierEvent[];
  readonly rulesOf: RulesOf;
  readonly isDemanded: IsDemanded;
}

function compare({ event, before, after, earlier, rulesOf, isDemanded }: Place): readonly Comparison[] {
  if (after.imported && event.type !== 'DeadlineMoved') {
    return [];
  }
  const rules = (): Rules => rulesOf(event.calendarSnapshot);
  const counted = (): NewEvent => (event.type === 'DeadlineMoved' && before !== undefined ? movedAgain(event, before, earlier(), rulesOf) : redate(event, before, rules(), rulesOf));
  return [
    ...(before === undefined ? [] : comparePassed(event, before)),
    ...compareTerm(termIn(event), () => termIn(counted())),
    ...compareMoved(datesIn(event), () => datesIn(counted())),
    ...compareAwaited(event, counted),
    ...(before === undefined ? [] : compareIndexDate({ event, before, after, isDemanded }, rules)),
    ...(before === undefined ? [] : compareEnd(event, before, rules, isDemanded)),
    ...compareStatutory(event, earlier, rules, isDemanded),
    ...compareStatutoryDate({ event, before, earlier, isDemanded }, rules),
  ];
}

function movedAgain(event: Extract<DossierEvent, { type: 'DeadlineMoved' }>, before: DossierState, earlier: readonly DossierEvent[], rulesOf: RulesOf): NewEvent {
  const { occurredAt, payload, calendarSnapshot } = event;
  const counted = calendarMove(earlier, before, { before: rulesOf(payload.fromSnapshot), after: rulesOf(calendarSnapshot), rulesOf, at: occurredAt });
  return { type: 'DeadlineMoved', payload: counted ?? { fromSnapshot: payload.fromSnapshot, dates: NOTHING_MOVED }, occurredAt };
}

function compareTerm(term: TermSet | undefined, count: () => TermSet | undefined): readonly Comparison[] {
  const counted = term === undefined ? undefined : count();
  if (term === undefined || counted === undefined) {
    return [];
  }
  return [
    ['what the date rests on,', term.basis, counted.basis],
    ['a start of the term at', term.startAt, counted.startAt],
    ['the due date', term.dueAt, counted.dueAt],
    ['the end before days off', term.nominalDueAt ?? term.dueAt, counted.nominalDueAt ?? counted.dueAt],
    ['the number of stages', term.stages.length, counted.stages.length],
    ...counted.stages.map((stage, index): Comparison => [`the target of stage ${stage.id}`, term.stages[index]?.targetAt, stage.targetAt]),
  ];
}

function compareMoved(stated: DatesMoved | undefined, count: () => DatesMoved | undefined): readonly Comparison[] {
  if (stated === undefined) {
    return [];
  }
  const counted = count() ?? NOTHING_MOVED;
  const targetIn = (dates: DatesMoved, id: string): number | undefined => dates.stageTargets.find(({ stage }) => stage === id)?.targetAt;
  const stages = new Set([...stated.stageTargets, ...counted.stageTargets].map(({ stage }) => stage));
  return [
    ['a start of the term at', stated.startAt, counted.startAt],
    ['the due date', stated.dueAt, counted.dueAt],
    ['the end before days off', stated.nominalDueAt, counted.nominalDueAt],
    ['the appointment', stated.appointment, counted.appointment],
    ...[...stages].map((stage): Comparison => [`the target of stage ${stage}`, targetIn(stated, stage), targetIn(counted, stage)]),
  ];
}

/** On the time the event says, whatever the settings are by now. */
function compareIndexDate({ event, before, after, isDemanded }: Pick<Place, 'event' | 'after' | 'isDemanded'> & { readonly before: DossierState }, rules: () => Rules): readonly Comparison[] {
  const dates = datesIn(event);
  const stated = dates?.nationalIndex;
  // A second part of the term has an appointment of its own, which is its date.
  const isWaitOver = before.pause !== undefined && after.pause === undefined && after.part === before.part;
  if (dates === undefined || (stated === undefined && !(isWaitOver && isDemanded('index-date', event)))) {
    return [];
  }
  return [['the date of index 766', stated?.dueAt, indexDateAfterWait(before, rules(), event.occurredAt, stated?.waitingTime)?.dueAt]];
}

function compareAwaited(event: NewEvent, count: () => NewEvent): readonly Comparison[] {
  const stated = awaitedIn(event);
  const counted = stated.length === 0 ? [] : awaitedIn(count());
  return stated.map(([of, at], index): Comparison => [of, at, counted[index]?.[1]]);
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

function compareEnd(event: DossierEvent, before: DossierState, rules: () => Rules, isDemanded: IsDemanded): readonly Comparison[] {
  const stated = finishIn(event);
  if (stated === undefined) {
    return [];
  }
  const { punctuality, delayMs, shares, left } = finishOf(before, rules(), event.occurredAt);
  return [
    ['that it ended', stated.punctuality, punctuality],
    ['a delay in milliseconds of', stated.delayMs, delayMs],
    // Ends recorded before shares were say nothing of them: then the whole delay is the competent agency's.
    ...(stated.shares === undefined && !isDemanded('delay-shares', event) ? [] : [['the shares of its delay', sharesText(stated.shares), sharesText(shares)] as const]),
    ['what was left of the term at its end', stated.left?.dueRemaining?.ms, left?.dueRemaining?.ms],
    ['what was left until the appointment', stated.left?.appointmentRemaining?.ms, left?.appointmentRemaining?.ms],
  ];
}

function compareStatutory(event: DossierEvent, earlier: () => readonly DossierEvent[], rules: () => Rules, isDemanded: IsDemanded): readonly Comparison[] {
  const finish = finishIn(event);
  const stated = finish?.statutory;
  if (finish === undefined || (stated === undefined && !isDemanded('statutory-limit', event))) {
    return [];
  }
  const counted = statutoryEndOf(earlier(), rules());
  return [['that the statute states a limit,', stated && String(stated.stated), String(counted.stated)], ['the end of the limit of the statute', stated?.dueAt, counted.dueAt]];
}

/** A calendar's move is counted with what it moves, as it stands in the event. */
function compareStatutoryDate({ event, before, earlier, isDemanded }: Pick<Place, 'event' | 'before' | 'earlier' | 'isDemanded'>, rules: () => Rules): readonly Comparison[] {
  const stated = statutoryDateIn(event);
  if (stated !== undefined) {
    return [['when the limit of the statute ends', stated, statutoryDateAfter(event, earlier(), rules())]];
  }
  const told = isDemanded('statutory-date', event) ? statutoryDateIn(withStatutoryDate(event, earlier(), before?.statute?.dueAt, rules())) : undefined;
  return [['when the limit of the statute ends', undefined, told]];
}

function sharesText(shares: Finish['shares']): string {
  return (shares ?? []).map(({ stage, run, agency, officer, minutes }) => `${stage} (run ${String(run)}, ${agency}${officer === undefined ? '' : `, ${officer}`}): ${String(minutes)} minutes`).join('; ');
}
