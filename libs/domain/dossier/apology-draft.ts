import type { Instant } from '../time/instant.js';
import type { NewEvent } from './events.js';
import { proposedAppointment, prospectsOf } from './prospects.js';
import type { Rules } from './rules.js';
import type { DossierState } from './state.js';
import { isInStock } from './status.js';

/** At the lead: whether the dossier will make its date, with a draft of the apology when it will not. */
export function assessLateness(state: DossierState, rules: Rules, occurredAt: Instant): readonly NewEvent[] {
  const { endangered, neededMs, leftMs } = prospectsOf(state, rules, occurredAt);
  const assessed: NewEvent = { type: 'LatenessAssessed', payload: { dueAt: dueOf(state), endangered, ...(neededMs === undefined ? {} : { neededMs }), leftMs }, occurredAt };
  return endangered ? [assessed, ...draftApology(state, rules, occurredAt)] : [assessed];
}

/**
 * The draft of the apology for the due promise. None when one is drafted, signed or owed already, when a draft for this
 * date was rejected, or when the one re-appointment is used up.
 */
function draftApology(state: DossierState, rules: Rules, occurredAt: Instant): readonly NewEvent[] {
  const promise = state.promises.find((candidate) => candidate.number === state.duePromise);
  if (promise === undefined || promise.apology !== undefined || state.apologyDraft !== undefined || state.reappointed || state.passed.apologyRejectedFor === state.dueAt) {
    return [];
  }
  const proposedAt = proposedAppointment(state, rules, occurredAt);
  return proposedAt === undefined ? [] : [{ type: 'ApologyDrafted', payload: { promise: state.duePromise, dueAt: dueOf(state), proposedAt }, occurredAt }];
}

/**
 * The draft for a dossier that was assessed at its lead and has become endangered since: by a command, or because a stage
 * ran late. A date that moved is assessed again at its own lead first.
 */
export function draftWhenEndangered(state: DossierState, rules: Rules, occurredAt: Instant): readonly NewEvent[] {
  const running = isInStock(state.status) && state.pause === undefined && state.becameLateAt === undefined;
  const assessed = state.dueAt !== undefined && state.passed.apologyDraftFor === state.dueAt;
  return running && assessed && prospectsOf(state, rules, occurredAt).endangered ? draftApology(state, rules, occurredAt) : [];
}

/** The due date of a dossier that has one. Throws otherwise: a dossier without it has no points before it. */
export function dueOf(state: DossierState): number {
  if (state.dueAt === undefined) {
    throw new Error('A dossier without a due date has no points before it');
  }
  return state.dueAt;
}
