import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '#persistence';
import { type Engine, purgeErasedFiles, verifyLedger } from '#service';
import { makeMorningLists, watchLedger } from '#service/figures';
import { createTestDatabase } from '../support/database.js';
import { apiDesk, ERASURE } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine, files } = await startTestApi(database);

const COMMUNE = 'H99.31';
const CLERK: Call = { as: { role: 'clerk', agency: COMMUNE, subject: 'clerk-31' } };
const HEAD: Call = { as: { role: 'head', agency: COMMUNE, subject: 'head-31' } };
/** Nobody else in the database bears these. */
const [NAME, ID_NUMBER, PHONE, EMAIL, WORDS, PROXY] = ['Vũ Thị Dấu Vết', '079000777666', '0987000321', 'dauvet@example.vn', 'Lời dấu vết', 'Lê Văn Dấu Thay'];
const MARKS = [NAME, ID_NUMBER, PHONE, EMAIL, WORDS, PROXY];
const PDF = Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Title (${WORDS}) >>\nendobj\ntrailer\n<<>>\n%%EOF\n`);
const desk = apiDesk({ get, post }, CLERK, {
  procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter',
  applicant: { name: NAME, idNumber: ID_NUMBER, phone: PHONE, email: EMAIL, address: WORDS }, proxy: { name: PROXY, authorisation: WORDS }, requestContent: WORDS, note: WORDS,
});

/** Everything the vault sealed that says a mark, by the hexadecimal digits of its ciphertext. */
const sealed = new Map<string, string>();
let owner: Database;

beforeAll(async () => {
  owner = await openDatabase({ url: database.ownerUrl, poolSize: 1 });
  const vault: Engine['vault'] = { ...engine.vault };
  const listening: Pick<Engine['vault'], 'seal'> = {
    seal: async (tx, scope, context, plaintext) => {
      const given = await vault.seal(tx, scope, context, plaintext);
      if (MARKS.some((mark) => Buffer.from(plaintext).includes(mark) || Buffer.from(plaintext).includes(JSON.stringify(mark).slice(1, -1)))) {
        sealed.set(Buffer.from(given.ciphertext).toString('hex'), context);
      }
      return given;
    },
  };
  Object.assign(engine.vault, listening);
  await livedThrough();
});
afterAll(() => owner.close());

function ok({ status, text }: Answer): void {
  expect([status < 300, status < 300 ? '' : text]).toEqual([true, '']);
}

/** A dossier of which every part of the system learned something: papers, words, urging, feedback, two rules of the watch list, a list of the portal. */
async function livedThrough(): Promise<void> {
  const at = (moment: string): void => void clock.set(`${moment}:00+07:00`);
  at('2026-08-05T09:00');
  const { code, links: { self, files: upload } } = await desk.take();
  ok(await post(upload, { ...CLERK, key: randomUUID(), raw: { type: 'application/pdf', content: new Uint8Array(PDF) } }));
  ok(await desk.send(self, { type: 'Forward', body: { stage: 'desk' } }));
  ok(await desk.send(self, { type: 'CorrectComponents', body: { components: [] }, text: { reason: WORDS } }));
  ok(await post(`${self}/notes`, { ...HEAD, key: randomUUID(), body: { text: `${NAME} hẹn gọi lại ${PHONE}` } }));
  ok(await post(`${self}/proposals`, { ...HEAD, key: randomUUID(), body: { type: 'RefuseAfterAppraisal', body: { reasonCode: 'not-eligible', documentNumber: '1/TB' }, text: { reason: WORDS } } }));
  ok(await post(`${self}/urgings`, { ...CLERK, key: randomUUID(), body: { by: 'applicant', content: `${NAME} hỏi` } }));
  ok(await post('/api/v1/feedback', { ...CLERK, key: randomUUID(), body: { agencyCode: COMMUNE, channel: 'hotline', subject: 'conduct', dossierCode: code, sender: { name: NAME, phone: PHONE }, content: WORDS } }));
  at('2026-08-13T16:00');
  ok(await desk.send(self, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: WORDS } }));
  at('2026-08-14T09:00');
  const again = await desk.take();
  await watchAll();
  const { items } = (await get('/api/v1/watch-list?limit=200', HEAD)).body as { readonly items: readonly { readonly id: number; readonly dossierCode: string }[] };
  const found = items.filter(({ dossierCode }) => dossierCode === code);
  expect(found).toHaveLength(2);
  for (const finding of found) {
    ok(await post(`/api/v1/watch-list/${String(finding.id)}/notes`, { ...HEAD, body: { text: `${NAME} (${PHONE}) xin rút` } }));
  }
  at('2026-08-25T09:00');
  ok(await desk.send(again.links.self, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: WORDS } }));
  at('2026-08-26T07:30');
  while ((await makeMorningLists(engine, clock.now(), 500)) > 0);
  const list = `Mã hồ sơ;Tên chủ hồ sơ;Trạng thái;Hạn trả\n${code};${NAME};8;\nH99.99-20260805-0000099;${NAME} ${PHONE};2;\n`;
  ok(await post('/api/v1/portal-comparisons', { ...HEAD, key: randomUUID(), body: { agency: COMMUNE, from: '2026-08-01', to: '2026-08-31', document: { csv: list } } }));
}

async function watchAll(): Promise<void> {
  const until = (await engine.database.read.first<{ xact: string }>('SELECT max(xact_id::text::bigint)::text AS xact FROM dossier_event'))?.xact ?? '0';
  for (;;) {
    while (await watchLedger(engine, clock.now()));
    const cursor = (await engine.database.read.first<{ xact: string }>('SELECT until_xact::text AS xact FROM watch_cursor'))?.xact ?? '0';
    if (BigInt(cursor) > BigInt(until)) return;
  }
}

/** Rows of any table that hold a mark in the clear, or something sealed that says one, with what it was sealed for. */
async function traces(): Promise<readonly string[]> {
  const tables = await owner.read.rows<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
  const hex = MARKS.map((mark) => Buffer.from(mark).toString('hex'));
  const found: string[] = [];
  for (const { name } of tables) {
    const clear = await owner.read.first<{ n: number }>(`SELECT count(*) AS n FROM ${name} t WHERE EXISTS (SELECT FROM unnest($1::text[]) AS mark WHERE strpos(t::text, mark) > 0)`, [[...MARKS, ...hex]]);
    found.push(...Array.from({ length: clear?.n ?? 0 }, () => `${name} in the clear`));
    const columns = await owner.read.rows<{ name: string }>(`SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND data_type = 'bytea'`, [name]);
    for (const { name: column } of columns) {
      const rows = await owner.read.rows<{ hex: string }>(`SELECT encode(${column}, 'hex') AS hex FROM ${name} WHERE encode(${column}, 'hex') = ANY($1)`, [[...sealed.keys()]]);
      found.push(...rows.map((row) => `${name}.${column}, sealed for ${sealed.get(row.hex)?.split(':')[0] ?? ''}`));
    }
  }
  return found.sort();
}

test('erasing a dossier and the other one of its applicant leaves no trace of a name, number or word in any table, and the ledger whole', async () => {
  const before = await traces();
  expect(before.filter((trace) => trace.endsWith('in the clear'))).toEqual([]);
  for (const place of ['personal_record.ciphertext', 'watch_note.content', 'dossier_note.content', 'proposal.content', 'portal_comparison.source', 'case_record']) {
    expect(before.filter((trace) => trace.startsWith(place)), place).not.toEqual([]);
  }
  const others = await owner.read.rows<{ code: string }>('SELECT code FROM dossier ORDER BY received_at');
  expect(others).toHaveLength(2);
  for (const { code } of others) {
    await desk.byTwo(`/api/v1/dossiers/${encodeURIComponent(code)}`, ERASURE);
  }
  while ((await purgeErasedFiles(engine, files)) > 0);
  expect(await traces()).toEqual([]);
  expect(await owner.read.rows(`SELECT location FROM stored_file WHERE dossier_id IS NOT NULL`)).toEqual([{ location: null }]);
  expect(await owner.read.rows(`SELECT refiled_id, (refiled_at + 25200000) % 86400000 AS rest FROM watch_finding WHERE refiled_at IS NOT NULL`)).toEqual([{ refiled_id: null, rest: 0 }]);
  const listed = (await get('/api/v1/watch-list?limit=200', HEAD)).body as { readonly items: readonly { readonly id: number; readonly refiledCode: string | null; readonly state: string }[] };
  expect(listed.items.map(({ refiledCode, state }) => [refiledCode, state])).toEqual([[null, 'looked-at'], [null, 'looked-at']]);
  expect((await get(`/api/v1/watch-list/${String(listed.items[0]?.id)}`, HEAD)).body['noted']).toMatchObject([{ by: 'head-31', text: null }]);
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});
