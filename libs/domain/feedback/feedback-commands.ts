import type { CaseCommand } from '../deadline-case/case-commands.js';

/** Commands only cases of kind `feedback` take. */
export interface FeedbackBodies {
  /** The feedback was answered; the answer stands in the command's text. */
  AnswerFeedback: Readonly<Record<never, never>>;
}

const TYPES: Readonly<Record<keyof FeedbackBodies, true>> = { AnswerFeedback: true };

/** A command only cases of kind `feedback` take. */
export type FeedbackCommand = Extract<CaseCommand, { readonly type: keyof FeedbackBodies }>;

/** Whether a command is one of these. */
export function isFeedbackCommand(command: CaseCommand): command is FeedbackCommand {
  return command.type in TYPES;
}
