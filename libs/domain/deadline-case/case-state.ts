import type { FeedbackState } from '../feedback/feedback-state.js';
import type { PublicationState } from '../publication/publication-state.js';
import type { TaskState } from '../task/task-state.js';
import type { LegalBasis } from '../procedure/procedure.js';
import type { ClockOutcome } from './case-events.js';
import type { CaseKind } from './case-kind.js';
import type { ClockCounting, ClockDates } from './clock-rule.js';

/** One round of a clock. */
export interface CaseClock extends ClockDates {
  readonly clock: string;
  readonly round: number;
  readonly agency: string;
  readonly law: LegalBasis;
  readonly counting: ClockCounting;
  readonly warned: boolean;
  /** Its end passed before anybody had recorded that it was met. */
  readonly becameLate: boolean;
  /** Levels told so far. */
  readonly escalated: number;
  readonly stopped?: { readonly at: number; readonly outcome: ClockOutcome; readonly inTime: boolean };
}

/** What only one kind of case has. */
export type OwnState = PublicationState | FeedbackState | TaskState;

/** A case as its events make it. */
export interface CaseState {
  readonly kind: CaseKind;
  readonly code: string;
  readonly agency: string;
  readonly province: string;
  readonly owner?: string;
  readonly coordinating: readonly string[];
  readonly dossier?: string;
  readonly openedAt: number;
  /** Outcome of the case while it is closed. */
  readonly outcome?: string;
  /** Every round of every clock in the order of their starts. */
  readonly clocks: readonly CaseClock[];
  readonly own: OwnState;
}

/** The running round of a clock; `undefined` where none runs. */
export function runningClock({ clocks }: Pick<CaseState, 'clocks'>, clock: string): CaseClock | undefined {
  return clocks.find((each) => each.clock === clock && each.stopped === undefined);
}

/** The last round of a clock, running or stopped. */
export function lastRound({ clocks }: Pick<CaseState, 'clocks'>, clock: string): CaseClock | undefined {
  return clocks.findLast((each) => each.clock === clock);
}

/** Whether somebody has to be warned or told of it: then a workflow carries the case, else the watchdog looks at its row. */
export function needsWorkflow({ clocks }: Pick<CaseState, 'clocks'>): boolean {
  return clocks.some(({ counting }) => counting.warn !== undefined || counting.escalations.length > 0);
}
