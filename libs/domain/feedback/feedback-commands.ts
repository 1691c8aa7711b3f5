import type { EvidenceRef } from '../deadline-case/evidence-ref.js';
import type { TextRef } from '../dossier/commands.js';
import type { ReopeningReason, ToldBy, Verdict } from './feedback-kinds.js';

type Nothing = Readonly<Record<never, never>>;

/** Commands only cases of kind `feedback` take. Reasons, questions and answers stand in the command's text. */
export interface FeedbackBodies {
  /** It is for this agency to answer; a complex one has the rule's longer time for handling. */
  AcceptFeedback: { readonly complex?: boolean };
  RefuseFeedback: Nothing;
  SendBackFeedback: Nothing;
  /** Asks the sender for more. */
  AskMore: Nothing;
  /** What was asked for has come. */
  RecordSupplied: Nothing;
  /** Wrongly addressed: it goes to the agency that has to answer. */
  ForwardFeedback: { readonly agency: string };
  AnswerFeedback: Nothing;
  /** Other words for the public than those the sender got. */
  ProposePublication: Nothing;
  /** The words of record `version` may be published; `doubts` are the places looked at and let stand. */
  ApprovePublication: { readonly version: number; readonly doubts: readonly string[] };
  /** It can be read by everybody since `clickedAt` (epoch milliseconds); where, stands in the text. */
  PublishAnswer: { readonly clickedAt: number; readonly evidence?: readonly EvidenceRef[] };
  RateAnswer: { readonly verdict: Verdict };
  ReopenFeedback: { readonly reason: Exclude<ReopeningReason, 'dissatisfied'> };
  WithdrawFeedback: Nothing;
  /** The applicant was told what the holder of the dossier answered. */
  TellApplicant: { readonly by: ToldBy };
  /** The first word that its records may go, by a decision; none while another is open. */
  ProposeErasure: { readonly decisionNumber: string };
  /** Who proposed it takes it back. */
  WithdrawErasure: Nothing;
  /** Somebody else, who may do what was proposed, turns down what was proposed by that decision. */
  RejectErasure: { readonly decisionNumber: string };
  /** Deletes its records by the decision somebody else proposed it by; published words stay. */
  EraseCaseRecords: { readonly decisionNumber: string };
}
/** Names of these commands. */
export type FeedbackCommandType = keyof FeedbackBodies;

/** Names of the commands, in the order of a piece of feedback's life. */
export const FEEDBACK_COMMANDS = [
  'AcceptFeedback',
  'RefuseFeedback',
  'SendBackFeedback',
  'AskMore',
  'RecordSupplied',
  'ForwardFeedback',
  'AnswerFeedback',
  'ProposePublication',
  'ApprovePublication',
  'PublishAnswer',
  'RateAnswer',
  'ReopenFeedback',
  'WithdrawFeedback',
  'TellApplicant',
  'ProposeErasure',
  'WithdrawErasure',
  'RejectErasure',
  'EraseCaseRecords',
] as const satisfies readonly FeedbackCommandType[];

/** A command only cases of kind `feedback` take. */
export type FeedbackCommand = { readonly [Type in FeedbackCommandType]: { readonly type: Type; readonly body: FeedbackBodies[Type]; readonly text?: TextRef } }[FeedbackCommandType];

const NAMES: readonly string[] = FEEDBACK_COMMANDS;

/** Whether a command is one of these. */
export function isFeedbackCommand(command: { readonly type: string }): command is FeedbackCommand {
  return NAMES.includes(command.type);
}
