import type { Remaining } from '../deadline/remaining.js';

/** How the dossier stood against its dates at the instant its clock ended. */
export interface Finish {
  readonly punctuality: 'early' | 'on-time' | 'late' | 'undated';
  /** Working milliseconds from `dueAt` to the end on the competent agency's calendar; 0 when not late. */
  readonly delayMs: number;
  /**
   * Whether the case states a limit of the statute beside the promise, and when that ended; no `dueAt`: it cannot be told. Absent in events
   * written before it was kept, and of imported dossiers.
   */
  readonly statutory?: { readonly stated: boolean; readonly dueAt?: number };
  /** What was left of its clocks, by the calendar of the end: reopening gives it back, whatever was published since. Absent where nothing was. */
  readonly left?: { readonly dueRemaining?: Remaining; readonly appointmentRemaining?: Remaining };
}
