import type { CaseState } from '../deadline-case/case-state.js';
import type { TaskState } from './task-state.js';

/** The clock of a task's own end, under one of three names. */
export const MAIN_CLOCKS = ['completion', 'report', 'review'] as const;
export type MainClock = (typeof MAIN_CLOCKS)[number];

/** Clocks whose rounds are tasks and reports in the on-time rate; a look at continuous work at the plan's end is none. */
export const RATED_CLOCKS = ['completion', 'report'] as const;

/** Whether a clock is one of these. */
export function isRatedClock(clock: string): boolean {
  return RATED_CLOCKS.some((rated) => rated === clock);
}

/** Whether the task's own end has passed, or passed before it was done. */
export function isLateTask({ clocks }: Pick<CaseState, 'clocks'>): boolean {
  return clocks.some(({ clock, becameLate, stopped }) => isRatedClock(clock) && (becameLate || stopped?.inTime === false));
}

/** Whether the lead owes an explanation: the task is late and nobody has explained it, or was done without reaching a target and nobody has since. */
export function owesExplanation(state: Pick<CaseState, 'clocks'>, { done, explanation, explainsEnd }: TaskState): boolean {
  return (explanation === undefined && isLateTask(state)) || (explainsEnd !== true && (done?.unmet.length ?? 0) > 0);
}

/** Whether nothing is left to do: it is done, its findings are handled, and what had to be explained is. */
export function isSettledTask(state: Pick<CaseState, 'clocks'>, own: TaskState): boolean {
  return own.done !== undefined && !owesExplanation(state, own) && state.clocks.every(({ clock, stopped }) => clock !== 'finding' || stopped !== undefined);
}
