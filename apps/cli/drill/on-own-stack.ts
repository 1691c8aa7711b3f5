import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readToolEnvironment } from '#config';
import { DrillStack, type DrillStackOptions } from './drill-stack.js';
import { Leavings } from './leavings.js';
import { say } from './say.js';
import { type TopologyName, topologyOf } from './topologies/index.js';

const INTERRUPTED = 130;
/** What was ended a moment ago may still have put a file into a folder that is just being emptied. */
const WITH_ALL = { recursive: true, force: true, maxRetries: 5 };

/**
 * Starts a stack on a topology, has something done to it, and clears everything away, also when somebody breaks it off. Resolves to the exit code: 1 when
 * `isSoundAfter` says that something is wrong; the data folder is then kept, and named.
 */
export async function onOwnStack(on: TopologyName, options: Omit<DrillStackOptions, 'folder' | 'topology'>, seed: number, isSoundAfter: (stack: DrillStack) => Promise<boolean>): Promise<number> {
  const topology = topologyOf(on, readToolEnvironment());
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-drill-'));
  const leavings = new Leavings();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void breakOff(leavings, folder));
  let isSound = false;
  try {
    isSound = await isSoundAfter(await DrillStack.start({ ...options, folder, topology }, leavings));
  } finally {
    await leavings.clear(!isSound);
    if (isSound) await rm(folder, WITH_ALL);
    else say(`seed ${String(seed)}: the data folder is kept: ${folder}`);
  }
  return isSound ? 0 : 1;
}

/** Somebody has seen enough: nothing is left behind. */
async function breakOff(leavings: Leavings, folder: string): Promise<void> {
  await leavings.clear(false);
  await rm(folder, WITH_ALL);
  process.exit(INTERRUPTED);
}
