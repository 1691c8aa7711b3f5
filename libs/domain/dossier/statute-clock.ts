import type { IndexClock } from './index-clock.js';

/** What an event that sets or moves dates says of the limit of the statute beside the promise; absent in events written before it was kept. */
export interface StatuteMove {
  /** When the limit ends from then on; absent where it did not move, where the case states none and where its end cannot be told. */
  readonly statutoryDueAt?: number;
}

/** The limit of the statute as the events last said it. */
export interface StatuteClock {
  readonly dueAt: number;
  /** When that was said: nobody was past it before. */
  readonly since: number;
}

/**
 * From when on an open dossier is past the limit of the statute, with the agency that has it; in the future while it is not. `undefined`
 * where no limit with a known end stands beside the promise, and while the clock stands still within it. Exactly at the end is in time.
 */
export function statutoryOverdueHere({ statute, pause, indexClock }: { readonly statute?: StatuteClock; readonly pause?: { readonly at: number }; readonly indexClock: Pick<IndexClock, 'since'> }): number | undefined {
  if (statute === undefined || (pause !== undefined && pause.at <= statute.dueAt)) {
    return undefined;
  }
  return Math.max(statute.dueAt, statute.since, indexClock.since ?? statute.since);
}
