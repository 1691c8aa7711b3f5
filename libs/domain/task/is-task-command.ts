import type { CaseCommand } from '../deadline-case/case-commands.js';
import type { TaskBodies } from './task-commands.js';

const TYPES: Readonly<Record<keyof TaskBodies, true>> = {
  SetTaskDate: true,
  ReportTaskProgress: true,
  AddTaskEvidence: true,
  ProposeTaskExtension: true,
  DecideTaskExtension: true,
  RaiseTaskFinding: true,
  HandleTaskFinding: true,
  CompleteTask: true,
  ExplainTask: true,
};

/** A command only cases of kind `task` take. */
export type TaskCommand = Extract<CaseCommand, { readonly type: keyof TaskBodies }>;

/** Whether a command is one of these. */
export function isTaskCommand(command: CaseCommand): command is TaskCommand {
  return command.type in TYPES;
}
