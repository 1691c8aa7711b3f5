import { Worker } from 'node:worker_threads';
import { sameClockAfter } from '#domain';
import type { Engine } from '#service';
import { isWhatIfWaiting, purgeWhatIfs } from '#service/figures';
import type { Loop } from './runner.js';

/** How what-if requests are computed here. */
export interface WhatIfWay {
  /** Computes all that wait, beside the loops; resolves when none waits any more. */
  readonly compute: () => Promise<void>;
  /** Days what was computed is kept. */
  readonly keepDays: number;
}

const EVERY_MS = 2_000;

/**
 * Has what-if requests computed while any wait, and deletes old ones. The computation goes on beside the passes, so that it holds nothing
 * up; one that failed fails the next pass, which tells of it and begins again.
 */
export function whatIfLoop({ engine }: { readonly engine: Pick<Engine, 'database'> }, { compute, keepDays }: WhatIfWay): Loop {
  let isComputing = false;
  let failure: Error | undefined;
  return {
    name: 'what-if',
    everyMs: EVERY_MS,
    once: async (at) => {
      if (failure !== undefined) {
        const told = failure;
        failure = undefined;
        throw told;
      }
      await purgeWhatIfs(engine, sameClockAfter(at, -keepDays));
      if (!isComputing && (await isWhatIfWaiting(engine, at))) {
        isComputing = true;
        void compute()
          .catch((error: unknown) => {
            failure = error instanceof Error ? error : new Error(String(error));
          })
          .finally(() => {
            isComputing = false;
          });
      }
      return false;
    },
  };
}

/** Computes in a thread of its own, which ends with the process: what it leaves then is begun anew when its lease is over. */
export async function computeInThread(): Promise<void> {
  const thread = new Worker(new URL('./what-if-thread.js', import.meta.url));
  thread.unref();
  await new Promise<void>((resolve, reject) => {
    thread.once('error', reject);
    thread.once('exit', () => {
      resolve();
    });
  });
}
