import { setTimeout as delay } from 'node:timers/promises';
import { MS_PER_HOUR } from '#domain';
import type { Fault } from './fault.js';

/** The process has begun its work when its clock jumps. */
const BEFORE_JUMP_MS = 2_000;

/** The clock of a machine jumps while its process works, and is right again after the next start. */
export function clockJump(name: 'worker' | 'relay', hours: number): Fault {
  return {
    name: `clock of the ${name} ${hours > 0 ? 'ahead' : 'back'} by an hour`,
    kills: 2,
    inflict: async (stack) => {
      const member = stack.member(name);
      stack.setClock(name, { offsetMs: hours * MS_PER_HOUR, afterMs: BEFORE_JUMP_MS });
      await member.kill();
      await member.start();
      await delay(BEFORE_JUMP_MS + stack.lastsMs);
      stack.setClock(name, undefined);
      await member.kill();
      await member.start();
    },
  };
}
