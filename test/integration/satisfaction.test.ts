import { describe, expect, test } from 'vitest';
import { instant, parseLocalDate, type Rating } from '#domain';
import type { Period } from '#domain/figures';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { dossierSchema, timelineEntrySchema } from '../../apps/api/views/dossier-schema.js';
import { figureSchema, ratedItemSchema } from '../../apps/api/views/figure-view.js';
import { readFromDossiers } from '../../libs/service/figures/read-dossiers.js';
import { proveFigure } from '../../libs/service/figures/recount-figures.js';
import { verifyLedger } from '../../libs/service/ledger/verify.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const MANAGER: Call = { as: 'manager' };
let keys = 0;

async function finished(at: string, agencyCode = 'H99.07'): Promise<string> {
  clock.set(`${at}+07:00`);
  keys += 1;
  const taken = await post('/api/v1/dossiers', { ...CLERK, key: `satisfied-${String(keys)}`, body: { procedureCode: '1.014464', agencyCode, channel: 'counter', applicant: { name: 'Nguyễn Thị Hài' } } });
  const { links } = dossierSchema.parse(taken.body);
  expect((await send(links.self, { type: 'RecordResult' })).status).toBe(200);
  return links.self;
}

function send(path: string, body: unknown, call: Call = CLERK): Promise<Answer> {
  keys += 1;
  return post(`${path}/commands`, { ...call, key: `satisfied-${String(keys)}`, body });
}

async function rate(path: string, at: string, rating: Rating, channel = 'desk'): Promise<void> {
  clock.set(`${at}+07:00`);
  expect((await send(path, { type: 'RateService', body: { rating, channel } })).status).toBe(200);
}

describe('a rating', () => {
  test('is shown with its channel and words to who may read them, and its words stand in no event', async () => {
    const path = await finished('2026-08-18T09:00:00');
    const comment = 'Cán bộ hướng dẫn tận tình';
    expect((await send(path, { type: 'RateService', body: { rating: 'very-satisfied', channel: 'kiosk' }, text: { comment } })).status).toBe(200);
    expect(dossierSchema.parse((await get(path, CLERK)).body).rating).toMatchObject({ rating: 'very-satisfied', label: 'Rất hài lòng', channel: 'kiosk', comment });
    expect(dossierSchema.parse((await get(path, MANAGER)).body).rating).toMatchObject({ rating: 'very-satisfied', comment: null });
    const last = pageOf(timelineEntrySchema).parse((await get(`${path}/timeline`, CLERK)).body).items.at(-1);
    expect([last?.type, last?.label, JSON.stringify(last?.payload)]).toEqual(['ServiceRated', 'Người nộp đánh giá mức độ hài lòng', expect.not.stringContaining('tận tình')]);
  });

  test('is refused while the dossier is under way, and taken after the result was handed over', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    keys += 1;
    const open = await post('/api/v1/dossiers', { ...CLERK, key: `satisfied-${String(keys)}`, body: { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Thị Hài' } } });
    const early = await send(dossierSchema.parse(open.body).links.self, { type: 'RateService', body: { rating: 'satisfied', channel: 'desk' } });
    expect([early.status, early.body['code']]).toEqual([409, 'not-allowed-in-status']);
    const path = await finished('2026-08-18T09:00:00');
    await send(path, { type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, text: { receiver: 'Nguyễn Thị Hài' } });
    expect((await send(path, { type: 'RateService', body: { rating: 'satisfied', channel: 'desk' } })).status).toBe(200);
    expect((await send(path, { type: 'RateService', body: { rating: 'satisfied', channel: 'desk' } }, { as: 'officer' })).status).toBe(404);
    expect((await send(path, { type: 'RateService', body: { rating: 'delighted', channel: 'desk' } })).status).toBe(400);
  });
});

describe('satisfaction', () => {
  test('is the same as figure, as list, counted from dossiers and recounted from the ledger, each dossier once by its last rating', async () => {
    const paths = await Promise.all([0, 1, 2, 3, 4].map(() => finished('2026-10-05T09:00:00')));
    const [first = '', second = '', third = '', fourth = ''] = paths;
    await rate(first, '2026-10-06T09:00:00', 'very-satisfied');
    await rate(second, '2026-10-06T10:00:00', 'satisfied', 'portal');
    await rate(third, '2026-10-07T09:00:00', 'dissatisfied');
    await rate(fourth, '2026-10-07T10:00:00', 'satisfied');
    // Said anew: the first within the month, the fourth in the next one, where it now counts.
    await rate(first, '2026-10-08T09:00:00', 'dissatisfied', 'kiosk');
    await rate(fourth, '2026-11-03T09:00:00', 'very-satisfied');
    for (const [month, n, d] of [['2026-10', 1, 3], ['2026-11', 1, 1]] as const) {
      const figure = figureSchema.parse((await get(`/api/v1/metrics/satisfaction?agency=H99.07&month=${month}`, MANAGER)).body);
      expect([figure.total.numerator, figure.total.denominator]).toEqual([n, d]);
      const { items } = pageOf(ratedItemSchema).parse((await get(`/api/v1/metrics/satisfaction/dossiers?agency=H99.07&month=${month}`, MANAGER)).body);
      expect([items.filter(({ rating }) => rating !== 'dissatisfied').length, items.length]).toEqual([n, d]);
      const period: Period = { kind: 'month', year: 2026, month: Number(month.slice(5)) };
      const query = { scope: { province: 'H99', agency: 'H99.07' }, period, rates: ['satisfaction'], at: instant(clock.now()) } as const;
      const proved = await proveFigure(engine.database, query);
      expect(proved.differences).toEqual([]);
      expect(proved.recounted[0]?.rates.satisfaction).toMatchObject({ n, d });
      expect(proved.kept.figures[0]?.rates.satisfaction).toMatchObject({ n, d });
      const first1 = parseLocalDate(`${month}-01`);
      const [counted] = await readFromDossiers(engine.database, query, { first: first1, last: parseLocalDate(`${month}-30`) });
      expect(counted).toMatchObject({ ratedSatisfied: n, rated: d });
    }
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  });

  test('lists a page after the other, the latest rating first, and only to who may read figures there', async () => {
    for (const day of ['2026-12-01', '2026-12-02']) {
      await rate(await finished(`${day}T09:00:00`), `${day}T10:00:00`, 'satisfied');
    }
    const page = pageOf(ratedItemSchema);
    const all = page.parse((await get('/api/v1/metrics/satisfaction/dossiers?month=2026-12', MANAGER)).body).items;
    expect(all.map(({ ratedAt }) => ratedAt.slice(0, 10))).toEqual(['2026-12-02', '2026-12-01']);
    const one = page.parse((await get('/api/v1/metrics/satisfaction/dossiers?month=2026-12&limit=1', MANAGER)).body);
    expect(one.items).toEqual(all.slice(0, 1));
    expect(page.parse((await get(`/api/v1/metrics/satisfaction/dossiers?month=2026-12&limit=1&after=${String(one.next)}`, MANAGER)).body)).toEqual({ items: all.slice(1), next: null });
    expect((await get('/api/v1/metrics/satisfaction/dossiers?agency=H99.07', { as: { role: 'clerk', agency: 'H99.31' } })).status).toBe(404);
  });
});
