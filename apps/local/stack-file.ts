import { z } from 'zod';
import { findJsonFile, writeJsonFile } from './json-file.js';

const stackSchema = z.object({
  apiUrl: z.string(),
  webUrl: z.string(),
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  temporalUiUrl: z.string().optional(),
  identityUrl: z.string(),
  /** Process numbers by name; `stack` is the process to signal. */
  pids: z.record(z.string(), z.number().int()),
});

/** Where a running stack answers. The file holds the application's database password and is readable by its owner only. */
export type StackFile = z.output<typeof stackSchema>;

const portsSchema = z.record(z.string(), z.number().int());

/** Ports used at the last start, wished for again so that addresses stay the same. */
export async function findLastPorts(path: string): Promise<Readonly<Record<string, number>>> {
  return (await findJsonFile(path, portsSchema)) ?? {};
}

/** Remembers the ports for the next start. */
export async function writePorts(path: string, ports: Readonly<Record<string, number>>): Promise<void> {
  await writeJsonFile(path, ports);
}

/** Publishes the running stack's addresses, whole or not at all. */
export async function writeStackFile(path: string, stack: StackFile): Promise<void> {
  await writeJsonFile(path, stack);
}
