import { createHash, randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { afterAll, expect, test } from 'vitest';
import { migrate } from '../../apps/migrate/main.js';
import { instant } from '#domain';
import { openDatabase } from '#persistence';
import { closeEngine, openEngine, readLetter, readLetterData } from '#service';
import { dataSourceOf } from '../../libs/persistence/data-source.js';
import { MIGRATIONS } from '../../libs/persistence/migrations/index.js';
import { AddLetterTemplates1790000000011 } from '../../libs/persistence/migrations/0011-letter-templates.js';
import { openVault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';
import { MASTER_KEY } from '../support/engine.js';

const { url, ownerUrl } = await createTestDatabase();
const engine = await openEngine({ databaseUrl: url, masterKey: MASTER_KEY, applicationName: 'letter-migration' });
const owner = await openDatabase({ url: ownerUrl });
afterAll(async () => {
  await closeEngine(engine);
  await owner.close();
});

test('files of letters produced before they were kept by content are read as they were, the same file of two letters too', async () => {
  const source = new DataSource({ ...dataSourceOf(ownerUrl, 'letter-migration').options, migrations: MIGRATIONS.slice(0, MIGRATIONS.indexOf(AddLetterTemplates1790000000011)) });
  await source.initialize();
  await source.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO dunghan_app');
  await source.runMigrations();
  // The rows stand for themselves: what they refer to is not looked at.
  await source.query('ALTER TABLE letter DROP CONSTRAINT letter_owed_by, DROP CONSTRAINT letter_dossier_id_fkey');
  await source.destroy();
  const vault = openVault(MASTER_KEY);
  const files = new Map([['one:apology:1', 'bytes of a letter'], ['two:apology:1', 'bytes of a letter'], ['three:refusal:4', 'other bytes']].map(([key = '', text = '']) => [key, Buffer.from(text)]));
  await owner.transaction(async (tx) => {
    for (const [key, file] of files) {
      const { ciphertext, keyRef } = await vault.seal(tx, { agency: 'H99.31', at: instant(1_787_104_800_000) }, `letter:${key}`, file);
      await tx.run(
        `INSERT INTO letter (key, dossier_id, kind, form, deadline_version, owed_by_seq, composed_from_seq, owed_at, status, produced_at, pdf, pdf_sha256, key_ref)
         VALUES ($1, $2, 'apology', '04', 1, 1, 1, 1, 'produced', 2, $3, $4, $5)`,
        [key, randomUUID(), ciphertext, createHash('sha256').update(file).digest('hex'), keyRef],
      );
    }
  });
  expect((await migrate(ownerUrl)).applied).toContain(AddLetterTemplates1790000000011.name);
  for (const [key, file] of files) {
    expect(Buffer.from((await readLetter(engine, key)) ?? []).toString()).toBe(file.toString());
    expect(await readLetterData(engine, key)).toBeUndefined();
  }
  expect(await owner.read.first('SELECT count(*) AS n FROM letter_content')).toEqual({ n: 2 });
});
