import type { Action } from '../dossier/permissions.js';
import type { FeedbackCommandType } from './feedback-commands.js';

const ACTIONS: Readonly<Record<FeedbackCommandType, Action>> = {
  AcceptFeedback: 'HandleFeedback',
  RefuseFeedback: 'HandleFeedback',
  SendBackFeedback: 'HandleFeedback',
  AskMore: 'HandleFeedback',
  RecordSupplied: 'ReceiveFeedback',
  ForwardFeedback: 'HandleFeedback',
  AnswerFeedback: 'HandleFeedback',
  ProposePublication: 'HandleFeedback',
  ApprovePublication: 'ApproveFeedback',
  PublishAnswer: 'HandleFeedback',
  RateAnswer: 'ReceiveFeedback',
  ReopenFeedback: 'ApproveFeedback',
  WithdrawFeedback: 'ReceiveFeedback',
  TellApplicant: 'ReceiveFeedback',
  ProposeErasure: 'ConfirmErasure',
  WithdrawErasure: 'ConfirmErasure',
  RejectErasure: 'ErasePersonalData',
  EraseCaseRecords: 'ErasePersonalData',
};

/** The right a command to feedback needs in the agency in charge; what the sender says may also be entered where it was received. */
export function feedbackActionOf(command: FeedbackCommandType): Action {
  return ACTIONS[command];
}
