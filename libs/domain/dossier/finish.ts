import { punctualityOf } from '../deadline/deadline.js';
import { instant, type Instant } from '../time/instant.js';
import { resumeDates } from './dates.js';
import type { Finish } from './events.js';
import type { Rules } from './rules.js';
import type { DossierState } from './state.js';

/** The due date that counts at `at`: a paused clock is judged by the date it would run on to. */
export function dueAtWhenJudged(state: DossierState, rules: Rules, at: Instant): Instant | undefined {
  if (state.dueAt === undefined) {
    return undefined;
  }
  const due = state.pause === undefined ? state.dueAt : (resumeDates(state, rules, at).dueAt ?? state.dueAt);
  return instant(due);
}

/**
 * How a dossier stands when its clock ends at `at`: late when `at` is after `dueAt` (equal is not late), early when the
 * local date is earlier, otherwise on time. Recorded lateness outranks everything that came after it.
 */
export function finishOf(state: DossierState, rules: Rules, at: Instant): Finish {
  const dueAt = dueAtWhenJudged(state, rules, at);
  if (dueAt === undefined) {
    return { punctuality: 'undated', delayMs: 0 };
  }
  if (state.becameLateAt !== undefined || at > dueAt) {
    return { punctuality: 'late', delayMs: rules.calendars.processing(state.competentAgency).workingTimeBetween(dueAt, at) };
  }
  return { punctuality: punctualityOf(at, dueAt), delayMs: 0 };
}
