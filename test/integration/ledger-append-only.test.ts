import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { type Database, openDatabase } from '#persistence';
import { sealLedger } from '../../libs/service/ledger/sealer.js';
import { sealSignerOf } from '../../libs/service/ledger/signing.js';
import { sha256 } from '../../libs/service/open-engine.js';
import { openVault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';
import { seedDossier, seedRules } from './ledger-seed.js';

const { url, ownerUrl } = await createTestDatabase();
const vault = openVault(randomBytes(32));
const signer = sealSignerOf(randomBytes(32));
let application: Database;
let owner: Database;

beforeAll(async () => {
  application = await openDatabase({ url });
  owner = await openDatabase({ url: ownerUrl });
  await application.transaction(seedRules);
  await application.transaction((tx) => seedDossier({ vault }, tx, '2026-08-19T09:00:00+07:00', { applicant: { name: 'Người nộp' } }));
  while ((await sealLedger({ database: application, sha256 }, parseInstant('2026-08-19T16:00:00+07:00'))).kind !== 'sealed');
  await sealLedger({ database: application, sha256 }, parseInstant('2026-08-20T16:00:00+07:00'), signer);
});
afterAll(async () => {
  await application.close();
  await owner.close();
});

const REWRITES = ['dossier_event', 'ledger_seal', 'ledger_seal_signature'].flatMap((table) => [
  [`UPDATE ${table} SET ${table === 'ledger_seal_signature' ? 'signed_at = 0' : "hash = repeat('0', 64)"}`],
  [`DELETE FROM ${table}`],
  [`TRUNCATE ${table} CASCADE`],
]);

test.each(REWRITES)('the application may not %s', async (statement) => {
  await expect(application.read.run(statement)).rejects.toThrow(/permission denied/u);
});

test.each(REWRITES)('even the owner is refused %s', async (statement) => {
  await expect(owner.read.run(statement)).rejects.toThrow(/the ledger is append-only/u);
});

test('the application may not alter tables', async () => {
  await expect(application.read.run('ALTER TABLE dossier_event DISABLE TRIGGER USER')).rejects.toThrow(/must be owner/u);
});
