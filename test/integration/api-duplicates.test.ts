import { describe, expect, test } from 'vitest';
import { dossierItemSchema, duplicatesSchema } from '../../apps/api/views/list-views.js';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const CODE = '1.014464';
const HOA = { name: 'Nguyễn Thị Hòa', idNumber: '001199000001', phone: '0912 000 010' };
let intakes = 0;

async function takeIn(applicant: object, more: object = {}): Promise<string> {
  intakes += 1;
  const { body } = await post('/api/v1/dossiers', { ...CLERK, key: `duplicate-${String(intakes)}`, body: { procedureCode: CODE, agencyCode: 'H99.07', channel: 'counter', applicant, ...more } });
  return String(body['code']);
}

async function asked(applicant: object, procedureCode = CODE, as: Call = CLERK): Promise<readonly (readonly [string, string])[]> {
  const { items } = duplicatesSchema.parse((await post('/api/v1/dossiers/duplicates', { ...as, body: { procedureCode, applicant } })).body);
  return items.map(({ code, sameBy }) => [code, sameBy]);
}

const hoa = await takeIn(HOA);
const binh = await takeIn({ name: 'Trần Văn Bình', phone: '0912000011' });
await takeIn({ name: 'Lê Đình Phương', phone: '0912000012' }, { proxy: { name: 'Nguyễn Thị Hòa', idNumber: HOA.idNumber, phone: HOA.phone } });

describe('a dossier that is under way already', () => {
  test('is found by the identity number of its applicant, however it is written', async () => {
    expect(await asked({ name: 'Ai đó', idNumber: '001-199000001' })).toEqual([[hoa, 'id-number']]);
  });

  test('is found by telephone and name without tone marks', async () => {
    expect(await asked({ name: 'TRAN VAN  BINH', phone: '+84 912 000 011' })).toEqual([[binh, 'phone-and-name']]);
  });

  test.each([
    ['of somebody else of the household', { name: 'Trần Thị Bé', phone: '0912000011' }],
    ['of the same name and telephone under another number', { ...HOA, idNumber: '001199000002' }],
    ['of a namesake', { name: HOA.name }],
    ['filed by the same proxy for another', { name: 'Lê Đình Phương', phone: '0912000099', idNumber: '001199000003' }],
  ])('is not one %s', async (_, applicant) => {
    expect(await asked(applicant)).toEqual([]);
  });

  test('is not one of another procedure', async () => {
    expect(await asked(HOA, '1.013225')).toEqual([]);
  });

  test('is not one that is over', async () => {
    const over = { name: 'Đỗ Thị Hồng', idNumber: '001199000009' };
    const code = await takeIn(over);
    expect(await asked(over)).toEqual([[code, 'id-number']]);
    await post(`/api/v1/dossiers/${code}/commands`, { ...CLERK, key: 'duplicate-withdraw', body: { type: 'Withdraw', body: { reasonCode: 'applicant-request' } } });
    expect(await asked(over)).toEqual([]);
  });

  test('is told to those alone who may search and read personal data, within their reach', async () => {
    const statuses = await Promise.all((['manager', 'auditor', 'admin', 'citizen'] as const).map(async (as) => (await post('/api/v1/dossiers/duplicates', { as, body: { procedureCode: CODE, applicant: HOA } })).status));
    expect(statuses).toEqual([403, 403, 403, 403]);
    expect(await asked(HOA, CODE, { as: { role: 'clerk', agency: 'H99.32', subject: 'clerk-32' } })).toEqual([]);
  });

  test('is told without anybody\'s name', async () => {
    const { text } = await post('/api/v1/dossiers/duplicates', { ...CLERK, body: { procedureCode: CODE, applicant: HOA } });
    expect(text).toContain(hoa);
    expect(text).not.toMatch(/Hòa|0912|001199/);
  });
});

describe('a line of a queue', () => {
  test('says by when the papers must leave the desk, and when an online filing must be answered', async () => {
    clock.set('2026-08-18T10:00:00+07:00');
    const { body } = await post('/api/v1/dossiers', { ...CLERK, key: 'queue-online', body: { procedureCode: CODE, agencyCode: 'H99.07', channel: 'online', applicant: { name: 'Vũ Minh Hòa' } } });
    const page = pageOf(dossierItemSchema).loose();
    const lineOf = async (queue: string, code: unknown) => page.parse((await get(`/api/v1/dossiers?queue=${queue}`, CLERK)).body).items.find((item) => item.code === code);
    const answer = (body['answer'] as { readonly dueAt: string }).dueAt;
    expect(await lineOf('online-answer', body['code'])).toMatchObject({ answerDueAt: answer, transferDueAt: null });
    const clocks = (await get(`/api/v1/dossiers/${hoa}`, CLERK)).body['clocks'] as { readonly transferDueAt: string };
    expect(await lineOf('to-transfer', hoa)).toMatchObject({ transferDueAt: clocks.transferDueAt, answerDueAt: null, finishedAt: null });
  });

  test('says how many working minutes the desk has left to answer: nights and days off count for nothing, and what is late is below nought', async () => {
    clock.set('2026-08-21T16:00:00+07:00');
    const { body } = await post('/api/v1/dossiers', { ...CLERK, key: 'queue-online-minutes', body: { procedureCode: CODE, agencyCode: 'H99.07', channel: 'online', applicant: { name: 'Vũ Minh Hòa' } } });
    const minutes = async (): Promise<unknown> => pageOf(dossierItemSchema).loose().parse((await get('/api/v1/dossiers?queue=online-answer&limit=200', CLERK)).body).items.find((item) => item.code === body['code'])?.answerMinutes;
    const atOnce = await minutes();
    clock.set('2026-08-21T16:30:00+07:00');
    const later = await minutes();
    // Friday after closing, and Saturday's make-up day before opening: the same moment of office time.
    clock.set('2026-08-21T20:00:00+07:00');
    const night = await minutes();
    clock.set('2026-08-22T06:00:00+07:00');
    expect([atOnce, later, await minutes()]).toEqual([480, 450, night]);
    clock.set('2026-08-31T09:00:00+07:00');
    expect(await minutes()).toBeLessThan(0);
  });
});
