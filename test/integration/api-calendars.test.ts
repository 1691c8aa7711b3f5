import { describe, expect, test } from 'vitest';
import { addCalendarDays, formatLocalDate, parseInstant, parseLocalDate } from '#domain';
import { applyCalendarVersion, computeNextImpact, produceLetter } from '#service';
import { calendarDraftSchema } from '../../apps/api/views/calendar-draft-view.js';
import { dueDateAndTime } from '../../libs/letters/form-dates.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const api = await startTestApi(database);
const { get, post, engine, clock } = api;
const DRAFTS = '/api/v1/calendar-drafts';
const AUTHOR: Call = { as: { role: 'admin', agency: 'H99', subject: 'author' } };
const SECOND: Call = { as: { role: 'admin', agency: 'H99', subject: 'second' } };
const desk = apiDesk(api, { as: 'clerk' }, { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Thị Phượng Ước' } });

const STORM = { kind: 'closure', name: 'Bão số 5', source: 'Công điện 12/CĐ-UBND ngày 18/8/2026', reason: 'storm', decision: '12/CĐ-UBND' };
const CLOSED = { source: 'Công điện 12/CĐ-UBND', reasonCode: 'storm', amendments: [{ layer: 'demo-province', add: [{ date: '2026-08-20', ...STORM }] }] };

let sent = 0;
function draft(body: object, call: Call = AUTHOR): Promise<Answer> {
  sent += 1;
  return post(DRAFTS, { ...call, key: `calendar-key-${String(sent)}`, body });
}

async function drafted(body: object): Promise<ReturnType<typeof calendarDraftSchema.parse>> {
  const answer = await draft(body);
  expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
  return calendarDraftSchema.parse(answer.body);
}

async function computed(link: string): Promise<string> {
  while ((await computeNextImpact(engine, clock.now())) !== undefined) {
    // Older drafts of this file are computed first.
  }
  return link;
}

/** A closure of one day in the layer of the province. */
function closureOn(date: string): typeof CLOSED {
  return { ...CLOSED, amendments: [{ layer: 'demo-province', add: [{ date, ...STORM }] }] };
}

async function publish(body: object): Promise<void> {
  const { link } = await drafted(body);
  await computed(link);
  const { status, text } = await post(`${link}/publish`, SECOND);
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
}

let week = 0;

/**
 * Whatever order the tests run in, each that publishes has an ordinary week of its own, later than all before: time goes
 * forward and closures of others lie behind it. The clock is set to its Tuesday, 09:00; days are told by their distance from it.
 */
function nextWeek(): { readonly day: (distance: number) => string; readonly at: (distance: number, hour: string) => string } {
  const tuesday = addCalendarDays(parseLocalDate('2026-09-08'), 7 * week);
  week += 1;
  const day = (distance: number): string => formatLocalDate(addCalendarDays(tuesday, distance));
  const at = (distance: number, hour: string): string => `${day(distance)}T${hour}:00+07:00`;
  clock.set(at(0, '09:00'));
  return { day, at };
}

const codeOf = ({ status, body }: Answer): readonly unknown[] => [status, body['code']];

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

describe('publication', () => {
  test('a closed day: the list shows the dossier, its author may not publish, a second person does, and the date, its reason, the letter and the slip follow', async () => {
    const { day, at } = nextWeek();
    const [friday, monday] = [at(3, '09:00'), at(6, '09:00')];
    const { links, code, dueAt } = await desk.take();
    expect(dueAt).toBe(friday);
    const { link } = await drafted(closureOn(day(2)));

    expect(codeOf(await post(`${link}/publish`, SECOND))).toEqual([409, 'impact-not-computed']);
    expect((await get(`${link}/impact`, SECOND)).body).toEqual({ items: [], next: null, impact: null });
    await computed(link);
    const { body: impact } = await get(`${link}/impact`, SECOND);
    expect(impact).toMatchObject({
      impact: { kinds: { movingLater: 1 } },
      items: [{ code, competentAgency: 'H99.07', dueAt: { from: friday, to: monday }, appointment: { from: friday, to: monday } }],
      next: null,
    });
    expect(JSON.stringify(impact)).not.toContain('Phượng');

    const refused = await post(`${link}/publish`, AUTHOR);
    expect([...codeOf(refused), refused.body['title']]).toEqual([409, 'same-person', 'Người soạn dự thảo lịch không được tự công bố; hãy để người thứ hai có quyền kiểm tra và công bố.']);
    clock.set(at(0, '10:00'));
    const published = await post(`${link}/publish`, SECOND);
    expect([published.status, published.body]).toMatchObject([200, { status: 'published', endedBy: 'second', endedAt: at(0, '10:00') }]);
    expect((await post(`${link}/publish`, SECOND)).body).toEqual(published.body);
    expect(codeOf(await post(`${link}/publish`, AUTHOR))).toEqual([409, 'draft-ended']);

    await applyCalendarVersion(engine, clock.now());
    const moved = await desk.read(links.self);
    expect(moved).toMatchObject({ firstAppointment: friday, dueAt: monday, appointment: monday });
    const { body: timeline } = await get(links.timeline, { as: 'clerk' });
    expect((timeline['items'] as { type: string }[]).map(({ type }) => type)).toEqual(['DossierReceived', 'DeadlineMoved']);
    expect(moved.explanation.join('\n')).toContain('Hạn xử lý thay đổi theo lịch làm việc');

    const { body: letters } = await get(links.letters, { as: 'clerk' });
    const [letter, ...others] = letters['items'] as { key: string; kind: string; form: string; link: string; status: string }[];
    expect([letter, others]).toMatchObject([{ kind: 'date-moved', form: '00', status: 'owed' }, []]);
    await produceLetter(engine, letter?.key ?? '', clock.now());
    await applyCalendarVersion(engine, clock.now());
    expect((await get(links.letters, { as: 'clerk' })).body['items']).toMatchObject([{ key: letter?.key, status: 'produced' }]);
    const { text } = await readPdf((await get(letter?.link ?? '', { as: 'clerk' })).bytes);
    const vietnamese = (date: string): string => date.split('-').reverse().join('/');
    for (const part of ['ĐIỀU CHỈNH THỜI GIAN', code, 'Nguyễn Thị Phượng Ước', `thứ Năm ${vietnamese(day(2))}: cơ quan đóng cửa do bão: Bão số 5 (Công điện 12/CĐ-UBND ngày 18/8/2026)`]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(new RegExp(`đã thông báo: ${dueDateAndTime(parseInstant(friday))}[^]*được điều chỉnh: ${dueDateAndTime(parseInstant(monday))}`, 'u'));
    const slip = await readPdf((await get(links.receipt, { as: 'clerk' })).bytes);
    expect(slip.text).toContain(`${dueDateAndTime(parseInstant(monday))}; điều chỉnh theo thay đổi lịch làm việc`);
    expect(slip.text).toContain('Bão số 5');
  });

  test('on top of another publication is refused until the draft is put on the current calendars, and keeps what the other changed', async () => {
    const { day } = nextWeek();
    const first = await drafted(closureOn(day(1)));
    const second = await drafted(closureOn(day(2)));
    await computed(first.link);
    expect((await post(`${first.link}/publish`, SECOND)).status).toBe(200);
    expect(codeOf(await post(`${second.link}/publish`, SECOND))).toEqual([409, 'stale-draft']);
    expect((await get(second.link, SECOND)).body).toMatchObject({ isBaseCurrent: false });
    const rebased = await post(`${second.link}/rebase`, AUTHOR);
    expect(rebased.body).toMatchObject({ isBaseCurrent: true, impact: null, layers: [{ days: [{ date: day(2) }] }] });
    await computed(second.link);
    expect((await post(`${second.link}/publish`, SECOND)).status).toBe(200);
    const { body } = await get('/api/v1/calendars/H99.07/years/2026', { as: 'clerk' });
    const closed = (body['months'] as { days: { date: string; kind: string }[] }[]).flatMap(({ days }) => days.filter(({ kind }) => kind === 'closure').map(({ date }) => date));
    expect(closed).toEqual(expect.arrayContaining([day(1), day(2)]));
  });

  test('of a draft that changes nothing is refused, and of one given up too', async () => {
    const { day } = nextWeek();
    await publish(closureOn(day(2)));
    const same = await drafted(closureOn(day(2)));
    const given = await drafted(closureOn(day(3)));
    await computed(same.link);
    expect(codeOf(await post(`${same.link}/publish`, SECOND))).toEqual([409, 'nothing-changes']);
    const discarded = await post(`${given.link}/discard`, AUTHOR);
    expect(discarded.body).toMatchObject({ status: 'discarded', endedBy: 'author' });
    expect((await post(`${given.link}/discard`, AUTHOR)).body).toEqual(discarded.body);
    expect(codeOf(await post(`${given.link}/discard`, SECOND))).toEqual([409, 'draft-ended']);
    expect(codeOf(await post(`${given.link}/publish`, SECOND))).toEqual([409, 'draft-ended']);
    expect(codeOf(await post(`${DRAFTS}/00000000-0000-4000-8000-000000000000/publish`, SECOND))).toEqual([404, 'not-found']);
  });

  test('drafts are listed by status in pages, the newest first', async () => {
    const { day, at } = nextWeek();
    await publish(closureOn(day(2)));
    clock.set(at(0, '10:00'));
    const newest = await drafted(closureOn(day(3)));
    const { body: page } = await get(`${DRAFTS}?limit=1`, AUTHOR);
    expect(page['items']).toMatchObject([{ id: newest.id, status: 'draft' }]);
    const { body: rest } = await get(`${DRAFTS}?after=${String(page['next'])}`, AUTHOR);
    expect((rest['items'] as { id: string }[]).map(({ id }) => id)).not.toContain(newest.id);
    const { body: published } = await get(`${DRAFTS}?status=published`, AUTHOR);
    expect(new Set((published['items'] as { status: string }[]).map(({ status }) => status))).toEqual(new Set(['published']));
  });
});

describe('recorded lateness', () => {
  test('stays when the day it fell on is closed afterwards; an excuse stands beside the rate', async () => {
    const { day, at } = nextWeek();
    const { links, dueAt } = await desk.take();
    expect(dueAt).toBe(at(3, '09:00'));
    clock.set(at(6, '09:00'));
    await desk.sendAll(links.self, { type: 'RecordContact', body: { party: 'applicant' } });
    expect((await desk.read(links.self)).becameLateAt).toBe(dueAt);
    await publish(closureOn(day(3)));
    await applyCalendarVersion(engine, clock.now());
    expect(await desk.read(links.self)).toMatchObject({ dueAt, becameLateAt: dueAt, standing: 'late', excused: false });
    const excuse = { type: 'ExcuseLateness', body: { ground: 'natural-disaster', decisionNumber: '12/CĐ-UBND', secondPerson: 'second' }, text: { reason: 'Bão số 5' } };
    const excused = await desk.send(links.self, excuse, AUTHOR);
    expect([excused.status, excused.status === 200 ? '' : excused.text]).toEqual([200, '']);
    expect(await desk.read(links.self)).toMatchObject({ dueAt, becameLateAt: dueAt, standing: 'late', excused: true });
  });
});
