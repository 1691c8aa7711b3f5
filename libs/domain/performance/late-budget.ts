import { lateBudget } from './rate-value.js';

const HUNDREDTHS_PER_WHOLE = 10_000;

/** A target as a budget of late dossiers. */
export interface LateBudget {
  /** So many late dossiers of the denominator break the target: the rate is no longer below it. */
  readonly breaksAt: number;
  /** Late so far. */
  readonly spent: number;
  /** How many more break it; 0 when it is broken already. */
  readonly left: number;
}

/** The budget of `late` among `denominator` under a target in hundredths of a percent; `undefined` when there is nothing to judge ("không phát sinh"). */
export function budgetOf(late: number, denominator: number, target: number): LateBudget | undefined {
  const left = lateBudget(late, denominator, target);
  return left === undefined ? undefined : { breaksAt: Math.ceil((target * denominator) / HUNDREDTHS_PER_WHOLE), spent: late, left };
}
