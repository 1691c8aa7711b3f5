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
  published: ['RateAnswer', 'ReopenFeedback', 'ProposeErasure', 'EraseCaseRecords'],
  refused: ['ReopenFeedback', 'ProposeErasure', 'EraseCaseRecords'],
  'sent-back': ['ReopenFeedback', 'ProposeErasure', 'EraseCaseRecords'],
  withdrawn: ['ProposeErasure', 'EraseCaseRecords'],
};

/** What an urging takes in each phase: its answer is told by the desk and not published. */
const URGING: Table = {
  received: ['ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback'],
  answered: ['TellApplicant'],
  told: ['ProposeErasure', 'EraseCaseRecords'],
  withdrawn: ['ProposeErasure', 'EraseCaseRecords'],
};

/** Commands a piece of feedback or an urging takes as it stands; an answer is rated once, what is erased was proposed, and after that nothing is said. */
export function allowedFeedbackCommands(own: FeedbackState): readonly FeedbackCommandType[] {
  if (own.erased) {
    return [];
  }
  const commands = (own.urging === undefined ? FEEDBACK : URGING)[own.phase] ?? [];
  const rated = presentRound(own)?.verdict !== undefined;
  return commands.filter((command) => !(rated && command === 'RateAnswer') && !(own.erasure === undefined && command === 'EraseCaseRecords'));
}
