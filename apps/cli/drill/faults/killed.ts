import type { MemberName } from '../stack.js';
import type { Fault } from './fault.js';

/** Processes killed with -9 at one moment and started again. */
export function killed(victims: readonly MemberName[]): Fault {
  const [only, ...others] = victims;
  return {
    name: others.length === 0 ? `kill -9 ${only ?? 'nobody'}` : 'kill -9 several at once',
    kills: victims.length,
    inflict: async (stack) => {
      const members = victims.map((victim) => stack.member(victim));
      await Promise.all(members.map((member) => member.kill()));
      await Promise.all(members.map((member) => member.start()));
    },
  };
}
