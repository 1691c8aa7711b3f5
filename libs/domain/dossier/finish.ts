import { punctualityOf } from '../deadline/deadline.js';
import { shareDelay } from '../performance/delay-shares.js';
import { walkDelay } from '../performance/delay-walk.js';
import { instant, type Instant } from '../time/instant.js';
import { leftAt, resumeDates } from './dates.js';
import { accept, type Decision } from './decision.js';
import type { Finish } from './ending.js';
import type { NewEvent } from './events.js';
import { foldEvent } from './fold.js';
import type { DecideContext, Rules } from './rules.js';
import type { DossierState } from './state.js';

/** Ending a paused dossier closes the pause first, by an event, so that the end is judged by a date somebody can read. */
export function whenRunning(state: DossierState, context: DecideContext, end: (running: DossierState) => Decision): Decision {
  if (state.pause === undefined) {
    return end(state);
  }
  const resumed: NewEvent = { type: 'ClockResumed', payload: { dates: resumeDates(state, context, context.at) }, occurredAt: context.at };
  const decision = end(foldEvent(state, resumed));
  return decision.kind === 'refused' ? decision : accept(resumed, ...decision.events);
}

/**
 * How a running dossier stands when its clock ends at `at`: late when `at` is after `dueAt` (equal is not late), early when the
 * local date is earlier, otherwise on time. Recorded lateness outranks everything that came after it.
 */
export function finishOf(state: DossierState, rules: Rules, at: Instant): Finish {
  if (state.dueAt === undefined) {
    return { punctuality: 'undated', delayMs: 0 };
  }
  const dueAt = instant(state.dueAt);
  if (state.becameLateAt !== undefined || at > dueAt) {
    const walk = walkDelay(state, rules.calendars, at);
    const shares = walk === undefined ? [] : shareDelay(walk).shares;
    const delayMs = walk?.delayMs ?? rules.calendars.processing(state.competentAgency).workingTimeBetween(dueAt, at);
    return { punctuality: 'late', delayMs, ...(shares.length === 0 ? {} : { shares }), ...leftAt(state, rules, at) };
  }
  return { punctuality: punctualityOf(at, dueAt), delayMs: 0, ...leftAt(state, rules, at) };
}
