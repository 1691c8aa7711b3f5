import { expect, test } from 'vitest';
import { foldDossier } from '#domain';
import { parCriterionSchema, surveyPageSchema, surveySchema } from '../../apps/api/views/survey-view.js';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { receivedEvent, resultEvent, SCENE, withdrawnEvent } from '../../libs/domain/performance/test-support/made-events.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';
import { storeLife } from './figures-seed.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const HEAD: Call = { as: { role: 'head', agency: 'H99.07', subject: 'head@H99.07' } };
const MANAGER: Call = { as: 'manager' };
const SURVEYS = '/api/v1/sipas-surveys';
const CSV = ['Yếu tố;Câu hỏi;Số trả lời;Số hài lòng', 'Tiếp cận dịch vụ;Nơi đón tiếp;100;90', 'Công chức;Thái độ;100;80', 'Công chức;Hướng dẫn;50;40', 'Kết quả cung ứng dịch vụ;Đúng hẹn;50;45'].join('\n');
let keys = 0;

function enter(csv: string, call = HEAD, change: object = {}): Promise<Answer> {
  keys += 1;
  return post(SURVEYS, { ...call, key: `survey-key-${String(keys)}`, body: { agency: 'H99.07', year: 2026, document: { csv }, ...change } });
}

test('a survey is counted by dimension and overall, beside the system\'s own rate', async () => {
  const entered = await enter(CSV);
  expect(entered.status).toBe(201);
  const { survey, own } = surveyPageSchema.parse(entered.body);
  expect(survey.dimensions.map(({ dimension, numerator, denominator, value }) => [dimension, numerator, denominator, value])).toEqual([
    ['access', 90, 100, 90], ['procedures', 0, 0, null], ['staff', 120, 150, 80], ['results', 45, 50, 90], ['feedback', 0, 0, null],
  ]);
  expect(survey.overall).toEqual({ numerator: 255, denominator: 300, value: 85 });
  expect(own).toMatchObject({ numerator: 0, denominator: 0, value: null, note: 'Không phát sinh' });
  expect((await get(survey.link, MANAGER)).body).toEqual(entered.body);
  const [stored] = await engine.database.read.rows<{ content: Buffer }>('SELECT content FROM sipas_survey WHERE id = $1', [survey.id]);
  expect(stored?.content.includes(Buffer.from('Yếu tố'))).toBe(false);
  await expect(engine.database.read.run('UPDATE sipas_survey SET year = 2025')).rejects.toThrow();
});

test('the same key gives the same survey, and another file under it is refused', async () => {
  const once = await post(SURVEYS, { ...HEAD, key: 'survey-once', body: { agency: 'H99.07', year: 2025, document: { csv: CSV } } });
  const again = await post(SURVEYS, { ...HEAD, key: 'survey-once', body: { agency: 'H99.07', year: 2025, document: { csv: CSV } } });
  expect([again.status, again.body]).toEqual([201, once.body]);
  const other = await post(SURVEYS, { ...HEAD, key: 'survey-once', body: { agency: 'H99.07', year: 2024, document: { csv: CSV } } });
  expect([other.status, other.body['code']]).toEqual([422, 'idempotency-key-reused']);
});

test('a file with wrong cells is refused whole, each named by its place', async () => {
  const before = pageOf(surveySchema).parse((await get(`${SURVEYS}?limit=200`, MANAGER)).body).items.length;
  const wrong = await enter('Yếu tố;Câu hỏi;Số trả lời;Số hài lòng\nTốc độ;x;10;5\nCông chức;y;10;11');
  expect([wrong.status, wrong.body['code'], (wrong.body['errors'] as readonly { reason: string }[]).map(({ reason }) => reason)]).toEqual([
    422, 'survey-invalid', ['Dòng 2, cột 1 (“Tốc độ”): Không phải một trong năm yếu tố của SIPAS: Tiếp cận dịch vụ; Thủ tục hành chính; Công chức; Kết quả cung ứng dịch vụ; Tiếp nhận, xử lý góp ý, phản ánh, kiến nghị.', 'Dòng 3, cột 4 (“11”): Số hài lòng không được lớn hơn số trả lời.'],
  ]);
  expect(pageOf(surveySchema).parse((await get(`${SURVEYS}?limit=200`, MANAGER)).body).items.length).toBe(before);
});

test.each([
  ['clerk', { as: 'clerk' }], ['an officer', { as: { role: 'officer', agency: 'H99.07' } }], ['the head of another agency', { as: { role: 'head', agency: 'H99.06' } }], ['an auditor', { as: 'auditor' }],
] as const)('no survey is entered by %s', async (_who, call) => {
  expect((await enter(CSV, call)).status).toBe(403);
});

test('an agency\'s surveys come page by page, the last first, and nobody beside it reads them', async () => {
  const ids: string[] = [];
  for (const rest of ['', '\n', '\n\n']) {
    clock.add(60_000);
    ids.unshift(surveyPageSchema.parse((await enter(CSV + rest, MANAGER, { agency: 'H99.05', year: 2023 })).body).survey.id);
  }
  const page = pageOf(surveySchema);
  const first = page.parse((await get(`${SURVEYS}?agency=H99.05&year=2023&limit=2`, MANAGER)).body);
  const second = page.parse((await get(`${SURVEYS}?agency=H99.05&year=2023&limit=2&after=${String(first.next)}`, MANAGER)).body);
  expect([[...first.items, ...second.items].map(({ id }) => id), second.next]).toEqual([ids, null]);
  expect((await get(`${SURVEYS}/${String(ids[0])}`, { as: { role: 'head', agency: 'H99.06' } })).status).toBe(404);
  expect((await get(`${SURVEYS}/00000000-0000-4000-8000-000000000000`, MANAGER)).status).toBe(404);
});

test('criteria of the PAR INDEX have rate, points, target and gap', async () => {
  await engine.database.read.run(`INSERT INTO calendar_version (id, published_at, published_by) VALUES ('calendar-1', 0, 'seed')`);
  for (let index = 0; index < 50; index += 1) {
    const opening = receivedEvent('2022-01-05T09:00', '2022-01-12T09:00', { ...SCENE, agency: 'H99.01', procedure: '1.014464' });
    const state = foldDossier([opening]);
    await storeLife(engine.database, [opening, index === 0 ? resultEvent(state, '2022-01-13T09:00') : index === 1 ? withdrawnEvent(state, '2022-01-06T09:00') : resultEvent(state, '2022-01-11T09:00')]);
  }
  await enter(CSV, MANAGER, { agency: 'H99.01', year: 2022 });
  const plan = '3.2. Kết quả giải quyết hồ sơ thủ tục hành chính\n- Mục tiêu: phấn đấu đạt 4,95/5 điểm\n6.1. Kết quả Chỉ số hài lòng (SIPAS)\n- Mục tiêu: phấn đấu đạt 8,2/10 điểm';
  const imported = await post('/api/v1/par-index/target-imports', { as: { role: 'head', agency: 'H99.01', subject: 'head@H99.01' }, key: 'par-targets-1', body: { agency: 'H99.01', year: 2022, catalogue: 'qd-1149', text: plan } });
  expect(imported.status).toBe(201);
  const { items } = pageOf(parCriterionSchema).parse((await get('/api/v1/par-criteria?agency=H99.01&year=2022', MANAGER)).body);
  expect(items.map(({ measure, criterion, rate, maximum, value, target, gap, note }) => [measure, criterion, rate.numerator, rate.denominator, maximum, value, target, gap, note])).toEqual([
    ['publication', '3.1', 0, 0, 3.5, null, null, null, 'Không phát sinh'],
    ['on-time', '3.2', 49, 50, 5, 4.9, 4.95, 0.05, null],
    ['sipas', '6.1', 255, 300, 10, 8.5, 8.2, 0, null],
    ['apology', null, 0, 0, null, null, null, null, 'Không phát sinh'],
  ]);
  expect(items[1]?.period).toMatchObject({ from: '2022-01-01', to: '2022-12-31' });
  expect((await get('/api/v1/par-criteria?agency=H99.01', { as: { role: 'officer', agency: 'H99.01' } })).status).toBe(403);
});
