import type { CaseContext, CaseDecision } from '../deadline-case/case-commands.js';
import type { Unfolding } from './feedback-clocks.js';
import type { FeedbackCommand } from './feedback-commands.js';
import type { ReopeningReason } from './feedback-kinds.js';

/**
 * Takes up again what was answered: nobody has to publish the answer any more, and the time to answer begins anew. Where a
 * refusal is contested everything begins anew.
 */
export function reopened(next: Unfolding, reason: ReopeningReason, { at }: CaseContext, text?: FeedbackCommand['text']): CaseDecision {
  next.cancelAll().add({ type: 'CaseReopened', payload: { reason, ...(text === undefined ? {} : { text }) }, occurredAt: at });
  return (reason === 'refusal-contested' ? next.startAll(at) : next.start('answer', at).start('handle', at)).accepted;
}

/** What somebody who may do so takes up again, for a reason. */
export function reopenedBy(next: Unfolding, { body, text }: Extract<FeedbackCommand, { readonly type: 'ReopenFeedback' }>, context: CaseContext): CaseDecision {
  return reopened(next, body.reason, context, text);
}
