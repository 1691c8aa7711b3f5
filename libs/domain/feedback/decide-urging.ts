import { type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import { judgedAs, Unfolding } from './feedback-clocks.js';
import type { FeedbackCommand } from './feedback-commands.js';
import type { FeedbackCase } from './feedback-case.js';
import { passOn, refuseTarget } from './forwarding.js';

/**
 * What a command to an urging (đôn đốc) leads to. It stays with the agency that held the dossier when it was urged, for its
 * hours run there; where the dossier has gone on meanwhile, that agency answers so or forwards the urging after it.
 */
export function decideUrging(state: FeedbackCase, command: FeedbackCommand, context: CaseContext): CaseDecision {
  const { at, actor } = context;
  const next = new Unfolding(state, context);
  switch (command.type) {
    case 'AnswerFeedback': {
      const inTime = next.done('urging-answer');
      return command.text === undefined
        ? refuseCase('words-missing', { command: command.type })
        : next.add({ type: 'FeedbackAnswered', payload: { by: actor.subject, ...judgedAs(inTime), text: command.text }, occurredAt: at }).accepted;
    }
    case 'ForwardFeedback':
      return follow(next, state, command, context);
    case 'WithdrawFeedback':
      return next.cancelAll().add({ type: 'FeedbackWithdrawn', payload: command.text === undefined ? {} : { text: command.text }, occurredAt: at }).close('withdrawn').accepted;
    case 'TellApplicant':
      return next.add({ type: 'ApplicantTold', payload: { by: command.body.by }, occurredAt: at }).close('told').accepted;
    default:
      return refuseCase('feedback-not-so', { phase: state.own.phase, allowed: '' });
  }
}

function follow(next: Unfolding, state: FeedbackCase, command: Extract<FeedbackCommand, { readonly type: 'ForwardFeedback' }>, context: CaseContext): CaseDecision {
  const { agency } = command.body;
  const refusal = refuseTarget(state, agency, context);
  if (refusal !== undefined) {
    return refusal;
  }
  if (context.facts.dossierHolders?.includes(agency) !== true) {
    return refuseCase('not-the-holder', { agency });
  }
  return passOn(next.cancelAll(), state, command, context).start('urging-answer', context.at).accepted;
}
