import type { CommandBodies, CommandType, DossierCommand, TextRef } from './commands.js';
import { accept, refuse, type Decision } from './decision.js';
import { decideClock } from './decide-clock.js';
import { decideEnd } from './decide-end.js';
import { decideOpening } from './decide-opening.js';
import { decidePromise } from './decide-promise.js';
import { decideRecord } from './decide-record.js';
import { decideStages } from './decide-stages.js';
import type { NewEvent } from './events.js';
import { foldEvent } from './fold.js';
import { prospectsOf } from './prospects.js';
import type { DecideContext } from './rules.js';
import { draftApology } from './settle.js';
import type { DossierState } from './state.js';
import { TRANSITIONS } from './transitions.js';

/** Decides one command type on a state whose status already allows it. */
export type Decider<T extends CommandType> = (
  state: DossierState,
  body: CommandBodies[T],
  context: DecideContext,
  text: TextRef | undefined,
) => Decision;
/** Deciders of a group of commands. */
export type Deciders<T extends CommandType> = { readonly [K in T]: Decider<K> };

const DECIDERS: Deciders<CommandType> = {
  ...decideOpening,
  ...decideStages,
  ...decideClock,
  ...decidePromise,
  ...decideEnd,
  ...decideRecord,
};

/**
 * The one place where the law of a dossier is decided: the events a command leads to at the instant it was accepted, or
 * the refusal it meets. Points of interest before that instant must already be settled. Pure; throws only for damage.
 */
export function decide(state: DossierState, command: DossierCommand, context: DecideContext): Decision {
  if (!TRANSITIONS[command.type].includes(state.status)) {
    return refuse(state, 'not-allowed-in-status');
  }
  const decider = DECIDERS[command.type] as Decider<CommandType>;
  const decision = decider(state, command.body, context, command.text);
  if (decision.kind === 'refused') {
    return decision;
  }
  return accept(...decision.events, ...consequences(state, decision.events, context));
}

/** What follows from the events by rule: a draft withdrawn when its reason is gone, or made when the dossier becomes endangered. */
function consequences(before: DossierState, events: readonly NewEvent[], context: DecideContext): readonly NewEvent[] {
  const after = events.reduce<DossierState>((state, event) => foldEvent(state, event), before);
  const draft = before.apologyDraft;
  if (draft !== undefined && !events.some((event) => event.type === 'ApologySigned' || event.type === 'ApologyWithdrawn')) {
    const because = after.finish !== undefined ? 'finished' : after.pause !== undefined ? 'paused' : after.dueAt !== before.dueAt ? 'date-moved' : undefined;
    return because === undefined ? [] : [{ type: 'ApologyWithdrawn', payload: { promise: draft.promise, because }, occurredAt: context.at }];
  }
  const assessed = after.dueAt !== undefined && after.passed.apologyDraftFor === after.dueAt && after.becameLateAt === undefined;
  if (assessed && after.finish === undefined && after.pause === undefined && !events.some((event) => event.type === 'ApologyWithdrawn') && prospectsOf(after, context, context.at).endangered) {
    return draftApology(after, context, context.at);
  }
  return [];
}
