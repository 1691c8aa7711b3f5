import { stopClock } from '../deadline-case/case-clocks.js';
import { acceptCase, type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import { type CaseState, runningClock } from '../deadline-case/case-state.js';
import { instant } from '../time/instant.js';
import type { PublicationCommand } from './publication-commands.js';
import type { PublicationState } from './publication-state.js';

/** What a command to a publication leads to. */
export function decidePublication(state: CaseState & { readonly own: PublicationState }, command: PublicationCommand, context: CaseContext): CaseDecision {
  const { clock, clickedAt, evidence } = command.body;
  const running = runningClock(state, clock);
  if (running === undefined) {
    return refuseCase('clock-not-running', { clock });
  }
  if (clickedAt > context.at) {
    return refuseCase('proof-in-future', { clock });
  }
  const { text } = command;
  const stopped = stopClock(running, { at: instant(clickedAt), outcome: 'done', evidence, ...(text === undefined ? {} : { text }) }, context.at);
  const isLast = state.clocks.every((each) => each === running || each.stopped !== undefined);
  return acceptCase(stopped, ...(isLast ? [{ type: 'CaseClosed', payload: { outcome: 'posted' }, occurredAt: context.at } as const] : []));
}
