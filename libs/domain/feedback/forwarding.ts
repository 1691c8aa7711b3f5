import { type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import { runningClock } from '../deadline-case/case-state.js';
import { hasEnded } from '../dossier/agency.js';
import { instant, localDateOf } from '../time/instant.js';
import { formatLocalDate } from '../time/local-date.js';
import { feedbackRuleOf, judgedAs, type Unfolding } from './feedback-clocks.js';
import type { FeedbackCommand } from './feedback-commands.js';
import { type FeedbackCase, turnBegan } from './feedback-case.js';

/** A forwarding command. */
export type Forwarding = Extract<FeedbackCommand, { readonly type: 'ForwardFeedback' }>;

/**
 * Wrongly addressed feedback goes to the agency that has to answer: its turn here is over, judged by the term to forward
 * (NĐ 20/2008 Art. 9) from its beginning, also where it was accepted first by mistake. There the clocks run on that agency's
 * calendar, from now or from first receipt as its own rule says.
 */
export function forward(next: Unfolding, state: FeedbackCase, { body, text }: Forwarding, context: CaseContext): CaseDecision {
  const { at, agencies, settings: { feedback } } = context;
  const refusal = refuseTarget(state, body.agency, context);
  if (refusal !== undefined) {
    return refusal;
  }
  next.done('refuse');
  if (runningClock(state, 'forward') === undefined) {
    next.start('forward', turnBegan(state));
  }
  const inTime = next.done('forward');
  passOn(next.cancelAll(), state, { body, text, inTime }, context);
  const restarts = feedbackRuleOf(body.agency, feedback, agencies).forwarded === 'restart';
  return next.startAll(restarts ? at : instant(state.own.received?.at ?? at)).accepted;
}

/** What is handed on, and how that stood against its term. */
interface Handed {
  readonly body: Forwarding['body'];
  readonly text?: Forwarding['text'] | undefined;
  readonly inTime?: boolean | undefined;
}

/** Puts another agency in charge: the next turn is its own. */
export function passOn(next: Unfolding, { agency: from }: FeedbackCase, { body: { agency: to }, text, inTime }: Handed, { at }: CaseContext): Unfolding {
  return next.add(
    { type: 'FeedbackForwarded', payload: { from, to, ...judgedAs(inTime), ...(text === undefined ? {} : { text }) }, occurredAt: at },
    { type: 'CaseAssigned', payload: { agency: to }, occurredAt: at },
  );
}

/** Why it cannot go to an agency; `undefined` where it can. */
export function refuseTarget({ agency }: FeedbackCase, to: string, { agencies, at }: CaseContext): CaseDecision | undefined {
  const target = agencies.get(to);
  if (target === undefined) {
    return refuseCase('unknown-agency', { agency: to });
  }
  if (hasEnded(target, formatLocalDate(localDateOf(at)))) {
    return refuseCase('agency-ended', { agency: to });
  }
  return to === agency ? refuseCase('same-agency', { agency: to }) : undefined;
}
