const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** What a shell reports for a program that ended by the signal. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const AGAIN_EVERY_MS = 500;

/** Thrown when this process was told to stop while another program worked for it; that program has ended by then. */
export class Interrupted extends Error {
  name = 'Interrupted';

  /** @param {'SIGINT' | 'SIGTERM' | 'SIGHUP'} signal */
  constructor(signal) {
    super(`stopped by ${signal}`);
    this.exitCode = EXIT_CODES[signal];
  }
}

/**
 * Passes requests to stop on to a child, which would else be left running, until it has ended.
 * @param {import('node:child_process').ChildProcess} child
 * @param {{insist?: boolean}} [options] `insist` repeats the request, because npm lets a first SIGTERM pass
 * @returns {() => Interrupted | undefined} to call when the child has ended: lets go, and tells whether a request came
 */
export function stopTogether(child, { insist = false } = {}) {
  let interrupted;
  let again;
  const onSignal = (signal) => {
    interrupted = new Interrupted(signal);
    child.kill(signal);
    if (insist) again ??= setInterval(() => child.kill(signal), AGAIN_EVERY_MS);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  return () => {
    clearInterval(again);
    for (const signal of STOP_SIGNALS) process.off(signal, onSignal);
    return interrupted;
  };
}
