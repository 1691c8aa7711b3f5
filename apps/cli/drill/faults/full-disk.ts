import { setTimeout as delay } from 'node:timers/promises';
import { NotPossibleError } from '../stack.js';
import type { Fault } from './fault.js';

/** The disk of the database has no byte left, and then has. */
export const fullDisk: Fault = {
  name: 'full disk of the database',
  kills: 0,
  inflict: async (stack) => {
    const full = await stack.fillDisk();
    if (full === undefined) throw new NotPossibleError('a disk for the database alone needs the right to mount (root)');
    try {
      await delay(stack.lastsMs);
    } finally {
      await full.free();
    }
  },
};
