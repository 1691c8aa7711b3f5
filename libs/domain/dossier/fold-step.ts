import type { EventType, NewEvent } from './events.js';
import type { DossierState } from './state.js';

/** Fold step of one event type: the state before, the event, the state after. */
export type FoldStep<T extends EventType> = (state: DossierState, event: Extract<NewEvent, { type: T }>) => DossierState;
/** Fold steps of a group of event types. */
export type FoldSteps<T extends EventType> = { readonly [K in T]: FoldStep<K> };
