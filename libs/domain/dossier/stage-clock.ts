import { budgetToEnd } from '../deadline/deadline.js';
import { instant, type Instant } from '../time/instant.js';
import type { Stage } from '../procedure/procedure.js';
import type { StageMove, StageOpening } from './events.js';
import type { DecideContext, Rules } from './rules.js';
import { routeOf, runningCase } from './running-rules.js';
import type { DossierState, StageState } from './state.js';
import { extendedPart } from './term.js';

/** A stage of the running case by its id, with the budget it has on this route; `undefined` for imported stages, which have no case behind them. */
export function findStage(state: DossierState, rules: Rules, id: string): Stage | undefined {
  if (state.imported) {
    return undefined;
  }
  const chosen = runningCase(state, rules);
  const route = routeOf(state, rules);
  return chosen.parts
    .flatMap((_, index) => extendedPart(rules, chosen, index + 1, route).groups.flatMap(({ stages }) => stages))
    .find((stage) => stage.id === id);
}

/**
 * Where the budget of a stage ends when it is opened at `from`: the whole budget the first time, on a repetition what its
 * earlier runs left of it, so that a return buys no time back. Time used before the term began again from zero is not
 * charged. `undefined` for stages outside the clock and imported ones.
 */
export function endOfBudget(state: DossierState, rules: Rules, stage: StageState, from: Instant): Instant | undefined {
  const planned = findStage(state, rules, stage.id);
  if (planned?.budget === undefined || planned.excluded !== undefined) {
    return undefined;
  }
  const calendar = rules.calendars.processing(stage.agency);
  const full = budgetToEnd(from, planned.budget, calendar);
  const charged = stage.usedMs - stage.waivedMs;
  return charged === 0 ? full : calendar.addWorkingTime(from, Math.max(0, calendar.workingTimeBetween(from, full) - charged));
}

/** Opens a stage at `at`, or with the term where that begins later, with the target of its budget. */
export function openStageAt(state: DossierState, rules: Rules, stage: StageState, at: Instant): StageOpening {
  const targetAt = endOfBudget(state, rules, stage, instant(Math.max(at, state.startAt ?? at)));
  return { stage: stage.id, ...(targetAt === undefined ? {} : { targetAt }) };
}

/** Working milliseconds a stage has counted since it was opened or resumed, up to `at`, on its agency's calendar; 0 while paused. */
export function usedBy(stage: StageState, rules: Rules, at: Instant): number {
  return stage.countingFrom === undefined || stage.countingFrom >= at
    ? 0
    : rules.calendars.processing(stage.agency).workingTimeBetween(instant(stage.countingFrom), at);
}

/** Working milliseconds a stage has used over all its runs up to `at`, and the whole budget it has on its agency's calendar from its beginning; none outside of the term. */
export function stageTime(state: DossierState, rules: Rules, stage: StageState, at: Instant): { readonly usedMs: number; readonly budgetMs?: number } {
  const usedMs = stage.usedMs + usedBy(stage, rules, at);
  const planned = findStage(state, rules, stage.id);
  if (planned?.budget === undefined || planned.excluded !== undefined) {
    return { usedMs };
  }
  const calendar = rules.calendars.processing(stage.agency);
  const from = instant(Math.max(stage.startedAt ?? 0, state.startAt ?? state.receivedAt));
  return { usedMs, budgetMs: calendar.workingTimeBetween(from, budgetToEnd(from, planned.budget, calendar)) };
}

/** Closes the run of an open stage with the time it used. */
export function closing(stage: StageState, context: DecideContext): StageMove {
  return { stage: stage.id, usedMs: usedBy(stage, context, context.at) };
}
