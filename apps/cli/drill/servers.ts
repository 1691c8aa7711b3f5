import { join } from 'node:path';
import { type Cluster, prepareCluster, waitForPostgres } from '../../local/postgres/cluster.js';
import { keptLog } from '../../local/postgres/kept-log.js';
import { migrate } from '../../migrate/main.js';
import { findFreePort } from '../../local/ports.js';
import { KillableServer } from './killable-server.js';
import type { Begun, DatabaseAddresses, Topology } from './topologies/topology.js';

// What a killed process has written the system keeps, so nothing needs to be flushed; and the log of a campaign fits a small disk.
const SETTINGS = { fsync: 'off', max_wal_size: '192MB', min_wal_size: '64MB' };

/** A PostgreSQL that keeps its log and its address, whichever folder it serves. */
export interface DrillPostgres {
  readonly addresses: DatabaseAddresses;
  readonly port: number;
  readonly server: KillableServer;
  /** The folder it serves. */
  readonly directory: () => string;
  /** Serves another cluster from the next start on. */
  readonly moveTo: (directory: string) => Promise<void>;
}

/**
 * A PostgreSQL with one migrated database under `place`; its server's own log lies in `folder`.
 * @param walFolder where it keeps the log that a restore goes on by, once the folder is there
 */
export async function startPostgres(topology: Topology, folder: string, place: string, walFolder: string, begun: Begun): Promise<DrillPostgres> {
  let cluster: Cluster = await prepareCluster(join(place, 'postgres'), topology.superuserPassword);
  const port = await findFreePort();
  const addresses = topology.addressesOn(port);
  const settings = { ...SETTINGS, ...topology.postgresSettings, ...keptLog(walFolder) };
  const server = new KillableServer({ name: 'postgres', folder, isKept: true, launch: () => cluster.serve(port, settings), untilReady: (gaveUp) => waitForPostgres(addresses.superuser, gaveUp) });
  await begun(server).start();
  await topology.people(addresses.superuser);
  await migrate(addresses.owner);
  return {
    addresses,
    port,
    server,
    directory: () => cluster.directory,
    moveTo: async (directory) => {
      cluster = await prepareCluster(directory);
    },
  };
}
