import { expect, test } from 'vitest';
import pg from 'pg';
import { migrate } from '../../apps/migrate/main.js';
import { MIGRATIONS } from '../../libs/persistence/migrations/index.js';
import { createTestDatabase } from '../support/database.js';

const database = await createTestDatabase();

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function empty(): Promise<void> {
  await asOwner((client) => client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO dunghan_app'));
}

test('a current schema is left as it is', async () => {
  expect((await migrate(database.ownerUrl)).applied).toEqual([]);
});

test('migrators that start at once on an empty database apply every migration once', async () => {
  await empty();
  const reports = await Promise.all(Array.from({ length: 6 }, () => migrate(database.ownerUrl)));
  expect(reports.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 0, 0, 0, MIGRATIONS.length]);
});

test('the application may not alter tables', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await expect(client.query('ALTER TABLE dossier ADD COLUMN extra text')).rejects.toThrow(/must be owner/);
  await client.end();
});
