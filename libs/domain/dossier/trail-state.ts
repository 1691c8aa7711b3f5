/** A run of a stage that is over, or the part of one that an agency had before it went to another. */
export interface TrailRun {
  readonly stage: string;
  readonly part: number;
  readonly group: number;
  readonly run: number;
  readonly agency: string;
  readonly officer?: string;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Where its budget ended; absent for stages the term has no time for. */
  readonly targetAt?: number;
  /**
   * `done`: the work went on to others. `undone`: the work came back to an earlier stage, so this one runs again with what is
   * left of its budget. `cut`: the run goes on, with another agency or a new budget.
   */
  readonly end: 'done' | 'undone' | 'cut';
}

/** A time in which the clock stood still. */
export interface Standstill {
  readonly from: number;
  readonly to: number;
}

/** What happened to a dossier within the term its `dueAt` belongs to: by it a delay is shared. */
export interface Trail {
  readonly runs: readonly TrailRun[];
  readonly standstills: readonly Standstill[];
}

/** Nothing has happened yet. */
export const NO_TRAIL: Trail = { runs: [], standstills: [] };
