import { openStages, type DossierState, type StageState } from './state.js';

/**
 * Stages that open when this one closes: none while a sibling of its group is unfinished, otherwise those of the next group
 * that wait. After one of several receivers refused, the others work on; only the refused stage is handed over again.
 */
export function nextStages(state: DossierState, closed: StageState): readonly StageState[] | 'last' {
  const others = state.stages.filter((stage) => stage.part === state.part && stage.id !== closed.id && stage.status !== 'done');
  if (others.some((stage) => stage.group === closed.group)) {
    return [];
  }
  const later = others.filter((stage) => stage.group > closed.group);
  if (later.length === 0) {
    return 'last';
  }
  const group = Math.min(...later.map((stage) => stage.group));
  return later.filter((stage) => stage.group === group && stage.status === 'pending');
}

/** Open stages that can be forwarded: the last one ends with the result instead. */
export function forwardableStages(state: DossierState): readonly StageState[] {
  return openStages(state).filter((stage) => nextStages(state, stage) !== 'last');
}

/** Open stages whose receiver has not accepted them yet. */
export function unacceptedStages(state: DossierState): readonly StageState[] {
  return openStages(state).filter(({ awaitingAcceptanceFrom }) => awaitingAcceptanceFrom !== undefined);
}

/** Stages whose hand-over can still be recalled. */
export function recallingStages(state: DossierState): readonly StageState[] {
  const senders = unacceptedStages(state).map(({ awaitingAcceptanceFrom }) => awaitingAcceptanceFrom);
  return state.stages.filter(({ id }) => senders.includes(id));
}

/** Open stages from which the work can go back: something before them is done. */
export function returningStages(state: DossierState): readonly StageState[] {
  return openStages(state).filter((open) => state.stages.some(({ part, status, group }) => part === state.part && status === 'done' && group < open.group));
}
