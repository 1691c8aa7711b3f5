import type { CaseClock } from '#domain';

/** Columns of `case_clock` beside the case, in the order in which they are written. */
export const CLOCK_COLUMNS = ['clock', 'round', 'agency', 'started_at', 'due_at', 'became_late', 'escalated', 'stopped_at', 'outcome', 'in_time'] as const;

/** A row of `case_clock` beside the case. */
export interface ClockRow {
  readonly clock: string;
  readonly round: number;
  readonly agency: string;
  readonly started_at: number;
  readonly due_at: number;
  readonly became_late: boolean;
  readonly escalated: number;
  readonly stopped_at: number | null;
  readonly outcome: string | null;
  readonly in_time: boolean | null;
}

/** The row a round of a clock makes. */
export function clockRow({ clock, round, agency, counting, dueAt, becameLate, escalated, stopped }: CaseClock): ClockRow {
  return {
    clock,
    round,
    agency,
    started_at: counting.from,
    due_at: dueAt,
    became_late: becameLate,
    escalated,
    stopped_at: stopped?.at ?? null,
    outcome: stopped?.outcome ?? null,
    in_time: stopped?.inTime ?? null,
  };
}
