import type { EvidenceRef } from '../deadline-case/evidence-ref.js';

/** Commands only cases of kind `task` take. Days are those since 1970-01-01; reasons stand in the command's text. */
export interface TaskBodies {
  /** Gives a task its day where the plan names none. */
  SetTaskDate: { readonly lastDay: number };
  /** What has been reached of a target (from 0), or in general. */
  ReportTaskProgress: { readonly target?: number; readonly reached: number; readonly outOf: number };
  AddTaskEvidence: { readonly evidence: readonly EvidenceRef[] };
  /** Asks for a later day, with the reason. */
  ProposeTaskExtension: { readonly lastDay: number };
  /** Grants or refuses it; a second person does. */
  DecideTaskExtension: { readonly approved: boolean };
  /** Enters a shortcoming an inspection found, with the day by which it is to be handled. */
  RaiseTaskFinding: { readonly lastDay: number };
  HandleTaskFinding: { readonly finding: number; readonly evidence: readonly EvidenceRef[] };
  /** The task is done, and what proves it beside the evidence there is. */
  CompleteTask: { readonly evidence: readonly EvidenceRef[] };
  /** Why it was late or did not meet its target. */
  ExplainTask: Readonly<Record<never, never>>;
}
