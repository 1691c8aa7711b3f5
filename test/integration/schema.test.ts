import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#persistence';
import { SCHEMA_FILE } from '../../apps/cli/schema-dump.js';
import { dataSourceOf } from '../../libs/persistence/data-source.js';
import { renderSchema } from '../../apps/cli/schema-text.js';
import { createTestDatabase } from '../support/database.js';

const { url, ownerUrl } = await createTestDatabase();
let database: Database;
let owner: Database;
const source = dataSourceOf(ownerUrl, 'dunghan-schema-test');

beforeAll(async () => {
  database = await openDatabase({ url });
  owner = await openDatabase({ url: ownerUrl });
  await source.initialize();
});
afterAll(async () => {
  await database.close();
  await owner.close();
  await source.destroy();
});

test('schema.sql is what the migrations make; npm run db:dump brings it up to date', async () => {
  const made = await renderSchema(database.read);
  expect(made).toContain('CREATE TABLE dossier_event (');
  expect(await readFile(SCHEMA_FILE, 'utf8')).toBe(made);
});

test('the entities say what the tables are, but for the columns of a type TypeORM does not know (xid8)', async () => {
  const difference = await source.driver.createSchemaBuilder().log();
  expect(difference.upQueries.map(({ query }) => query).sort()).toEqual([
    'ALTER TABLE "case_event" DROP COLUMN "xact_id"',
    'ALTER TABLE "dossier_event" DROP COLUMN "xact_id"',
    'ALTER TABLE "ledger_seal" DROP COLUMN "from_xact"',
    'ALTER TABLE "ledger_seal" DROP COLUMN "until_xact"',
    'ALTER TABLE "projection_pass" DROP COLUMN "until_xact"',
    'ALTER TABLE "published_figure" DROP COLUMN "xact_id"',
    'ALTER TABLE "quality_cursor" DROP COLUMN "until_xact"',
    'ALTER TABLE "register_cursor" DROP COLUMN "until_xact"',
    'ALTER TABLE "sealed_document" DROP COLUMN "xact_id"',
    'ALTER TABLE "staff_notice" DROP COLUMN "placed_xact"',
    'ALTER TABLE "watch_cursor" DROP COLUMN "until_xact"',
    'DROP INDEX "public"."case_event_xact"',
    'DROP INDEX "public"."dossier_event_xact"',
    'DROP INDEX "public"."published_figure_xact"',
    'DROP INDEX "public"."sealed_document_xact"',
    'DROP INDEX "public"."staff_notice_placed_xact"',
  ]);
});

test('every table but the list of migrations has an entity', async () => {
  const tables = await database.read.rows<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' ORDER BY 1`);
  expect(source.entityMetadatas.map(({ tableName }) => tableName).sort()).toEqual(tables.map(({ name }) => name).sort());
});

test('a table, column, index, constraint or grant more is a difference', async () => {
  const before = await renderSchema(owner.read);
  await owner.transaction(async (tx) => {
    for (const change of [
      'CREATE TABLE more (id integer)',
      'ALTER TABLE task ADD COLUMN more text',
      'CREATE INDEX more ON task (kind)',
      'ALTER TABLE task ADD CONSTRAINT more CHECK (created_at > 0)',
      'GRANT DELETE ON task TO dunghan_app',
      'ALTER TABLE task ALTER COLUMN agency DROP NOT NULL',
      `COMMENT ON TABLE task IS 'more'`,
    ]) {
      await expect(
        tx.attempt(async () => {
          await tx.run(change);
          expect(await renderSchema(tx), change).not.toBe(before);
          throw new Error('enough');
        }),
      ).rejects.toThrow('enough');
    }
  });
  expect(await renderSchema(owner.read)).toBe(before);
});
