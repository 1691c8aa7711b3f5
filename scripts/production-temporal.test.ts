import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { deployedStatements } from '../apps/cli/drill/topologies/deployed-roles.js';
import { PORTS, secondsOf, serverEnvironment } from '../apps/cli/drill/topologies/production.js';
import { NAMESPACE } from '../apps/cli/drill/topologies/topology.js';
import { deployedTemporal } from './production-temporal.mjs';

interface Service {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
}

const { services } = parse(readFileSync(join(import.meta.dirname, '..', 'docker-compose.yml'), 'utf8'), { merge: true }) as { readonly services: Readonly<Record<string, Service>> };
const { version, told } = deployedTemporal();
const ports = Object.fromEntries(PORTS.map((name, index) => [name, String(15_000 + index)]));

test('the drill of production builds the very version that is deployed', () => {
  expect(services['temporal']?.image).toBe(`temporalio/auto-setup:${version}`);
});

test('its server is told all that docker-compose.yml tells, but for where things are on this machine', () => {
  const given = serverEnvironment({ configFolder: '/config', told }, { postgresPort: 5_433, password: 'word', ports });
  const differing = Object.entries(services['temporal']?.environment ?? {}).filter(([name, value]) => given[name] !== value).map(([name]) => name);
  expect(differing.toSorted()).toEqual(['DB_PORT', 'POSTGRES_SEEDS']);
  expect([given['NUM_HISTORY_SHARDS'], given['DB']]).toEqual(['512', 'postgres12']);
});

test('its namespace is the one our processes use, and keeps ended workflows as long', () => {
  expect([told['DEFAULT_NAMESPACE'], services['worker']?.environment?.['TEMPORAL_NAMESPACE']]).toEqual([NAMESPACE, NAMESPACE]);
  expect(secondsOf(told['DEFAULT_NAMESPACE_RETENTION'] ?? '')).toBe(72 * 3_600);
});

test('the container has no dynamic configuration of ours either', () => {
  expect([services['temporal']?.volumes, Object.keys(told).filter((name) => name.startsWith('DYNAMIC_CONFIG'))]).toEqual([undefined, []]);
});

test('roles and databases are made by the statements of deploy/postgres, in which the databases of Temporal belong to the role it signs in as', async () => {
  const statements = await deployedStatements({ owner: 'a', application: 'b', temporal: "it's" });
  expect(statements.filter((statement) => statement.includes('temporal'))).toEqual([
    `CREATE ROLE ${String(told['POSTGRES_USER'])} LOGIN PASSWORD 'it''s'`,
    ...[told['DBNAME'], told['VISIBILITY_DBNAME']].map((database) => `CREATE DATABASE ${String(database)} OWNER ${String(told['POSTGRES_USER'])}`),
  ]);
});
