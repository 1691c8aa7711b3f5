import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DEFAULT_DELAY_REASONS } from '#domain';
import { delayReasonSchema } from '../../apps/api/views/delay-reason-view.js';
import { figureSchema } from '../../apps/api/views/figure-view.js';
import { rateSchema } from '../../apps/api/views/rate-view.js';
import { agencySchema, procedureSchema, procedureSummarySchema } from '../../apps/api/views/catalogue-schema.js';
import { dossierItemSchema, dossierPageSchema, queuePageSchema } from '../../apps/api/views/list-views.js';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { createTestDatabase } from '../support/database.js';
import { publishOtherProvince } from '../support/other-province.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { engine, get, post, clock } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const MANAGER: Call = { as: 'manager' };
const ADMIN: Call = { as: 'admin' };
const PEOPLE = ['Nguyễn Thị Hòa', 'Trần Văn Bình', 'Lê Đình Phương', 'Đỗ Thị Hồng', 'Vũ Minh Hòa'];

// Received one after another; 3 working days each, so the first is the most urgent.
for (const [index, name] of PEOPLE.entries()) {
  clock.set(`2026-08-1${String(index === 4 ? 8 : 7)}T0${String(8 + (index % 2))}:${String(10 + index)}:00+07:00`);
  const body = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name, phone: `09120000${String(10 + index)}` } };
  await post('/api/v1/dossiers', { ...CLERK, key: `list-intake-${String(index)}`, body });
}
clock.set('2026-08-18T10:00:00+07:00');

/** Every item of a list, one page after another. */
async function everyItem<Item extends z.ZodType>(path: string, item: Item, call: Call): Promise<readonly z.output<Item>[]> {
  const items: z.output<Item>[] = [];
  let next: string | null = null;
  do {
    const separator = path.includes('?') ? '&' : '?';
    const answer = await get(next === null ? path : `${path}${separator}after=${encodeURIComponent(next)}`, call);
    const page: { items: z.output<Item>[]; next: string | null } = pageOf(item).loose().parse(answer.body);
    items.push(...page.items);
    next = page.next;
  } while (next !== null);
  return items;
}

describe('a queue', () => {
  test('comes most urgent first, page by page gives each dossier once, and names the stages', async () => {
    const items = await everyItem('/api/v1/dossiers?queue=open&limit=2', dossierItemSchema, CLERK);
    const due = items.map(({ dueAt }) => dueAt ?? '');
    expect(new Set(items.map(({ code }) => code)).size).toBe(PEOPLE.length);
    expect(due).toEqual(due.toSorted());
    expect([items[0]?.stages, items[0]?.stageNames]).toEqual([['desk'], ['Tiếp nhận, kiểm tra và chuyển hồ sơ']]);
  });

  test.each([
    ['2026-08-18T10:00:00+07:00', 'due-today', 0],
    ['2026-08-20T07:30:00+07:00', 'due-today', 4],
    ['2026-08-20T07:30:00+07:00', 'due-soon', 4],
    ['2026-08-19T10:00:00+07:00', 'due-soon', 4],
    ['2026-08-20T18:00:00+07:00', 'late', 4],
    ['2026-08-18T10:00:00+07:00', 'unassigned', 5],
    ['2026-08-18T10:00:00+07:00', 'to-hand-over', 0],
  ])('at %s holds under %s %i dossiers', async (at, queue, count) => {
    clock.set(at);
    const items = await everyItem(`/api/v1/dossiers?queue=${queue}`, dossierItemSchema, CLERK);
    clock.set('2026-08-18T10:00:00+07:00');
    expect(items.length).toBe(count);
  });
});

describe('the queues', () => {
  test('are counted under the conditions of their lists, for all or for one agency', async () => {
    clock.set('2026-08-20T07:30:00+07:00');
    const { items, asOf } = queuePageSchema.parse((await get('/api/v1/queues', CLERK)).body);
    const lengths = await Promise.all(items.map(async ({ queue, link }) => ({ queue, count: (await everyItem(link, dossierItemSchema, CLERK)).length })));
    const ofAgency = queuePageSchema.parse((await get('/api/v1/queues?agency=H99.07', MANAGER)).body);
    const elsewhere = queuePageSchema.parse((await get('/api/v1/queues?agency=H99.31', MANAGER)).body);
    clock.set('2026-08-18T10:00:00+07:00');
    expect(asOf).toBe('2026-08-20T07:30:00+07:00');
    expect(items.map(({ queue, count }) => ({ queue, count }))).toEqual(lengths);
    expect(items).toContainEqual({ queue: 'due-today', label: 'Đến hạn hôm nay', count: 4, more: false, link: '/api/v1/dossiers?queue=due-today' });
    expect(ofAgency.items).toContainEqual({ queue: 'due-today', label: 'Đến hạn hôm nay', count: 4, more: false, link: '/api/v1/dossiers?queue=due-today&agency=H99.07' });
    expect(elsewhere.items.every(({ count }) => count === 0)).toBe(true);
  });

  test('are counted as their lists are filtered: by the beginning of a code, an officer and a procedure, in any combination', async () => {
    clock.set('2026-08-20T07:30:00+07:00');
    const [first] = await everyItem('/api/v1/dossiers?queue=open', dossierItemSchema, CLERK);
    const code = first?.code ?? '';
    const one = `search=${code}`;
    const asked = [one, `search=${code.slice(0, -4)}&procedure=1.014464`, `${one}&officer=nobody`, `${one}&procedure=1.013225`, `${one}&procedure=1.014464`];
    const open: number[] = [];
    for (const query of asked) {
      const { items } = queuePageSchema.parse((await get(`/api/v1/queues?${query}`, CLERK)).body);
      const lengths = await Promise.all(items.map(async ({ queue, link }) => ({ queue, count: (await everyItem(link, dossierItemSchema, CLERK)).length })));
      expect([query, items.map(({ queue, count }) => ({ queue, count }))]).toEqual([query, lengths]);
      open.push(items.find(({ queue }) => queue === 'open')?.count ?? -1);
    }
    expect(open).toEqual([1, PEOPLE.length - 1, 0, 0, 1]);
    expect((await get('/api/v1/queues?search=Nguy%E1%BB%85n', CLERK)).status).toBe(400);
    clock.set('2026-08-18T10:00:00+07:00');
  });
});

describe('a desk is told of what has not left it', () => {
  const toldFrom = async (at: string, call = CLERK, path = '/api/v1/queues'): Promise<string | null> => {
    clock.set(at);
    const page = queuePageSchema.parse((await get(path, call)).body);
    clock.set('2026-08-18T10:00:00+07:00');
    return page.transferNoticeFrom;
  };

  test.each([
    ['from half past four on, whatever the hour', '2026-08-18T07:00:00+07:00', '2026-08-18T16:30:00+07:00'],
    ['of this very day, not of the one before', '2026-08-19T00:00:00+07:00', '2026-08-19T16:30:00+07:00'],
    ['not on Sundays', '2026-08-23T16:45:00+07:00', null],
    ['not on a public holiday', '2026-09-02T16:45:00+07:00', null],
  ])('%s', async (_, at, from) => {
    expect(await toldFrom(at)).toBe(from);
    expect(await toldFrom(at, MANAGER, '/api/v1/queues?agency=H99.07')).toBe(from);
  });

  test('at the hour the installation sets, but at closing where its desk closes before', async () => {
    const setTo = async (transferNoticeMinute: number): Promise<void> => {
      const { body } = await get('/api/v1/settings', ADMIN);
      const { status } = await post('/api/v1/settings/versions', { ...ADMIN, key: `told-from-${String(transferNoticeMinute)}`, body: { basedOn: body['number'], settings: { transferNoticeMinute } } });
      expect(status).toBe(201);
    };
    await setTo(15 * 60);
    expect(await toldFrom('2026-08-18T10:00:00+07:00')).toBe('2026-08-18T15:00:00+07:00');
    await setTo(23 * 60);
    expect(await toldFrom('2026-08-18T10:00:00+07:00')).toBe('2026-08-18T17:00:00+07:00');
    await setTo(16 * 60 + 30);
  });
});

describe('where no calendar counts how soon a date is', () => {
  test('the lists of an agency that has none are read all the same', async () => {
    await publishOtherProvince(engine);
    const elsewhere: Call = { as: { role: 'clerk', agency: 'H98' } };
    const { items, transferNoticeFrom } = queuePageSchema.parse((await get('/api/v1/queues', elsewhere)).body);
    expect(transferNoticeFrom).toBeNull();
    expect(items.every(({ count }) => count === 0)).toBe(true);
    expect((await get('/api/v1/dossiers?queue=due-soon', elsewhere)).status).toBe(200);
  });

  test('and on the last day of a calendar, on which soon lies beyond it', async () => {
    clock.set('2028-12-29T16:30:00+07:00');
    const { status, body } = await get('/api/v1/queues', CLERK);
    clock.set('2026-08-18T10:00:00+07:00');
    expect([status, queuePageSchema.parse(body).items.find(({ queue }) => queue === 'late')?.count]).toEqual([200, PEOPLE.length]);
  });
});

describe('the words', () => {
  test('name in Vietnamese every code a screen shows', async () => {
    const { body } = await get('/api/v1/labels', CLERK);
    expect(body).toMatchObject({ statuses: { received: 'Được tiếp nhận' }, actions: { Forward: 'Chuyển bước' }, queues: { late: 'Quá hạn' }, forms: { '01': 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' } });
    expect(body).toMatchObject({ caseEvents: { FeedbackAnswered: 'Trả lời' }, clocks: { counter: 'niêm yết tại Bộ phận Một cửa' }, feedbackPhases: { received: 'Mới nhận' }, parStandings: { submitted: 'Đã nộp' }, syncStatuses: { waiting: 'Chờ gửi' } });
  });
});

test('the reasons for a delay are listed with their words for who signs, and none stands out', async () => {
  const page = pageOf(delayReasonSchema).parse((await get('/api/v1/delay-reasons', CLERK)).body);
  expect(page.items).toEqual(DEFAULT_DELAY_REASONS.map(({ code }) => ({ code, name: expect.stringMatching(/^(?!mã lý do)./u) as string, endsOn: null })));
});

describe('a search', () => {
  test('by name is not for who may not read personal data; by code it is', async () => {
    const byName = await post('/api/v1/dossiers/search', { ...MANAGER, body: { text: 'nguyen thi hoa' } });
    expect([byName.status, byName.body['code']]).toEqual([403, 'not-authorised']);
    const byPhone = await post('/api/v1/dossiers/search', { ...MANAGER, body: { text: '0912000010' } });
    expect(byPhone.status).toBe(403);
    const byCode = dossierPageSchema.parse((await post('/api/v1/dossiers/search', { ...MANAGER, body: { text: '000.00.02.H99-2608' } })).body);
    expect(byCode.items.length).toBe(PEOPLE.length);
    expect(byCode.items.every(({ applicantName }) => applicantName === null)).toBe(true);
  });

  test.each([
    ['nguyen thi hoa', ['Nguyễn Thị Hòa']],
    ['HỒNG', ['Đỗ Thị Hồng']],
    ['do thi', ['Đỗ Thị Hồng']],
    ['0912000012', ['Lê Đình Phương']],
    ['khong ai', []],
  ])('for "%s" finds %j', async (text, names) => {
    const { body } = await post('/api/v1/dossiers/search', { ...CLERK, body: { text } });
    expect(dossierPageSchema.parse(body).items.map(({ applicantName }) => applicantName)).toEqual(names);
  });

  test('by code finds the dossier, by its beginning all of that day', async () => {
    const [first] = await everyItem('/api/v1/dossiers?queue=open', dossierItemSchema, CLERK);
    const found = await everyItem(`/api/v1/dossiers?search=${first?.code ?? ''}`, dossierItemSchema, CLERK);
    expect(found.map(({ code }) => code)).toEqual([first?.code]);
    expect(await everyItem(`/api/v1/dossiers?search=${first?.code.slice(0, -5) ?? ''}&limit=2`, dossierItemSchema, CLERK)).toHaveLength(4);
  });

  test('for a person is not taken from an address, which others keep: it says where to ask instead', async () => {
    const { status, body } = await get('/api/v1/dossiers?search=hoa', CLERK);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('POST /api/v1/dossiers/search');
  });

  test('goes on from page to page', async () => {
    const first = dossierPageSchema.parse((await post('/api/v1/dossiers/search', { ...CLERK, body: { text: 'hoa', limit: 1 } })).body);
    const second = dossierPageSchema.parse((await post('/api/v1/dossiers/search', { ...CLERK, body: { text: 'hoa', limit: 1, after: first.next } })).body);
    const names = [...first.items, ...second.items].map(({ applicantName }) => applicantName);
    expect([names.toSorted(), second.next]).toEqual([['Nguyễn Thị Hòa', 'Vũ Minh Hòa'], null]);
  });
});

describe('the catalogue', () => {
  test('lists every procedure once, page by page, and each in full', async () => {
    const procedures = await everyItem('/api/v1/procedures?limit=7', procedureSummarySchema, CLERK);
    expect(new Set(procedures.map(({ code }) => code)).size).toBe(procedures.length);
    expect(procedures.length).toBeGreaterThanOrEqual(16);
    for (const { link } of procedures) {
      expect(procedureSchema.safeParse((await get(link, CLERK)).body).error).toBeUndefined();
    }
  });

  test('lists the procedures of one agency or field', async () => {
    const ofAgency = await everyItem('/api/v1/procedures?agency=H99.05', procedureSummarySchema, CLERK);
    expect(ofAgency.map(({ code }) => code)).toEqual(['1.014466', '3.000152']);
    expect(ofAgency.map(({ cases }) => cases[0]?.term)).toEqual(['48 ngày', 'Ngày trả kết quả theo kỳ họp Hội đồng nhân dân cấp tỉnh, sẽ thông báo']);
    const ofField = await everyItem(`/api/v1/procedures?field=${ofAgency[0]?.field.code ?? ''}`, procedureSummarySchema, CLERK);
    expect(ofField.map(({ code }) => code)).toContain('1.014466');
  });

  test('lists agencies page by page', async () => {
    const agencies = await everyItem('/api/v1/agencies?limit=3', agencySchema, CLERK);
    expect(agencies.map(({ code }) => code)).toEqual(expect.arrayContaining(['H99', 'H99.02', 'H99.31', 'H99.32', 'H99.33']));
  });
});

describe('a figure', () => {
  test('is given with numerator, denominator, formula and budget', async () => {
    clock.set('2026-08-20T18:00:00+07:00');
    const figure = figureSchema.parse((await get('/api/v1/metrics/late-rate?month=2026-08&groupBy=agency', MANAGER)).body);
    clock.set('2026-08-18T10:00:00+07:00');
    expect(figure).toMatchObject({
      rate: 'late-rate',
      target: 2,
      period: { from: '2026-08-01', to: '2026-08-31' },
      asOf: '2026-08-20T18:00:00+07:00',
      scope: { province: 'H99' },
      total: { numerator: 4, denominator: 5, value: 80 },
      budget: 0,
    });
    expect(figure.items).toContainEqual({ key: 'H99.07', label: expect.stringContaining('Sở') as string, numerator: 4, denominator: 5, value: 80 });
    expect(figure.formula).toContain('finished late + open overdue');
  });

  test.each([
    ['procedure=1.014464', 5],
    ['procedure=1.014466', 0],
    ['channel=counter', 5],
    ['channel=online', 0],
    ['agency=H99.07', 5],
    ['from=2026-08-17&to=2026-08-17', 4],
  ])('for %s counts %i dossiers', async (query, denominator) => {
    const { body } = await get(`/api/v1/metrics/late-rate?${query.startsWith('from') ? '' : 'month=2026-08&'}${query}`, MANAGER);
    expect(body['total']).toMatchObject({ denominator });
  });

  test('told apart by month is a series of whole months, and each is what that month says alone', async () => {
    clock.set('2026-08-20T18:00:00+07:00');
    const series = figureSchema.parse((await get('/api/v1/metrics/late-rate?from=2026-07-15&to=2026-08-31&groupBy=month', MANAGER)).body);
    const usual = figureSchema.parse((await get('/api/v1/metrics/late-rate?groupBy=month', MANAGER)).body);
    const august = figureSchema.parse((await get('/api/v1/metrics/late-rate?month=2026-08', MANAGER)).body);
    clock.set('2026-08-18T10:00:00+07:00');
    expect(series.items).toEqual([
      { key: '2026-07', label: 'Tháng 7/2026', numerator: 0, denominator: 0, value: null },
      { key: '2026-08', label: 'Tháng 8/2026', ...august.total },
    ]);
    expect(usual.period).toMatchObject({ from: '2025-09-01', to: '2026-08-31' });
    expect(usual.items.map(({ key }) => key)).toHaveLength(12);
    expect(usual.items.at(-1)).toEqual(series.items.at(-1));
  });

  test('without anything to judge has no value', async () => {
    const { body } = await get('/api/v1/metrics/late-rate?month=2026-08&agency=H99.05', MANAGER);
    expect(body['total']).toEqual({ numerator: 0, denominator: 0, value: null });
  });

  test('of a colleague is nobody\'s business', async () => {
    for (const role of ['officer', 'head', 'manager'] as const) {
      const { status } = await get('/api/v1/metrics/stage-late-rate?officer=somebody-else', { as: { role, agency: 'H99.07' } });
      expect(status).toBe(403);
    }
  });

  test('that needs more than is kept of officers is refused with what to ask instead', async () => {
    const { status, body } = await get('/api/v1/metrics/late-rate?officer=officer@H99.07', { as: { role: 'officer', agency: 'H99.07' } });
    expect([status, body['code']]).toEqual([422, 'figure-not-available']);
  });

  test('stands in a catalogue with its formula', async () => {
    const rates = await everyItem('/api/v1/metrics/rates', rateSchema, MANAGER);
    expect(rates.map(({ name }) => name)).toContain('late-rate');
    expect(rates.every(({ formula }) => formula.length > 10)).toBe(true);
  });
});
