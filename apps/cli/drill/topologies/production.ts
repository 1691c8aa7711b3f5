import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { ProductionTemporal } from '#config';
import { SUPERUSER } from '../../../local/postgres/cluster.js';
import { databaseUrlFor } from '../../../local/postgres/database-url.js';
import { onServer } from '../../../local/postgres/on-server.js';
import { APPLICATION_ROLE, OWNER_ROLE } from '../../../local/postgres/roles.js';
import { ensureNamespace } from '../../../local/temporal.js';
import { findFreePort } from '../../../local/ports.js';
import { KillableServer } from '../killable-server.js';
import { deployedStatements, runAll } from './deployed-roles.js';
import { type Begun, type DrillTemporal, NAMESPACE, type Topology } from './topology.js';

const run = promisify(execFile);
const DATABASE = 'dunghan';
/** Ports the configuration of its image takes from the environment. */
export const PORTS = ['FRONTEND_GRPC_PORT', 'FRONTEND_HTTP_PORT', 'FRONTEND_MEMBERSHIP_PORT', 'MATCHING_GRPC_PORT', 'MATCHING_MEMBERSHIP_PORT', 'HISTORY_GRPC_PORT', 'HISTORY_MEMBERSHIP_PORT', 'WORKER_GRPC_PORT', 'WORKER_MEMBERSHIP_PORT'] as const;
const DENIED = '42501';
const REST_MS = 200;

/** As `docker-compose.yml` has it: Temporal's server with everything it remembers in databases of its own beside ours, each role with a password and nothing of the other's. */
export function productionTopology(production: ProductionTemporal): Topology {
  const password = (): string => randomBytes(16).toString('hex');
  const passwords = { superuser: password(), owner: password(), application: password(), temporal: password() };
  const address = (port: number, role: string, word: string, database: string): string => databaseUrlFor(`127.0.0.1:${String(port)}`, { role, password: word, database });
  const superuserOn = (port: number): string => address(port, SUPERUSER, passwords.superuser, 'postgres');
  return {
    superuserPassword: passwords.superuser,
    postgresSettings: { max_connections: '300' },
    addressesOn: (port) => ({ superuser: superuserOn(port), owner: address(port, OWNER_ROLE, passwords.owner, DATABASE), application: address(port, APPLICATION_ROLE, passwords.application, DATABASE) }),
    people: async (superuserUrl) => {
      await runAll(superuserUrl, await deployedStatements(passwords));
    },
    startTemporal: async (folder, port, begun) => {
      const databases = databasesOf(production);
      const setUp = async (): Promise<void> => {
        for (const [database, schema] of databases) await setUpSchema(production, port, { password: passwords.temporal, database, schema });
      };
      await setUp();
      await requireApart(address(port, APPLICATION_ROLE, passwords.application, databases[0][0]), 'executions');
      await requireApart(address(port, toldOf(production.told, 'POSTGRES_USER'), passwords.temporal, DATABASE), 'dossier');
      const temporal = await startServer(production, { folder, postgresPort: port, password: passwords.temporal }, begun);
      const forget = async (): Promise<void> => {
        const made = (await deployedStatements(passwords)).filter((statement) => databases.some(([database]) => statement.startsWith(`CREATE DATABASE ${database} `)));
        await runAll(superuserOn(port), [...databases.map(([database]) => `DROP DATABASE ${database} WITH (FORCE)`), ...made]);
        await setUp();
      };
      return { ...temporal, forget };
    },
  };
}

/** Databases of Temporal with the schema each gets. */
function databasesOf({ told }: ProductionTemporal): readonly [readonly [string, string], readonly [string, string]] {
  return [[toldOf(told, 'DBNAME'), 'postgresql/v12/temporal'], [toldOf(told, 'VISIBILITY_DBNAME'), 'postgresql/v12/visibility']];
}

function toldOf(told: ProductionTemporal['told'], name: string): string {
  const value = told[name];
  if (value === undefined) throw new Error(`docker-compose.yml tells Temporal no ${name}`);
  return value;
}

/** What the image does to its databases before the server starts. */
async function setUpSchema({ sqlTool, told }: ProductionTemporal, port: number, { password, database, schema }: { readonly password: string; readonly database: string; readonly schema: string }): Promise<void> {
  const env = { SQL_PLUGIN: toldOf(told, 'DB'), SQL_HOST: '127.0.0.1', SQL_PORT: String(port), SQL_USER: toldOf(told, 'POSTGRES_USER'), SQL_PASSWORD: password, SQL_DATABASE: database };
  await run(sqlTool, ['setup-schema', '--version', '0.0'], { env });
  await run(sqlTool, ['update-schema', '--schema-name', schema], { env });
}

/** @throws when the role of the address may read a table of the other's */
async function requireApart(url: string, table: string): Promise<void> {
  await onServer(url, async (client) => {
    const answer = await client.query(`SELECT FROM ${table} LIMIT 1`).catch((error: unknown) => error);
    if (!(answer instanceof pg.DatabaseError && answer.code === DENIED)) throw new Error(`${client.user ?? ''} may read ${table}, which is none of its own`);
  });
}

/** What the server is told here: all that `docker-compose.yml` tells it, on addresses of this machine. */
export function serverEnvironment({ configFolder, told }: Pick<ProductionTemporal, 'configFolder' | 'told'>, { postgresPort, password, ports }: { readonly postgresPort: number; readonly password: string; readonly ports: Readonly<Record<string, string>> }): Readonly<Record<string, string>> {
  return {
    ...told,
    ...ports,
    POSTGRES_SEEDS: '127.0.0.1',
    DB_PORT: String(postgresPort),
    VISIBILITY_DB_PORT: String(postgresPort),
    POSTGRES_PWD: password,
    BIND_ON_IP: '127.0.0.1',
    DYNAMIC_CONFIG_FILE_PATH: join(configFolder, 'dynamic.yaml'),
    LOG_LEVEL: 'error',
  };
}

async function startServer(production: ProductionTemporal, { folder, postgresPort, password }: { readonly folder: string; readonly postgresPort: number; readonly password: string }, begun: Begun): Promise<Omit<DrillTemporal, 'forget'>> {
  const { server: command, configFolder, told } = production;
  const home = join(folder, 'temporal-data');
  mkdirSync(home);
  const ports = await restartPorts();
  const address = `127.0.0.1:${ports.FRONTEND_GRPC_PORT}`;
  const env = { ...serverEnvironment(production, { postgresPort, password, ports }), HOME: home };
  const args = ['--root', dirname(configFolder), '--config', basename(configFolder), '--env', 'docker', '--allow-no-auth', 'start'];
  const retention = secondsOf(toldOf(told, 'DEFAULT_NAMESPACE_RETENTION'));
  const server = new KillableServer({
    name: 'temporal',
    folder,
    isKept: true,
    launch: () => ({ command, args, env }),
    untilReady: (gaveUp) => untilServes(address, retention, gaveUp),
  });
  await begun(server).start();
  return { address, server };
}

/** As its image does, it makes the namespace where there is none; a server that has just begun may be too slow for that. */
async function untilServes(address: string, retentionSeconds: number, gaveUp: () => boolean): Promise<void> {
  for (;;) {
    try {
      await ensureNamespace(address, NAMESPACE, gaveUp, retentionSeconds);
      return;
    } catch (error) {
      if (gaveUp()) throw error;
      await delay(REST_MS);
    }
  }
}

async function restartPorts(): Promise<Readonly<Record<(typeof PORTS)[number], string>>> {
  const found = new Set<number>();
  while (found.size < PORTS.length) found.add(await findFreePort());
  const free = [...found];
  return Object.fromEntries(PORTS.map((name, index) => [name, String(free[index])])) as Record<(typeof PORTS)[number], string>;
}

/** Of a duration as Temporal's image takes it: whole hours. */
export function secondsOf(duration: string): number {
  const hours = /^(?<hours>\d+)h$/u.exec(duration)?.groups?.['hours'];
  if (hours === undefined) throw new Error(`The retention ${duration} is not in hours`);
  return Number(hours) * 3_600;
}
