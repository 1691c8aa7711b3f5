import { setTimeout as delay } from 'node:timers/promises';
import type { Told } from '../../../stand-in/behaviour.js';
import type { Stack } from '../stack.js';
import { until } from '../until.js';
import type { Fault } from './fault.js';

const WAYS = ['letters', 'portal'] as const;
const SLOW_MS = 3_000;

/** Tells all of them how to behave. */
export async function orderAll(stack: Stack, told: Partial<Told>): Promise<void> {
  for (const way of WAYS) await stack.order(way, told);
}

/** Mail server, message gateway and portal behave otherwise for a while. */
function behaving(name: string, told: Partial<Told>): Fault {
  return {
    name,
    kills: 0,
    inflict: async (stack) => {
      await orderAll(stack, told);
      try {
        await delay(stack.lastsMs);
      } finally {
        await orderAll(stack, { mode: 'normal' });
      }
    },
  };
}

/** They answer after seconds. */
export const slowWaysOut = behaving('slow gateway, mail server and portal', { mode: 'slow', ms: SLOW_MS });
/** They say that now is no time. */
export const refusingWaysOut = behaving('refusing gateway, mail server and portal', { mode: 'refuse' });
/** They take everything and break off instead of answering. */
export const silentWaysOut = behaving('gateway, mail server and portal that take and never answer', { mode: 'take-and-drop' });

/** They have taken something, die before they answer for it, and are started again. */
export const halfDeadWaysOut: Fault = {
  name: 'gateway, mail server and portal that take and die',
  kills: 1,
  inflict: async (stack) => {
    await orderAll(stack, { mode: 'hold-taken' });
    await until('something is taken and not answered for', async () => (await stack.held('letters')).length > 0 || (await stack.held('portal')).length > 0, stack.lastsMs * 2).catch(() => undefined);
    await stack.member('stand-in').kill();
    await stack.member('stand-in').start();
  },
};
