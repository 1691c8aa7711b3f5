import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { APPLICATION_ROLE, OWNER_ROLE } from '../../apps/local/postgres/roles.js';
import { testDatabaseUrl } from './postgres-server.js';

/** A migrated, empty database of one test file. */
export type TestDatabase = {
  readonly name: string;
  /** As the application's role. */
  readonly url: string;
  /** As the role that owns the tables. */
  readonly ownerUrl: string;
};

const CLOSING_TAKES_AT_MOST_MS = 2_000;
const ASK_EVERY_MS = 25;

/**
 * Clones the migrated template for the calling test file (call it at the file's top level, before opening anything).
 * After the file's last test the database is dropped, and a connection that is still open then fails the file.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { port, template } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(port, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${OWNER_ROLE}`));
  afterAll(() =>
    asSuperuser(port, async (client) => {
      const open = await connectionsLeft(client, name);
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      if (open.length > 0) throw new Error(`Connections left open on the test database:\n${open.join('\n')}`);
    }),
  );
  return {
    name,
    url: testDatabaseUrl(port, APPLICATION_ROLE, name),
    ownerUrl: testDatabaseUrl(port, OWNER_ROLE, name),
  };
}

/** Does in a test's database what only the owner of its tables can, such as rewriting what is append-only. */
export async function asOwner({ ownerUrl }: TestDatabase, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function connectionsLeft(client: pg.Client, database: string): Promise<readonly string[]> {
  const giveUp = performance.now() + CLOSING_TAKES_AT_MOST_MS;
  for (;;) {
    const { rows } = await client.query<{ line: string }>(
      `SELECT format('  %s as %s, %s: %s', pid, usename, state, left(query, 120)) AS line
         FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
      [database],
    );
    if (rows.length === 0 || performance.now() > giveUp) return rows.map((row) => row.line);
    await delay(ASK_EVERY_MS);
  }
}

async function asSuperuser<T>(port: number, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: testDatabaseUrl(port, 'postgres', 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
