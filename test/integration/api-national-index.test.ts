import { beforeAll, expect, test } from 'vitest';
import { verifyLedger } from '#service';
import { recountFigures } from '#service/figures';
import { indexSimulationSchema, type NationalIndexAnswer, nationalIndexSchema } from '../../apps/api/views/national-index-view.js';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const MANAGER: Call = { as: 'manager' };
const OFFICER: Call = { as: { role: 'officer', agency: 'H99.07' } };
const HEAD: Call = { as: { role: 'head', agency: 'H99.07' } };
const OTHER_HEAD: Call = { as: { role: 'head', agency: 'H99.07', subject: 'other-head' } };
const INDEX = '/api/v1/national-index';
const desk = apiDesk({ get, post }, { as: 'clerk' }, { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Thị Hài' } });
const heads = apiDesk({ get, post }, HEAD, {});
/** Papers are asked for a second time by another than asked the first. */
const otherHeads = apiDesk({ get, post }, OTHER_HEAD, {});
const PAPERS = { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu bản sao' } };

let waiting = '';

// Three working days each from Monday 17/8 at 8:10: promised for Thursday 20/8.
beforeAll(async () => {
  clock.set('2026-08-17T08:10:00+07:00');
  const early = (await desk.take()).links.self;
  const twice = (await desk.take()).links.self;
  waiting = (await desk.take()).links.self;
  await desk.take();
  await desk.take({ channel: 'post' });
  clock.set('2026-08-18T09:00:00+07:00');
  await desk.sendAll(early, { type: 'RecordResult' });
  await heads.sendAll(waiting, PAPERS);
  await heads.sendAll(twice, PAPERS);
  clock.set('2026-08-18T10:00:00+07:00');
  await desk.sendAll(twice, { type: 'ReceiveSupplement', body: {} });
  await otherHeads.sendAll(twice, PAPERS);
  await engine.database.read.run(`UPDATE sync_outbox SET settled_at = owed_at + 1000, outcome = 'acknowledged' WHERE to_seq = 1 AND dossier_id IN (SELECT id FROM dossier ORDER BY code LIMIT 2)`);
});

async function read(query = '?month=2026-08', call = MANAGER): Promise<NationalIndexAnswer> {
  const answer = await get(`${INDEX}${query}`, call);
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
  return nationalIndexSchema.parse(answer.body);
}

function componentOf(answer: Pick<NationalIndexAnswer, 'groups'>, code: string): NationalIndexAnswer['groups'][number]['components'][number] | undefined {
  return answer.groups.flatMap(({ components }) => components).find((component) => component.code === code);
}

test('what is counted is scored, and what nobody counts says so', async () => {
  clock.set('2026-08-20T17:30:00+07:00');
  const answer = await read();
  expect(answer).toMatchObject({ document: '766/QĐ-TTg', version: 1, asOf: '2026-08-20T17:30:00+07:00', period: { from: '2026-08-01', to: '2026-08-31' }, agency: null, maximum: 100 });
  // Early, waiting in time and the two still within their day; the one asked twice is overdue.
  expect(componentOf(answer, 'in-time')).toMatchObject({ state: 'scored', numerator: 4, denominator: 5, share: 80, points: 16, gap: 4, toFull: 1, verified: false, item: '2.1' });
  expect(componentOf(answer, 'dossiers-online')).toMatchObject({ numerator: 0, denominator: 5, points: 0, toFull: 3 });
  expect(componentOf(answer, 'feedback-in-time')).toMatchObject({ state: 'nothing-arose', points: 6, stateLabel: 'Không phát sinh' });
  expect(componentOf(answer, 'satisfaction')).toMatchObject({ numerator: 4, denominator: 5, points: 4.8 });
  expect(componentOf(answer, 'papers-digitised')).toMatchObject({ state: 'no-data', points: null, stateLabel: 'Chưa có dữ liệu', verifiedLabel: 'Chưa đối chiếu được với Quyết định 766/QĐ-TTg' });
  expect(componentOf(answer, 'dossiers-synchronised')).toMatchObject({ numerator: 2, denominator: 5 });
  expect(componentOf(answer, 'procedures-online')?.denominator).toBeGreaterThan(10);
});

test('from the day after the appointment those not ended are overdue, but not the one that waits; a past month keeps its judgement', async () => {
  clock.set('2026-08-21T07:30:00+07:00');
  expect(componentOf(await read(), 'in-time')).toMatchObject({ numerator: 2, denominator: 5 });
  clock.set('2026-09-20T08:00:00+07:00');
  expect(componentOf(await read(), 'in-time')).toMatchObject({ numerator: 2, denominator: 5 });
  expect(componentOf(await read('?month=2026-09'), 'in-time')).toMatchObject({ state: 'nothing-arose', points: 0, numerator: 1 });
});

test('the figures and dates are those a recount and the verification of the ledger give', async () => {
  clock.set('2026-09-20T09:00:00+07:00');
  await desk.sendAll(waiting, { type: 'ReceiveSupplement', body: {} }, { type: 'RecordResult' });
  expect((await recountFigures(engine.database)).differences).toEqual([]);
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  expect(componentOf(await read('?month=2026-09'), 'in-time')).toMatchObject({ numerator: 1 });
});

test('an officer sees the index of the own agency, and none of another', async () => {
  expect(await read('?month=2026-08', OFFICER)).toMatchObject({ agency: 'H99.07' });
  expect((await get(`${INDEX}?agency=H99.31`, OFFICER)).status).toBe(404);
  expect((await post(`${INDEX}/simulate`, { ...OFFICER, body: { agency: 'H99.31', changes: [{ input: 'in-time', more: 1 }] } })).status).toBe(404);
});

test('what is supposed is scored beside what is, and nothing of it stays', async () => {
  clock.set('2026-09-20T08:00:00+07:00');
  const body = { month: '2026-08', changes: [{ input: 'in-time', more: 3 }, { input: 'dossiers-online', share: 50 }, { input: 'papers-digitised', numerator: 8, denominator: 10 }] };
  const before = await read();
  const { status, body: said } = await post(`${INDEX}/simulate`, { ...MANAGER, body });
  expect(status).toBe(200);
  const { now, supposed, difference } = indexSimulationSchema.parse(said);
  expect(now).toEqual({ points: before.points, known: before.known, maximum: before.maximum, groups: before.groups });
  expect(componentOf(supposed, 'in-time')).toMatchObject({ numerator: 5, denominator: 5, points: 20 });
  expect(componentOf(supposed, 'dossiers-online')).toMatchObject({ numerator: 3, denominator: 5, points: 6 });
  expect(componentOf(supposed, 'papers-digitised')).toMatchObject({ numerator: 8, denominator: 10, points: 4 });
  expect(difference).toBe(12 + 6 + 4);
  expect(await read()).toEqual(before);
});

test.each([
  ['more in time than there are dossiers', { changes: [{ input: 'in-time', more: 4 }] }, '/body/changes/0/more', 'must be from -2 to 3'],
  ['a share of what nobody counts', { changes: [{ input: 'dossiers-online', more: 1 }, { input: 'papers-reused', share: 50 }] }, '/body/changes/1', 'nobody counts this input: give its numerator and denominator'],
])('%s is refused with its place and what is possible', async (_what, body, path, reason) => {
  clock.set('2026-09-20T08:00:00+07:00');
  const answer = await post(`${INDEX}/simulate`, { ...MANAGER, body: { month: '2026-08', ...body } });
  expect([answer.status, answer.body['errors']]).toEqual([400, [{ path, reason }]]);
});

test('a change that says nothing of how much is refused with what it must hold', async () => {
  const answer = await post(`${INDEX}/simulate`, { ...MANAGER, body: { month: '2026-08', changes: [{ input: 'in-time' }] } });
  expect(answer.body['errors']).toEqual([{ path: '/body/changes/0', reason: 'must hold an input and one of more, share (0 to 100, at most two decimals), or numerator and denominator' }]);
});

test.each([
  ['no change', { changes: [] }],
  ['an input there is none of', { changes: [{ input: 'luck', more: 1 }] }],
  ['a share above the whole', { changes: [{ input: 'in-time', share: 101 }] }],
  ['half a dossier', { changes: [{ input: 'in-time', more: 0.5 }] }],
  ['a period told twice', { month: '2026-08', from: '2026-08-01', to: '2026-08-02', changes: [{ input: 'in-time', more: 1 }] }],
])('a simulation with %s is refused as not what is asked for', async (_what, body) => {
  expect((await post(`${INDEX}/simulate`, { ...MANAGER, body })).status).toBe(400);
});
