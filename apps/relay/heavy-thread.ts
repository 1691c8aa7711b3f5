import { parentPort } from 'node:worker_threads';
import { readEnvironment } from '#config';
import { openEngine, systemClock } from '#service';
import { HEAVY_JOBS } from './heavy-jobs.js';
import type { HeavyAnswer, HeavyRequest } from './heavy-work.js';

// The thread of heavy work: it has connections of its own, and does one job after the other.
const POOL_SIZE = 3;

const port = parentPort;
if (port === null) throw new Error('This is the entry of a thread, not of a process');
const engine = await openEngine({ ...readEnvironment(), applicationName: 'dunghan-relay-heavy', poolSize: POOL_SIZE });
let before: Promise<void> = Promise.resolve();
port.on('message', (request: HeavyRequest) => {
  before = before.then(async () => port.postMessage(await answerTo(request)));
});

async function answerTo({ id, job }: HeavyRequest): Promise<HeavyAnswer> {
  try {
    return { id, more: await HEAVY_JOBS[job](engine, systemClock) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
