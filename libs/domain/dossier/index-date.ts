import { withinCalendar } from '../calendar/within-calendar.js';
import { giveBack, remainingUntil } from '../deadline/remaining.js';
import { instant, type Instant } from '../time/instant.js';
import { type IndexDateMoved, wallDateAfter } from './index-clock.js';
import type { Rules } from './rules.js';
import { runningRule } from './running-rules.js';
import type { DossierState } from './state.js';

/**
 * The index date when the wait of a dossier ends at `at`, given back as a pause of its term is; `undefined` where none waits in time,
 * and where open time would be counted beyond any calendar. `waitingTime` is the installation's unless given.
 */
export function indexDateAfterWait(state: DossierState, rules: Rules, at: Instant, waitingTime = rules.settings.nationalIndex.waitingTime): IndexDateMoved | undefined {
  const { dueAt, waitingSince } = state.indexClock;
  if (dueAt === undefined || waitingSince === undefined) {
    return undefined;
  }
  const clock = { dueAt, waitingSince };
  const moved = waitingTime === 'wall' ? wallDateAfter(clock, at) : withinCalendar(() => openDateAfter(clock, state, rules, at));
  return moved === undefined ? undefined : { waitingTime, dueAt: moved };
}

/** A date that had passed by the minute when the wait began, though not by the day, has nothing left and ends where the wait does. */
function openDateAfter({ dueAt, waitingSince }: { readonly dueAt: number; readonly waitingSince: number }, state: DossierState, rules: Rules, at: Instant): Instant {
  const { limit, end } = runningRule(state, rules);
  const calendar = rules.calendars.processing(state.competentAgency);
  const due = instant(Math.max(dueAt, waitingSince));
  const left = remainingUntil({ dueAt: due, nominalAt: due }, instant(waitingSince), limit, calendar);
  return instant(Math.max(due, giveBack(due, left, at, end, calendar)));
}
