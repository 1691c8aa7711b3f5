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
  published: ['RateAnswer', 'ReopenFeedback'],
  refused: ['ReopenFeedback'],
  'sent-back': ['ReopenFeedback'],
};

/** What an urging takes in each phase: its answer is told by the desk and not published. */
const URGING: Table = {
  received: ['ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback'],
  answered: ['TellApplicant'],
};

/** Commands a piece of feedback or an urging takes as it stands; an answer is rated once. */
export function allowedFeedbackCommands(own: FeedbackState): readonly FeedbackCommandType[] {
  const commands = (own.urging === undefined ? FEEDBACK : URGING)[own.phase] ?? [];
  return presentRound(own)?.verdict === undefined ? commands : commands.filter((command) => command !== 'RateAnswer');
}
