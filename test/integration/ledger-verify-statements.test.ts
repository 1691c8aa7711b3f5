import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { canonicalJson, type ChainedRow, eventOfRow, foldDossier } from '#domain';
import { type Database, openDatabase } from '#persistence';
import { verifyLedger } from '#service';
import { chainRows, hashRow } from '../../libs/domain/dossier/ledger.js';
import { insertEvents, readLedger } from '../../libs/service/ledger-writer.js';
import { updateDossier } from '../../libs/service/projection.js';
import { createTestDatabase } from '../support/database.js';
import { sealAll } from '../support/seal-all.js';
import { apiDesk } from './api-desk.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const CLERK: Call = { as: { role: 'clerk', agency: 'H99.31' } };
const OFFICER: Call = { as: { role: 'officer', agency: 'H99.31' } };
const desk = apiDesk({ get, post }, CLERK, { procedureCode: '1.005144', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Nguyễn Văn Đạt', phone: '0901234567' } });
const REQUEST = { type: 'RequestSupplement', body: { items: [{ component: 'H99-LV04-DON' }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu đơn' } };

type Payload = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

let owner: Database;
/** A dossier written after the seal of the first one, and its ledger as it was written. */
let id: string;
let written: readonly ChainedRow[];

beforeAll(async () => {
  owner = await openDatabase({ url: database.ownerUrl, poolSize: 1 });
  await owner.read.run('ALTER TABLE dossier_event DISABLE TRIGGER USER');
  const keys = await owner.read.rows<{ table: string; name: string }>(`SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint WHERE confrelid = 'dossier_event'::regclass AND contype = 'f'`);
  for (const { table, name } of keys) {
    await owner.read.run(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  }
  await live('2026-08-18', '2026-08-19', '2026-09-25');
  await sealAll(engine, clock.now(), ['dossier_event']);
  id = await live('2026-09-28', '2026-09-29', '2026-11-09');
  written = await readLedger(owner.read, id);
});
afterEach(() => store(written));
afterAll(() => owner.close());

/** Waits a day for papers, then ends late. */
async function live(received: string, resumed: string, ended: string): Promise<string> {
  const give = async (at: string, body: object, call: Call): Promise<void> => {
    clock.set(`${at}:00+07:00`);
    const answer = await desk.send(path, body, call);
    expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
  };
  clock.set(`${received}T09:00:00+07:00`);
  const { code, links: { self: path } } = await desk.take();
  await give(`${received}T10:00`, REQUEST, OFFICER);
  await give(`${resumed}T10:00`, { type: 'ReceiveSupplement' }, CLERK);
  await give(`${ended}T15:00`, { type: 'RecordResult' }, CLERK);
  const row = await owner.read.first<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [code]);
  return row?.id ?? '';
}

/** What the owner of the database can do: another ledger with a chain without fault, and a row that fits it. */
async function store(rows: readonly ChainedRow[]): Promise<void> {
  const [first] = written;
  const chain = chainRows({ seq: 0, hash: first?.prevHash ?? '' }, rows, (row, prevHash) => hashRow(row, prevHash, engine.sha256));
  const state = foldDossier(chain.rows.map(eventOfRow));
  await owner.transaction(async (tx) => {
    await tx.run('DELETE FROM dossier_event WHERE dossier_id = $1', [id]);
    await insertEvents(tx, chain.rows);
    const settledAt = Math.max(...rows.map(({ recordedAt }) => recordedAt));
    await updateDossier(tx, id, state, { lastSeq: chain.head.seq, lastHash: chain.head.hash, settledAt, snapshot: rows.at(-1)?.calendarSnapshot ?? '' });
  });
}

async function rewrite(type: string, change: (payload: Payload) => object): Promise<void> {
  await store(written.map((row) => (row.type === type ? { ...row, payload: canonicalJson(change(JSON.parse(row.payload) as Payload)) } : row)));
}

function without(object: Readonly<Record<string, unknown>> | undefined, key: string): object {
  expect(object).toHaveProperty(key);
  return Object.fromEntries(Object.entries(object ?? {}).filter(([name]) => name !== key));
}

test('a ledger whose events state all they must is whole', async () => {
  expect(await verifyLedger(engine)).toMatchObject({ ok: true, dossiers: 2, unsealed: written.length });
});

test.each([
  ['whose its delay is', 'ResultRecorded', 'finish', 'shares', /states the shares of its delay , but its rules, calendar and earlier events give .*\(run 1, H99\.31/u],
  ['what the statute gave it', 'ResultRecorded', 'finish', 'statutory', /states that the statute states a limit, nothing, but .* give (?:true|false)$/u],
  ['the date of index 766 after its wait', 'SupplementReceived', 'dates', 'nationalIndex', /states the date of index 766 nothing, but .* give 2026-/u],
])('a dossier whose ledger, chained anew, does not say %s any more is found', async (_, type, of, field, detail) => {
  await rewrite(type, (payload) => ({ ...payload, [of]: without(payload[of], field) }));
  expect(await verifyLedger(engine)).toMatchObject({ ok: false, fault: { kind: 'date', dossierId: id, seq: written.findIndex((row) => row.type === type) + 1, detail: expect.stringMatching(detail) as string } });
});

test('an event that claims a transaction of before breaks the seal of then', async () => {
  await rewrite('ResultRecorded', (payload) => ({ ...payload, finish: without(payload['finish'], 'statutory') }));
  await owner.read.run(`UPDATE dossier_event SET xact_id = (SELECT min(xact_id::text::bigint)::text::xid8 FROM dossier_event) WHERE dossier_id = $1`, [id]);
  const { fault } = (await verifyLedger(engine)) as { readonly fault: { readonly kind: string } };
  expect(['figure', 'seal-events']).toContain(fault.kind);
});
