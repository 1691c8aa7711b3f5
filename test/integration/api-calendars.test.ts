import { describe, expect, test } from 'vitest';
import { calendarDraftSchema } from '../../apps/api/views/calendar-draft-view.js';
import { createTestDatabase } from '../support/database.js';
import { AUTHOR, calendarDesk, closureOn, codeOf, DRAFTS, SECOND, STORM } from './api-calendar-desk.js';
import { startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const api = await startTestApi(database);
const { get, post } = api;
const { draft, drafted } = calendarDesk(api);
const CLOSED = closureOn('2026-08-20');

describe('the current calendars', () => {
  test('are answered with their layers and what makes the calendars of each agency', async () => {
    const { status, body } = await get('/api/v1/calendars', { as: 'clerk' });
    expect([status, (body['layers'] as { id: string }[]).map(({ id }) => id)]).toEqual([200, expect.arrayContaining(['demo-province', 'vn'])]);
    expect((body['agencies'] as { agency: string }[]).find(({ agency }) => agency === 'H99.07')).toEqual({ agency: 'H99.07', name: 'Sở Văn hóa, Thể thao và Du lịch tỉnh Minh Họa', processing: ['vn', 'demo-province'], intake: ['vn', 'demo-province'] });
  });

  test('show a year of an agency with the decree of each day and the working days of each month', async () => {
    const { status, body } = await get('/api/v1/calendars/H99.07/years/2026', { as: 'clerk' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ agency: 'H99.07', use: 'processing', year: 2026, status: 'confirmed' });
    const november = (body['months'] as { month: number; workingDays: number; days: { date: string; text: string }[] }[])[10];
    expect(november).toMatchObject({ workingDays: 20, days: [{ date: '2026-11-24', working: false, source: expect.stringContaining('28/2026/QH16') as string }] });
  });

  test.each([
    ['/api/v1/calendars/H99.07/years/2035', 'covers the years 2019 to'],
    ['/api/v1/calendars/H00.00/years/2026', 'no calendar of an agency H00.00'],
  ])('%s is nothing, and it is said why', async (path, detail) => {
    const { status, body } = await get(path, { as: 'clerk' });
    expect([status, body['detail']]).toEqual([404, expect.stringContaining(detail)]);
  });
});

describe('a draft of a closure', () => {
  test('tells its difference day by day, and is given again for the same key', async () => {
    const first = await post(DRAFTS, { ...AUTHOR, key: 'closure-once', body: CLOSED });
    const again = await post(DRAFTS, { ...AUTHOR, key: 'closure-once', body: CLOSED });
    const other = await post(DRAFTS, { ...AUTHOR, key: 'closure-once', body: { ...CLOSED, reasonCode: 'flood' } });
    const theirs = await post(DRAFTS, { ...SECOND, key: 'closure-once', body: CLOSED });
    expect([first.status, again.status, theirs.status, ...codeOf(other)]).toEqual([201, 201, 201, 422, 'idempotency-key-reused']);
    expect([again.body['id'] === first.body['id'], theirs.body['id'] === first.body['id']]).toEqual([true, false]);
    expect(first.headers.get('location')).toBe(first.body['link']);
    expect(calendarDraftSchema.parse(first.body)).toMatchObject({
      status: 'draft',
      isBaseCurrent: true,
      draftedBy: 'author',
      impact: null,
      layers: [{ layer: 'demo-province', isNew: false, week: [], days: [{ date: '2026-08-20', changesHours: true, before: null, after: { kind: 'closure', reason: 'storm', decision: '12/CĐ-UBND' } }] }],
    });
    expect((await get(String(first.body['link']), SECOND)).body).toEqual(first.body);
  });

  test('sent several times at the same moment under one key is written once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(DRAFTS, { ...AUTHOR, key: 'closure-at-once', body: CLOSED })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
  });

  test.each([
    ['closure-needs-reason', 'lý do', { reason: undefined }],
    ['closure-needs-decision', 'số văn bản quyết định', { decision: undefined }],
    ['it-outage-moves-no-date', 'chỉ được ghi nhận', { reason: 'it-outage' }],
    ['closure-opens-time', 'giờ làm việc vốn có', { hours: [['07:00', '12:00']] }],
    ['interval-order', 'kết thúc sau khi bắt đầu', { hours: [['11:00', '07:00']] }],
  ])('that breaks %s is refused in words that say how to put it right', async (rule, words, change) => {
    const { status, body } = await draft({ ...CLOSED, amendments: [{ layer: 'demo-province', add: [{ date: '2026-08-20', ...STORM, ...change }] }] });
    expect([status, body['code'], body['detail']]).toEqual([422, 'calendar-invalid', expect.stringContaining(words)]);
    expect(body['errors']).toEqual([{ path: '/layers/demo-province/2026-08-20', reason: expect.stringContaining(rule) as string }]);
  });

  test.each([
    ['calendar-invalid', { amendments: [{ layer: 'demo-province', remove: [{ date: '2026-08-21' }] }] }],
    ['unknown-layer', { amendments: [{ layer: 'nobody', add: [] }] }],
    ['unknown-layer', { assignments: [{ agency: 'H99.07', processing: ['vn', 'nobody'], intake: ['vn'] }] }],
    ['calendar-invalid', { assignments: [{ agency: 'H99.07', processing: ['demo-province'], intake: ['vn', 'demo-province'] }] }],
  ])('or another change that is refused as %s: %j', async (code, change) => {
    expect(codeOf(await draft({ source: CLOSED.source, reasonCode: 'storm', ...change }))).toEqual([422, code]);
  });

  test.each([
    ['/layers/nobody', { amendments: [{ layer: 'nobody', add: [] }] }],
    ['/assignments/H99.07/nobody', { assignments: [{ agency: 'H99.07', processing: ['vn', 'nobody'], intake: ['vn'] }] }],
  ])('that names a layer nobody wrote is told its code at %s', async (path, change) => {
    const { body } = await draft({ source: CLOSED.source, reasonCode: 'storm', ...change });
    expect(body).toMatchObject({ detail: 'Không có lớp lịch “nobody”: hãy soạn lớp này trong cùng dự thảo, hoặc ghi mã của một lớp đã công bố.', errors: [{ path }] });
  });

  test('may end a layer from a day, which its difference tells', async () => {
    const { layers } = await drafted({ ...CLOSED, amendments: [{ layer: 'demo-province', endsOn: '2027-07-01' }] });
    expect(layers).toMatchObject([{ layer: 'demo-province', days: [], endsOn: { before: null, after: '2027-07-01' } }]);
  });

  test('with other hours of a weekday tells both', async () => {
    const { body } = await get('/api/v1/calendars', AUTHOR);
    const province = (body['layers'] as { id: string; week: object }[]).find(({ id }) => id === 'demo-province');
    const { layers } = await drafted({ source: '3/QĐ-UBND', reasonCode: 'hours', layers: [{ ...province, week: { ...province?.week, fri: [['07:00', '11:30']] } }] });
    expect(layers).toMatchObject([{ days: [], week: [{ weekday: 'fri', before: [['07:00', '11:00'], ['13:00', '17:00']], after: [['07:00', '11:30']] }] }]);
  });

  test('without a number of its document, or that changes nothing, has not the expected form', async () => {
    expect(codeOf(await draft({ ...CLOSED, source: 'theo lời lãnh đạo' }))).toEqual([400, 'invalid-request']);
    expect(codeOf(await draft({ source: CLOSED.source, reasonCode: 'storm' }))).toEqual([400, 'invalid-request']);
  });

  test.each(['clerk', 'officer', 'head', 'manager', 'auditor'])('is neither written nor read by a %s', async (role) => {
    expect((await draft(CLOSED, { as: role })).status).toBe(403);
    expect((await get(DRAFTS, { as: role })).status).toBe(403);
  });
});

describe('a notice as a file', () => {
  const csv = 'ngày,loại,tên\n01/01/2028,nghỉ lễ,Tết Dương lịch\n2028-04-03,,Nghỉ bù Giỗ Tổ Hùng Vương\n2028-02-14,,Ngày lễ tình nhân\n';
  const file = (text: string, name = 'thong-bao.csv'): object => ({ name, base64: Buffer.from(text, 'utf8').toString('base64') });
  const notice = { layer: 'vn', decree: 'Thông báo 1234/TB-BNV ngày 16/10/2027', reasonCode: 'notice', year: 2028 };

  test('becomes a draft that confirms its year; what its names told and what was left out is told', async () => {
    const { status, body } = await post(`${DRAFTS}/imports`, { ...AUTHOR, key: 'import-2028', body: { ...notice, file: file(csv) } });
    expect([status, status === 201 ? '' : body]).toEqual([201, '']);
    expect(body['inferred']).toEqual([{ date: '2028-04-03', name: 'Nghỉ bù Giỗ Tổ Hùng Vương', kind: 'compensation' }]);
    expect(body['leftOut']).toMatchObject([{ line: 4, date: '2028-02-14', why: 'kind-unknown' }]);
    // One holiday and one day in its place, of the eleven days of a year.
    expect(body['missing']).toBe(9);
    const [layer] = calendarDraftSchema.strip().parse(body).layers;
    expect(layer?.years).toMatchObject([{ year: 2028, before: { status: 'proposed' }, after: { status: 'confirmed' } }]);
    expect(layer?.days.map(({ date }) => date)).toContain('2028-04-03');
  });

  test.each([
    [csv, 'thong-bao.xlsx', 'format-unknown', notice.decree],
    ['ngày,loại,tên\n32/01/2028,nghỉ lễ,Tết\n', 'thong-bao.csv', '2/date', notice.decree],
    [csv, 'thong-bao.csv', 'decree', 'một thông báo'],
  ])('that cannot be read (%#) is refused with every fault', async (text, name, told, decree) => {
    const { status, body } = await post(`${DRAFTS}/imports`, { ...AUTHOR, key: `import-bad-${name}-${told.slice(0, 3)}`, body: { ...notice, decree, file: file(text, name) } });
    expect([status, body['code']]).toEqual([422, 'notice-invalid']);
    expect(JSON.stringify(body['errors'])).toContain(told === 'format-unknown' ? 'neither .csv' : told);
  });
});
