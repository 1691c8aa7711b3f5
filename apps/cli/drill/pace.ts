import { setTimeout as delay } from 'node:timers/promises';

/** Calls that were not made in time are caught up with within this; beyond it they are not made at all. */
const CAUGHT_UP_MS = 1_000;

/** Lets so many calls a second be made, whoever makes them. */
export function pacedAt(perSecond: number): () => Promise<void> {
  const gapMs = 1_000 / perSecond;
  let next = performance.now();
  return async () => {
    const mine = Math.max(next, performance.now() - CAUGHT_UP_MS);
    next = mine + gapMs;
    const wait = mine - performance.now();
    if (wait > 0) await delay(wait);
  };
}
