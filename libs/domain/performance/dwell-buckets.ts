/**
 * Buckets of working minutes. Every length below twenty minutes has its own; from there each bucket ends a tenth above its
 * beginning, so that its middle is at most 5 % from anything in it. The last one is open: a hundred years of work lie before it.
 * Bounds are whole numbers made by whole-number arithmetic, so that every machine sorts alike. The list is part of the stored
 * form: it is never changed, another list would be another table.
 */
const STARTS: readonly number[] = bucketStarts(12_000_000);

/** The largest distance of `middle` from a length in its bucket, as a share of that length. */
export const DWELL_ERROR = 0.05;

/** A range of whole minutes, both ends included; without an end in the last bucket. */
export interface DwellRange {
  readonly from: number;
  readonly to?: number;
  /** Stands for every length in the range. */
  readonly middle: number;
}

/** The number of the bucket a length belongs to. */
export function dwellBucket(minutes: number): number {
  let [low, high] = [0, STARTS.length];
  while (high - low > 1) {
    const between = Math.floor((low + high) / 2);
    [low, high] = (STARTS[between] ?? Infinity) <= minutes ? [between, high] : [low, between];
  }
  return low;
}

/** The minutes of a bucket. Throws `RangeError` for a number that is none. */
export function dwellRange(bucket: number): DwellRange {
  const from = STARTS[bucket];
  if (from === undefined) {
    throw new RangeError(`There is no bucket ${String(bucket)} of working minutes`);
  }
  const next = STARTS[bucket + 1];
  return next === undefined ? { from, middle: from } : { from, to: next - 1, middle: Math.floor((from + next - 1) / 2) };
}

/** Lengths by bucket: how many fell into each. */
export type DwellCounts = ReadonlyMap<number, number>;

/**
 * The bucket of the p-th percentile: of n lengths in order the one with the rank p · n / 100, rounded up. `undefined` for no
 * lengths. The exact percentile of the lengths lies in it.
 */
export function dwellPercentile(counts: DwellCounts, percent: number): DwellRange | undefined {
  const buckets = [...counts].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  const rank = Math.ceil((buckets.reduce((sum, [, count]) => sum + count, 0) * percent) / 100);
  let passed = 0;
  for (const [bucket, count] of buckets) {
    passed += count;
    if (passed >= rank) {
      return dwellRange(bucket);
    }
  }
  return undefined;
}

function bucketStarts(limit: number): readonly number[] {
  const starts: number[] = [];
  for (let start = 0; start <= limit; start = Math.max(start + 1, Math.floor((start * 11) / 10))) {
    starts.push(start);
  }
  return starts;
}
