import { stopClock } from '../deadline-case/case-clocks.js';
import { acceptCase, type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import { type CaseState, runningClock } from '../deadline-case/case-state.js';
import type { FeedbackCommand } from './feedback-commands.js';
import type { FeedbackState } from './feedback-state.js';

/** What a command to a feedback leads to. */
export function decideFeedback(state: CaseState & { readonly own: FeedbackState }, command: FeedbackCommand, context: CaseContext): CaseDecision {
  const running = runningClock(state, 'answer');
  if (running === undefined) {
    return refuseCase('clock-not-running', { clock: 'answer' });
  }
  const { text } = command;
  return acceptCase(stopClock(running, { at: context.at, outcome: 'done', ...(text === undefined ? {} : { text }) }, context.at));
}
