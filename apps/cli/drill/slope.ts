/** A value at a moment, epoch ms. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** How a value rises: by how much an hour, and how unsure that is. */
export interface Slope {
  readonly perHour: number;
  readonly standardError: number;
}

const MS_PER_HOUR = 3_600_000;
/**
 * Memory rises until the collector comes, so that each sample resembles the one before. Means over so many equal spans of time are
 * nearly independent, as a standard error supposes.
 */
const BLOCKS = 12;
const LEAST_BLOCKS = 3;

/** The line of least squares through the means of equal spans of time. Undefined where too few spans hold samples. */
export function slopeOf(samples: readonly Sample[]): Slope | undefined {
  const means = meansOfBlocks(samples);
  if (means.length < LEAST_BLOCKS) return undefined;
  const [meanAt, meanValue] = [mean(means.map(({ at }) => at)), mean(means.map(({ value }) => value))];
  const spread = sum(means.map(({ at }) => (at - meanAt) ** 2));
  const slope = sum(means.map(({ at, value }) => (at - meanAt) * (value - meanValue))) / spread;
  const rest = sum(means.map(({ at, value }) => (value - meanValue - slope * (at - meanAt)) ** 2));
  return { perHour: slope * MS_PER_HOUR, standardError: Math.sqrt(rest / (means.length - 2) / spread) * MS_PER_HOUR };
}

/** The slope is at least this, but for one time in forty: two standard errors below what was measured. */
export function lowerBound({ perHour, standardError }: Slope): number {
  return perHour - 2 * standardError;
}

function meansOfBlocks(samples: readonly Sample[]): readonly Sample[] {
  const [first, last] = [samples.at(0)?.at ?? 0, samples.at(-1)?.at ?? 0];
  const length = (last - first) / BLOCKS;
  const blocks = Array.from({ length: BLOCKS }, (_, place) => samples.filter(({ at }) => Math.min(BLOCKS - 1, Math.floor((at - first) / length)) === place));
  return blocks.flatMap((block) => (block.length === 0 ? [] : [{ at: mean(block.map(({ at }) => at)), value: mean(block.map(({ value }) => value)) }]));
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
