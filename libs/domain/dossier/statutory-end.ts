import { accept, type Decision } from './decision.js';
import type { Finish } from './ending.js';
import type { NewEvent } from './events.js';
import type { DecideContext, Rules } from './rules.js';
import { statutoryTermOf } from './statutory.js';

/** What the statute gave a dossier that ends: that no limit stands beside the promise, or when that limit ends, where it can be told. `before`: its events until then. */
export function statutoryEndOf(before: readonly NewEvent[], rules: Rules): NonNullable<Finish['statutory']> {
  const term = statutoryTermOf(before, rules);
  return term === undefined ? { stated: false } : { stated: true, ...(term.dueAt === undefined ? {} : { dueAt: term.dueAt }) };
}

/** A decision whose end says what the statute gave, where the ledger is at hand; never of imported dossiers, whose terms nobody counted. */
export function withStatutoryEnd(decision: Decision, isImported: boolean, { ledger, ...rules }: DecideContext): Decision {
  if (decision.kind === 'refused' || ledger === undefined || isImported || !decision.events.some((event) => finishIn(event) !== undefined)) {
    return decision;
  }
  const earlier = ledger();
  return accept(...decision.events.map((event, index) => stated(event, [...earlier, ...decision.events.slice(0, index)], rules)));
}

function stated(event: NewEvent, before: readonly NewEvent[], rules: Rules): NewEvent {
  const finish = finishIn(event);
  return finish === undefined ? event : ({ ...event, payload: { ...event.payload, finish: { ...finish, statutory: statutoryEndOf(before, rules) } } } as NewEvent);
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
