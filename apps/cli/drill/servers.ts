import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepareCluster, SUPERUSER, waitForPostgres } from '../../local/postgres/cluster.js';
import { APPLICATION_ROLE, ensureRolesAndDatabase, OWNER_ROLE } from '../../local/postgres/roles.js';
import { waitForTemporal } from '../../local/temporal.js';
import { migrate } from '../../migrate/main.js';
import { findRestartPort, KillableServer } from './killable-server.js';

/** Temporal's namespace of the campaign. */
export const NAMESPACE = 'dunghan';
const DATABASE = 'drill';
// What a killed process has written the system keeps, so nothing needs to be flushed; and the log of a campaign fits a small disk.
const SETTINGS = { fsync: 'off', max_connections: '120', max_wal_size: '192MB', min_wal_size: '64MB' };

/** Told of a server before it is started, so that it is ended whatever comes. */
type Begun = (server: KillableServer) => KillableServer;

/** A PostgreSQL with one migrated database under `place`; its log lies in `folder`. */
export async function startPostgres(folder: string, place: string, begun: Begun): Promise<{ readonly url: string; readonly server: KillableServer }> {
  const cluster = await prepareCluster(join(place, 'postgres'));
  const port = await findRestartPort();
  const address = (role: string, database: string): string => `postgres://${role}@127.0.0.1:${String(port)}/${database}`;
  const superuser = address(SUPERUSER, 'postgres');
  const server = new KillableServer({ name: 'postgres', folder, isKept: true, launch: () => cluster.serve(port, SETTINGS), untilReady: (gaveUp) => waitForPostgres(superuser, gaveUp) });
  await begun(server).start();
  await ensureRolesAndDatabase(superuser, DATABASE, { owner: 'trusted', application: 'trusted' });
  await migrate(address(OWNER_ROLE, DATABASE));
  return { url: address(APPLICATION_ROLE, DATABASE), server };
}

/** The Temporal dev server on a file and a port that stay the same. */
export async function startTemporal(folder: string, binary: string, begun: Begun): Promise<{ readonly address: string; readonly file: string; readonly server: KillableServer }> {
  const home = join(folder, 'temporal-data');
  mkdirSync(home);
  const [port, file] = [await findRestartPort(), join(home, 'temporal.db')];
  const address = `127.0.0.1:${String(port)}`;
  const options = ['--ip', '127.0.0.1', '--port', String(port), '--headless', '--db-filename', file, '--namespace', NAMESPACE, '--log-level', 'error'];
  const server = new KillableServer({
    name: 'temporal',
    folder,
    isKept: true,
    launch: () => ({ command: binary, args: ['server', 'start-dev', ...options], env: { HOME: home } }),
    untilReady: (gaveUp) => waitForTemporal(address, NAMESPACE, gaveUp),
  });
  await begun(server).start();
  return { address, file, server };
}
