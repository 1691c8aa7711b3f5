import { datesIn, statutoryDateIn, termIn } from './date-parts.js';
import { accept, type Decision } from './decision.js';
import type { Finish } from './ending.js';
import type { NewEvent } from './events.js';
import type { DecideContext, Rules } from './rules.js';
import { runningCase } from './running-rules.js';
import type { DossierState } from './state.js';
import { statutoryTermOf } from './statutory.js';

/** What the statute gave a dossier that ends: that no limit stands beside the promise, or when that limit ends, where it can be told. `before`: its events until then. */
export function statutoryEndOf(before: readonly NewEvent[], rules: Rules): NonNullable<Finish['statutory']> {
  const term = statutoryTermOf(before, rules);
  return term === undefined ? { stated: false } : { stated: true, ...(term.dueAt === undefined ? {} : { dueAt: term.dueAt }) };
}

/**
 * A decision whose end says what the statute gave, and whose dates say when its limit ends from then on, where the ledger is at hand; never
 * of imported dossiers, whose terms nobody counted.
 */
export function withStatute(decision: Decision, state: DossierState, { ledger, ...rules }: DecideContext): Decision {
  if (decision.kind === 'refused' || ledger === undefined || state.imported || !decision.events.some((event) => finishIn(event) !== undefined || setsDates(event))) {
    return decision;
  }
  const earlier = ledger();
  const hasLimit = runningCase(state, rules).statutoryLimit !== undefined;
  let known = state.statute?.dueAt;
  const told: NewEvent[] = [];
  for (const event of decision.events) {
    const before = [...earlier, ...told];
    const ended = withEnd(event, before, rules);
    const next = hasLimit ? withStatutoryDate(ended, before, known, rules) : ended;
    known = statutoryDateIn(next) ?? known;
    told.push(next);
  }
  return accept(...told);
}

function withEnd(event: NewEvent, before: readonly NewEvent[], rules: Rules): NewEvent {
  const finish = finishIn(event);
  return finish === undefined ? event : ({ ...event, payload: { ...event.payload, finish: { ...finish, statutory: statutoryEndOf(before, rules) } } } as NewEvent);
}

/** An event that sets or moves dates, with the end of the limit of the statute from then on where that is another than `known`. `before`: its events until then. */
export function withStatutoryDate(event: NewEvent, before: readonly NewEvent[], known: number | undefined, rules: Rules): NewEvent {
  const statutoryDueAt = setsDates(event) ? statutoryDateAfter(event, before, rules) : undefined;
  if (statutoryDueAt === undefined || statutoryDueAt === known) {
    return event;
  }
  const { payload } = event;
  return ('dates' in payload ? { ...event, payload: { ...payload, dates: { ...payload.dates, statutoryDueAt } } } : { ...event, payload: { ...payload, term: { ...termIn(event), statutoryDueAt } } }) as NewEvent;
}

/** When the limit of the statute ends with an event counted in; `undefined` where the case states none, or its end cannot be told. */
export function statutoryDateAfter(event: NewEvent, before: readonly NewEvent[], rules: Rules): number | undefined {
  return statutoryTermOf([...before, event], rules)?.dueAt;
}

/** A date only shown before a filing is accepted binds nobody. */
function setsDates(event: NewEvent): boolean {
  return datesIn(event) !== undefined || (termIn(event) !== undefined && event.type !== 'DossierRegistered' && event.type !== 'FilingCompleted');
}

/** How a dossier stood at its end, of the events that end it by a judged end. */
export function finishIn(event: NewEvent): Finish | undefined {
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
