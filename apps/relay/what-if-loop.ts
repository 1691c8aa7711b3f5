import { sameClockAfter } from '#domain';
import type { Engine } from '#service';
import { isWhatIfWaiting, purgeWhatIfs } from '#service/figures';
import type { HeavyWork } from './heavy-work.js';
import type { Loop } from './runner.js';

/** How what-if requests are computed here. */
export interface WhatIfWay {
  /** A thread of their own: one may take many minutes. */
  readonly heavy: HeavyWork;
  /** Days what was computed is kept. */
  readonly keepDays: number;
}

const EVERY_MS = 2_000;

/**
 * Has what-if requests computed while any wait, and deletes old ones. The computation goes on beside the passes, so that it holds nothing
 * up; one that failed fails the next pass, which tells of it and begins again.
 */
export function whatIfLoop({ engine }: { readonly engine: Pick<Engine, 'database'> }, { heavy, keepDays }: WhatIfWay): Loop {
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
        void computeAll(heavy)
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

async function computeAll(heavy: HeavyWork): Promise<void> {
  while (await heavy.run('what-if'));
}
