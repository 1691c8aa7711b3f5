/** A rate with what it was made of. `value` is a percentage with two decimals, such as `1.67`; absent when there was nothing to judge. */
export interface RateValue {
  readonly n: number;
  readonly d: number;
  readonly value?: string;
}

const HUNDREDTHS_PER_WHOLE = 10_000;

/**
 * n of d as a percentage with two decimals, rounded half up on whole numbers. Counts below zero only come from damaged figures:
 * they are shown as they are and never make a percentage.
 */
export function rateValue(n: number, d: number): RateValue {
  if (d <= 0 || n < 0) {
    return { n, d };
  }
  return { n, d, value: hundredthsText(roundHalfUp(HUNDREDTHS_PER_WHOLE * n, d)) };
}

/** n / d for whole numbers of which d is above nought, rounded half up. */
export function roundHalfUp(n: number, d: number): number {
  const doubled = 2 * n + d;
  return (doubled - (doubled % (2 * d))) / (2 * d);
}

/** Whole hundredths of nought or more, written with two decimals. */
export function hundredthsText(hundredths: number): string {
  return `${String(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}`;
}

/**
 * How many more dossiers of those counted in `d` may become late until the rate is no longer below the target (in hundredths
 * of a percent: 200 is 2 %); 0 when it is broken already, `undefined` when there is nothing to judge.
 */
export function lateBudget(n: number, d: number, targetPercentHundredths: number): number | undefined {
  return d <= 0 ? undefined : Math.max(0, Math.ceil((targetPercentHundredths * d) / HUNDREDTHS_PER_WHOLE) - n);
}
