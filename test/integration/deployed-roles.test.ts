import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { deployedStatements, runAll } from '../../apps/cli/drill/topologies/deployed-roles.js';
import { prepareCluster, SUPERUSER, waitForPostgres } from '../../apps/local/postgres/cluster.js';
import { databaseUrlFor } from '../../apps/local/postgres/database-url.js';
import { findRestartPort, KillableServer } from '../../apps/cli/drill/killable-server.js';
import { migrate } from '../../apps/migrate/main.js';

const words = { superuser: 'super-word', owner: "owner's word", application: 'application-word', temporal: 'temporal-word' };
const folder = await mkdtemp(join(tmpdir(), 'dunghan-roles-'));
const port = await findRestartPort();
const address = (role: string, word: string, database: string): string => databaseUrlFor(`127.0.0.1:${String(port)}`, { role, password: word, database });
const superuserUrl = address(SUPERUSER, words.superuser, 'postgres');
const cluster = await prepareCluster(join(folder, 'postgres'), words.superuser);
const server = new KillableServer({ name: 'postgres', folder, launch: () => cluster.serve(port, { fsync: 'off' }), untilReady: (gaveUp) => waitForPostgres(superuserUrl, gaveUp) });
afterAll(async () => {
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});
await server.start();
await runAll(superuserUrl, await deployedStatements(words));
await migrate(address('dunghan_owner', words.owner, 'dunghan'));
await runAll(address('temporal', words.temporal, 'temporal'), ['CREATE TABLE executions (data text)']);

/** What came of a statement: the number of rows, or the SQLSTATE. */
async function tried(url: string, statement: string): Promise<number | string | null | undefined> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query(statement)).rowCount;
  } catch (error) {
    return error instanceof pg.DatabaseError ? error.code : String(error);
  } finally {
    await client.end();
  }
}

const [DENIED, WRONG_PASSWORD] = ['42501', '28P01'];

test('on a deployed cluster the application reads what is ours and nothing of Temporal', async () => {
  expect(await tried(address('dunghan_app', words.application, 'dunghan'), 'SELECT FROM dossier LIMIT 1')).toBe(0);
  expect(await tried(address('dunghan_app', words.application, 'temporal'), 'SELECT FROM executions LIMIT 1')).toBe(DENIED);
  expect(await tried(address('dunghan_app', words.application, 'temporal_visibility'), 'CREATE TABLE a (b text)')).toBe(DENIED);
});

test('on a deployed cluster Temporal reads what is its own and nothing of ours', async () => {
  expect(await tried(address('temporal', words.temporal, 'temporal'), 'SELECT FROM executions LIMIT 1')).toBe(0);
  expect(await tried(address('temporal', words.temporal, 'dunghan'), 'SELECT FROM dossier LIMIT 1')).toBe(DENIED);
  expect(await tried(address('temporal', words.temporal, 'dunghan'), 'CREATE TABLE a (b text)')).toBe(DENIED);
});

test.each(['dunghan_owner', 'dunghan_app', 'temporal', SUPERUSER])('on a deployed cluster %s signs in by its own password alone', async (role) => {
  expect(await tried(address(role, 'another word', 'postgres'), 'SELECT')).toBe(WRONG_PASSWORD);
});
