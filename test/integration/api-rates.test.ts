import { describe, expect, test } from 'vitest';
import { openDatabase } from '#persistence';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { figureSchema } from '../../apps/api/views/figure-view.js';
import { linesBehindSchema } from '../../apps/api/views/line-view.js';
import { dataErrorsSchema, dossiersBehindSchema, rateComparisonSchema, rateSchema } from '../../apps/api/views/rate-view.js';
import { createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const MANAGER: Call = { as: 'manager' };
const AUGUST = 'agency=H99.07&month=2026-08';
let keys = 0;

async function takeIn(at: string): Promise<{ readonly code: string; readonly path: string; readonly dueAt: string }> {
  clock.set(at);
  keys += 1;
  const { body } = await post('/api/v1/dossiers', { ...CLERK, key: `rates-key-${String(keys)}`, body: { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Thị Thử' } } });
  const { code, links, dueAt } = dossierSchema.parse(body);
  return { code, path: links.self, dueAt: dueAt ?? '' };
}

async function finish(path: string, at: string): Promise<void> {
  clock.set(at);
  keys += 1;
  expect((await post(`${path}/commands`, { ...CLERK, key: `rates-key-${String(keys)}`, body: { type: 'RecordResult' } })).status).toBe(200);
}

// Three working days from the morning of the 18th: due on the 21st at the same minute.
const [afterMinute, nextDay, open] = [await takeIn('2026-08-18T09:00:00+07:00'), await takeIn('2026-08-18T09:10:00+07:00'), await takeIn('2026-08-18T09:20:00+07:00')];
await finish(afterMinute.path, '2026-08-21T16:00:00+07:00');
await finish(nextDay.path, '2026-08-24T08:00:00+07:00');
clock.set('2026-08-24T10:00:00+07:00');

async function rate(name: string, query = AUGUST): Promise<readonly [number, number]> {
  const { total } = figureSchema.parse((await get(`/api/v1/metrics/${name}?${query}`, MANAGER)).body);
  return [total.numerator, total.denominator];
}

describe('rates by minute and by date', () => {
  test('a result at 16:00 for a date of 09:20 is late by the minute and on time by the date', async () => {
    expect(afterMinute.dueAt).toBe('2026-08-21T09:00:00+07:00');
    expect([await rate('late-rate'), await rate('late-rate-by-date'), await rate('late-of-processed'), await rate('late-of-processed-by-date'), await rate('on-time-of-processed-by-date')]).toEqual([[3, 3], [2, 3], [2, 2], [1, 2], [1, 2]]);
  });

  test('the answer shows name, formula and the open dossiers by bucket, the paused in one of their own', async () => {
    const figure = figureSchema.parse((await get(`/api/v1/metrics/late-rate?${AUGUST}`, MANAGER)).body);
    expect([figure.label, figure.formulaVi]).toEqual(['Tỷ lệ quá hạn', expect.stringContaining('cần xử lý')]);
    expect(figure.stock).toEqual({ open: 1, inTime: 0, overdue: 1, pausedInTime: 0, pausedOverdue: 0 });
  });
});

describe('the catalogue', () => {
  test('says of every rate what it compares, which promise, where it comes from and where disputed dossiers stand', async () => {
    const { items } = pageOf(rateSchema).parse((await get('/api/v1/metrics/rates', MANAGER)).body);
    const headline = items.find(({ name }) => name === 'late-rate');
    expect(headline).toMatchObject({ comparison: 'minute', promise: 'first', verified: true, target: 2, label: 'Tỷ lệ quá hạn' });
    expect(headline?.buckets.find(({ kind }) => kind === 'withdrawn')).toEqual({ kind: 'withdrawn', label: 'rút hồ sơ', inTime: 'denominator', late: 'numerator' });
    expect(new Set(items.map(({ comparison }) => comparison))).toEqual(new Set(['minute', 'date', 'end-of-day', 'none']));
    expect(items.every(({ label, source, formulaVi, buckets }) => label !== '' && source !== '' && formulaVi.includes('/') && buckets.length === 6)).toBe(true);
  });
});

describe('the dossiers behind a rate', () => {
  test.each([
    ['late-rate', 'numerator', () => [afterMinute, nextDay, open]],
    ['late-rate-by-date', 'numerator', () => [nextDay, open]],
    ['late-of-processed-by-date', 'denominator', () => [afterMinute, nextDay]],
    ['on-time-of-processed-by-date', 'numerator', () => [afterMinute]],
    ['refusal-rate', 'numerator', () => []],
  ] as const)('%s, %s', async (name, of, expected) => {
    const { items, next } = dossiersBehindSchema.parse((await get(`/api/v1/metrics/${name}/dossiers?${AUGUST}&of=${of}`, MANAGER)).body);
    expect(items.map(({ code }) => code)).toEqual(expected().map(({ code }) => code));
    expect(next).toBeNull();
  });

  test('come page by page', async () => {
    const first = dossiersBehindSchema.parse((await get(`/api/v1/metrics/late-rate/dossiers?${AUGUST}&limit=2`, MANAGER)).body);
    const second = dossiersBehindSchema.parse((await get(`/api/v1/metrics/late-rate/dossiers?${AUGUST}&limit=2&after=${first.next ?? ''}`, MANAGER)).body);
    expect([...first.items, ...second.items].map(({ code }) => code)).toEqual([afterMinute, nextDay, open].map(({ code }) => code));
    expect(second.next).toBeNull();
  });

  test('of letters, payments and stages are none, and the problem says so', async () => {
    const { status, body } = await get(`/api/v1/metrics/apology-coverage/dossiers?${AUGUST}`, MANAGER);
    expect([status, body['code'], String(body['detail'])]).toEqual([422, 'figure-not-available', expect.stringContaining('letters')]);
  });

  test('what a numerator takes off is listed with the reasons in words; of a numerator that takes nothing off is none', async () => {
    const { items } = dossiersBehindSchema.parse((await get(`/api/v1/metrics/satisfaction-by-links/dossiers?of=subtracted&${AUGUST}`, MANAGER)).body);
    expect(items.map(({ code, reasons }) => [code, reasons[0]])).toEqual([
      [afterMinute.code, { count: 'finishedLate', label: 'giải quyết quá hạn' }],
      [nextDay.code, { count: 'finishedLate', label: 'giải quyết quá hạn' }],
      [open.code, { count: 'overdue', label: 'đang giải quyết quá hạn' }],
    ]);
    const { status, body } = await get(`/api/v1/metrics/late-rate/dossiers?of=subtracted&${AUGUST}`, MANAGER);
    expect([status, body['code']]).toEqual([422, 'figure-not-available']);
  });

  test('of another agency are not for its officers', async () => {
    expect((await get(`/api/v1/metrics/late-rate/dossiers?${AUGUST}`, { as: { role: 'officer', agency: 'H99.31' } })).status).toBe(404);
  });
});

describe('the letters, payments and runs of stages behind a rate', () => {
  test('are as many as the number says, each with its dossier, agency and moments', async () => {
    const query = 'month=2026-08';
    const [, runs] = await rate('stage-late-rate', query);
    const { items, next } = linesBehindSchema.parse((await get(`/api/v1/metrics/stage-late-rate/lines?of=denominator&${query}`, MANAGER)).body);
    expect([items.length, next]).toEqual([runs, null]);
    expect(items.filter(({ code }) => code === nextDay.code)[0]).toMatchObject({ count: 'stageEnded', countLabel: 'bước đã kết thúc', officer: null, self: nextDay.path, subject: { kind: 'stage-run', run: 1 } });
    const [late] = linesBehindSchema.parse((await get(`/api/v1/metrics/late-with-letter-in-time/lines?of=denominator&${AUGUST}`, MANAGER)).body).items;
    expect(late).toMatchObject({ code: afterMinute.code, count: 'becameLate', day: '2026-08-21', agency: 'H99.07', subject: { kind: 'promise', number: 1, brokenAt: '2026-08-21T09:00:00+07:00', signedAt: null } });
  });

  test('come page by page, and are none of rates of dossiers', async () => {
    const first = linesBehindSchema.parse((await get(`/api/v1/metrics/apology-coverage/lines?of=denominator&${AUGUST}&limit=1`, MANAGER)).body);
    const second = linesBehindSchema.parse((await get(`/api/v1/metrics/apology-coverage/lines?of=denominator&${AUGUST}&limit=9&after=${first.next ?? ''}`, MANAGER)).body);
    expect([...first.items, ...second.items].map(({ code }) => code)).toEqual([afterMinute, nextDay].map(({ code }) => code));
    const { status, body } = await get(`/api/v1/metrics/late-rate/lines?${AUGUST}`, MANAGER);
    expect([status, body['code'], String(body['detail'])]).toEqual([422, 'figure-not-available', expect.stringContaining('/dossiers')]);
  });

  test('of another officer are nobody’s, of another agency not for its officers', async () => {
    expect((await get(`/api/v1/metrics/stage-late-rate/lines?${AUGUST}&officer=somebody-else`, MANAGER)).status).toBe(403);
    expect((await get(`/api/v1/metrics/stage-late-rate/lines?${AUGUST}`, { as: { role: 'officer', agency: 'H99.31' } })).status).toBe(404);
  });
});

describe('two rates compared', () => {
  test('differ by the dossiers done after their minute on their day, in one sentence', async () => {
    const compared = rateComparisonSchema.parse((await get(`/api/v1/metrics/compare?${AUGUST}`, MANAGER)).body);
    expect(compared.causes).toEqual([{ kind: 'comparison', dossiers: 1, more: [], less: [] }]);
    expect(compared.sentence).toBe('late-rate is 100.00 % (3 of 3) and late-rate-by-date 66.67 % (2 of 3), for one compares by the minute and one by the date (1 dossiers past the minute on their due date).');
    expect(compared.sentenceVi).toBe('«Tỷ lệ quá hạn» 100,00% (3/3) và «Tỷ lệ quá hạn tính theo ngày» 66,67% (2/3) khác nhau vì một bên so theo giờ, một bên so theo ngày (1 hồ sơ quá giờ hẹn nhưng chưa qua ngày hẹn).');
  });

  test('differ by what only one of them counts', async () => {
    const compared = rateComparisonSchema.parse((await get(`/api/v1/metrics/compare?${AUGUST}&left=late-rate&right=late-of-processed`, MANAGER)).body);
    expect(compared.causes).toEqual([
      { kind: 'numerator', dossiers: null, more: [{ count: 'overdue', number: 1 }], less: [] },
      { kind: 'denominator', dossiers: null, more: [{ count: 'open', number: 1 }], less: [] },
    ]);
    expect(compared.sentenceVi).toContain('mẫu số khác: bên trước tính thêm đang giải quyết 1');
  });
});

describe('periods and dimensions', () => {
  test.each([
    ['period=2026-08-18', '2026-08-18', '2026-08-18'],
    ['period=2026-08-B', '2026-08-15', '2026-08-31'],
    ['period=2026-Q3', '2026-07-01', '2026-09-30'],
    ['period=2026-H2', '2026-07-01', '2026-12-31'],
    ['period=2026-9M', '2026-01-01', '2026-09-30'],
    ['period=2026', '2026-01-01', '2026-12-31'],
    ['period=2026-08&bounds=report', '2026-07-15', '2026-08-14'],
    ['period=2026-Q1&bounds=report', '2025-12-15', '2026-03-14'],
    ['period=2026&bounds=report', '2025-12-15', '2026-12-14'],
    ['month=2026-09&bounds=report', '2026-08-15', '2026-09-14'],
    ['bounds=report', '2026-07-15', '2026-08-14'],
  ])('%s is %s to %s', async (query, from, to) => {
    clock.set('2026-08-24T11:00:00+07:00');
    const figure = figureSchema.parse((await get(`/api/v1/metrics/late-rate?agency=H99.07&${query}`, MANAGER)).body);
    expect(figure.period).toMatchObject({ from, to });
  });

  test.each(['period=2026-13', 'period=2026-02-30', 'period=2026-Q5', 'period=2026-08&month=2026-08', 'period=2026-08-18&bounds=report', 'from=2026-08-01&to=2026-08-14&bounds=report', 'groupBy=case', 'groupBy=officer'])('%s is refused', async (query) => {
    const { status, body } = await get(`/api/v1/metrics/late-rate?${query}`, MANAGER);
    expect([status, body['code']]).toEqual([400, 'invalid-request']);
  });

  test('is asked for in words that are no period, and told once what one looks like', async () => {
    const { body } = await get('/api/v1/metrics/late-rate?period=2026-13', MANAGER);
    expect(body['errors']).toEqual([{ path: '/query/period', reason: 'must be a period, such as 2026-08-19, 2026-08-A, 2026-08, 2026-Q3, 2026-H1, 2026-9M or 2026' }]);
  });

  test.each(['commune', 'case'] as const)('by %s is told from the dossiers themselves and adds up', async (groupBy) => {
    const figure = figureSchema.parse((await get(`/api/v1/metrics/late-rate?${AUGUST}&procedure=1.014464&groupBy=${groupBy}`, MANAGER)).body);
    expect(figure.source).toBe('dossiers');
    expect(figure.items.every(({ label }) => label !== '')).toBe(true);
    expect(figure.items.reduce((sum, { numerator }) => sum + numerator, 0)).toBe(figure.total.numerator);
    const [key] = figure.items.map((item) => item.key);
    expect(await rate('late-rate', `${AUGUST}&procedure=1.014464&${groupBy}=${key ?? ''}`)).toEqual([figure.items[0]?.numerator, figure.items[0]?.denominator]);
  });

  test('names the dossiers whose commune nobody told, as imports do not', async () => {
    const elsewhere = await takeIn('2026-09-01T09:00:00+07:00');
    const owner = await openDatabase({ url: database.ownerUrl, poolSize: 1 });
    await owner.read.run('UPDATE dossier SET place = NULL WHERE code = $1', [elsewhere.code]).finally(() => owner.close());
    const { items } = figureSchema.parse((await get('/api/v1/metrics/late-rate?agency=H99.07&month=2026-09&groupBy=commune', MANAGER)).body);
    expect(items.filter(({ key }) => key === '')).toEqual([{ key: '', label: 'Chưa ghi nhận địa bàn', numerator: 0, denominator: 1, value: 0 }]);
  });
});

describe('feedback about dossiers', () => {
  test('is counted once a dossier, in its share and in satisfaction by links, and an urging is none', async () => {
    expect([await rate('complaint-share'), await rate('satisfaction-by-links')]).toEqual([[0, 3], [0, 3]]);
    clock.set('2026-08-24T11:00:00+07:00');
    for (const content of ['Chậm trả kết quả.', 'Thái độ chưa tốt.']) {
      keys += 1;
      const sent = await post('/api/v1/feedback', { as: { role: 'clerk', agency: 'H99.07' }, key: `rates-key-${String(keys)}`, body: { agencyCode: 'H99.07', channel: 'hotline', subject: 'dossier-handling', dossierCode: open.code, content } });
      expect(sent.status).toBe(201);
    }
    expect(await rate('complaint-share')).toEqual([1, 3]);
    expect(await rate('complaint-share', 'agency=H99.07&procedure=1.014464&groupBy=commune&month=2026-08')).toEqual([1, 3]);
    expect(await rate('complaint-share', 'agency=H99.07&month=2026-07')).toEqual([0, 0]);
    const { items } = dossiersBehindSchema.parse((await get(`/api/v1/metrics/complaint-share/dossiers?${AUGUST}`, MANAGER)).body);
    expect(items.map(({ code }) => code)).toEqual([open.code]);
  });
});

test('a sound installation has no data errors, and says as of when', async () => {
  clock.set('2026-08-24T11:30:00+07:00');
  expect(dataErrorsSchema.parse((await get('/api/v1/metrics/data-errors?agency=H99.07', MANAGER)).body)).toEqual({ items: [], next: null, total: 0, asOf: '2026-08-24T11:30:00+07:00' });
});
