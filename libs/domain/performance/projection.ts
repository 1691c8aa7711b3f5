import type { PeriodDays } from './burn-rate.js';
import { hundredthsText, roundHalfUp } from './rate-value.js';
import { budgetOf, type LateBudget } from './late-budget.js';
import { rateValue } from './rate-value.js';

const HUNDREDTHS = 100;

/** Open dossiers whose date lies between now and the period's end: how many, and how many of them will not make it as things stand. */
export interface DueFacts {
  readonly due: number;
  readonly endangered: number;
  /** Of those due, how many a model of lateness was asked about, and the sum of its probabilities in hundredths of a percent; absent where none was. */
  readonly foretold?: { readonly dossiers: number; readonly probabilities: number };
}

/** What a past span says of a scope. */
export interface LateHistory {
  /** Dossiers finished late in it, of all that were finished in it. */
  readonly finishedLate: number;
  readonly finished: number;
  /** Dossiers it received, and its working days, from the first on of which anything is recorded. */
  readonly received: number;
  readonly workingDays: number;
}

/**
 * How many of the dossiers due before the period's end will become late, in hundredths of a dossier, and by what that was
 * told. Whoever knows better than history hands in a forecast of their own.
 */
export interface LatenessForecast {
  readonly basis: 'endangered' | 'history' | 'model';
  readonly expectedHundredths: number;
}

/** By facts and history: those endangered now, or the share history would make late, whichever is more. */
export function forecastByHistory({ due, endangered }: DueFacts, { finishedLate, finished }: LateHistory): LatenessForecast {
  const byHistory = finished <= 0 ? 0 : Math.min(due * HUNDREDTHS, roundHalfUp(HUNDREDTHS * due * Math.max(0, finishedLate), finished));
  const byFacts = endangered * HUNDREDTHS;
  return byHistory > byFacts ? { basis: 'history', expectedHundredths: byHistory } : { basis: 'endangered', expectedHundredths: byFacts };
}

/**
 * By the model: the sum of its probabilities over those due (the expected number of a sum is the sum of the expected ones, whether or not
 * they depend on each other). What it was not asked about yet, such as what came in this hour, counts by the mean of the others.
 * `undefined` where it was asked about none.
 */
export function forecastByModel({ due, foretold }: DueFacts): LatenessForecast | undefined {
  if (foretold === undefined || foretold.dossiers === 0) {
    return undefined;
  }
  return { basis: 'model', expectedHundredths: roundHalfUp(foretold.probabilities * due, foretold.dossiers * HUNDREDTHS) };
}

/** Where the number of dossiers still to be received comes from. */
export type ReceiptBasis = 'history' | 'this-period' | 'none';

/** Receipts expected on the rest of the period's working days, at the pace of history, else of the period so far. */
export function expectedReceipts(history: LateHistory, receivedSoFar: number, { total, begun }: PeriodDays): { readonly basis: ReceiptBasis; readonly expected: number } {
  const ahead = Math.max(0, total - begun);
  if (history.received > 0 && history.workingDays > 0) {
    return { basis: 'history', expected: roundHalfUp(history.received * ahead, history.workingDays) };
  }
  return receivedSoFar > 0 && begun > 0 ? { basis: 'this-period', expected: roundHalfUp(receivedSoFar * ahead, begun) } : { basis: 'none', expected: 0 };
}

/** Everything a projection is made of. `late` and `toProcess` are numerator and denominator of `late-rate` now. */
export interface ProjectionFacts {
  readonly late: number;
  readonly toProcess: number;
  readonly expectedReceipts: number;
  readonly forecast: LatenessForecast;
  /** Hundredths of a percent. */
  readonly target: number;
}

/** The late rate as it will probably stand at the period's end. */
export interface Projection {
  /** Late by then, in hundredths of a dossier. */
  readonly lateHundredths: number;
  readonly toProcess: number;
  /** Percentage with two decimals; absent when there will be nothing to judge. */
  readonly value?: string;
  /** Against the projected denominator, with what is late now. */
  readonly budget?: LateBudget;
  /** The rate would not be below the target. */
  readonly exceeds: boolean;
}

/** (finished late + open overdue + expected new late) / (to process so far + expected receipts), under a target. */
export function project({ late, toProcess, expectedReceipts: receipts, forecast, target }: ProjectionFacts): Projection {
  const denominator = toProcess + receipts;
  const lateHundredths = late * HUNDREDTHS + forecast.expectedHundredths;
  const { value } = rateValue(lateHundredths, denominator * HUNDREDTHS);
  const budget = budgetOf(late, denominator, target);
  return {
    lateHundredths,
    toProcess: denominator,
    ...(value === undefined ? {} : { value }),
    ...(budget === undefined ? {} : { budget }),
    exceeds: denominator > 0 && lateHundredths * HUNDREDTHS >= target * denominator,
  };
}

/** Late dossiers told in hundredths, with two decimals. */
export function lateText(lateHundredths: number): string {
  return hundredthsText(lateHundredths);
}
