import { PerformanceObserver } from 'node:perf_hooks';

const REPETITIONS = 7;

/** Nanoseconds of one call, the best of several repetitions: whatever else the machine does only adds to it. */
export function nanosecondsPerCall(calls: number, call: (i: number) => unknown): number {
  return nanosecondsOfEach(calls, [call])[0] ?? 0;
}

/** As `nanosecondsPerCall` for several, in turn, so that they meet the same machine and the same compiled code. */
export function nanosecondsOfEach(calls: number, each: readonly ((i: number) => unknown)[]): readonly number[] {
  const best = each.map(() => Infinity);
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    each.forEach((call, place) => {
      const begun = process.hrtime.bigint();
      for (let i = 0; i < calls; i += 1) {
        call(i);
      }
      best[place] = Math.min(best[place] ?? Infinity, Number(process.hrtime.bigint() - begun) / calls);
    });
  }
  return best;
}

/** What a run left on the heap, and how often the collector ran meanwhile. */
export interface HeapUse {
  readonly bytesPerCall: number;
  readonly collections: number;
}

/**
 * The heap that calls take when their code is warm, the least of several repetitions: the compiler decides in between what it
 * inlines. Without a collection meanwhile nothing hides what was allocated; a number that is boxed on its way takes 16 bytes.
 */
export async function measureHeap(calls: number, run: (calls: number) => number): Promise<HeapUse> {
  let least: HeapUse = { bytesPerCall: Infinity, collections: 0 };
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const used = await heapOf(calls, run);
    least = used.bytesPerCall < least.bytesPerCall ? used : least;
  }
  return least;
}

async function heapOf(calls: number, run: (calls: number) => number): Promise<HeapUse> {
  let collections = 0;
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length;
  });
  observer.observe({ entryTypes: ['gc'] });
  const before = process.memoryUsage().heapUsed;
  run(calls);
  const after = process.memoryUsage().heapUsed;
  await new Promise((resolve) => setImmediate(resolve));
  observer.disconnect();
  return { bytesPerCall: (after - before) / calls, collections };
}
