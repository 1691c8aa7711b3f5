import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { sealSignerOf, verifyLedger } from '#service';
import { RelayMetrics } from '../../apps/relay/metrics.js';
import { relayLoops } from '../../apps/relay/schedule.js';
import { locationOf } from '../../libs/service/files/file-store.js';
import { createTestDatabase } from '../support/database.js';
import { FakeGateway } from '../workflow/fake-gateway.js';
import { apiDesk, ERASURE } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, engine, files, clock } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const PDF = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'));
const INTAKE = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Văn Đạt' } };
const { body: dossier } = await post('/api/v1/dossiers', { ...CLERK, key: 'files-intake', body: INTAKE });
const path = `/api/v1/dossiers/${String(dossier['code'])}`;

function upload(content: Uint8Array<ArrayBuffer> | string, type = 'application/pdf', call: Call = CLERK): Promise<Answer> {
  return post(`${path}/files`, { ...call, raw: { type, content } });
}

describe('a file', () => {
  test('is stored, entered into the ledger by a command, and handed out as it came', async () => {
    const stored = await upload(PDF);
    expect([stored.status, stored.body['mediaType'], stored.body['size']]).toEqual([201, 'application/pdf', PDF.length]);
    const attach = { type: 'AttachFile', body: { fileId: stored.body['fileId'], purpose: 'evidence' } };
    expect((await post(`${path}/commands`, { ...CLERK, key: 'files-attach', body: attach })).status).toBe(200);
    const { body } = await get(`${path}/timeline?after=1`, CLERK);
    expect(body['items']).toMatchObject([{ type: 'FileAttached', payload: { sha256: stored.body['sha256'], mediaType: 'application/pdf', size: PDF.length } }]);
    const read = await get(String(stored.body['link']), CLERK);
    expect([read.status, read.type, read.headers.get('x-content-type-options')]).toEqual([200, 'application/pdf', 'nosniff']);
    expect(read.text).toBe(Buffer.from(PDF).toString());
  });

  test('is known by its content, whatever it is called', async () => {
    expect((await upload(PDF, 'image/png')).body['mediaType']).toBe('application/pdf');
    const disguised = await upload('<script>alert(1)</script>');
    expect([disguised.status, disguised.body['code']]).toEqual([422, 'file-type-refused']);
  });

  test.each([
    ['that is empty', new Uint8Array(), 'application/pdf', 400],
    ['of more than 20 MiB', new Uint8Array(20 * 1024 * 1024 + 1), 'application/pdf', 413],
    ['of 60 MiB', new Uint8Array(60 * 1024 * 1024), 'application/pdf', 413],
    ['sent as JSON', '{}', 'application/json', 415],
  ])('%s is refused', async (_what, content, type, status) => {
    expect((await upload(content, type)).status).toBe(status);
  });

  test('of 20 MiB is taken here and nowhere else', async () => {
    const large = new Uint8Array(20 * 1024 * 1024);
    large.set(PDF);
    expect((await upload(large)).status).toBe(201);
    const elsewhere = await post('/api/v1/dossiers', { ...CLERK, key: 'files-elsewhere', raw: { type: 'application/pdf', content: PDF } });
    expect(elsewhere.status).toBe(415);
  });

  test('is read by those the dossier concerns only, and who read it is recorded', async () => {
    const stored = await upload(PDF);
    const link = String(stored.body['link']);
    expect((await get(link, { as: { role: 'officer', agency: 'H99.05' } })).status).toBe(404);
    expect((await get(link, { as: 'manager' })).status).toBe(403);
    expect((await get(link, { as: { role: 'officer', agency: 'H99.07', subject: 'reader' } })).status).toBe(200);
    const readers = await engine.database.read.rows<{ subject: string }>('SELECT subject FROM file_access WHERE file_id = $1', [stored.body['fileId']]);
    expect(readers).toEqual([{ subject: 'reader' }]);
  });

  test('of another dossier cannot be attached', async () => {
    const { body: other } = await post('/api/v1/dossiers', { ...CLERK, key: 'files-other-intake', body: INTAKE });
    const { body: stored } = await upload(PDF);
    const attach = { type: 'AttachFile', body: { fileId: stored['fileId'], purpose: 'evidence' } };
    const { status, body } = await post(`/api/v1/dossiers/${String(other['code'])}/commands`, { ...CLERK, key: 'files-other-attach', body: attach });
    expect([status, body['code']]).toEqual([422, 'unknown-file']);
  });

  test('of a dossier whose personal data was erased leaves the store by the next pass of the relay', async () => {
    const { body: other } = await post('/api/v1/dossiers', { ...CLERK, key: 'files-erased-intake', body: { ...INTAKE, refusal: { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' } } });
    const stored = await post(`/api/v1/dossiers/${String(other['code'])}/files`, { ...CLERK, raw: { type: 'application/pdf', content: PDF } });
    const location = locationOf(String(stored.body['fileId']));
    await apiDesk({ get, post }, CLERK, INTAKE).byTwo(`/api/v1/dossiers/${String(other['code'])}`, ERASURE);
    expect((await get(String(stored.body['link']), CLERK)).status).toBe(404);
    expect((await files.get(location)).length).toBeGreaterThan(0);
    const purge = relayLoops({ engine, clock, files, rootsDir: '', gateway: new FakeGateway(), heavy: { run: () => Promise.resolve(false) } }, sealSignerOf(new Uint8Array(32)), new RelayMetrics(), () => undefined).find(({ name }) => name === 'purge');
    await purge?.once(clock.now());
    await expect(files.get(location)).rejects.toThrow('holds nothing');
  });

  test('whose record was changed afterwards is named by the verification of the ledger', async () => {
    const { body: other } = await post('/api/v1/dossiers', { ...CLERK, key: 'files-verified-intake', body: INTAKE });
    const own = `/api/v1/dossiers/${String(other['code'])}`;
    const stored = await post(`${own}/files`, { ...CLERK, raw: { type: 'application/pdf', content: PDF } });
    await post(`${own}/commands`, { ...CLERK, key: 'files-verified', body: { type: 'AttachFile', body: { fileId: stored.body['fileId'], purpose: 'evidence' } } });
    const change = 'UPDATE stored_file SET sha256 = $2 WHERE id = $1';
    await engine.database.read.run(change, [stored.body['fileId'], '0'.repeat(64)]);
    expect(await verifyLedger(engine)).toMatchObject({ ok: false, fault: { kind: 'file', code: other['code'] } });
    await engine.database.read.run(change, [stored.body['fileId'], stored.body['sha256']]);
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  });

  test('cannot be uploaded by who may not attach it', async () => {
    expect((await upload(PDF, 'application/pdf', { as: 'auditor' })).status).toBe(403);
    expect((await upload(PDF, 'application/pdf', {})).status).toBe(401);
  });
});
