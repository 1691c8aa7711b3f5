import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, canonicalJson, instant, parseInstant } from '#domain';
import type { Period } from '#domain/figures';
import { type Database, openDatabase } from '#persistence';
import { describeFault } from '../../libs/service/ledger/fault.js';
import { verifyLedger } from '../../libs/service/ledger/verify.js';
import { sha256 } from '../../libs/service/open-engine.js';
import type { PublicationDocument, PublishedFigure } from '../../libs/service/published-figures/published-row.js';
import { publishFigures } from '../../libs/service/published-figures/publish-figures.js';
import { openVault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';
import { sealAll } from '../support/seal-all.js';
import { append, PROVINCE, seedDossier, type SeededDossier, seedRules } from './ledger-seed.js';

const { url, ownerUrl } = await createTestDatabase();
const vault = openVault(randomBytes(32));
const AUGUST: Period = { kind: 'month', year: 2026, month: 8 };
const AT = parseInstant('2026-09-02T09:00:00+07:00');
const MANAGER: Actor = { subject: 'manager-1', role: 'manager', agency: PROVINCE };
let database: Database;
let owner: Database;
let published: PublishedFigure;

beforeAll(async () => {
  database = await openDatabase({ url });
  owner = await openDatabase({ url: ownerUrl, poolSize: 1 });
  await database.transaction(seedRules);
  const first = await received('2026-08-19T09:00:00+07:00');
  await received('2026-08-20T09:00:00+07:00');
  published = await publish();
  await sealAll({ database, sha256 }, AT, ['dossier_event', 'published_figure']);
  // Lateness of August that is recorded in September, and a dossier nobody had entered.
  await becomeLate(first);
  await received('2026-08-21T09:00:00+07:00');
  await sealAll({ database, sha256 }, AT, ['dossier_event', 'published_figure']);
  await owner.read.run('CREATE TABLE saved AS TABLE published_figure');
  for (const table of ['published_figure', 'ledger_seal']) {
    await owner.read.run(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  }
});
afterEach(async () => {
  await owner.read.run('DELETE FROM published_figure');
  await owner.read.run('INSERT INTO published_figure SELECT * FROM saved');
});
afterAll(async () => {
  await owner.close();
  await database.close();
});

async function received(at: string): Promise<SeededDossier> {
  return database.transaction((tx) => seedDossier({ vault }, tx, at, { applicant: { name: 'Người nộp' } }));
}

async function becomeLate(dossier: SeededDossier): Promise<void> {
  const dueAt = instant(dossier.state?.dueAt ?? 0);
  await database.transaction((tx) => append(tx, dossier, [{ type: 'DossierBecameLate', occurredAt: dueAt, payload: { dueAt, promise: 1 } }], instant(AT + 86_400_000), `expiry@${String(dueAt)}`));
}

/** Again and again: transactions of other databases of the cluster may hold a round back. */
async function publish(): Promise<PublishedFigure> {
  for (;;) {
    const outcome = await publishFigures({ database, sha256 }, { scope: { province: PROVINCE }, period: AUGUST, by: MANAGER, at: AT });
    if (outcome.kind === 'published') {
      return outcome.figure;
    }
  }
}

async function found(): Promise<string> {
  const verification = await verifyLedger({ database, vault, sha256 });
  return verification.ok ? `whole, ${String(verification.published)} published, ${String(verification.unsealed)} unsealed` : describeFault(verification.fault);
}

/** What somebody who owns the database can make of a publication, with a hash and columns that fit. */
async function forge(change: (document: PublicationDocument) => object): Promise<void> {
  const row = await owner.read.first<{ document: string; prev_hash: string }>('SELECT document::text AS document, prev_hash FROM published_figure');
  const forged: PublicationDocument = { ...(JSON.parse(row!.document) as PublicationDocument), ...change(JSON.parse(row!.document) as PublicationDocument) };
  const text = canonicalJson(forged);
  await owner.read.run('UPDATE published_figure SET document = $1::json, hash = $2, edition = $3, seal_number = $4, published_by = $5', [text, sha256(row!.prev_hash + text), forged.edition, forged.seal.number, forged.by.subject]);
}

describe('verification of published figures', () => {
  test('a publication of which later events are known is whole: the events under its seal still give it', async () => {
    expect(published.counts).toMatchObject({ received: 2, open: 2, overdue: 2, becameLate: 0 });
    expect(await found()).toBe('whole, 1 published, 0 unsealed');
  });

  test('a number changed afterwards does not give its hash', async () => {
    await owner.read.run(`UPDATE published_figure SET document = replace(document::text, '"received":2', '"received":3')::json`);
    expect(await found()).toMatch(/published-figure: edition 1 of the figures of 2026-08-01 to 2026-08-31 .* does not give its hash/u);
  });

  test.each([
    ['a count that the events do not give', ({ counts }: PublicationDocument) => ({ counts: { ...counts, finishedLate: 1 } }), /says finishedLate = 1, but the events up to seal \d+ give 0/u],
    ['a rate its counts do not give', ({ rates }: PublicationDocument) => ({ rates: { ...rates, 'late-rate': { ...rates['late-rate'], n: 0 } } }), /says late-rate = 0 \/ 2, which is not what its counts give/u],
    ['a seal that is not there', () => ({ seal: { number: 1, hash: '0'.repeat(64) } }), /names seal 1 with the hash 0{64}, but the seals have/u],
    ['an edition without the one before it', () => ({ edition: 2 }), /does not attach to the edition before it/u],
  ])('%s is found although its hash was made to fit', async (_what, change, sentence) => {
    await forge(change);
    expect(await found()).toMatch(sentence);
  });

  // A row is found, listed and chained by its columns: one moved elsewhere would let the period be published a first time again.
  test.each([
    ['agency', `'H99.31'`], ['procedure_code', `'1.013225'`], ['field_code', `'xd'`], ['channel', `'online'`], ['first_day', 'first_day - 31'], ['last_day', 'last_day + 30'],
    ['edition', '2'], ['published_by', `'manager-9'`], ['published_at', 'published_at - 1'],
  ])('a column %s that is not what was published is found', async (column, value) => {
    await owner.read.run(`UPDATE published_figure SET ${column} = ${value}`);
    expect(await found()).toContain(`says otherwise than the column ${column} of its row`);
  });

  test('one whose numbers were made to fit anew is found by the seal that covers it', async () => {
    await forge(() => ({ by: { ...MANAGER, subject: 'manager-9' } }));
    expect(await found()).toMatch(/seal-root at seal \d+/u);
  });

  test('one that was removed is found by the seal that covers it', async () => {
    await owner.read.run('DELETE FROM published_figure');
    expect(await found()).toMatch(/seal-events at seal \d+/u);
  });
});

describe('the table', () => {
  test.each([['UPDATE published_figure SET edition = 3'], ['DELETE FROM published_figure'], ['TRUNCATE published_figure CASCADE']])('the application may not %s', async (statement) => {
    await expect(database.read.run(statement)).rejects.toThrow(/permission denied/u);
  });

  test('even the owner is refused a rewrite, and a later edition that nobody reopened', async () => {
    await owner.read.run('ALTER TABLE published_figure ENABLE TRIGGER USER');
    await expect(owner.read.run('UPDATE published_figure SET edition = 3')).rejects.toThrow(/the ledger is append-only/u);
    await expect(owner.read.run('TRUNCATE published_figure CASCADE')).rejects.toThrow(/the ledger is append-only/u);
    await expect(database.read.run(`INSERT INTO published_figure SELECT gen_random_uuid(), province, agency, procedure_code, field_code, channel, first_day, last_day, 2, seal_number, document, hash, hash, published_by, published_at FROM published_figure`)).rejects.toThrow(/edition 2 needs the one before it, reopened by two persons/u);
    await owner.read.run('ALTER TABLE published_figure DISABLE TRIGGER USER');
  });

  test('nobody confirms a reopening he asked for', async () => {
    await expect(database.read.run(`INSERT INTO figure_reopening SELECT id, 'x', 'u', 1, 'u', 2 FROM published_figure`)).rejects.toThrow(/figure_reopening_two_persons/u);
  });
});
