import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { findFreePort } from '../../apps/local/ports.js';
import { KillableServer } from '../../apps/cli/drill/killable-server.js';
import { type Cluster, prepareCluster, SUPERUSER, waitForPostgres } from '../../apps/local/postgres/cluster.js';
import { APPLICATION_ROLE, ensureRolesAndDatabase, OWNER_ROLE } from '../../apps/local/postgres/roles.js';
import { waitForTemporal } from '../../apps/local/temporal.js';
import { migrate } from '../../apps/migrate/main.js';
import { testDatabaseUrl } from './postgres-server.js';

export const NAMESPACE = 'dunghan';

/** The server, which ends after the calling file's last test. */
export function endedAfterTests(server: KillableServer): KillableServer {
  afterAll(() => server.kill());
  return server;
}

/** The Temporal dev server on a file and a port that stay the same. */
export interface KillableTemporal {
  readonly address: string;
  readonly server: KillableServer;
  /** Throws its data away; it must not run. */
  readonly forget: () => void;
  /** From its next start on it makes another namespace than ours. */
  readonly serveOthers: () => void;
}

export async function startKillableTemporal(folder: string): Promise<KillableTemporal> {
  const home = join(folder, 'temporal');
  mkdirSync(home);
  const [port, file] = [await findFreePort(), join(home, 'temporal.db')];
  const address = `127.0.0.1:${String(port)}`;
  let namespace = NAMESPACE;
  const options = (): readonly string[] => ['--ip', '127.0.0.1', '--port', String(port), '--headless', '--db-filename', file, '--namespace', namespace, '--log-level', 'error'];
  const server = endedAfterTests(new KillableServer({
    name: 'temporal',
    folder,
    launch: () => ({ command: inject('temporal').devServer, args: ['server', 'start-dev', ...options()] }),
    untilReady: (gaveUp) => waitForTemporal(address, namespace, gaveUp),
  }));
  await server.start();
  return {
    address,
    server,
    forget: () => {
      for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
    },
    serveOthers: () => {
      namespace = 'others';
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
export async function startKillablePostgres(folder: string, settings: Readonly<Record<string, string>> = {}, database = 'killable'): Promise<KillablePostgres> {
  let cluster: Cluster = await prepareCluster(join(folder, 'postgres'));
  const port = await findFreePort();
  const superuser = testDatabaseUrl(port, SUPERUSER, 'postgres');
  const server = endedAfterTests(new KillableServer({ name: 'postgres-server', folder, launch: () => cluster.serve(port, settings), untilReady: (gaveUp) => waitForPostgres(superuser, gaveUp) }));
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
