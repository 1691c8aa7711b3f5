import type { TextRef } from '../dossier/commands.js';
import type { EvidenceRef } from '../deadline-case/evidence-ref.js';
import type { ReportPeriod } from '../task-plan/plan-words.js';
import type { TaskTarget } from '../task-plan/targets.js';

/** When a task is to be done: by a day, for each period of a report, all through the plan, or on a day still to be set. */
export const TASK_TIMINGS = ['deadline', 'report', 'continuous', 'awaiting'] as const;
export type TaskTiming = (typeof TASK_TIMINGS)[number];

/** A target as the ledger keeps it: its wording stands in the task's record. Days are those since 1970-01-01. */
export interface SetTarget extends Pick<TaskTarget, 'comparator' | 'measure'> {
  readonly by?: number;
}

/** Which report of a series an occurrence is, and the days it counts. */
export interface TaskReport {
  readonly series: string;
  readonly period: ReportPeriod;
  readonly year: number;
  readonly number: number;
  readonly first: number;
  readonly last: number;
}

/** Events only cases of kind `task` have, by name. Days are those since 1970-01-01. */
export interface TaskPayloads {
  /** What was assigned; follows the opening. */
  TaskPlanned: {
    readonly timing: TaskTiming;
    /** The plan it stands in and its place there, from 1. */
    readonly plan?: string;
    readonly place?: number;
    /** Number of the document that assigns it: the clocks it is given later rest on it. */
    readonly document?: string;
    readonly firstDay?: number;
    readonly lastDay?: number;
    readonly report?: TaskReport;
    readonly targets: readonly SetTarget[];
    /** Whether its people are warned and told of its lateness. */
    readonly escalates: boolean;
  };
  TaskDateSet: { readonly lastDay: number; readonly text?: TextRef };
  /** `target` counts from 0; without one it is progress in general. */
  TaskProgressed: { readonly target?: number; readonly reached: number; readonly outOf: number; readonly text?: TextRef };
  TaskEvidenceAdded: { readonly evidence: readonly EvidenceRef[]; readonly text?: TextRef };
  TaskExtensionProposed: { readonly lastDay: number; readonly by: string; readonly text: TextRef };
  TaskExtensionDecided: { readonly approved: boolean; readonly text?: TextRef };
  /** A shortcoming an inspection found; `finding` is the round of its clock. */
  TaskFindingRaised: { readonly finding: number; readonly lastDay: number; readonly text: TextRef };
  /** What was assigned has been done; `unmet` are the targets it did not reach. */
  TaskDone: { readonly evidence: readonly EvidenceRef[]; readonly unmet: readonly number[]; readonly text?: TextRef };
  /** Why it was late or did not meet its target, by its lead. */
  TaskExplained: { readonly text: TextRef };
}
