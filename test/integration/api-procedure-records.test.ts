import { expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.js';
import { portalRecord } from '../fixtures/portal-records.js';
import { type Answer, startTestApi } from './api-harness.js';

const api = await startTestApi(await createTestDatabase());
const { clock, engine, get, post } = api;
const RECORDS = '/api/v1/procedure-records';
let sent = 0;

interface Flag {
  readonly id: string;
  readonly code: string;
  readonly recorded: object | null;
  readonly suggested: { readonly limit?: object; readonly amount?: number } | null;
  readonly answer: { readonly choice: string; readonly value: object; readonly at: string; readonly by: string } | null;
}

function send(path: string, body: object, as = 'admin', key = `record-key-${String((sent += 1))}`): Promise<Answer> {
  return post(path, { as, key, body });
}

const flagsIn = ({ body }: Answer): readonly Flag[] => body['flags'] as readonly Flag[];
const openIn = (answer: Answer): readonly Flag[] => flagsIn(answer).filter(({ answer: given }) => given === null);

async function latestOf(code: string): Promise<number> {
  return ((await get(`/api/v1/procedures/${code}/versions`, { as: 'admin' })).body['items'] as readonly { readonly version: number }[]).at(-1)?.version ?? 0;
}

/** Settles every open flag: as the rest of the record suggests, else as recorded. */
async function settle(id: string): Promise<Answer> {
  const record = await get(`${RECORDS}/${id}`, { as: 'admin' });
  const answers = openIn(record).map((flag) => ({ flag: flag.id, choice: flag.suggested === null ? 'as-recorded' : 'as-suggested' }));
  return answers.length === 0 ? record : send(`${RECORDS}/${id}/answers`, { answers });
}

test('the same record again is the same draft, whoever brings it, in its envelope kept as it came', async () => {
  const record = portalRecord('1.001193');
  const [first, again] = [await send(RECORDS, record), await send(RECORDS, record, 'admin')];
  expect([first.status, again.status, again.body['id']]).toEqual([201, 201, first.body['id']]);
  const kept = await engine.database.read.first<{ record: unknown }>('SELECT record FROM procedure_record_draft WHERE id = $1', [first.body['id']]);
  expect(kept?.record).toEqual(record);
  const listed = (await get(`${RECORDS}?code=1.001193`, { as: 'admin' })).body['items'];
  expect(listed).toMatchObject([{ id: first.body['id'], code: '1.001193', flags: flagsIn(first).length, openFlags: flagsIn(first).length, publishedVersion: null }]);
});

test('a key stands for one record', async () => {
  const { data } = portalRecord('2.001610');
  expect((await send(RECORDS, { ...data, note: 'một' }, 'admin', 'one-key-for-two')).status).toBe(201);
  expect((await send(RECORDS, { ...data, note: 'một' }, 'admin', 'one-key-for-two')).status).toBe(201);
  const other = await send(RECORDS, { ...data, note: 'hai' }, 'admin', 'one-key-for-two');
  expect([other.status, other.body['code']]).toEqual([422, 'idempotency-key-reused']);
});

test('a flag is settled with who, when and which value; a later answer counts and the earlier one stays', async () => {
  const { data } = portalRecord('2.001610');
  const imported = await send(RECORDS, data);
  const fee = flagsIn(imported).find(({ code }) => code === 'fee-smaller-than-text');
  expect(fee).toMatchObject({ id: 'fee-smaller-than-text@executionMethods[0].fees[0]', recorded: { amount: 100 }, suggested: { amount: 100_000 }, answer: null });
  const path = `${RECORDS}/${String(imported.body['id'])}/answers`;
  clock.set('2026-08-18T10:00:00+07:00');
  expect((await send(path, { answers: [{ flag: fee?.id, choice: 'as-recorded' }] })).status).toBe(200);
  clock.set('2026-08-18T11:00:00+07:00');
  const settled = await send(path, { answers: [{ flag: fee?.id, choice: 'as-suggested' }] });
  expect(flagsIn(settled).find(({ id }) => id === fee?.id)?.answer).toEqual({ choice: 'as-suggested', value: { kind: 'amount', amount: 100_000 }, at: '2026-08-18T11:00:00+07:00', by: 'admin@H99' });
  expect((settled.body['draft'] as { readonly fees: unknown }).fees).toEqual([{ name: 'Phí, lệ phí', amount: 100_000, text: 'Phí công bố nội dung đăng ký doanh nghiệp: 100.000 đồng/lần (Thông tư số 47/2019/TT-BTC)' }]);
  expect(await engine.database.read.rows('SELECT number, choice FROM procedure_record_answer WHERE flag_id = $1 AND draft_id = $2 ORDER BY number', [fee?.id, imported.body['id']])).toEqual([{ number: 1, choice: 'as-recorded' }, { number: 2, choice: 'as-suggested' }]);
});

test.each([
  [{ flag: 'no-such-flag@x', choice: 'as-recorded' }, '/body/answers/0/flag'],
  [{ flag: 'no-paper-required@executionCases', choice: 'as-suggested' }, '/body/answers/0/choice'],
  [{ flag: 'no-paper-required@executionCases', choice: 'corrected', value: { kind: 'amount', amount: 5 } }, '/body/answers/0/value'],
  [{ flag: 'no-paper-required@executionCases', choice: 'corrected' }, '/body/answers/0/value'],
])('the answer %j settles nothing and is told at %s', async (answer, path) => {
  const imported = await send(RECORDS, portalRecord('1.013225'));
  const told = await send(`${RECORDS}/${String(imported.body['id'])}/answers`, { answers: [answer] });
  expect([told.status, told.body['code'], (told.body['errors'] as readonly { readonly path: string }[])[0]?.path]).toEqual([422, 'answer-does-not-fit', path]);
});

test('a record becomes the next version once every flag is settled and a person supplied what it cannot say; then it is closed', async () => {
  const { data } = portalRecord('1.013225');
  const imported = await send(RECORDS, { ...data, note: 'bản ghi để công bố' });
  const id = String(imported.body['id']);
  const publication = `${RECORDS}/${id}/publication`;
  const rules = { effectiveFrom: '2026-12-01', legalParts: { sets: 2, without: ['form', 'conditions'] } };
  const tooEarly = await send(publication, { rules });
  expect([tooEarly.status, tooEarly.body['code']]).toEqual([409, 'record-flags-open']);
  const contradiction = flagsIn(imported).find(({ code }) => code === 'case-term-contradicts-methods');
  expect(contradiction).toMatchObject({ found: ['20 ngày', '10 ngày làm việc'], recorded: { limit: { unit: 'calendar-days', amount: 20 } }, suggested: { limit: { unit: 'working-days', amount: 10 } } });
  expect(openIn(await settle(id))).toEqual([]);

  const bare = await send(publication, { rules });
  expect([bare.status, bare.body['code'], (bare.body['errors'] as readonly { readonly path: string }[]).map(({ path }) => path)]).toEqual([
    422,
    'record-incomplete',
    ['competentAgencies', 'immediate', 'pauseGrounds', 'supplement', 'answer', 'apology', 'cases/0'].map((part) => `/body/rules/${part}`),
  ]);
  const before = await latestOf('1.013225');
  const made = await send(publication, { carryFrom: before, rules });
  expect([made.status, made.body]).toMatchObject([201, { code: '1.013225', version: before + 1, missing: [], warnings: [{ code: 'stages-below-term' }] }]);
  const again = await send(publication, { carryFrom: before, rules });
  expect([again.status, again.body['version']]).toEqual([201, before + 1]);
  const version = (await get(`/api/v1/procedures/1.013225/versions/${String(before + 1)}`, { as: 'clerk' })).body['procedure'];
  expect(version).toMatchObject({ announcedBy: { number: '1077/QĐ-BXD', date: '2026-06-29', issuer: 'Bộ Xây dựng' }, legalParts: { sets: 2, subjects: ['Doanh nghiệp', 'Công dân Việt Nam'] }, cases: [{ parts: [{ term: { limit: { unit: 'working-days', amount: 10 } } }] }] });
  const closed = await send(`${RECORDS}/${id}/answers`, { answers: [{ flag: contradiction?.id, choice: 'as-recorded' }] });
  expect([closed.status, closed.body['code']]).toEqual([409, 'record-published']);
  expect((await get(`${RECORDS}/${id}`, { as: 'admin' })).body['published']).toMatchObject({ version: before + 1, by: 'admin@H99' });
});

test('rules that do not hold together are refused with their place', async () => {
  const { data } = portalRecord('1.013225');
  const id = String((await send(RECORDS, { ...data, note: 'bản ghi sai quy tắc' })).body['id']);
  await settle(id);
  const refused = await send(`${RECORDS}/${id}/publication`, { carryFrom: await latestOf('1.013225'), rules: { effectiveFrom: '2026-12-01', competentAgencies: ['H98'] } });
  expect([refused.status, refused.body['code'], refused.body['errors']]).toEqual([422, 'procedure-invalid', [{ path: '/body/rules/competentAgencies/0', reason: 'unknown-agency' }]]);
});

test('what is no record is refused with its place, and nobody but who manages the catalogue sees or writes records', async () => {
  const unreadable = await send(RECORDS, { code: '1.000001' });
  expect([unreadable.status, unreadable.body['code'], unreadable.body['errors']]).toMatchObject([422, 'record-unreadable', [{ path: '/body/name' }]]);
  expect([(await get(RECORDS, { as: 'clerk' })).status, (await send(RECORDS, { code: '1', name: 'x' }, 'manager')).status]).toEqual([403, 403]);
  expect((await get(`${RECORDS}/5f0c2f6e-7a0b-4f4c-9d4e-0d5c7a1b2c3d`, { as: 'admin' })).status).toBe(404);
});
