import { describe, expect, test } from 'vitest';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { lateEventSchema, type PublishedFigureAnswer, publishedFigureSchema, publishedItemSchema } from '../../apps/api/views/published-figure-view.js';
import { applyTransition } from '#service';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const FIGURES = '/api/v1/figures';
const MANAGER: Call = { as: 'manager' };
const SECOND: Call = { as: { role: 'manager', agency: 'H99', subject: 'manager-2' } };
const HEAD: Call = { as: { role: 'head', agency: 'H99.07' } };
const OTHER_HEAD: Call = { as: { role: 'head', agency: 'H99.05' } };
const AUGUST = { period: { month: '2026-08' } };
/** What lateness that is recorded in September changes in August: the overdue were counted already. */
const LATER = [{ count: 'becameLate', by: 1 }, { count: 'overdueOnDueDay', by: 1 }, { count: 'stageOverdue', by: 1 }, { count: 'transferLate', by: 1 }];
let keys = 0;

async function takeIn(at: string): Promise<{ readonly code: string; readonly id: string }> {
  clock.set(at);
  keys += 1;
  const body = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Thị Chốt' } };
  const { code } = dossierSchema.parse((await post('/api/v1/dossiers', { as: 'clerk', key: `published-intake-${String(keys)}`, body })).body);
  const row = await engine.database.read.first<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [code]);
  return { code, id: row!.id };
}

/** Publishes, again while transactions of other databases of the cluster hold the sealer back. */
async function publish(call: Call, body: object = AUGUST): Promise<Answer> {
  for (;;) {
    const answer = await post(`${FIGURES}/publish`, { ...call, body });
    if (answer.body['code'] !== 'ledger-not-sealed') {
      return answer;
    }
  }
}

async function published(call: Call, body: object = AUGUST): Promise<PublishedFigureAnswer> {
  return publishedFigureSchema.parse((await publish(call, body)).body);
}

const late = await takeIn('2026-08-18T09:00:00+07:00');
await takeIn('2026-08-19T09:00:00+07:00');

test('the event log is given to who has the right, within his reach', async () => {
  const path = '/api/v1/event-log?from=2026-08-01&to=2026-08-31';
  for (const format of ['csv', 'xes']) {
    const answer = await get(`${path}&format=${format}`, MANAGER);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(late.code);
    expect(answer.text).not.toContain('Nguyễn');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="event-log-2026-08-01-2026-08-31.${format}"`);
  }
  expect((await get(path, HEAD)).text).toContain(late.code);
  expect((await get(path, OTHER_HEAD)).text).not.toContain(late.code);
  expect((await get(`${path}&agency=H99.07`, OTHER_HEAD)).status).toBe(404);
  expect((await get(path, { as: 'clerk' })).status).toBe(403);
  expect((await get('/api/v1/event-log', MANAGER)).status).toBe(200);
  for (const query of ['from=2026-08-01', 'from=2026-08-31&to=2026-08-01', 'from=2020-01-01&to=2026-08-01', 'format=json']) {
    expect((await get(`/api/v1/event-log?${query}`, MANAGER)).status).toBe(400);
  }
});

// One period, told in order.
describe('the figures of August', { shuffle: false }, () => {
  test('are not published while August lasts, by nobody without the right, and for a whole province only by who has it for all of it', async () => {
    clock.set('2026-08-31T23:59:00+07:00');
    expect((await publish(MANAGER)).body).toMatchObject({ status: 409, code: 'period-not-over' });
    clock.set('2026-09-01T07:00:00+07:00');
    for (const call of [{ as: 'clerk' }, { as: 'officer' }, { as: 'auditor' }, { as: 'admin' }, HEAD]) {
      expect((await publish(call)).status).toBe(403);
    }
    expect((await publish(OTHER_HEAD, { ...AUGUST, scope: { agency: 'H99.07' } })).status).toBe(403);
  });

  test.each([
    [{ period: { month: '2026-13' } }, 400],
    [{ period: { from: '2026-08-31', to: '2026-08-01' } }, 400],
    [{ period: { period: '2026-08-A', bounds: 'report' } }, 400],
    [{ period: { period: '2026-9M' } }, 409],
    [{ period: { month: '2026-08' }, scope: { agency: 'H99.nowhere' } }, 400],
    [{ period: { from: '2026-08-03', to: '2026-08-09' }, scope: { procedure: '1.014464' } }, 422],
  ])('of %j are not published: %i', async (body, status) => {
    expect((await publish(MANAGER, body)).status).toBe(status);
  });

  test.each([{}, { period: '2026-08' }, { period: { day: '2026-08-18' } }])('of %j are not published, and the answer says how a period is given', async (body) => {
    expect((await publish(MANAGER, body)).body['errors']).toEqual([{ path: '/body/period', reason: 'must be one of {"period": "2026-H1", "bounds": "report"}, {"month": "2026-08"}, {"quarter": "2026-Q3"}, {"year": 2026} and {"from": "2026-06-15", "to": "2026-09-14"}' }]);
  });

  test('stand as they were published, beside what they are now, and the events that made the difference are listed', async () => {
    const answer = await publish(MANAGER);
    const figure = publishedFigureSchema.parse(answer.body);
    expect(figure).toMatchObject({ edition: 1, period: { kind: 'month', from: '2026-08-01', to: '2026-08-31' }, scope: { province: 'H99' }, differences: [], reopening: null });
    const lateRate = figure.rates.find(({ rate }) => rate === 'late-rate')!;
    expect(lateRate).toMatchObject({ published: { numerator: 2, denominator: 2, value: 100 }, now: { numerator: 2, denominator: 2, value: 100 }, differs: false });
    expect(await published(MANAGER)).toMatchObject({ id: figure.id });

    clock.set('2026-09-02T08:00:00+07:00');
    await applyTransition(engine, late.id, ['wake'], clock.now());
    const now = await get(figure.links.self, MANAGER);
    const compared = publishedFigureSchema.parse(now.body);
    expect(compared.differences).toEqual(LATER);
    expect(compared.rates.find(({ rate }) => rate === 'late-rate')).toEqual(lateRate);
    const apologies = compared.rates.filter(({ differs }) => differs);
    expect(apologies.length).toBeGreaterThan(0);
    expect(apologies.every(({ published: then, now: today }) => today !== null && (then.denominator !== today.denominator || then.numerator !== today.numerator))).toBe(true);
    const listed = await get(figure.links.events, MANAGER);
    const { items, next } = pageOf(lateEventSchema).parse(listed.body);
    expect(next).toBeNull();
    expect(items.map(({ dossierCode, recordedAt, type, changes }) => [dossierCode, recordedAt, type, changes])).toEqual([
      ['StageBecameLate', [LATER[2]]],
      ['TransferBecameLate', [LATER[3]]],
      ['DossierBecameLate', [LATER[0], LATER[1]]],
    ].map((told) => [late.code, '2026-09-02T08:00:00+07:00', ...told]));
    expect((await get(`${figure.links.events}?after=bm9uc2Vuc2U`, MANAGER)).status).toBe(400);
  });

  test('are published for one agency by its head, whom nobody else sees but who sees the whole', async () => {
    const own = await published(HEAD, { ...AUGUST, scope: { agency: 'H99.07' } });
    expect((await get(own.links.self, HEAD)).status).toBe(200);
    expect((await get(own.links.self, MANAGER)).status).toBe(200);
    for (const path of [own.links.self, own.links.events]) {
      expect((await get(path, OTHER_HEAD)).status).toBe(404);
    }
    expect((await post(own.links.reopen, { ...OTHER_HEAD, body: { reason: 'Thử' } })).status).toBe(404);
    const whole = (await published(MANAGER)).links.self;
    expect((await get(whole, HEAD)).status).toBe(404);
    const mine = pageOf(publishedItemSchema).parse((await get(`${FIGURES}/published`, HEAD)).body);
    expect(mine.items.map(({ id }) => id)).toEqual([own.id]);
    const list = await get(`${FIGURES}/published?limit=1`, MANAGER);
    const first = pageOf(publishedItemSchema).parse(list.body);
    const second = pageOf(publishedItemSchema).parse((await get(`${FIGURES}/published?limit=1&after=${String(first.next)}`, MANAGER)).body);
    expect([...first.items, ...second.items].map(({ id }) => id)).toHaveLength(2);
    expect(second.next).toBeNull();
  });

  test('are opened again by two persons, and the next edition stands beside the first', async () => {
    const first = await published(MANAGER);
    expect((await post(`${first.links.reopen}/confirm`, SECOND)).body).toMatchObject({ status: 409, code: 'reopening-not-requested' });
    expect((await post(first.links.reopen, { ...MANAGER, body: { reason: '' } })).status).toBe(400);
    await post(first.links.reopen, { ...MANAGER, body: { reason: 'Nhập bổ sung hồ sơ giấy nhận trong thời gian mất kết nối' } });
    expect((await post(`${first.links.reopen}/confirm`, MANAGER)).body).toMatchObject({ status: 409, code: 'reopening-same-person' });
    const confirmed = await post(`${first.links.reopen}/confirm`, SECOND);
    expect(confirmed.body).toMatchObject({ reopening: { requestedBy: 'manager@H99', confirmedBy: 'manager-2' } });
    const second = await published(MANAGER);
    expect(second).toMatchObject({ edition: 2, differences: [] });
    expect(publishedFigureSchema.parse((await get(first.links.self, MANAGER)).body).differences).toEqual(LATER);
    expect((await post(first.links.reopen, { ...MANAGER, body: { reason: 'Lại' } })).body).toMatchObject({ status: 409, code: 'edition-replaced' });
  });

  test.each([
    [{ period: '2026-08-A' }, { kind: 'half-month', from: '2026-08-01', to: '2026-08-14' }],
    [{ period: '2026-H1' }, { kind: 'half-year', from: '2026-01-01', to: '2026-06-30' }],
    [{ period: '2026-08', bounds: 'report' }, { kind: 'report', from: '2026-07-15', to: '2026-08-14' }],
    [{ quarter: '2026-Q2' }, { kind: 'quarter', from: '2026-04-01', to: '2026-06-30' }],
    [{ year: 2025 }, { kind: 'year', from: '2025-01-01', to: '2025-12-31' }],
  ])('are published of any period that is asked for in the words of figures or in its own: %j', async (period, days) => {
    expect((await published(MANAGER, { period })).period).toEqual(days);
  });

  test('of a publication that is not there are not found', async () => {
    const path = `${FIGURES}/published/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10`;
    expect([(await get(path, MANAGER)).status, (await get(`${path}/events`, MANAGER)).status, (await post(`${path}/reopen/confirm`, MANAGER)).status]).toEqual([404, 404, 404]);
  });
});
