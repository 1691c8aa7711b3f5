import { type Change, readStream } from './stream.js';

/** How the line stands. */
export type LineState = 'connecting' | 'live' | 'lost';

const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 30_000;
/** Rests differ by up to half, so that a hundred screens do not come back at once. */
const JITTER = 0.5;

/** What a keeper of the line is given, and whom it tells. */
export interface KeepReading {
  readonly token: () => Promise<string | undefined>;
  /** Where somebody else left off reading. */
  readonly lastId?: string | undefined;
  readonly signal: AbortSignal;
  readonly onState: (state: LineState) => void;
  readonly onChange: (change: Change, id: string | undefined) => void;
}

/** Reads changes until `signal` is aborted: a line that breaks is opened again after a second, two, four, at most half a minute, and goes on where it broke. */
export async function keepReading({ token, signal, onState, onChange, ...from }: KeepReading): Promise<void> {
  let { lastId } = from;
  const isOver = (): boolean => signal.aborted;
  for (let failures = 0; !isOver(); failures += 1) {
    const bearer = await token();
    try {
      if (bearer === undefined) throw new Error('Nobody is signed in');
      await readStream({
        token: bearer,
        lastId,
        signal,
        onOpen: () => {
          failures = 0;
          onState('live');
        },
        onChange: (change, id) => {
          lastId = id ?? lastId;
          onChange(change, id);
        },
      });
    } catch {
      if (!isOver()) onState('lost');
    }
    await restUnlessOnline(Math.min(FIRST_REST_MS * 2 ** failures, LONGEST_REST_MS) * (1 - JITTER * Math.random()), signal);
  }
}

/** Waits, but no longer than until the network is back or nobody wants to read any more. */
function restUnlessOnline(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      globalThis.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    globalThis.addEventListener('online', done);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
