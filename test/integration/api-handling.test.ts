import { describe, expect, test } from 'vitest';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { figureSchema } from '../../apps/api/views/figure-view.js';
import { type HandlingAnswer, handlingSchema } from '../../apps/api/views/handling-view.js';
import { dossiersBehindSchema } from '../../apps/api/views/rate-view.js';
import { type RateTrend, trendSchema } from '../../apps/api/views/trend-view.js';
import { createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock } = await startTestApi(database);
const CLERK: Call = { as: 'clerk' };
const MANAGER: Call = { as: 'manager' };
const HANDLING = '/api/v1/metrics/handling';
let keys = 0;

async function takeIn(at: string, channel = 'counter'): Promise<{ readonly code: string; readonly path: string }> {
  clock.set(`${at}+07:00`);
  keys += 1;
  const { body } = await post('/api/v1/dossiers', { ...CLERK, key: `handled-${String(keys)}`, body: { procedureCode: '1.014464', agencyCode: 'H99.07', channel, applicant: { name: 'Nguyễn Thị Bảng' } } });
  const { code, links } = dossierSchema.parse(body);
  return { code, path: links.self };
}

async function command(path: string, at: string, body: object): Promise<void> {
  clock.set(`${at}+07:00`);
  keys += 1;
  expect((await post(`${path}/commands`, { ...CLERK, key: `handled-${String(keys)}`, body })).status).toBe(200);
}

// Three working days each: one of July, one early, one after the minute of its date, one a day after it, one open past it, one open in time.
const july = await takeIn('2026-07-30T09:00:00');
const early = await takeIn('2026-08-17T09:00:00', 'post');
const afterMinute = await takeIn('2026-08-18T09:00:00');
const nextDay = await takeIn('2026-08-18T09:10:00');
const overdue = await takeIn('2026-08-18T09:20:00', 'post');
await command(early.path, '2026-08-18T15:00:00', { type: 'RecordResult' });
await command(afterMinute.path, '2026-08-21T16:00:00', { type: 'RecordResult' });
await command(nextDay.path, '2026-08-24T08:00:00', { type: 'RecordResult' });
const fresh = await takeIn('2026-08-24T09:00:00');
clock.set('2026-08-24T10:00:00+07:00');

async function table(query: string): Promise<HandlingAnswer> {
  return handlingSchema.parse((await get(`${HANDLING}?${query}`, MANAGER)).body);
}

async function listed(query: string): Promise<readonly string[]> {
  const { items, next } = dossiersBehindSchema.parse((await get(`${HANDLING}/dossiers?${query}`, MANAGER)).body);
  expect(next).toBeNull();
  return items.map(({ code }) => code);
}

async function trend(rate: string, query: string): Promise<RateTrend> {
  return trendSchema.parse((await get(`/api/v1/metrics/${rate}/trend?${query}`, MANAGER)).body);
}

async function rateOf(rate: string, query: string): Promise<readonly number[]> {
  const { total } = figureSchema.parse((await get(`/api/v1/metrics/${rate}?${query}`, MANAGER)).body);
  return [total.numerator, total.denominator, total.value ?? -1];
}

describe('the table of received, done and pending', () => {
  test('has the columns of the form, and the late rate of the same question last', async () => {
    const { total, source } = await table('month=2026-08');
    expect(source).toBe('cells');
    expect(total).toMatchObject({
      total: 6, received: { total: 5, online: 0, counter: 3, post: 2 }, carriedOver: 1, processed: { total: 3, early: 1, onTime: 0, late: 2, inError: 0 }, open: { total: 3, inTime: 1, overdue: 2, paused: { inTime: 0, overdue: 0 } },
    });
    expect([total.numerator, total.denominator, total.value]).toEqual(await rateOf('late-rate', 'month=2026-08'));
    const byDate = (await table('month=2026-08&comparison=date')).total;
    expect([byDate.processed.onTime, byDate.processed.late]).toEqual([1, 1]);
    expect([byDate.numerator, byDate.denominator, byDate.value]).toEqual(await rateOf('late-rate-by-date', 'month=2026-08'));
  });

  test.each(['agency', 'field', 'procedure'])('by %s adds up to its total', async (groupBy) => {
    const { items, total } = await table(`month=2026-08&groupBy=${groupBy}`);
    expect(items.length).toBeGreaterThan(0);
    expect(items.reduce((sum, line) => sum + line.total, 0)).toBe(total.total);
    expect(items.reduce((sum, line) => sum + line.numerator, 0)).toBe(total.numerator);
    expect(items.every(({ key, label }) => label !== key)).toBe(true);
  });

  test.each(['minute', 'date'])('has behind every number a list of that length, by %s', async (comparison) => {
    const query = `month=2026-08&comparison=${comparison}`;
    const { total } = await table(query);
    const { received, processed, open } = total;
    const numbers = {
      total: total.total, received: received.total, 'received-online': received.online, 'received-counter': received.counter, 'received-post': received.post, 'carried-over': total.carriedOver, processed: processed.total, early: processed.early,
      'on-time': processed.onTime, late: processed.late, 'in-error': processed.inError, open: open.total, 'in-time': open.inTime, 'running-in-time': open.inTime - (open.paused?.inTime ?? 0), overdue: open.overdue, 'paused-in-time': open.paused?.inTime, 'paused-overdue': open.paused?.overdue, 'late-of-all': total.numerator,
    };
    const lists = await Promise.all(Object.keys(numbers).map(async (column) => [column, (await listed(`${query}&column=${column}`)).length]));
    expect(Object.fromEntries(lists)).toEqual(numbers);
  });

  test('lists the very dossiers of a cell', async () => {
    const query = 'month=2026-08&agency=H99.07';
    expect(await listed(`${query}&column=carried-over`)).toEqual([july.code]);
    expect(await listed(`${query}&column=overdue`)).toEqual([july.code, overdue.code]);
    expect(await listed(`${query}&column=in-time`)).toEqual([fresh.code]);
    expect(await listed(`${query}&column=on-time&comparison=date`)).toEqual([afterMinute.code]);
    expect(await listed(`${query}&column=late&comparison=date`)).toEqual([nextDay.code]);
    expect(await listed(`${query}&column=received-post`)).toEqual([early.code, overdue.code]);
  });

  test('over days no kept figures compose does not tell who was paused', async () => {
    const { source, total } = await table('from=2026-08-18&to=2026-08-24&groupBy=procedure');
    expect([source, total.open.paused, total.received.total]).toEqual(['dossiers', null, 4]);
  });

  test('of a period that has not begun is refused', async () => {
    expect((await get(`${HANDLING}?month=2026-09`, MANAGER)).body['code']).toBe('period-not-begun');
  });
});

describe('the trend of a rate', () => {
  test.each(['day', 'week', 'month'])('by %s has the numbers of the rate of each step alone', async (step) => {
    const { items, formulaVi, target } = await trend('late-rate', `from=2026-07-27&to=2026-08-24&step=${step}`);
    expect([formulaVi, target]).toEqual([expect.stringContaining('cần xử lý'), 2]);
    expect(items.length).toBe({ day: 29, week: 5, month: 2 }[step]);
    for (const { period, numerator, denominator, value } of items) {
      expect([period.from, numerator, denominator, value ?? -1]).toEqual([period.from, ...(await rateOf('late-rate', `from=${period.from}&to=${period.to}`))]);
    }
  });

  test('without a period goes back from today, and steps before anything was taken in had nothing to judge', async () => {
    const { items, period } = await trend('late-rate', '');
    expect([period.from, period.to, items.length]).toEqual(['2025-09-01', '2026-08-24', 12]);
    expect((await trend('late-rate', 'step=week')).items.map(({ key }) => key).filter((_, index) => index % 12 === 0)).toEqual(['2026-06-01', '2026-08-24']);
    expect(items[0]).toMatchObject({ label: '09/2025', value: null, state: 'nothing-arose', period: { note: expect.any(String) as string } });
    expect(items.at(-1)).toMatchObject({ key: '2026-08-01', handled: { received: 5, early: 1, onTime: 0, late: 2, open: 3, overdue: 2 } });
  });

  test('of a report quarter goes by report months, and the last is under way', async () => {
    const { items } = await trend('late-rate', 'period=2026-Q3&bounds=report');
    expect(items.map(({ label }) => label)).toEqual(['15/06–14/07/2026', '15/07–14/08/2026', '15/08–14/09/2026']);
    expect(items.map(({ period }) => period.until !== null)).toEqual([false, false, true]);
  });

  test('leaves out the steps that have not begun', async () => {
    expect((await trend('late-rate', 'month=2026-08&step=week')).items.at(-1)?.period.from).toBe('2026-08-24');
  });

  test('of more steps than one answer holds is refused, and so is one such a scope cannot tell', async () => {
    expect((await get('/api/v1/metrics/late-rate/trend?period=2026&step=day', MANAGER)).body).toMatchObject({ code: 'invalid-request' });
    expect((await get('/api/v1/metrics/stage-late-rate/trend?month=2026-08&step=week&procedure=1.014464', MANAGER)).body).toMatchObject({ code: 'figure-not-available' });
  });
});
