import { withinCalendar } from '../calendar/within-calendar.js';
import { instant, type Instant } from '../time/instant.js';
import type { CalendarBook } from './rules.js';
import { type DossierState, openStages, type StageState } from './state.js';
import { isInStock } from './status.js';

/** The share at which a stage's term is over. */
export const WHOLE_TERM = 100;

/** When an open stage will have used a share of its term, given in percent; with `WHOLE_TERM` from when it is late. */
export interface StageShare {
  readonly stage: StageState;
  readonly share: number;
  readonly at: Instant;
}

/**
 * Shares of the terms of the open stages and when each is reached, on the calendar of the stage's own agency: working time
 * over all runs of the stage, pauses left out, time before a new start of the term not charged. None while the clock stands
 * still, for stages outside the term, and for shares beyond any calendar. The whole term is over from the moment after its
 * target, for what is done at the target is in time.
 */
export function stageShares(state: DossierState, calendars: Pick<CalendarBook, 'processing'>, shares: readonly number[]): readonly StageShare[] {
  return hasRunningStage(state) ? openStages(state).flatMap((stage) => sharesOf(stage, calendars, shares)) : [];
}

/** Whether a share of a stage's term can be reached as the dossier stands, if nothing more happens to it. */
export function hasRunningStage(state: DossierState): boolean {
  return isInStock(state.status) && state.pause === undefined && openStages(state).some(isRunning);
}

function isRunning({ targetAt, countingFrom }: StageState): boolean {
  return targetAt !== undefined && countingFrom !== undefined;
}

function sharesOf(stage: StageState, calendars: Pick<CalendarBook, 'processing'>, shares: readonly number[]): readonly StageShare[] {
  const { targetAt, countingFrom } = stage;
  if (targetAt === undefined || countingFrom === undefined) {
    return [];
  }
  const charged = stage.usedMs - stage.waivedMs;
  const calendar = calendars.processing(stage.agency);
  const reached = withinCalendar(() => {
    const whole = charged + Math.max(0, calendar.workingTimeBetween(instant(countingFrom), instant(targetAt)));
    return shares.map((share) => ({ stage, share, at: calendar.addWorkingTime(instant(countingFrom), Math.max(0, Math.ceil((whole * share) / WHOLE_TERM) - charged)) }));
  });
  return [...(reached ?? []), { stage, share: WHOLE_TERM, at: instant(targetAt + 1) }];
}
