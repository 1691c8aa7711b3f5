import type { Remaining } from '../deadline/remaining.js';

/** A part of a delay in whole working minutes, and whose it is. The stage is empty for what belongs to no run of one. */
export interface DelayShare {
  readonly stage: string;
  /** Which run of the stage, from 1; 0 without a stage. */
  readonly run: number;
  readonly agency: string;
  readonly officer?: string;
  readonly minutes: number;
}

/** How the dossier stood against its dates at the instant its clock ended. */
export interface Finish {
  readonly punctuality: 'early' | 'on-time' | 'late' | 'undated';
  /** Working milliseconds from `dueAt` to the end on the competent agency's calendar; 0 when not late, and of imports that do not name `shares`. */
  readonly delayMs: number;
  /**
   * Whether the case states a limit of the statute beside the promise, and when that ended; no `dueAt`: it cannot be told. Absent in events
   * written before it was kept, and of imported dossiers.
   */
  readonly statutory?: { readonly stated: boolean; readonly dueAt?: number };
  /**
   * Whose the delay is, where it is a minute or more; absent in events older than it: then the competent agency's. Of imports nobody knows
   * the steps: the whole is the competent agency's and no stage's, none where it is no whole minute, and absent where it was not counted.
   */
  readonly shares?: readonly DelayShare[];
  /** What was left of its clocks, by the calendar of the end: reopening gives it back, whatever was published since. Absent where nothing was. */
  readonly left?: { readonly dueRemaining?: Remaining; readonly appointmentRemaining?: Remaining };
}
