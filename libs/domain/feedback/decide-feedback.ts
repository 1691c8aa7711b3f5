import { type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import { runningClock } from '../deadline-case/case-state.js';
import { instant } from '../time/instant.js';
import { decidePublishing } from './decide-publishing.js';
import { decideUrging } from './decide-urging.js';
import { feedbackRuleOf, judgedAs, Unfolding } from './feedback-clocks.js';
import type { FeedbackCommand, FeedbackCommandType } from './feedback-commands.js';
import { decideErasing } from './erasing.js';
import { type FeedbackCase, turnBegan } from './feedback-case.js';
import { allowedFeedbackCommands } from './feedback-table.js';
import { forward } from './forwarding.js';
import { reopened, reopenedBy } from './reopening.js';

/** Commands that say something to somebody: nothing becomes of them without words. */
const IN_WORDS: readonly FeedbackCommandType[] = ['RefuseFeedback', 'SendBackFeedback', 'AskMore', 'AnswerFeedback', 'ProposePublication', 'PublishAnswer'];

/**
 * What a command to a feedback or an urging leads to.
 * @throws CalendarRangeError when a clock it starts would end beyond the declared years
 */
export function decideFeedback(state: FeedbackCase, command: FeedbackCommand, context: CaseContext): CaseDecision {
  const allowed = allowedFeedbackCommands(state.own);
  if (!allowed.includes(command.type)) {
    return refuseCase('feedback-not-so', { phase: state.own.phase, allowed: allowed.join(', ') });
  }
  if (command.text === undefined && IN_WORDS.includes(command.type)) {
    return refuseCase('words-missing', { command: command.type });
  }
  switch (command.type) {
    case 'ProposeErasure':
    case 'WithdrawErasure':
    case 'RejectErasure':
    case 'EraseCaseRecords':
      return decideErasing(state, command, context);
    default:
      return state.own.urging === undefined ? decided(state, command, context) : decideUrging(state, command, context);
  }
}

function decided(state: FeedbackCase, command: FeedbackCommand, context: CaseContext): CaseDecision {
  const { at, actor } = context;
  const text = command.text === undefined ? {} : { text: command.text };
  const next = new Unfolding(state, context);
  switch (command.type) {
    case 'AcceptFeedback':
      return accept(next, command.body.complex === true, context);
    case 'RefuseFeedback': {
      const inTime = next.done('refuse');
      return next.cancelAll().add({ type: 'FeedbackRefused', payload: { ...judgedAs(inTime), ...text }, occurredAt: at }).close('refused').accepted;
    }
    case 'SendBackFeedback': {
      const inTime = next.done('refuse');
      return next.cancelAll().add({ type: 'FeedbackSentBack', payload: { ...judgedAs(inTime), ...text }, occurredAt: at }).close('sent-back').accepted;
    }
    case 'AskMore':
      return askMore(next, state, command, context);
    case 'RecordSupplied': {
      next.add({ type: 'MoreSupplied', payload: text, occurredAt: at });
      // They stand still only where asking stopped them, by the agency's rule.
      return (runningClock(state, 'answer') === undefined ? next.start('answer', at).start('handle', at) : next).accepted;
    }
    case 'ForwardFeedback':
      return forward(next, state, command, context);
    case 'AnswerFeedback': {
      next.done('refuse');
      const inTime = next.done('answer');
      next.done('handle');
      return command.text === undefined
        ? refuseCase('words-missing', { command: command.type })
        : next.cancelAll().add({ type: 'FeedbackAnswered', payload: { by: actor.subject, ...judgedAs(inTime), text: command.text }, occurredAt: at }).start('publish-answer', at).accepted;
    }
    case 'RateAnswer': {
      next.add({ type: 'AnswerRated', payload: { verdict: command.body.verdict, ...text }, occurredAt: at });
      return command.body.verdict === 'satisfied' ? next.accepted : reopened(next, 'dissatisfied', context);
    }
    case 'ReopenFeedback':
      return reopenedBy(next, command, context);
    case 'WithdrawFeedback':
      return next.cancelAll().add({ type: 'FeedbackWithdrawn', payload: text, occurredAt: at }).close('withdrawn').accepted;
    default:
      return decidePublishing(next, state, command, context);
  }
}

/** Whose feedback it is, is settled: nobody has to ask for more or to forward it any longer. */
function accept(next: Unfolding, complex: boolean, { at }: CaseContext): CaseDecision {
  next.done('refuse');
  next.cancel('ask', 'forward').add({ type: 'FeedbackAccepted', payload: { complex }, occurredAt: at });
  const handle = runningClock(next.state, 'handle');
  // A longer term takes no lateness back.
  return (complex && handle !== undefined && !handle.becameLate ? next.cancel('handle').start('handle', instant(handle.counting.from)) : next).accepted;
}

/** Asking is judged by its own term from the beginning of the agency's turn, whether it was accepted meanwhile or not. */
function askMore(next: Unfolding, state: FeedbackCase, command: FeedbackCommand, context: CaseContext): CaseDecision {
  const { at, agencies, settings: { feedback } } = context;
  if (runningClock(state, 'ask') === undefined) {
    next.start('ask', turnBegan(state));
  }
  const due = runningClock(next.state, 'ask')?.dueAt ?? at;
  if (at > due && feedback.lateAsk === 'refused') {
    return refuseCase('ask-time-over', { dueAt: String(due) });
  }
  next.done('refuse');
  next.done('ask');
  next.cancel('forward');
  if (feedbackRuleOf(state.agency, feedback, agencies).supplied === 'restart') {
    next.cancel('answer', 'handle');
  }
  return next.add({ type: 'MoreAsked', payload: { inTime: at <= due, ...(command.text === undefined ? {} : { text: command.text }) }, occurredAt: at }).accepted;
}
