import type { TextRef } from '../dossier/commands.js';
import type { EvidenceRef } from '../deadline-case/evidence-ref.js';
import type { TaskPayloads } from './task-events.js';

/** What was reached of a target, or in general, when it was last told. */
export interface TaskProgress {
  readonly target?: number;
  readonly reached: number;
  readonly outOf: number;
  readonly text?: TextRef;
}

/** A shortcoming with its deadline; whether it is handled its clock says. */
export interface TaskFinding {
  readonly finding: number;
  readonly lastDay: number;
  readonly text: TextRef;
}

/** What only cases of kind `task` have. */
export interface TaskState {
  readonly kind: 'task';
  /** Absent until `TaskPlanned`. */
  readonly planned?: TaskPayloads['TaskPlanned'];
  readonly lastDay?: number;
  /** The last word on each target, by its place, and in general. */
  readonly progress: readonly TaskProgress[];
  readonly evidence: readonly EvidenceRef[];
  /** An extension nobody has decided yet. */
  readonly proposed?: TaskPayloads['TaskExtensionProposed'];
  readonly findings: readonly TaskFinding[];
  readonly done?: TaskPayloads['TaskDone'];
  readonly explanation?: TextRef;
  /** Whether that was given when it was known which targets were missed. */
  readonly explainsEnd?: boolean;
}
