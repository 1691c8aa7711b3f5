import type { Fault } from './fault.js';

/** A new build with a patched step in its workflows takes over every open dossier. It stays: what passed the step does not replay without it. */
export const codeChange: Fault = {
  name: 'workflow code changed by a patched step',
  kills: 1,
  inflict: async (stack) => {
    const worker = stack.member('worker');
    await worker.kill();
    await stack.exchangeBuild();
    await worker.start();
  },
};
