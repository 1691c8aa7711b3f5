import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { deployedStatements, runAll } from '../../apps/cli/drill/topologies/deployed-roles.js';
import { prepareCluster, SUPERUSER, waitForPostgres } from '../../apps/local/postgres/cluster.js';
import { onServer } from '../../apps/local/postgres/on-server.js';
import { databaseUrlFor } from '../../apps/local/postgres/database-url.js';
import { findFreePort } from '../../apps/local/ports.js';
import { KillableServer } from '../../apps/cli/drill/killable-server.js';
import { migrate } from '../../apps/migrate/main.js';

const words = { superuser: 'super-word', owner: "owner's word", application: 'application-word', temporal: 'temporal-word' };
const folder = await mkdtemp(join(tmpdir(), 'dunghan-roles-'));
const port = await findFreePort();
const address = (role: string, word: string, database: string): string => databaseUrlFor(`127.0.0.1:${String(port)}`, { role, password: word, database });
const superuserUrl = address(SUPERUSER, words.superuser, 'postgres');
const cluster = await prepareCluster(join(folder, 'postgres'), words.superuser);
const server = new KillableServer({ name: 'postgres', folder, launch: () => cluster.serve(port, { fsync: 'off' }), untilReady: (gaveUp) => waitForPostgres(superuserUrl, gaveUp) });
afterAll(async () => {
  await server.end('SIGINT');
  await rm(folder, { recursive: true });
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

const OWN_FUNCTIONS = [`open_dossiers_of('officer')`, `named_dossier(gen_random_uuid())`, `case_concerns(gen_random_uuid(), 'task', '{}')`, `cases_of('{H99}', NULL, true)`];

test.each(OWN_FUNCTIONS)('what runs with the rights of the owner of our tables is called by the application and not by Temporal: %s', async (call) => {
  expect(await tried(address('dunghan_app', words.application, 'dunghan'), `SELECT ${call}`)).toEqual(expect.any(Number));
  expect(await tried(address('temporal', words.temporal, 'dunghan'), `SELECT ${call}`)).toBe(DENIED);
});

test('of what runs with the rights of the owner nothing is left out here, and nothing looks at tables the caller made', async () => {
  const { rows } = await onServer(address(SUPERUSER, words.superuser, 'dunghan'), (client) => client.query<{ name: string; path: string }>(`SELECT proname AS name, array_to_string(proconfig, ';') AS path FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace ORDER BY proname`));
  expect(rows.map(({ name }) => name)).toEqual(OWN_FUNCTIONS.map((call) => call.slice(0, call.indexOf('('))).toSorted());
  expect(rows.filter(({ path }) => path !== 'search_path=public, pg_temp')).toEqual([]);
});

test.each(['dunghan_owner', 'dunghan_app', 'temporal', SUPERUSER])('on a deployed cluster %s signs in by its own password alone', async (role) => {
  expect(await tried(address(role, 'another word', 'postgres'), 'SELECT')).toBe(WRONG_PASSWORD);
});
