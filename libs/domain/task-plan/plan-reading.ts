import type { PlanColumn } from './plan-words.js';
import type { PlanSchedule, ScheduleAssumption } from './schedule.js';
import type { RowPlace } from './table-row.js';
import type { TaskTarget } from './targets.js';

/** What a line of the document was taken for. */
export const PLAN_LINE_KINDS = ['before-table', 'header', 'section', 'task', 'continuation', 'unread'] as const;
export type PlanLineKind = (typeof PLAN_LINE_KINDS)[number];

/** One line of the document; every line with text in it is one of them. */
export interface PlanLine {
  readonly place: RowPlace;
  readonly kind: PlanLineKind;
  /** The texts of its cells, each once. */
  readonly text: string;
  /** The task it is part of, counted from 0. */
  readonly task?: number;
}

/**
 * What a person must look at.
 *
 * - `no-table`: nothing in the document names the columns of a plan;
 * - `outside-table`: a text between or after the tables;
 * - `no-task`: a line of the table without a task;
 * - `empty-section`: a heading, or a line with nothing but a title, with no task under it;
 * - `schedule-missing`, `schedule-unread`: the task has no date until a person sets one;
 * - `no-lead`: nobody is named to lead;
 * - `past`: the date is before the plan's own.
 */
export const PLAN_PROBLEMS = ['no-table', 'outside-table', 'no-task', 'empty-section', 'schedule-missing', 'schedule-unread', 'no-lead', 'past'] as const;
export type PlanProblemCode = (typeof PLAN_PROBLEMS)[number];

/** A problem with the line it is of. */
export interface PlanProblem {
  readonly code: PlanProblemCode;
  readonly place: RowPlace;
  readonly column?: PlanColumn;
  readonly text: string;
}

/** A heading of the plan. */
export interface PlanSection {
  readonly number: string;
  readonly title: string;
}

/** A task as the plan words it. */
export interface PlannedTask {
  /** Its number under its headings, such as `A.IV.3-2`: the second item of number 3. */
  readonly reference: string;
  readonly sections: readonly PlanSection[];
  readonly title: string;
  readonly scheduleText: string;
  readonly schedule: PlanSchedule;
  readonly assumed: readonly ScheduleAssumption[];
  /** Bodies named to lead and to take part, as the plan names them. */
  readonly leads: readonly string[];
  readonly coordinating: readonly string[];
  readonly result: string;
  /** Columns that were empty or joined and say what the line they belong to says. */
  readonly inherited: readonly PlanColumn[];
  readonly proposedTargets: readonly TaskTarget[];
  readonly places: readonly RowPlace[];
}

/** A plan as it was read. */
export interface PlanReading {
  readonly lines: readonly PlanLine[];
  readonly tasks: readonly PlannedTask[];
  readonly problems: readonly PlanProblem[];
}
