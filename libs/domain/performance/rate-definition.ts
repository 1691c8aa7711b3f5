import type { Buckets } from './buckets.js';
import type { Sum } from './rate-sum.js';

/**
 * How being late, on time or early was told: by the minute of the slip, by local date as the portal does (before is early, the
 * same day on time), by 24:00 of the last day, or not at all. The second and the third always agree (`isLateByDate`).
 */
export const COMPARISONS = ['minute', 'date', 'end-of-day', 'none'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Which date was compared: `dueAt`, which a re-appointment never moves, or the date the applicant was last given. */
export type JudgedPromise = 'first' | 'current';

/** Where a definition comes from. What is not verified follows from its words or from practice and stands in no text that was found. */
export interface RateSource {
  readonly text: string;
  readonly verified: boolean;
}

/** A rate as its file of the catalogue states it; its name is the key it stands under. */
export interface RateDefinition {
  /** Numerator and denominator in words. */
  readonly formula: string;
  readonly comparison: Comparison;
  /** The first unless it says so; without meaning where nothing is compared. */
  readonly promise?: JudgedPromise;
  /** What it counts; only rates of stages can be asked for one officer. Dossiers unless it says so. */
  readonly of?: 'dossiers' | 'stages' | 'letters' | 'payments' | 'filings';
  readonly source: RateSource;
  /** Where the dossiers stand about which reports disagree. */
  readonly buckets: Buckets;
  /** The rate stays below this, in hundredths of a percent. */
  readonly target?: number;
  readonly numerator: Sum;
  readonly denominator: Sum;
}
