import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Variables } from '#config';
import { waitForPostgres, type Cluster } from './postgres/cluster.js';
import { NODE_FLAGS } from './node-flags.js';
import type { PracticePlan } from './practice-folder.js';
import type { Service } from './supervisor.js';

const READY_WITHIN_MS = 60_000;
const ASK_EVERY_MS = 100;

/** The database server on a port of the loopback address. */
export function postgresService(cluster: Cluster, port: number, superuserUrl: string, inherited: Variables, logFile: string, settings: Readonly<Record<string, string>>): Service {
  return {
    name: 'postgres',
    ...cluster.serve(port, settings),
    environment: inherited,
    logFile,
    // A fast shutdown: sessions are ended and the data is written out.
    stopSignal: 'SIGINT',
    untilReady: (isGone) => waitForPostgres(superuserUrl, patience(isGone)),
  };
}

/** One of our own processes, from its compiled main file. */
export function ownService(name: 'worker' | 'relay' | 'api' | 'stand-in', environment: Variables, logFile: string, untilReady: Service['untilReady']): Service {
  return {
    name,
    command: process.execPath,
    args: [...NODE_FLAGS, fileURLToPath(new URL(`../${name}/main.js`, import.meta.url))],
    environment,
    logFile,
    stopSignal: 'SIGTERM',
    untilReady,
  };
}

/** The program that writes practice data into an empty installation. */
export function practiceProgram({ size, seed }: PracticePlan, environment: Variables, logFile: string): Omit<Service, 'untilReady'> {
  const args = ['practice', '--size', String(size), '--seed', String(seed)];
  return { name: 'practice', command: process.execPath, args: [...NODE_FLAGS, fileURLToPath(new URL('../cli/main.js', import.meta.url)), ...args], environment, logFile, stopSignal: 'SIGTERM' };
}

/** Waits until an address answers 200. */
export function untilHealthy(url: string): Service['untilReady'] {
  return async (isGone) => {
    const gaveUp = patience(isGone);
    for (;;) {
      const status = await fetch(url).then((answer) => answer.status, () => undefined);
      if (status === 200) return;
      if (gaveUp()) throw new Error(`${url} ${status === undefined ? 'does not answer' : `answers ${String(status)}`}`);
      await delay(ASK_EVERY_MS);
    }
  };
}

/** Patience that ends when the process is gone or a minute has passed. */
export function patience(isGone: () => boolean): () => boolean {
  const until = performance.now() + READY_WITHIN_MS;
  return () => isGone() || performance.now() > until;
}
