import type { Instant } from '../time/instant.js';
import { draftWhenEndangered } from './apology-draft.js';
import type { NewEvent } from './events.js';
import { foldEvent } from './fold.js';
import type { Rules } from './rules.js';
import type { DossierState } from './state.js';
import { isInStock } from './status.js';

/**
 * What follows from the events by rule. A draft made before the date is withdrawn when they end the dossier,
 * pause its clock or move its dates, by another calendar also where only what the new date was computed from moves; for a promise already broken the apology is owed and a draft stays through pauses.
 * A dossier found not endangered at the lead gets its draft at the first later event after which it is; a moved date is
 * assessed again at its own lead first.
 */
export function consequences(before: DossierState, events: readonly NewEvent[], rules: Rules, at: Instant): readonly NewEvent[] {
  const after = events.reduce<DossierState>((state, event) => foldEvent(state, event), before);
  const draft = after.apologyDraft;
  if (after.becameLateAt !== undefined) {
    return [];
  }
  if (draft === undefined) {
    return draftWhenEndangered(after, rules, at);
  }
  const because = whyWithdrawn(before, after, events);
  if (because === undefined) {
    return [];
  }
  const withdrawn: NewEvent = { type: 'ApologyWithdrawn', payload: { promise: draft.promise, because }, occurredAt: at };
  return [withdrawn, ...draftWhenEndangered(foldEvent(after, withdrawn), rules, at)];
}

function whyWithdrawn(before: DossierState, after: DossierState, events: readonly NewEvent[]): 'finished' | 'paused' | 'date-moved' | undefined {
  if (!isInStock(after.status)) {
    return 'finished';
  }
  return after.pause !== undefined ? 'paused' : after.dueAt !== before.dueAt || events.some(({ type }) => type === 'DeadlineMoved') ? 'date-moved' : undefined;
}
