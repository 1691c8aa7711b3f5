import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { isPortFree } from '../../apps/local/ports.js';
import { type Cluster, prepareCluster, SUPERUSER, waitForPostgres } from '../../apps/local/postgres/cluster.js';
import { APPLICATION_ROLE, ensureRolesAndDatabase, OWNER_ROLE } from '../../apps/local/postgres/roles.js';
import { waitForTemporal } from '../../apps/local/temporal.js';
import { migrate } from '../../apps/migrate/main.js';
import { testDatabaseUrl } from './postgres-server.js';

/** Clients' ends of connections get their ports from 32768 up on Linux and from 49152 up elsewhere. */
const [LOWEST_PORT, PORTS] = [15_000, 17_000];
const READY_WITHIN_MS = 60_000;
export const NAMESPACE = 'dunghan';

/**
 * A free port for a server that will be killed and started again. It is none the system gives to clients: one of those that
 * ask for the dead server over and over could be given its port, and would then hold it, or even meet itself there.
 */
export async function findRestartPort(): Promise<number> {
  for (;;) {
    const port = LOWEST_PORT + Math.floor(Math.random() * PORTS);
    if (await isPortFree(port)) return port;
  }
}

/** How a server is started, and how one knows that it serves. */
interface ServerPlan {
  readonly name: string;
  readonly folder: string;
  readonly launch: () => { readonly command: string; readonly args: readonly string[]; readonly uid?: number; readonly gid?: number; readonly env?: Readonly<Record<string, string>> };
  readonly untilReady: (gaveUp: () => boolean) => Promise<void>;
}

/** A server of the test file's own that can be killed and started again on the same data and address. */
export class KillableServer {
  #child: ChildProcess | undefined;

  constructor(private readonly plan: ServerPlan) {
    afterAll(() => this.kill());
  }

  /** Starts it and waits until it serves; throws with the end of its log when it does not. */
  async start(): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    for (;;) {
      const child = this.#launch();
      const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
      try {
        await this.plan.untilReady(() => hasEnded() || performance.now() > deadline);
        return;
      } catch (error) {
        // What a killed server left running may hold its memory for a moment: PostgreSQL then refuses to start beside it.
        if (!hasEnded() || performance.now() > deadline) {
          throw new Error(`${this.plan.name} did not come up:\n${readFileSync(this.#logFile, 'utf8').slice(-2_000)}`, { cause: error });
        }
      }
    }
  }

  get #logFile(): string {
    return join(this.plan.folder, `${this.plan.name}.log`);
  }

  #launch(): ChildProcess {
    const log = openSync(this.#logFile, 'a');
    const { command, args, ...identity } = this.plan.launch();
    this.#child = spawn(command, [...args], { ...identity, cwd: '/', stdio: ['ignore', log, log] });
    closeSync(log);
    return this.#child;
  }

  /** Ends it at once, as a power cut would; nothing when it does not run. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

/** The Temporal dev server on a file and a port that stay the same. */
export interface KillableTemporal {
  readonly address: string;
  readonly server: KillableServer;
  /** Throws its data away; it must not run. */
  readonly forget: () => void;
}

export async function startKillableTemporal(folder: string): Promise<KillableTemporal> {
  const home = join(folder, 'temporal');
  mkdirSync(home);
  const [port, file] = [await findRestartPort(), join(home, 'temporal.db')];
  const address = `127.0.0.1:${String(port)}`;
  const options = ['--ip', '127.0.0.1', '--port', String(port), '--headless', '--db-filename', file, '--namespace', NAMESPACE, '--log-level', 'error'];
  const server = new KillableServer({
    name: 'temporal',
    folder,
    launch: () => ({ command: inject('temporal').devServer, args: ['server', 'start-dev', ...options] }),
    untilReady: (gaveUp) => waitForTemporal(address, NAMESPACE, gaveUp),
  });
  await server.start();
  return {
    address,
    server,
    forget: () => {
      for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
    },
  };
}

/** A PostgreSQL of the test file's own with one migrated database. */
export interface KillablePostgres {
  readonly url: string;
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  /** Serves another folder under the same address from the next start on. */
  readonly moveTo: (directory: string) => Promise<void>;
  readonly server: KillableServer;
}

/** @param settings as in postgresql.conf; without any it is as durable as one comes */
export async function startKillablePostgres(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<KillablePostgres> {
  let cluster: Cluster = await prepareCluster(join(folder, 'postgres'));
  const port = await findRestartPort();
  const database = 'killable';
  const superuser = testDatabaseUrl(port, SUPERUSER, 'postgres');
  const server = new KillableServer({ name: 'postgres-server', folder, launch: () => cluster.serve(port, settings), untilReady: (gaveUp) => waitForPostgres(superuser, gaveUp) });
  await server.start();
  await ensureRolesAndDatabase(superuser, database, { owner: 'trusted', application: 'trusted' });
  await migrate(testDatabaseUrl(port, OWNER_ROLE, database));
  return {
    url: testDatabaseUrl(port, APPLICATION_ROLE, database),
    ownerUrl: testDatabaseUrl(port, OWNER_ROLE, database),
    superuserUrl: superuser,
    server,
    moveTo: async (directory) => {
      cluster = await prepareCluster(directory);
    },
  };
}
