import { type Clock, MESSAGES_AT_ONCE, syncPortal } from '#service';
import type { RelayParts } from './loops.js';
import type { RelayMetrics } from './metrics.js';
import type { Loop } from './runner.js';

const SECOND = 1_000;

/** What the national portal is told. Without a way to it nothing leaves; the API's metrics tell how long the oldest thing has waited. */
export function syncLoops({ engine, portal, clock }: RelayParts & { readonly clock: Clock }, metrics: RelayMetrics): readonly Loop[] {
  if (portal === undefined) {
    return [];
  }
  const sync: Loop = {
    name: 'sync',
    everyMs: SECOND,
    once: async () => {
      const tally = await syncPortal(engine, portal, clock, Math.random);
      metrics.synced(tally);
      // A full pass, or a record whose steps have to follow it; what was put off waits for its time.
      return tally.acknowledged !== undefined || Object.values(tally).reduce((sum, count) => sum + count, 0) === MESSAGES_AT_ONCE;
    },
  };
  return [sync];
}
