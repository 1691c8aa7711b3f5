import { expect, test } from 'vitest';
import { produceLetter, publishLetterTemplate } from '#service';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, startTestApi } from './api-harness.js';

const desk = await startTestApi(await createTestDatabase());
const { clock, engine, get, post } = desk;
const TEMPLATES = '/api/v1/letter-templates';
let sent = 0;

function publish(scope: string, body: object, as = 'admin', key = `template-key-${String((sent += 1))}`): Promise<Answer> {
  return post(`${TEMPLATES}/${scope}/versions`, { as, key, body });
}

test('an administrator publishes how an agency prints, and everybody reads what that comes to with what it inherits', async () => {
  const published = await publish('H99.33', { numbering: 'tt01-2018', texts: { 'return-time': 'Sau {date}' } });
  expect([published.status, published.body['number']]).toEqual([201, 1]);
  const { body } = await get(`${TEMPLATES}/H99.33`, { as: 'clerk' });
  expect(body).toMatchObject({
    scope: 'H99.33',
    own: { number: 1, publishedBy: 'admin@H99' },
    inForce: { id: 'VN/1 H99/1 H99.33/1', content: { numbering: 'tt01-2018', place: 'Minh Họa', desk: { symbol: 'BPTNTKQ' }, texts: { 'return-time': 'Sau {date}' } } },
  });
  expect((await get(`${TEMPLATES}/VN`, { as: 'clerk' })).body).toMatchObject({ own: { number: 1, publishedBy: 'installation' }, inForce: { id: 'VN/1' } });
  expect((await get(`${TEMPLATES}/H99.02`, { as: 'clerk' })).body).toMatchObject({ own: null, inForce: { id: 'VN/1 H99/1' } });
});

test('the same key gives the same version, and another body under it is refused', async () => {
  const first = await publish('H99.05', { place: 'A' }, 'admin', 'template-once');
  await publish('H99.05', { place: 'B' });
  const again = await publish('H99.05', { place: 'A' }, 'admin', 'template-once');
  expect(again.body).toEqual(first.body);
  expect((await publish('H99.05', { place: 'C' }, 'admin', 'template-once')).status).toBe(422);
  const page = await get(`${TEMPLATES}/H99.05/versions?limit=1`, { as: 'clerk' });
  expect(page.body).toMatchObject({ items: [{ number: 1, content: { place: 'A' } }], next: '1' });
  expect((await get(`${TEMPLATES}/H99.05/versions?after=1`, { as: 'clerk' })).body).toMatchObject({ items: [{ number: 2, content: { place: 'B' } }], next: null });
});

test('scopes are listed in pages by the version in force', async () => {
  const first = await get(`${TEMPLATES}?limit=1`, { as: 'clerk' });
  expect(first.body).toMatchObject({ items: [{ scope: 'H99' }], next: 'H99' });
  const scopes = ((await get(`${TEMPLATES}?after=H99`, { as: 'clerk' })).body['items'] as readonly { scope: string }[]).map(({ scope }) => scope);
  expect(scopes.at(-1)).toBe('VN');
});

test.each([
  ['H99.33', { numbering: 'tt09' }, 400, '/body/numbering'],
  ['H99.33', { papper: {} }, 400, '/body/papper'],
  ['H99.33', { texts: { apology: 'Xin lỗi {applicant}.' } }, 422, '/body/texts/apology'],
  ['VN', { header: { agency: 'Ủy ban' } }, 422, '/body/header'],
  ['VN', { desk: { name: 'Một cửa' } }, 422, '/body/desk/name'],
])('a template of %s with %j is refused with %i at %s', async (scope, body, status, path) => {
  const answer = await publish(scope, body);
  expect([answer.status, (answer.body['errors'] as readonly { path: string }[])[0]?.path]).toEqual([status, path]);
});

test('a template is looked at as the form it would print before it is published, and nothing of it is kept', async () => {
  const body = { place: 'Nơi Thử', texts: { apology: '{agency} xin lỗi vì sự chậm trễ.' } };
  const preview = (form: string, as = 'admin', content: object = body): Promise<Answer> => post(`${TEMPLATES}/H99.32/preview?form=${form}`, { as, body: content });
  const [receipt, apology] = [await preview('01'), await preview('04')];
  expect([receipt.status, receipt.type, apology.status]).toEqual([200, 'application/pdf', 200]);
  expect((await readPdf(receipt.bytes)).text).toContain('Nơi Thử, ngày');
  expect((await readPdf(apology.bytes)).text).toContain('xin lỗi vì sự chậm trễ.');
  expect((await get(`${TEMPLATES}/H99.32`, { as: 'clerk' })).body).toMatchObject({ own: null });
  expect((await preview('04', 'admin', { texts: { apology: 'Xin lỗi.' } })).status).toBe(422);
  expect((await preview('01', 'head')).status).toBe(403);
});

test('nobody but who manages the catalogue of the province publishes; a scope that is no agency is not found', async () => {
  expect((await publish('H99.33', { place: 'A' }, 'head')).status).toBe(403);
  expect((await publish('H98', { place: 'A' })).status).toBe(404);
  expect((await get(`${TEMPLATES}/H98`, { as: 'clerk' })).status).toBe(404);
});

const INTAKE = { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Người nộp hồ sơ thử nghiệm', address: 'Tổ 1' } };
const CLERK = { role: 'clerk', agency: 'H99.31' } as const;
const OFFICER = { role: 'officer', agency: 'H99.31' } as const;

async function owedRequest(): Promise<{ readonly code: string; readonly key: string; readonly link: string }> {
  const taken = await post('/api/v1/dossiers', { as: CLERK, key: `intake-key-${String((sent += 1))}`, body: INTAKE });
  const code = String(taken.body['code']);
  clock.add(60_000);
  const body = { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' };
  const asked = await post(`/api/v1/dossiers/${code}/commands`, { as: OFFICER, key: `command-key-${String((sent += 1))}`, body: { type: 'RequestSupplement', body, text: { reason: 'Thiếu bản vẽ' } } });
  expect([asked.status, asked.status === 200 ? '' : asked.text]).toEqual([200, '']);
  const letters = (await get(`/api/v1/dossiers/${code}/letters`, { as: CLERK })).body['items'] as readonly { key: string; link: string; form: string }[];
  const letter = letters.find(({ form }) => form === '02');
  return { code, key: letter?.key ?? '', link: letter?.link ?? '' };
}

test('a letter is previewed as the file that is sent, before and after it is produced', async () => {
  const { key, link } = await owedRequest();
  const before = await get(`${link}/preview`, { as: CLERK });
  expect([before.status, before.type]).toEqual([200, 'application/pdf']);
  expect((await readPdf(before.bytes.slice())).text).toContain('Thiếu bản vẽ');
  await produceLetter(engine, key, clock.now());
  const [after, sentFile] = [await get(`${link}/preview`, { as: CLERK }), await get(link, { as: CLERK })];
  expect(Buffer.from(after.bytes).equals(Buffer.from(sentFile.bytes))).toBe(true);
  expect((await get(`${link}/preview`, { as: 'manager' })).status).toBe(403);
});

test('a letter that lacks a field says in Vietnamese which and what to do, in its preview and in its task', async () => {
  const { key, link } = await owedRequest();
  const without: typeof engine.rules = { ...engine.rules, rules: async (...asked) => {
    const rules = await engine.rules.rules(...asked);
    return { ...rules, agencies: new Map([...rules.agencies].map(([code, agency]) => [code, { ...agency, name: '' }])) };
  } };
  await expect(produceLetter({ ...engine, rules: without }, key, clock.now())).rejects.toThrow('header.superior');
  const tasks = (await get('/api/v1/tasks?agency=H99.31', { as: { role: 'head', agency: 'H99.31' } })).body['items'] as readonly { kind: string; sentence: string | null; data: object }[];
  expect(tasks.find(({ kind }) => kind === 'letter-failing')).toMatchObject({
    data: { letter: key, form: '02', field: 'header.superior' },
    sentence: 'Mẫu số 02 chưa in được vì thiếu tên cơ quan chủ quản: hãy bổ sung trong danh mục cơ quan hoặc công bố mẫu in của cơ quan; văn bản được lập ngay sau khi bổ sung.',
  });
  await engine.database.read.run(`UPDATE agency SET data = (data::jsonb || '{"name": ""}')::json WHERE code = 'H99.31'`);
  engine.rules.doubt();
  const preview = await get(`${link}/preview`, { as: CLERK });
  expect([preview.status, preview.body['code'], preview.body['detail']]).toEqual([409, 'letter-incomplete', expect.stringContaining('thiếu tên cơ quan chủ quản')]);
  await publishLetterTemplate(engine, 'H99.31', { header: { agency: 'Ủy ban nhân dân phường Trung Tâm' }, desk: { name: 'Bộ phận Một cửa' } }, { at: clock.now(), by: 'admin-1' });
  expect((await get(`${link}/preview`, { as: CLERK })).status).toBe(200);
});
