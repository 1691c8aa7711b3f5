import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { figureSchema } from '../../apps/api/views/figure-view.js';
import { publishSettings } from '#service';
import { createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';

const { get, post, clock, engine } = await startTestApi(await createTestDatabase());
const MANAGER: Call = { as: 'manager' };
const OFFICER: Call = { as: { role: 'officer', agency: 'H99.31' } };
const NOW = '2026-08-24T11:00:00+07:00';

clock.set('2026-08-18T09:00:00+07:00');
dossierSchema.parse((await post('/api/v1/dossiers', { as: 'clerk', key: 'questions-key-1', body: { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Thị Thử' } } })).body);
clock.set(NOW);

const problem = z.object({ code: z.string(), detail: z.string(), errors: z.array(z.object({ path: z.string(), reason: z.string() })).optional() });

describe('a period that has not begun', () => {
  test.each([
    '/metrics/late-rate?month=2026-09',
    '/metrics/late-rate?period=2027',
    '/metrics/late-rate?from=2026-08-25&to=2026-08-31',
    '/metrics/late-rate?period=2026-Q4&bounds=report',
    '/metrics/late-rate/dossiers?month=2026-09',
    '/metrics/satisfaction/dossiers?month=2026-09',
    '/metrics/compare?month=2026-09',
    '/metrics/delay?month=2026-09',
    '/metrics/dwell?procedure=1.014464&month=2026-09',
    '/metrics/stages?procedure=1.014464&month=2026-09',
    '/metrics/delay/lines?month=2026-09',
    '/metrics/budget?month=2026-09',
    '/case-rates?month=2026-09',
    '/feedback-figures?month=2026-09',
    '/national-index?month=2026-09',
    '/publication-figures?month=2026-09',
    '/quality-scores?agency=H99.07&period=2026-Q4',
    '/par-criteria?agency=H99.07&year=2027',
    '/reports/ii-06a?month=2026-09',
    '/sync/punctuality?from=2026-09-01&to=2026-09-30',
    '/assigned-tasks/on-time-rate?from=2026-09-01&to=2026-09-30',
  ])('is told by no figure: %s', async (path) => {
    clock.set(NOW);
    const { status, body } = await get(`/api/v1${path}`, MANAGER);
    const { code, detail } = problem.parse(body);
    expect([status, code, detail]).toEqual([422, 'period-not-begun', expect.stringMatching(/^The period 202\d-\d\d-\d\d to 202\d-\d\d-\d\d begins on 202\d-\d\d-\d\d/)]);
  });

  test('is one from midnight before its first day on', async () => {
    clock.set('2026-08-31T23:59:59+07:00');
    expect((await get('/api/v1/metrics/late-rate?month=2026-09', MANAGER)).status).toBe(422);
    clock.set('2026-09-01T00:00:00+07:00');
    const begun = await get('/api/v1/metrics/late-rate?month=2026-09', MANAGER);
    clock.set(NOW);
    expect(begun.status).toBe(200);
  });

  test('has no month in a series', async () => {
    clock.set(NOW);
    const { items } = figureSchema.parse((await get('/api/v1/metrics/late-rate?period=2026-H2&groupBy=month', MANAGER)).body);
    expect(items.map(({ key }) => key)).toEqual(['2026-07', '2026-08']);
  });
});

describe('a period that is told', () => {
  async function periodOf(query: string): Promise<z.output<typeof figureSchema>['period']> {
    clock.set(NOW);
    return figureSchema.parse((await get(`/api/v1/metrics/late-rate?${query}`, MANAGER)).body).period;
  }

  test('while it is under way, says until when', async () => {
    expect(await periodOf('period=2026-08-18')).toEqual({ from: '2026-08-18', to: '2026-08-18', until: null, note: null });
    expect(await periodOf('from=2026-08-18&to=2026-08-24')).toEqual({ from: '2026-08-18', to: '2026-08-24', until: NOW, note: null });
  });

  test('before anything was recorded, says so and is not nought', async () => {
    const expected = 'Hệ thống chỉ có dữ liệu từ ngày 18/08/2026: kỳ này chưa có dữ liệu, không phải là bằng không.';
    expect((await periodOf('month=2026-07')).note).toBe(expected);
    expect((await periodOf('month=2026-08')).note).toBe('Hệ thống chỉ có dữ liệu từ ngày 18/08/2026: số liệu của kỳ này chưa trọn kỳ.');
  });
});

describe('every question takes the same words of a period', () => {
  test.each(['/metrics/late-rate', '/metrics/late-rate/dossiers', '/metrics/compare', '/metrics/delay', '/metrics/dwell?procedure=1.014464', '/metrics/budget', '/case-rates', '/case-rates/clock-on-time/rounds', '/feedback-figures', '/national-index', '/publication-figures', '/publication-figures/hotline-posted'])('%s', async (path) => {
    clock.set(NOW);
    const asked = (words: string): string => `/api/v1${path}${path.includes('?') ? '&' : '?'}${words}`;
    const answers = await Promise.all(['period=2026-Q2', 'period=2026-08-A', 'period=2026-Q1&bounds=report', 'month=2026-08', 'from=2026-08-01&to=2026-08-14'].map(async (words) => get(asked(words), MANAGER)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(answers.flatMap(({ body }) => z.object({ period: z.object({ from: z.string() }) }).safeParse(body).data?.period.from ?? [])).toEqual(path.includes('/dossiers') || path.includes('/rounds') ? [] : ['2026-04-01', '2026-08-01', '2025-12-15', '2026-08-01', '2026-08-01']);
    const twice = await get(asked('period=2026-Q2&month=2026-08'), MANAGER);
    expect(twice.body).toMatchObject({ errors: [{ path: '/query/period', reason: 'cannot be given together with month, from and to' }] });
  });

  test.each([
    ['week=2026-W34', '2026-08-17', '2026-08-23'],
    ['quarter=2026-Q3', '2026-07-01', '2026-09-30'],
    ['quarter=2026-Q3&bounds=report', '2026-06-15', '2026-09-14'],
    ['year=2026', '2026-01-01', '2026-12-31'],
  ])('and figures of publication their own beside them: %s', async (words, from, to) => {
    clock.set(NOW);
    expect((await get(`/api/v1/publication-figures?${words}`, MANAGER)).body).toMatchObject({ period: { from, to } });
  });

  test.each([
    ['week=2026-W34&quarter=2026-Q3', 'quarter'],
    ['period=2026-Q3&quarter=2026-Q3', 'quarter'],
    ['week=2026-W34&to=2026-08-30', 'week'],
    ['week=2026-W34&bounds=report', 'bounds'],
    ['from=2026-08-03', 'to'],
  ])('but one alone: %s is refused at %s', async (words, field) => {
    clock.set(NOW);
    expect((await get(`/api/v1/publication-figures?${words}`, MANAGER)).body).toMatchObject({ status: 400, errors: [{ path: `/query/${field}` }] });
  });
});

describe('a rate of what never came here', () => {
  test.each([
    ['online-share', 'no-data', null],
    ['satisfaction', 'no-data', null],
    ['portal-payment-share', 'no-data', null],
    ['supplement-rate', 'counted', 0],
  ])('%s is %s and not nought', async (rate, state, value) => {
    clock.set(NOW);
    const figure = figureSchema.parse((await get(`/api/v1/metrics/${rate}?month=2026-08&groupBy=agency`, MANAGER)).body);
    expect([figure.state, figure.total.value, figure.items.every((item) => state === 'counted' || item.value === null)]).toEqual([state, value, true]);
  });

  test('in a month before everything is no nought either', async () => {
    clock.set(NOW);
    expect(figureSchema.parse((await get('/api/v1/metrics/late-rate?month=2026-07', MANAGER)).body)).toMatchObject({ state: 'nothing-arose', total: { value: null } });
  });
});

describe('a code nothing has', () => {
  test.each([
    ['/metrics/late-rate?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
    ['/metrics/late-rate?procedure=1.01446', 'procedure', '1.01446', '1.014464'],
    ['/metrics/late-rate?field=nowhere-at-all', 'field', 'nowhere-at-all', 'look it up'],
    ['/metrics/late-rate?procedure=1.014464&case=c9', 'case', 'c9', 'catalogue'],
    ['/metrics/late-rate?commune=H99.3', 'commune', 'H99.3', 'H99.3'],
    ['/metrics/late-rate/dossiers?procedure=1.01446', 'procedure', '1.01446', '1.014464'],
    ['/metrics/compare?procedure=1.01446', 'procedure', '1.01446', '1.014464'],
    ['/metrics/data-errors?procedure=1.01446', 'procedure', '1.01446', '1.014464'],
    ['/metrics/data-errors?field=nowhere-at-all', 'field', 'nowhere-at-all', 'look it up'],
    ['/metrics/delay?procedure=1.01446', 'procedure', '1.01446', '1.014464'],
    ['/metrics/dwell?procedure=1.01446', 'procedure', '1.01446', '1.014464'],
    ['/metrics/stages?procedure=1.01446', 'procedure', '1.01446', '1.014464'],
    ['/metrics/ageing?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
    ['/metrics/budget?procedure=1.01446', 'procedure', '1.01446', '1.014464'],
    ['/metrics/endangered?procedure=1.01446', 'procedure', '1.01446', '1.014464'],
    ['/metrics/capacity?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
    ['/metrics/risk?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
    ['/case-rates?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
    ['/feedback-figures?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
    ['/national-index?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
    ['/publication-figures?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
    ['/quality-scores?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
    ['/reports/ii-06a?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
    ['/sync/punctuality?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
    ['/assigned-tasks/on-time-rate?agency=H99.77', 'agency', 'H99.77', 'H99.07'],
  ])('is told by no figure, and the answer names it and what is near: %s', async (path, field, code, near) => {
    clock.set(NOW);
    const { status, body } = await get(`/api/v1${path}`, MANAGER);
    const told = problem.parse(body);
    expect([status, told.code, told.errors?.[0]?.path]).toEqual([422, 'unknown-code', `/query/${field}`]);
    expect(told.detail).toContain(code);
    expect(told.detail).toContain(near);
  });

  test('is another thing than one beyond one\'s reach, which is not found', async () => {
    clock.set(NOW);
    expect((await get('/api/v1/metrics/late-rate?agency=H99.07', OFFICER)).status).toBe(404);
    expect((await get('/api/v1/metrics/late-rate?agency=H99.31', OFFICER)).status).toBe(200);
  });
});

describe('the cut-off of a figure of a report period', () => {
  test('is that of the report, whether the settings say it in the old words or in the new', async () => {
    clock.set(NOW);
    const rule = { dueAfter: { unit: 'working-days', amount: 3 }, dayOff: 'next-working-day' } as const;
    const periodNow = async (): Promise<readonly [string, string]> => {
      engine.rules.doubt();
      const { period } = figureSchema.parse((await get('/api/v1/metrics/late-rate?period=2026-08&bounds=report', MANAGER)).body);
      return [period.from, period.to];
    };
    const publish = (settings: Parameters<typeof publishSettings>[1]): Promise<unknown> => engine.database.transaction((tx) => publishSettings(tx, settings, clock.now(), 'administrator'));
    const { assignedTasks } = await engine.rules.settings(engine.database.read);
    await publish({ reportCutOffDay: 20 });
    expect(await periodNow()).toEqual(['2026-07-21', '2026-08-20']);
    await publish({ assignedTasks: { ...assignedTasks, reports: { ...assignedTasks.reports, month: { cutOffDay: 'month-end', ...rule } } } });
    expect(await periodNow()).toEqual(['2026-08-01', '2026-08-31']);
    await publish({});
    expect(await periodNow()).toEqual(['2026-07-15', '2026-08-14']);
  });
});
