import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SUPERUSER } from '../../../local/postgres/cluster.js';
import { APPLICATION_ROLE, ensureRolesAndDatabase, OWNER_ROLE } from '../../../local/postgres/roles.js';
import { waitForTemporal } from '../../../local/temporal.js';
import { findFreePort } from '../../../local/ports.js';
import { KillableServer } from '../killable-server.js';
import { type Begun, type DrillTemporal, NAMESPACE, type Topology } from './topology.js';

const DATABASE = 'drill';

/** As `npm start` has it: the Temporal dev server with its data in a file, and a cluster that trusts this machine. */
export function devServerTopology(binary: string): Topology {
  return {
    superuserPassword: undefined,
    postgresSettings: { max_connections: '120' },
    addressesOn: (port) => {
      const address = (role: string, database = DATABASE): string => `postgres://${role}@127.0.0.1:${String(port)}/${database}`;
      return { superuser: address(SUPERUSER, 'postgres'), owner: address(OWNER_ROLE), application: address(APPLICATION_ROLE) };
    },
    people: (superuserUrl) => ensureRolesAndDatabase(superuserUrl, DATABASE, { owner: 'trusted', application: 'trusted' }),
    startTemporal: (folder, _postgresPort, begun) => startDevServer(folder, binary, begun),
  };
}

/** The Temporal dev server on a file and a port that stay the same. */
async function startDevServer(folder: string, binary: string, begun: Begun): Promise<DrillTemporal> {
  const home = join(folder, 'temporal-data');
  mkdirSync(home);
  const [port, file] = [await findFreePort(), join(home, 'temporal.db')];
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
  return {
    address,
    server,
    forget: () => {
      for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
      return Promise.resolve();
    },
  };
}
