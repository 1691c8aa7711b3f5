import { describe, expect, test } from 'vitest';
import { verifyLedger } from '#service';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';
import { apiDesk, ERASURE } from './api-desk.js';

const database = await createTestDatabase();
const { get, post, engine } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const PDF = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'));
const INTAKE = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Thị Riêng' } };
const { byTwo, send, sendAll, take } = apiDesk({ get, post }, CLERK, INTAKE);

test('no table holds a name, a number or a word of the applicant in the clear, wherever it was given', async () => {
  const secrets = ['Hoàng Văn Kín', '079000999888', '0987000111', 'kin@example.vn', 'ngõ Kín Đáo', 'Lời kín đáo', 'Lý Thị Thay', 'Ngăn cản riêng'];
  const [name, idNumber, phone, email, address, words, proxy, reason] = secrets;
  const { links: { self } } = await take({
    applicant: { name, idNumber, phone, email, address },
    proxy: { name: proxy, email, address, authorisation: words },
    requestContent: words,
    note: words,
  });
  expect(dossierSchema.parse((await get(self, CLERK)).body).personal?.proxy).toEqual({ name: proxy, email, address, authorisation: words });
  await sendAll(
    self,
    { type: 'CorrectComponents', body: { components: [] }, text: { reason } },
    { type: 'CorrectPersonalData', body: { fields: ['note'] }, text: { note: `${words ?? ''}, ghi lại` } },
    { type: 'RequestSupplement', body: { items: [{ component: 'H99-LV02-COSO' }], reasonCode: 'incomplete' }, text: { reason } },
    { type: 'ReceiveSupplement' },
    { type: 'RecordResult' },
    { type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: true, signature: 'paper' }, text: { receiver: proxy, idNumber, authorisation: words } },
  );
  await post('/api/v1/dossiers/search', { ...CLERK, body: { text: name } });
  const tables = await engine.database.read.rows<{ name: string }>(`SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')`);
  expect(tables.map((table) => table.name)).toEqual(expect.arrayContaining(['dossier', 'dossier_event', 'command_inbox', 'personal_record', 'search_token', 'letter', 'task']));
  for (const table of tables) {
    for (const secret of secrets) {
      const bytes = Buffer.from(secret).toString('hex');
      const { n } = (await engine.database.read.first<{ n: number }>(`SELECT count(*) AS n FROM ${table.name} t WHERE strpos(t::text, $1) > 0 OR strpos(t::text, $2) > 0`, [secret, bytes])) ?? { n: -1 };
      expect([table.name, secret, n]).toEqual([table.name, secret, 0]);
    }
  }
});

describe('erasure', () => {
  test('takes names, words, files and letters away for good; the ledger stays whole and its history readable', async () => {
    const { code, links } = await take();
    await sendAll(links.self, { type: 'Withdraw', body: { reasonCode: 'own-wish' }, text: { reason: 'Lý do rất riêng' } });
    await byTwo(links.self, ERASURE);
    const dossier = dossierSchema.parse((await get(links.self, CLERK)).body);
    expect([dossier.personal, dossier.status]).toEqual([null, 'withdrawn']);
    const { text } = await get(`${links.timeline}?limit=200`, CLERK);
    expect(text).toContain('PersonalDataErased');
    expect(text).not.toContain('rất riêng');
    expect(((await post('/api/v1/dossiers/search', { ...CLERK, body: { text: 'nguyen thi rieng' } })).body['items'] as readonly { readonly code: string }[]).map((item) => item.code)).not.toContain(code);
    expect((await verifyLedger(engine)).ok).toBe(true);
  });

  test('is final: no words, name or file enter the dossier afterwards', async () => {
    const { id, links } = await take();
    await sendAll(links.self, { type: 'RecordResult' });
    await byTwo(links.self, ERASURE);
    const handOver = { type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' } };
    expect((await send(links.self, { ...handOver, text: { receiver: 'Người nhận' } })).body['code']).toBe('already-erased');
    expect((await send(links.self, { type: 'CorrectPersonalData', body: { fields: ['name'] }, text: { applicant: { name: 'A' } } })).body['code']).toBe('already-erased');
    expect((await post(links.files, { ...CLERK, raw: { type: 'application/pdf', content: PDF } })).status).toBe(404);
    await sendAll(links.self, handOver);
    const left = await engine.database.read.first<{ n: number }>(
      `SELECT (SELECT count(*) FROM personal_record WHERE dossier_id = $1) + (SELECT count(*) FROM search_token WHERE dossier_id = $1)
            + (SELECT count(*) FROM command_inbox WHERE dossier_id = $1 AND body IS NOT NULL) AS n`,
      [id],
    );
    expect(left?.n).toBe(0);
  });
});
