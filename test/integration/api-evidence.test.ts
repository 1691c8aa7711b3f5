import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.js';
import { openPlainCase } from '../support/cases.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, engine, clock, gateway } = await startTestApi(database);

const PDF = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'));
const OFFICER: Call = { as: { role: 'officer', agency: 'H99.31' } };

function upload(content: Uint8Array<ArrayBuffer> = PDF, call = OFFICER, query = ''): Promise<Answer> {
  return post(`/api/v1/evidence${query}`, { ...call, raw: { type: 'application/pdf', content } });
}

describe('evidence', () => {
  test('is stored for the agency of whoever uploads it, and handed out as it came', async () => {
    const stored = await upload();
    expect([stored.status, stored.body]).toMatchObject([201, { agency: 'H99.31', mediaType: 'application/pdf', size: PDF.length }]);
    const read = await get(String(stored.body['link']), OFFICER);
    expect([read.status, read.text]).toEqual([200, Buffer.from(PDF).toString()]);
  });

  test('is refused by its content and by its size as files of dossiers are', async () => {
    expect((await upload(new Uint8Array(Buffer.from('<script>alert(1)</script>')))).body['code']).toBe('file-type-refused');
    expect((await upload(new Uint8Array(0))).status).toBe(400);
    expect((await upload(new Uint8Array(20 * 1024 * 1024 + 1))).status).toBe(413);
  });

  test('is stored for an agency below by its head, for no other by anybody else', async () => {
    expect((await upload(PDF, OFFICER, '?agency=H99.05')).status).toBe(403);
    expect((await upload(PDF, { as: 'auditor' })).status).toBe(403);
    expect((await upload(PDF, OFFICER, '?agency=H99.9999')).status).toBe(400);
    expect((await upload(PDF, { as: 'manager' }, '?agency=H99.31')).status).toBe(201);
  });

  test('is read by its agency and by who watches over the province, and who read it is listed', async () => {
    const link = String((await upload()).body['link']);
    expect((await get(link, { as: { role: 'officer', agency: 'H99.05' } })).status).toBe(404);
    await get(link, { as: { role: 'manager', subject: 'reader' } });
    const { body } = await get(`${link}/accesses`, { as: 'auditor' });
    expect(body['items']).toMatchObject([{ subject: 'reader', role: 'manager' }]);
    expect((await get(`${link}/accesses`, OFFICER)).status).toBe(403);
  });

  test('is not among the files of dossiers, and what nobody uploaded is not found', async () => {
    const id = String((await upload()).body['file']);
    expect((await get(`/api/v1/files/${id}`, OFFICER)).status).toBe(404);
    expect((await get('/api/v1/evidence/00000000-0000-4000-8000-000000000000', OFFICER)).status).toBe(404);
  });
});

describe('a case', () => {
  const head: Call = { as: { role: 'head', agency: 'H99.31' } };

  test('is put into the hands of somebody by the head of its agency, once for a key', async () => {
    const { code } = await openPlainCase(engine, { key: 'assign', at: clock.now() });
    const path = `/api/v1/cases/${code}/assignments`;
    const body = { agency: 'H99.31', owner: 'officer@H99.31' };
    const first = await post(path, { ...head, key: 'assign-1', body });
    expect([first.status, first.body]).toMatchObject([200, { status: 'applied', caseCode: code, seq: [3, 3] }]);
    expect((await post(path, { ...head, key: 'assign-1', body })).body).toEqual(first.body);
    // Its workflow was not told of the new case yet, so it is told with the first command.
    expect(gateway.nudged).toHaveLength(2);
    expect((await post(path, { ...head, key: 'assign-1', body: { agency: 'H99.31' } })).body['code']).toBe('idempotency-key-reused');
    expect((await post(path, { ...head, key: 'assign-2', body })).body).toMatchObject({ status: 409, code: 'same-owner' });
  });

  test('is given by nobody else, and only to agencies there are', async () => {
    const { code } = await openPlainCase(engine, { key: 'assign-whom', at: clock.now() });
    const path = `/api/v1/cases/${code}/assignments`;
    expect((await post(path, { ...OFFICER, key: 'assign-whom-1', body: { agency: 'H99.05' } })).status).toBe(403);
    expect((await post(path, { as: { role: 'head', agency: 'H99.05' }, key: 'assign-whom-2', body: { agency: 'H99.05' } })).status).toBe(404);
    const unknown = await post(path, { ...head, key: 'assign-whom-3', body: { agency: 'H99.7777' } });
    expect(unknown.body).toMatchObject({ status: 422, code: 'unknown-agency', data: { agency: 'H99.7777' }, title: 'Không có cơ quan được nêu (H99.7777) trong danh mục.' });
    expect((await post('/api/v1/cases/NV-H99-2026-999999/assignments', { ...head, key: 'assign-whom-4', body: { agency: 'H99.31' } })).status).toBe(404);
  });
});
