import { statutoryDateIn } from './date-parts.js';
import type { NewEvent } from './events.js';
import type { DossierState } from './state.js';

/** What an event changes of the limit of the statute beside the promise: nothing where it does not speak of it. */
export function statuteAfter(event: NewEvent): Pick<DossierState, 'statute'> {
  const dueAt = statutoryDateIn(event);
  return dueAt === undefined ? {} : { statute: { dueAt, since: event.occurredAt } };
}
