import { askOutside, type Clock } from '#service';
import type { RelayParts } from './loops.js';
import type { Loop } from './runner.js';

const EVERY_MS = 30_000;

/** After a restore, once: what message gateway and portal know of the lost window is put on the list for people to enter again. */
export function restorationLoop({ engine, portal, messages }: Pick<RelayParts, 'engine' | 'portal' | 'messages'>, clock: Clock): Loop {
  return {
    name: 'restoration',
    everyMs: EVERY_MS,
    once: async () => {
      await askOutside(engine, { ...(portal === undefined ? {} : { portal }), ...(messages === undefined ? {} : { messages }) }, clock);
      return false;
    },
  };
}
