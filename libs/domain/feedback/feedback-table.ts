import type { FeedbackCommandType } from './feedback-commands.js';
import type { FeedbackPhase, FeedbackState } from './feedback-state.js';
import { presentRound } from './feedback-state.js';

type Table = Readonly<Partial<Record<FeedbackPhase, readonly FeedbackCommandType[]>>>;

/** What becomes of the records of what is over. */
const OVER = ['ProposeErasure', 'WithdrawErasure', 'RejectErasure', 'EraseCaseRecords'] as const satisfies readonly FeedbackCommandType[];
/** Of these, what somebody does who proposed it; the rest is for others. */
const OF_PROPOSER: readonly FeedbackCommandType[] = ['WithdrawErasure'];
/** What takes a proposal that is open. */
const OF_OPEN_PROPOSAL: readonly FeedbackCommandType[] = [...OF_PROPOSER, 'RejectErasure', 'EraseCaseRecords'];

/** What feedback takes in each phase. */
const FEEDBACK: Table = {
  received: ['AcceptFeedback', 'RefuseFeedback', 'SendBackFeedback', 'AskMore', 'ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback'],
  asked: ['SendBackFeedback', 'RecordSupplied', 'WithdrawFeedback'],
  accepted: ['AskMore', 'ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback'],
  answered: ['ProposePublication', 'ApprovePublication', 'RateAnswer', 'ReopenFeedback'],
  approved: ['ProposePublication', 'PublishAnswer', 'RateAnswer', 'ReopenFeedback'],
  published: ['RateAnswer', 'ReopenFeedback', ...OVER],
  refused: ['ReopenFeedback', ...OVER],
  'sent-back': ['ReopenFeedback', ...OVER],
  withdrawn: OVER,
};

/** What an urging takes in each phase: its answer is told by the desk and not published. */
const URGING: Table = {
  received: ['ForwardFeedback', 'AnswerFeedback', 'WithdrawFeedback'],
  answered: ['TellApplicant'],
  told: OVER,
  withdrawn: OVER,
};

/** Commands a piece of feedback or an urging takes as it stands; an answer is rated once, what is erased was proposed, once at a time, and after that nothing is said. */
export function allowedFeedbackCommands(own: FeedbackState): readonly FeedbackCommandType[] {
  if (own.erased) {
    return [];
  }
  const commands = (own.urging === undefined ? FEEDBACK : URGING)[own.phase] ?? [];
  const rated = presentRound(own)?.verdict !== undefined;
  return commands.filter((command) => !(rated && command === 'RateAnswer') && (own.erasure === undefined ? !OF_OPEN_PROPOSAL.includes(command) : command !== 'ProposeErasure'));
}

/** The same, as far as it is not refused to this person for what they proposed, or did not. */
export function feedbackCommandsFor(subject: string, own: FeedbackState): readonly FeedbackCommandType[] {
  const proposedIt = own.erasure?.by === subject;
  return allowedFeedbackCommands(own).filter((command) => !OF_OPEN_PROPOSAL.includes(command) || OF_PROPOSER.includes(command) === proposedIt);
}
