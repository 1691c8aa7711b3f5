import type { KillableServer } from '../killable-server.js';

/** Temporal's namespace of the campaign. */
export const NAMESPACE = 'dunghan';

/** Told of a server before it is started, so that it is ended whatever comes. */
export type Begun = (server: KillableServer) => KillableServer;

/** Where and as whom a database of the campaign's cluster is reached. */
export interface DatabaseAddresses {
  readonly superuser: string;
  readonly owner: string;
  readonly application: string;
}

/** A Temporal that keeps its address from start to start. */
export interface DrillTemporal {
  readonly address: string;
  readonly server: KillableServer;
  /** Throws everything away that it remembers; it must not run. */
  readonly forget: () => Promise<void>;
}

/** What a campaign runs on: how the cluster is peopled, and which Temporal there is. */
export interface Topology {
  /** The superuser's password; undefined where connections from this machine are trusted. */
  readonly superuserPassword: string | undefined;
  readonly postgresSettings: Readonly<Record<string, string>>;
  /** Addresses of the campaign's database on a port. */
  readonly addressesOn: (port: number) => DatabaseAddresses;
  /** Makes roles and databases on an empty cluster. */
  readonly people: (superuserUrl: string) => Promise<void>;
  /** @param postgresPort where the cluster answers */
  readonly startTemporal: (folder: string, postgresPort: number, begun: Begun) => Promise<DrillTemporal>;
}
