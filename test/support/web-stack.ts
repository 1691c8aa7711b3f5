import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { findFreePort } from '../../apps/local/ports.js';
import { until } from './e2e-facts.js';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
const READY_WITHIN_MS = 180_000;
const STOPPED_WITHIN_MS = 60_000;

/** Where the stack of a run answers, from its `stack.json`. */
export interface WebStack {
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly identityUrl: string;
  readonly standInUrl: string;
  readonly databaseUrl: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    webStack: WebStack;
  }
}

/** Starts what `npm start` starts, once for all files of the run, on a data folder of its own; everything is stopped and removed at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-web-'));
  const dataDir = join(folder, 'data');
  const variables = ['-u', 'TEMPORAL_ADDRESS', `DATA_DIR=${dataDir}`, `PORT=${String(await findFreePort())}`];
  // `env` becomes the program it starts: signals reach it.
  const child = spawn('env', [...variables, process.execPath, START], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = once(child, 'close');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
    await ended;
    clearTimeout(impatience);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until('the stack is ready', async () => {
      if (child.exitCode !== null) throw new Error(`The stack ended:\n${printed}`);
      return printed.includes('Đúng Hạn is ready') && existsSync(join(dataDir, 'stack.json'));
    }, READY_WITHIN_MS);
    project.provide('webStack', JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as WebStack);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
