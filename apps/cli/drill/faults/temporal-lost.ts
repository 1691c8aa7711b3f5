import type { Fault } from './fault.js';

/** Temporal dies, and everything it remembered is gone when it is back. What it remembered until then must have replayed. */
export const temporalLost: Fault = {
  name: 'database of Temporal lost',
  kills: 1,
  inflict: async (stack) => {
    await stack.replayAll();
    const temporal = stack.member('temporal');
    await temporal.kill();
    await stack.forgetTemporal();
    await temporal.start();
  },
};
