import type { NewCaseEvent } from '../deadline-case/case-events.js';
import type { PublicationState } from './publication-state.js';

/** The own state of a publication as it is opened. */
export function openedPublication(): PublicationState {
  return { kind: 'publication' };
}

/** The own state of a publication after one more event. */
export function foldPublication(own: PublicationState, _event: NewCaseEvent): PublicationState {
  return own;
}
