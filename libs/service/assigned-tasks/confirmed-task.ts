import type { DayOffRule, LocalDate, PlannedTask, ReportPeriod, TaskTarget } from '#domain';

/** When a confirmed task is to be done. */
export type ConfirmedTiming =
  | { readonly kind: 'deadline'; readonly lastDay: LocalDate; readonly firstDay?: LocalDate; readonly dayOff?: DayOffRule }
  | { readonly kind: 'deadlines'; readonly lastDays: readonly LocalDate[]; readonly dayOff?: DayOffRule }
  | { readonly kind: 'recurring'; readonly periods: readonly [ReportPeriod, ...ReportPeriod[]]; readonly dueDay?: number; readonly dayOff?: DayOffRule }
  | { readonly kind: 'continuous' }
  | { readonly kind: 'awaiting' };

/** What a person decided on one task of a draft: that it becomes a task of an agency, or why it does not. */
export type ConfirmedTask =
  | {
      /** Its place in the draft, from 1. */
      readonly place: number;
      readonly lead: string;
      readonly owner?: string;
      readonly coordinating: readonly string[];
      readonly timing: ConfirmedTiming;
      readonly targets: readonly TaskTarget[];
      readonly escalates: boolean;
      /** Corrected wording; as it was read where absent. */
      readonly title?: string;
      readonly result?: string;
    }
  | { readonly place: number; readonly leftOut: string };

/** A confirmed task that is taken. */
export type TakenTask = Extract<ConfirmedTask, { readonly lead: string }>;

/** What a task says in words, as its encrypted record holds it. */
export interface TaskWording {
  readonly reference: string;
  readonly sections: readonly { readonly number: string; readonly title: string }[];
  readonly title: string;
  readonly result: string;
  readonly scheduleText: string;
  /** The words of each target, in their order. */
  readonly targets: readonly string[];
  readonly planNumber: string;
}

/** The wording of a task as it was read and corrected. */
export function wordingOf({ reference, sections, title, result, scheduleText }: PlannedTask, task: TakenTask, planNumber: string): TaskWording {
  return { reference, sections, title: task.title ?? title, result: task.result ?? result, scheduleText, targets: task.targets.map(({ wording }) => wording), planNumber };
}
