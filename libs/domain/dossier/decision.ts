import type { NewEvent } from './events.js';
import type { Refusal, RefusalCode } from './refusal.js';
import type { DossierState } from './state.js';

/** What a command leads to: events to append, or a refusal. Never both, never neither. */
export type Decision =
  | { readonly kind: 'accepted'; readonly events: readonly NewEvent[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** An acceptance with the events it leads to, in order. */
export function accept(...events: readonly NewEvent[]): Decision {
  return { kind: 'accepted', events };
}

/** A refusal that names the present status; `decide` adds what the actor may do instead. */
export function refuse(state: DossierState, code: RefusalCode, data?: Refusal['data']): Decision {
  return {
    kind: 'refused',
    refusal: { code, status: state.status, ...(data === undefined ? {} : { data }) },
  };
}
