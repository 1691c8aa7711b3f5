import { setTimeout as delay } from 'node:timers/promises';
import type { MemberName } from '../stack.js';
import type { Fault } from './fault.js';

/** A process that hangs for a while with everything it holds, and goes on. */
export function stopped(victim: MemberName): Fault {
  return {
    name: `stopped ${victim}`,
    kills: 0,
    inflict: async (stack) => {
      const member = stack.member(victim);
      member.pause();
      try {
        await delay(stack.lastsMs);
      } finally {
        member.resume();
      }
    },
  };
}
