import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { withinCalendar } from '../calendar/within-calendar.js';
import { instant, type Instant, MS_PER_MINUTE } from '../time/instant.js';

/** Why a dossier stands where it does: the reason its agency gave for a delay, else what it waits for. */
export type MorningReason =
  | { readonly kind: 'delay-reason'; readonly code: string }
  | { readonly kind: 'supplement' | 'payment' | 'other-agency' | 'unassigned' }
  | { readonly kind: 'pause'; readonly ground: string }
  | { readonly kind: 'stage'; readonly stage: string };

/** What a dossier's row says of what it waits for. */
export interface Waiting {
  readonly status: string;
  readonly pauseGround?: string;
  /** The reason its agency gave for the delay last, or foresaw. */
  readonly delayReason?: string;
  /** Another agency's answer is awaited. */
  readonly awaitsAgency: boolean;
  readonly stages: readonly string[];
  readonly officers: readonly string[];
}

/** A line of a morning's list: nothing in it names an applicant. Instants are epoch milliseconds. */
export interface MorningLine {
  readonly id: string;
  readonly code: string;
  /** The competent agency: the list is by it. */
  readonly agency: string;
  readonly receivingAgency: string;
  readonly holders: readonly string[];
  readonly officers: readonly string[];
  readonly procedure: { readonly code: string; readonly version: number };
  readonly status: string;
  readonly stages: readonly string[];
  readonly dueAt: number;
  readonly late: boolean;
  /** Working minutes left on the competent agency's calendar, full ones; below nought so many over. Absent beyond any calendar. */
  readonly workingMinutes?: number;
  readonly reason: MorningReason;
}

/** Why a dossier stands where it does. A reason somebody gave outranks what its row shows. */
export function reasonOf({ status, pauseGround, delayReason, awaitsAgency, stages, officers }: Waiting): MorningReason {
  if (delayReason !== undefined) {
    return { kind: 'delay-reason', code: delayReason };
  }
  if (status === 'awaiting-supplement') {
    return { kind: 'supplement' };
  }
  if (status === 'awaiting-payment') {
    return { kind: 'payment' };
  }
  if (pauseGround !== undefined) {
    return { kind: 'pause', ground: pauseGround };
  }
  if (awaitsAgency) {
    return { kind: 'other-agency' };
  }
  const [stage] = stages;
  return officers.length === 0 || stage === undefined ? { kind: 'unassigned' } : { kind: 'stage', stage };
}

/** Full working minutes from now to the due moment; below nought where it has passed, counted as far as the calendar reaches. */
export function workingMinutesLeft(at: Instant, dueAt: number, calendar: WorkingCalendar): number | undefined {
  const ms = withinCalendar(() => calendar.workingTimeBetween(at, instant(dueAt)));
  return ms === undefined ? undefined : Math.trunc(ms / MS_PER_MINUTE);
}
