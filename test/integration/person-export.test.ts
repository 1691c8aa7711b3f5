import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { NOTE_LIMIT, writeNote } from '#service';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, engine, clock } = await startTestApi(database);

const COMMUNE = 'H99.31';
const CLERK: Call = { as: { role: 'clerk', agency: COMMUNE, subject: 'clerk-31' } };
const HEAD: Call = { as: { role: 'head', agency: COMMUNE, subject: 'head-31' } };
const ID_NUMBER = '079000555666';
const PHONE = '0987555666';
const PDF = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<<>>\n%%EOF\n'));
const WHY = { reason: 'person-asked', documentNumber: '15/PYC' };
const desk = apiDesk({ get, post }, CLERK, {
  procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter', applicant: { name: 'Lương Thị Toàn Bộ', idNumber: ID_NUMBER, phone: PHONE }, requestContent: 'Xin cấp phép',
});
const BY_PROXY = {
  procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter',
  applicant: { name: 'Mai Văn Khác', idNumber: '079000999888', phone: '0911000222' }, proxy: { name: 'Lương Thị Toàn Bộ', idNumber: ID_NUMBER, phone: PHONE, authorisation: 'Giấy ủy quyền' },
};
let own = '';
let byProxy = '';
let fileId = '';

beforeAll(async () => {
  const taken = await desk.take();
  own = taken.code;
  const second = await post('/api/v1/dossiers', { ...CLERK, key: randomUUID(), body: BY_PROXY });
  if (second.status !== 201) throw new Error(second.text);
  byProxy = String(second.body['code']);
  fileId = String((await post(taken.links.files, { ...CLERK, key: randomUUID(), raw: { type: 'application/pdf', content: PDF } })).body['fileId']);
  await post(`${taken.links.self}/notes`, { ...HEAD, key: randomUUID(), body: { text: 'Hẹn gọi lại' } });
  await post('/api/v1/feedback', { ...CLERK, key: randomUUID(), body: { agencyCode: COMMUNE, channel: 'hotline', subject: 'conduct', sender: { name: 'Lương Thị Toàn Bộ', phone: PHONE }, content: 'Chờ lâu' } });
});

function unpacked({ bytes }: Answer): Readonly<Record<string, Uint8Array>> {
  return unzipSync(bytes);
}

function textOf(archive: Readonly<Record<string, Uint8Array>>, path: string): string {
  return strFromU8(archive[path] ?? new Uint8Array());
}

test('what is held about one person is handed out whole: dossiers as applicant and as proxy, words, files', async () => {
  const archive = unpacked(await post('/api/v1/person-exports', { ...HEAD, body: { idNumber: '079 000 555 666'.replaceAll(' ', ''), ...WHY } }));
  expect((JSON.parse(textOf(archive, 'index.json')) as { readonly dossiers: readonly string[] }).dossiers.toSorted()).toEqual([own, byProxy].sort());
  const dossier = textOf(archive, `dossiers/${own}/dossier.json`);
  for (const held of [ID_NUMBER, PHONE, 'Xin cấp phép', 'Hẹn gọi lại']) expect(dossier).toContain(held);
  expect(Buffer.from(archive[`dossiers/${own}/files/${fileId}.pdf`] ?? []).equals(PDF)).toBe(true);
});

test('files are named as their kind is, and of the notes of a dossier none is left out, as many as there may be', async () => {
  const [{ id } = { id: '' }] = await engine.database.read.rows<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [byProxy]);
  const picture = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0xff, 0xd9]);
  const stored = await post(`/api/v1/dossiers/${byProxy}/files`, { ...CLERK, key: randomUUID(), raw: { type: 'image/jpeg', content: picture } });
  expect(stored.status).toBe(201);
  for (let number = 1; number <= NOTE_LIMIT; number += 1) await writeNote(engine, id, { actor: { subject: 'head-31', role: 'head', agency: COMMUNE }, key: `note-${String(number)}`, text: `Ghi chú số ${String(number)}` }, clock.now());
  const archive = unpacked(await post('/api/v1/person-exports', { ...HEAD, body: { idNumber: ID_NUMBER, ...WHY } }));
  const { notes } = JSON.parse(textOf(archive, `dossiers/${byProxy}/dossier.json`)) as { readonly notes: readonly { readonly text: string }[] };
  expect(notes.map(({ text }) => text)).toEqual(Array.from({ length: NOTE_LIMIT }, (_, index) => `Ghi chú số ${String(index + 1)}`));
  expect(Object.keys(archive)).toContain(`dossiers/${byProxy}/files/${String(stored.body['fileId'])}.jpg`);
});

test('of somebody else in a dossier no more than the name is handed out', async () => {
  const archive = unpacked(await post('/api/v1/person-exports', { ...HEAD, body: { idNumber: ID_NUMBER, ...WHY } }));
  const { personal } = JSON.parse(textOf(archive, `dossiers/${byProxy}/dossier.json`)) as { readonly personal: object };
  expect(personal).toMatchObject({ applicant: { name: 'Mai Văn Khác' }, proxy: { idNumber: ID_NUMBER } });
  expect(JSON.stringify(personal)).not.toMatch(/079000999888|0911000222/u);
});

test('by telephone the feedback a person sent comes with it, though it is of no dossier', async () => {
  const archive = unpacked(await post('/api/v1/person-exports', { ...HEAD, body: { phone: '+84 987 555 666', ...WHY } }));
  const feedback = Object.keys(archive).filter((path) => path.startsWith('feedback/'));
  expect(feedback).toHaveLength(1);
  expect(textOf(archive, feedback[0] ?? '')).toContain('Chờ lâu');
});

test('an export is on record with its reason, and each dossier tells of it, without the number', async () => {
  const answer = await post('/api/v1/person-exports', { ...HEAD, body: { idNumber: ID_NUMBER, reason: 'court', documentNumber: '9/CV-TA' } });
  const requestId = answer.headers.get('x-request-id');
  expect(await engine.database.read.rows(`SELECT subject, agency, known_by, reason, dossiers FROM person_export WHERE document_number = '9/CV-TA'`)).toEqual([{ subject: 'head-31', agency: COMMUNE, known_by: 'id-number', reason: 'court', dossiers: 2 }]);
  const told = (await get(`/api/v1/access-log?dossier=${encodeURIComponent(byProxy)}`, HEAD)).body['items'] as readonly { readonly requestId: string; readonly view: string }[];
  expect(told.find((entry) => entry.requestId === requestId)).toMatchObject({ view: 'export', fields: ['everything'] });
  const clear = await engine.database.read.rows(`SELECT 1 FROM person_export e WHERE strpos(e::text, '${ID_NUMBER}') > 0 UNION ALL SELECT 1 FROM access_log a WHERE strpos(a::text, '${ID_NUMBER}') > 0`);
  expect(clear).toEqual([]);
});

test('somebody nobody knows is answered with an archive that says so, and that is on record too', async () => {
  const archive = unpacked(await post('/api/v1/person-exports', { ...HEAD, body: { idNumber: '000000000', reason: 'inspection', documentNumber: '1/KT' } }));
  expect(Object.keys(archive)).toEqual(['index.json']);
  expect(await engine.database.read.rows(`SELECT dossiers FROM person_export WHERE document_number = '1/KT'`)).toEqual([{ dossiers: 0 }]);
});

test('a head elsewhere finds nothing of it, and who may not export is refused', async () => {
  const elsewhere = unpacked(await post('/api/v1/person-exports', { as: { role: 'head', agency: 'H99.32', subject: 'head-32' }, body: { idNumber: ID_NUMBER, ...WHY } }));
  expect(Object.keys(elsewhere)).toEqual(['index.json']);
  const statuses = await Promise.all(['clerk', 'officer', 'manager', 'admin', 'auditor', 'signatory'].map(async (role) => (await post('/api/v1/person-exports', { as: role, body: { idNumber: ID_NUMBER, ...WHY } })).status));
  expect(statuses).toEqual([403, 403, 403, 403, 403, 403]);
});

test.each([
  ['both numbers', { idNumber: ID_NUMBER, phone: PHONE, ...WHY }],
  ['no number', WHY],
  ['no reason', { idNumber: ID_NUMBER, documentNumber: '1/KT' }],
  ['a reason in words', { idNumber: ID_NUMBER, reason: 'person-asked', documentNumber: 'vì Lương Thị Toàn Bộ xin' }],
])('an export with %s is refused', async (_, body) => {
  expect((await post('/api/v1/person-exports', { ...HEAD, body })).status).toBe(400);
});
