import { countedOpenTime, type ExplanationStep } from '../deadline/explanation.js';
import type { RemainingStep } from '../deadline/explain-remaining.js';
import { dayEndingAt, instant, type Instant } from '../time/instant.js';
import type { Rules } from './rules.js';
import { findStage } from './stage-clock.js';
import { type DossierState, openStages, type StageState } from './state.js';

/** Why an open stage is due when it is: from where its clock last began to run, what its budget had left there, and the days that runs through. */
export interface StageDerivation {
  readonly stage: string;
  readonly run: number;
  readonly agency: string;
  readonly from: Instant;
  readonly targetAt: Instant;
  /** Open milliseconds from `from` to `targetAt` on the agency's calendar; 0 where nothing was left. */
  readonly leftMs: number;
  readonly steps: readonly (ExplanationStep | RemainingStep)[];
}

/**
 * The derivations of the stages that run now, on their own agencies' calendars; none while the clock stands still. A stage's
 * clock begins when it is opened, or with the term where that begins later, and anew after each pause; a budget in calendar
 * days runs through every day.
 */
export function explainStages(state: DossierState, rules: Rules): readonly StageDerivation[] {
  return openStages(state).flatMap((stage) => {
    const { countingFrom, targetAt } = stage;
    return countingFrom === undefined || targetAt === undefined ? [] : [derive(state, rules, stage, instant(countingFrom), instant(targetAt))];
  });
}

function derive(state: DossierState, rules: Rules, { id, run, agency }: StageState, from: Instant, targetAt: Instant): StageDerivation {
  const calendar = rules.calendars.processing(agency);
  const leftMs = targetAt <= from ? 0 : calendar.workingTimeBetween(from, targetAt);
  const isWall = findStage(state, rules, id)?.budget?.unit === 'calendar-days';
  const steps: StageDerivation['steps'] =
    targetAt <= from
      ? []
      : isWall
        ? [{ code: 'wall-time-counted', from, to: targetAt, law: 'office-practice:time-left' }]
        : countedOpenTime(calendar, from, leftMs, dayEndingAt(targetAt), 'office-practice:stage-budget');
  return { stage: id, run, agency, from, targetAt, leftMs, steps };
}
