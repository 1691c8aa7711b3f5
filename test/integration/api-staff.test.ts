import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { placeNotices, putStaff } from '#service';
import { noticePageSchema } from '../../apps/api/views/staff-view.js';
import { oweNotices } from '../../libs/service/staff/notices.js';
import { createTestDatabase } from '../support/database.js';
import { publishOtherProvince } from '../support/other-province.js';
import { member } from '../support/staff.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const { read } = engine.database;
const ADMIN: Call = { as: 'admin' };
const PERSON = { subject: 'officer@H99.05', agency: 'H99.05', role: 'officer', name: 'Trần Thị Cán Bộ', position: 'Chuyên viên', email: 'canbo@vidu.test', mailWanted: true, activeFrom: '2026-07-01' };

function as(role: 'officer' | 'head' | 'signatory' | 'clerk' | 'manager', agency: string, subject = `${role}@${agency}`): Call {
  return { as: { role, agency, subject } };
}

function put(body: object, call = ADMIN): Promise<Answer> {
  return post('/api/v1/staff', { ...call, body });
}

describe('the directory of staff', () => {
  test('is kept by an administrator: entered, brought up to date and ended, never deleted', async () => {
    const entered = await put(PERSON);
    expect([entered.status, entered.body]).toEqual([200, { ...PERSON, roleLabel: 'Người thụ lý', activeUntil: null, superior: null }]);
    await put({ ...PERSON, position: 'Chuyên viên chính' });
    const ended = await post('/api/v1/staff/officer@H99.05/end', { ...ADMIN, body: { activeUntil: '2026-12-31' } });
    expect([ended.status, ended.body['position'], ended.body['activeUntil']]).toEqual([200, 'Chuyên viên chính', '2026-12-31']);
    const again = await post('/api/v1/staff/officer@H99.05/end', { ...ADMIN, body: { activeUntil: '2026-12-31' } });
    expect(again.body).toEqual(ended.body);
    expect((await get('/api/v1/staff?agency=H99.05', ADMIN)).body['items']).toEqual([ended.body]);
  });

  test('refuses absences of whoever it has in another agency than they sign in for, and tells them why', async () => {
    await put({ ...PERSON, subject: 'moved', agency: 'H99.31' });
    const enter = (call: Call, body: object): Promise<Answer> => post('/api/v1/absences', { ...call, key: randomUUID(), body: { reason: 'leave', days: { from: '2026-09-23', to: '2026-09-23' }, ...body } });
    const own = await enter(as('officer', 'H99.06', 'moved'), {});
    expect([own.status, own.body['detail']]).toEqual([403, expect.stringContaining('The directory has you in H99.31, and you are signed in for H99.06')]);
    const other = await enter(as('head', 'H99.06'), { subject: 'moved' });
    expect([other.status, (other.body['errors'] as readonly { path: string }[]).map(({ path }) => path)]).toEqual([400, ['/body/subject']]);
  });

  test('leaves whoever moves to another agency their own absences, to look into and to cancel, and nobody else there', async () => {
    await put({ ...PERSON, subject: 'mover', agency: 'H99.31' });
    const entered = await post('/api/v1/absences', { ...as('officer', 'H99.31', 'mover'), key: randomUUID(), body: { reason: 'leave', days: { from: '2026-09-24', to: '2026-09-24' } } });
    expect(entered.status).toBe(201);
    await put({ ...PERSON, subject: 'mover', agency: 'H99.06' });
    const path = `/api/v1/absences/${String(entered.body['id'])}`;
    expect((await get(`${path}/due-work`, as('officer', 'H99.06', 'another'))).status).toBe(404);
    expect((await get(`${path}/due-work`, as('officer', 'H99.06', 'mover'))).status).toBe(200);
    const listed = async (subject: string): Promise<readonly unknown[]> => ((await get('/api/v1/absences?limit=200', as('officer', 'H99.06', subject))).body['items'] as readonly { readonly id: string }[]).map(({ id }) => id);
    expect([await listed('mover'), await listed('another')].map((ids) => ids.includes(entered.body['id']))).toEqual([true, false]);
    const cancelled = await post(`${path}/cancel`, as('officer', 'H99.06', 'mover'));
    expect([cancelled.status, cancelled.body['cancelledBy'], cancelled.body['reason']]).toEqual([200, 'mover', 'leave']);
  });

  test('comes page by page, each person once', async () => {
    // An agency of its own: other tests move people to others.
    for (const each of ['a', 'b', 'c']) await put({ ...PERSON, subject: `page-${each}`, agency: 'H99.81.33' });
    const first = await get('/api/v1/staff?agency=H99.81.33&limit=2', ADMIN);
    const second = await get(`/api/v1/staff?agency=H99.81.33&limit=2&after=${String(first.body['next'])}`, ADMIN);
    const subjects = [first, second].flatMap(({ body }) => (body['items'] as readonly { subject: string }[]).map((each) => each.subject));
    expect([subjects, second.body['next']]).toEqual([['page-a', 'page-b', 'page-c'], null]);
  });

  test.each([
    [{ ...PERSON, agency: 'H99.77' }, 'admin', 400, '/body/agency'],
    [{ ...PERSON, email: 'not an address' }, 'admin', 400, '/body/email'],
    [{ subject: 'x', agency: 'H99.05', role: 'officer', name: 'Tên', position: 'Chuyên viên', mailWanted: true, activeFrom: '2026-07-01' }, 'admin', 400, '/body/email'],
    [{ ...PERSON, activeUntil: '2026-06-30' }, 'admin', 400, '/body/activeUntil'],
    [{ ...PERSON, role: 'citizen' }, 'admin', 400, '/body/role'],
    [{ ...PERSON, superior: 'nobody@H99.05' }, 'admin', 400, '/body/superior'],
  ])('refuses %j by place', async (body, role, status, path) => {
    const answer = await put(body, { as: role });
    expect([answer.status, (answer.body['errors'] as readonly { path: string }[]).map((each) => each.path)]).toEqual([status, [path]]);
  });

  test('names who leads a person, somebody of the directory of the province', async () => {
    await put({ ...PERSON, subject: 'leads', agency: 'H99.07', role: 'head' });
    const led = await put({ ...PERSON, subject: 'is-led', agency: 'H99.07', superior: 'leads' });
    expect([led.status, led.body['superior']]).toEqual([200, 'leads']);
    await publishOtherProvince(engine);
    await put({ ...PERSON, subject: 'elsewhere', agency: 'H98' }, { as: { role: 'admin', agency: 'H98' } });
    expect((await put({ ...PERSON, subject: 'is-led', agency: 'H99.07', superior: 'elsewhere' })).status).toBe(400);
  });

  test.each(['clerk', 'officer', 'head', 'signatory', 'manager', 'auditor'])('is written by no %s', async (role) => {
    expect((await put(PERSON, { as: role })).status).toBe(403);
  });

  test('gives colleagues the names behind the identifiers, without addresses, and nobody those of agencies they do not see', async () => {
    await put({ ...PERSON, subject: 'named', agency: 'H99.05.01' });
    const seen = await get('/api/v1/staff?agency=H99.05.01&limit=200', as('head', 'H99.05.01'));
    expect((seen.body['items'] as readonly { subject: string }[]).find(({ subject }) => subject === 'named')).toMatchObject({ name: PERSON.name, position: PERSON.position, email: null });
    expect((await get('/api/v1/staff?agency=H99.05.01', as('officer', 'H99.07'))).status).toBe(403);
  });

  test('knows nobody it was not told of, and lets nobody end before beginning', async () => {
    expect((await post('/api/v1/staff/nobody/end', { ...ADMIN, body: { activeUntil: '2026-12-31' } })).status).toBe(404);
    await put({ ...PERSON, subject: 'begins', agency: 'H99.07' });
    expect((await post('/api/v1/staff/begins/end', { ...ADMIN, body: { activeUntil: '2026-06-30' } })).status).toBe(400);
  });
});

describe('my notices', () => {
  beforeAll(async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const list = { list: 'H99.06:2026-08-18:morning', count: 2 };
    const digest = { day: '2026-08-18', lines: [{ queue: 'late', count: 3, link: '/api/v1/dossiers?queue=late' }] };
    await oweNotices(
      read,
      [
        { key: 'one', kind: 'escalation', to: { agency: 'H99.06', subject: 'head-06' }, facts: list },
        { key: 'two', kind: 'digest', to: { agency: 'H99.06', subject: 'head-06' }, facts: digest },
        { key: 'three', kind: 'escalation', to: { agency: 'H99.06', role: 'head' }, facts: list },
        { key: 'other', kind: 'digest', to: { agency: 'H99.06', subject: 'head-other' }, facts: digest },
      ],
      clock.now(),
    );
    await placeNotices(engine, clock.now());
    clock.set('2026-08-18T20:00:00+07:00');
    await oweNotices(read, [{ key: 'evening', kind: 'digest', to: { agency: 'H99.06', subject: 'head-06' }, facts: digest }], clock.now());
    await placeNotices(engine, clock.now());
  });

  const HEAD = as('head', 'H99.06', 'head-06');
  const page = async (query: string, call = HEAD): Promise<ReturnType<typeof noticePageSchema.parse>> => noticePageSchema.parse((await get(`/api/v1/notices${query}`, call)).body);

  test('are mine and my role\'s, the newest first, from the opening on; the number unread is that of the list of unread ones', async () => {
    clock.set('2026-08-18T20:00:00+07:00');
    const evening = await page('');
    expect([evening.items.length, (await page('?unread=true')).items.length]).toEqual([3, evening.unread]);
    clock.set('2026-08-19T07:00:00+07:00');
    const morning = await page('?limit=2');
    const rest = await page(`?limit=2&after=${String(morning.next)}`);
    expect(morning.items[0]).toMatchObject({
      kind: 'digest',
      lines: ['Việc ngày 18/08/2026:', '- Quá hạn: 3 hồ sơ'],
      visibleAt: '2026-08-19T07:00:00+07:00',
      lists: [{ queue: 'late', label: 'Quá hạn', count: 3, link: '/api/v1/dossiers?queue=late' }],
    });
    expect([new Set([...morning.items, ...rest.items].map(({ id }) => id)).size, rest.next]).toEqual([4, null]);
    expect((await page('?unread=true')).items.length).toBe(morning.unread);
  });

  test('told in person go with the person to another agency; those of a role stay with the agency', async () => {
    clock.set('2026-08-19T07:30:00+07:00');
    const moved = await page('', as('head', 'H99.31', 'head-06'));
    expect([moved.items.length, moved.unread]).toEqual([3, moved.items.filter(({ readAt }) => readAt === null).length]);
    const stranger = await page('', as('head', 'H99.31', 'head-31'));
    expect(stranger.items.filter(({ id }) => moved.items.some((own) => own.id === id))).toEqual([]);
  });

  test('are read once, by whom they are for, and the first reading stays', async () => {
    clock.set('2026-08-19T08:00:00+07:00');
    const [notice] = (await page('')).items;
    const path = notice?.links.read ?? '';
    const first = await post(path, HEAD);
    clock.set('2026-08-19T09:00:00+07:00');
    const again = await post(path, HEAD);
    expect([first.body['readAt'], again.body]).toEqual(['2026-08-19T08:00:00+07:00', first.body]);
    const after = await page('?unread=true');
    expect([after.items.length, after.unread]).toEqual([3, 3]);
    expect((await post(path, as('head', 'H99.07'))).status).toBe(404);
  });

  test.each([
    [as('head', 'H99.06', 'another-head'), 1, 'another head of the agency'],
    [as('head', 'H99.07'), 0, 'a head elsewhere'],
    [as('officer', 'H99.06'), 0, 'an officer of the agency'],
    [as('manager', 'H99'), 0, 'a manager'],
  ])('%#: a person sees no one else\'s', async (call, count) => {
    clock.set('2026-08-19T08:00:00+07:00');
    expect((await page('', call)).items.length).toBe(count);
  });
});

describe('lists of apologies nobody acts on', () => {
  const key = 'H99.05:2026-08-18:morning';
  const path = `/api/v1/escalations/${encodeURIComponent(key)}`;

  beforeAll(async () => {
    clock.set('2026-08-17T09:00:00+07:00');
    const body = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Người Nộp Bí Mật' } };
    const code = String((await post('/api/v1/dossiers', { as: 'clerk', key: 'escalated-intake', body })).body['code']);
    const id = (await read.first<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [code]))?.id;
    for (const task of ['first', 'second']) {
      await read.run(`INSERT INTO task (key, kind, dossier_id, agency, data, created_at) VALUES ($1, 'promise-broken', $2, 'H99.05.01', '{}', $3)`, [task, id, clock.add(1_000)]);
    }
    await read.run('INSERT INTO escalation (key, agency, made_at) VALUES ($1, $2, $3)', [key, 'H99.05', clock.now()]);
    await read.run(`INSERT INTO escalation_item SELECT $1, key, 1 FROM task WHERE key IN ('first', 'second')`, [key]);
  });

  test('are read and taken note of by whoever may sign there or above, line by line or whole', async () => {
    clock.set('2026-08-18T10:00:00+07:00');
    const head = as('signatory', 'H99.05');
    const [list] = (await get('/api/v1/escalations', head)).body['items'] as readonly Record<string, unknown>[];
    expect(list).toMatchObject({ key, agency: 'H99.05', lines: 2, unanswered: 2 });
    const lines = (await get(`${path}/lines?limit=1`, head)).body;
    expect([lines['items'], lines['next']]).toEqual([[expect.objectContaining({ task: 'first', level: 1, agency: 'H99.05.01', acknowledgedAt: null })], expect.any(String)]);
    const one = await post(`${path}/acknowledge`, { ...head, body: { tasks: ['first'] } });
    expect([one.status, one.body['unanswered']]).toEqual([200, 1]);
    clock.set('2026-08-18T11:00:00+07:00');
    const all = await post(`${path}/acknowledge`, { ...as('head', 'H99'), body: {} });
    expect([all.status, all.body['unanswered']]).toEqual([200, 0]);
    const taken = (await get(`${path}/lines`, head)).body['items'] as readonly Record<string, unknown>[];
    expect(taken.map((line) => [line['task'], line['acknowledgedBy'], line['acknowledgedAt']])).toEqual([
      ['first', 'signatory@H99.05', '2026-08-18T10:00:00+07:00'],
      ['second', 'head@H99', '2026-08-18T11:00:00+07:00'],
    ]);
    expect(JSON.stringify(taken)).not.toContain('Bí Mật');
  });

  test.each([
    [as('head', 'H99.06'), 404, 'a head elsewhere'],
    [as('officer', 'H99.05'), 403, 'an officer, who signs nothing'],
    [as('head', 'H99.05.01'), 404, 'a head below'],
  ])('%#: are closed to everybody else', async (call, status) => {
    expect([(await get(`${path}/lines`, call)).status, (await post(`${path}/acknowledge`, { ...call, body: {} })).status]).toEqual([status, status]);
  });

  test('that were never made are not found', async () => {
    expect((await get(`/api/v1/escalations/${encodeURIComponent('H99.05:2026-08-20:morning')}/lines`, as('head', 'H99'))).status).toBe(404);
  });
});

test('a role of the directory is told person by person', async () => {
  await putStaff(read, [member('clerk-a', 'clerk', 'H99.33'), member('clerk-b', 'clerk', 'H99.33', { mailWanted: false })], { subject: 'admin' }, clock.now());
  await oweNotices(read, [{ key: 'desk', kind: 'escalation', to: { agency: 'H99.33', role: 'clerk' }, facts: { list: 'x', count: 1 } }], clock.now());
  expect(await read.rows(`SELECT subject, by_mail FROM staff_notice WHERE key LIKE 'desk:%' ORDER BY subject`)).toEqual([
    { subject: 'clerk-a', by_mail: true },
    { subject: 'clerk-b', by_mail: false },
  ]);
});
