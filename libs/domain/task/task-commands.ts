import type { CaseCommand } from '../deadline-case/case-commands.js';
import type { EvidenceRef } from '../deadline-case/case-events.js';

/** Commands only cases of kind `task` take. */
export interface TaskBodies {
  /** The task is done, and what proves it. */
  CompleteTask: { readonly evidence: readonly EvidenceRef[] };
}

const TYPES: Readonly<Record<keyof TaskBodies, true>> = { CompleteTask: true };

/** A command only cases of kind `task` take. */
export type TaskCommand = Extract<CaseCommand, { readonly type: keyof TaskBodies }>;

/** Whether a command is one of these. */
export function isTaskCommand(command: CaseCommand): command is TaskCommand {
  return command.type in TYPES;
}
