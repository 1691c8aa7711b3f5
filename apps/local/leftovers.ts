import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { findSpareJsonFile, writeJsonFile } from './json-file.js';
import { endProcess, findProcess, isRunning } from './process-table.js';

const recordSchema = z.object({
  name: z.string(),
  pid: z.number().int().positive(),
  begun: z.string(),
  stopSignal: z.enum(['SIGINT', 'SIGTERM']),
});
const STOP_WITHIN_MS = 10_000;

/** A child process of a stack, as written down while it runs, in the order the children were started. */
export type ChildRecord = z.output<typeof recordSchema>;

/** Writes down the children that run now, for a later start to find should this process be killed. */
export async function recordChildren(path: string, children: readonly { name: string; pid: number; stopSignal: 'SIGINT' | 'SIGTERM' }[]): Promise<void> {
  const records = children.flatMap((child): ChildRecord[] => {
    const identity = findProcess(child.pid);
    return identity === undefined ? [] : [{ name: child.name, ...identity, stopSignal: child.stopSignal }];
  });
  await writeJsonFile(path, records);
}

/**
 * Ends what a killed stack left running, last started first. Only processes that began when the record says are
 * touched, so a number that now belongs to somebody else is safe.
 * @returns the names of those that were ended
 */
export async function endLeftovers(path: string): Promise<readonly string[]> {
  const records = (await findSpareJsonFile(path, z.array(recordSchema))) ?? [];
  const living = records.filter((record) => isRunning(record)).reverse();
  for (const record of living) await endProcess(record, record.stopSignal, STOP_WITHIN_MS);
  await rm(path, { force: true });
  return living.map((record) => record.name);
}
