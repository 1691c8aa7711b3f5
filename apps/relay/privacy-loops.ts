import { type Engine, forgetAccesses, proposeRetention } from '#service';
import type { Loop } from './runner.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FORGOTTEN_AT_ONCE = 1_000;
const LOOKED_AT_ONCE = 500;

/** What becomes due with time alone: rows of the access log nobody keeps any more, and dossiers past their retention, which people decide about. */
export function privacyLoops(engine: Engine): readonly Loop[] {
  let reached: string | undefined;
  return [
    { name: 'access-log', everyMs: HOUR, once: async (at) => (await forgetAccesses(engine, at, FORGOTTEN_AT_ONCE)) === FORGOTTEN_AT_ONCE },
    {
      name: 'retention',
      everyMs: HOUR,
      once: async (at) => {
        const { next } = await proposeRetention(engine, at, reached, LOOKED_AT_ONCE);
        reached = next;
        return next !== undefined;
      },
    },
  ];
}
