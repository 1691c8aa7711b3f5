/** Points in hundredths: whole numbers, so that sums are exact and may stand in the ledger. 3,5 điểm is 350. */
export type Points = number;

const HUNDREDTHS = 100;

/** Points from a decimal number such as 3.5. Throws `RangeError` unless it is nought or more with two decimals at most. */
export function pointsOf(decimal: number): Points {
  const points = Math.round(decimal * HUNDREDTHS);
  if (!Number.isSafeInteger(points) || points < 0 || points / HUNDREDTHS !== decimal) {
    throw new RangeError(`Points are nought or more with two decimals at most, not ${String(decimal)}`);
  }
  return points;
}

/** Points as a decimal number. */
export function decimalOf(points: Points): number {
  return points / HUNDREDTHS;
}
