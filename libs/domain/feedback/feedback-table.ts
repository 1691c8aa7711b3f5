import type { FeedbackCommandType } from './feedback-commands.js';
import type { FeedbackPhase, FeedbackState } from './feedback-state.js';
import { presentRound } from './feedback-state.js';

type Table = Readonly<Partial<Record<FeedbackPhase, readonly FeedbackCommandType[]>>>;

/** What feedback takes in each phase. */
const FEEDBACK: Table = {
  received: ['AcceptFeedback', 'RefuseFeedback', 'SendBackFeedback', 'AskMore', 'ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback'],
  asked: ['SendBackFeedback', 'RecordSupplied', 'WithdrawFeedback'],
  accepted: ['AskMore', 'ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback'],
  answered: ['ProposePublication', 'ApprovePublication', 'RateAnswer', 'ReopenFeedback'],
  approved: ['ProposePublication', 'PublishAnswer', 'RateAnswer', 'ReopenFeedback'],
  published: ['RateAnswer', 'ReopenFeedback', 'EraseCaseRecords'],
  refused: ['ReopenFeedback', 'EraseCaseRecords'],
  'sent-back': ['ReopenFeedback', 'EraseCaseRecords'],
  withdrawn: ['EraseCaseRecords'],
};

/** What an urging takes in each phase: its answer is told by the desk and not published. */
const URGING: Table = {
  received: ['ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback'],
  answered: ['TellApplicant'],
  told: ['EraseCaseRecords'],
  withdrawn: ['EraseCaseRecords'],
};

/** Commands a piece of feedback or an urging takes as it stands; an answer is rated once, and after an erasure nothing is said. */
export function allowedFeedbackCommands(own: FeedbackState): readonly FeedbackCommandType[] {
  if (own.erased) {
    return [];
  }
  const commands = (own.urging === undefined ? FEEDBACK : URGING)[own.phase] ?? [];
  return presentRound(own)?.verdict === undefined ? commands : commands.filter((command) => command !== 'RateAnswer');
}
