/** How a run of many equal pieces of work went. */
export interface LoadResult {
  readonly done: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** Runs `count` pieces of work, `atOnce` at a time, and measures each. The first error ends the run. */
export async function runLoad(count: number, atOnce: number, work: (index: number) => Promise<unknown>): Promise<LoadResult> {
  const durations: number[] = [];
  let next = 0;
  const begun = performance.now();
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const from = performance.now();
      await work(index);
      durations.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const seconds = (performance.now() - begun) / 1000;
  durations.sort((a, b) => a - b);
  return { done: durations.length, seconds, perSecond: durations.length / seconds, p50Ms: quantile(durations, 0.5), p95Ms: quantile(durations, 0.95), p99Ms: quantile(durations, 0.99) };
}

/** The least of the sorted values that a share of them does not exceed (the nearest rank); 0 of none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(1, Math.ceil(sorted.length * share)) - 1] ?? 0;
}

/** One line of a bench's table. */
export function loadLine(name: string, result: LoadResult, against?: LoadResult, againstName = 'bare'): string {
  const ratio = against === undefined ? '' : `   ${(result.perSecond / against.perSecond).toFixed(2)} × ${againstName}`;
  return `${name.padEnd(44)} ${result.perSecond.toFixed(1).padStart(8)}/s   p50 ${result.p50Ms.toFixed(1).padStart(7)} ms   p99 ${result.p99Ms.toFixed(1).padStart(7)} ms${ratio}`;
}
