import { isUploadWaiting } from '#service/figures';
import type { HeavyWork } from './heavy-work.js';
import type { RelayParts } from './loops.js';
import type { Loop } from './runner.js';

const EVERY_MS = 5_000;

/** Long tables of the portal, one after the other, by the thread of heavy work. */
export function portalComparisonLoop({ engine }: Pick<RelayParts, 'engine'>, heavy: HeavyWork): Loop {
  return {
    name: 'portal-comparison',
    everyMs: EVERY_MS,
    once: async () => (await isUploadWaiting(engine)) && heavy.run('portal-comparison'),
  };
}
