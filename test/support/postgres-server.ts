import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { prepareCluster, waitForPostgres } from '../../apps/local/postgres/cluster.js';
import { ensureRolesAndDatabase, OWNER_ROLE } from '../../apps/local/postgres/roles.js';
import { findFreePort } from '../../apps/local/ports.js';
import { migrate } from '../../apps/migrate/main.js';

/** Where the run's PostgreSQL answers, and the migrated database that tests clone. */
export type TestPostgres = { readonly port: number; readonly template: string };

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres;
  }
}

const TEMPLATE = 'dunghan_template';
// A test cluster is thrown away after the run, so it need not survive a crash.
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** The address of a database of the run's PostgreSQL for one role. */
export function testDatabaseUrl(port: number, role: string, database: string): string {
  return `postgres://${role}@127.0.0.1:${String(port)}/${database}`;
}

/** Vitest global setup: one PostgreSQL for the run, with a template database migrated once; ended and removed after it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'dunghan-test-'));
  const cluster = await prepareCluster(join(folder, 'postgres'));
  const port = await findFreePort();
  const { command, args, ...identity } = cluster.serve(port, FORGETFUL);
  const server = spawn(command, [...args], { ...identity, cwd: '/', stdio: 'ignore' });
  const ended = once(server, 'exit');
  const teardown = async (): Promise<void> => {
    server.kill('SIGQUIT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const superuserUrl = testDatabaseUrl(port, 'postgres', 'postgres');
    await waitForPostgres(superuserUrl, () => server.exitCode !== null);
    await ensureRolesAndDatabase(superuserUrl, TEMPLATE, { owner: 'trusted', application: 'trusted' });
    await migrate(testDatabaseUrl(port, OWNER_ROLE, TEMPLATE));
    await forbidConnections(superuserUrl);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('postgres', { port, template: TEMPLATE });
  return teardown;
}

async function forbidConnections(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`ALTER DATABASE ${TEMPLATE} WITH ALLOW_CONNECTIONS false`);
  await client.end();
}
