import { z } from 'zod';
import { findSpareJsonFile, writeJsonFile } from './json-file.js';

/** Where a running stack answers. The file holds the application's database password and is readable by its owner only. */
export type StackFile = {
  readonly apiUrl: string;
  readonly webUrl: string;
  /** As the application's role. */
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  /** Absent when the Temporal server is not the stack's own. */
  readonly temporalUiUrl?: string;
  readonly identityUrl: string;
  /** What takes letters in place of mail server and message gateway, with a page that shows them. */
  readonly standInUrl: string;
  /** The stand-in national portal: its page, and the address its services lie under. */
  readonly portalUrl: string;
  /** Process numbers by name; `stack` is the one to signal. */
  readonly pids: Readonly<Record<string, number>>;
};

const portsSchema = z.record(z.string(), z.number().int());

/** Ports used at the last start, wished for again so that addresses stay the same. */
export async function findLastPorts(path: string): Promise<Readonly<Record<string, number>>> {
  return (await findSpareJsonFile(path, portsSchema)) ?? {};
}

/** Remembers the ports for the next start. */
export async function writePorts(path: string, ports: Readonly<Record<string, number>>): Promise<void> {
  await writeJsonFile(path, ports);
}

/** Publishes the running stack's addresses, whole or not at all. */
export async function writeStackFile(path: string, stack: StackFile): Promise<void> {
  await writeJsonFile(path, stack);
}
