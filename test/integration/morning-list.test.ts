import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseLocalDate } from '#domain';
import { openDatabase } from '#persistence';
import { countQueues, type Engine, placeNotices, putStaff, readDocument, sendStaffMails, type StaffMember } from '#service';
import { countStoredMorning, listMorning, makeMorningLists, morningAgencies, tellMorning } from '#service/figures';
import { type MorningLineAnswer, morningListSchema, morningPageSchema, morningToldSchema } from '../../apps/api/views/morning-view.js';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { createTestDatabase } from '../support/database.js';
import { counted, member } from '../support/staff.js';
import { StandInMailer } from '../support/stand-in-mailer.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const { read } = engine.database;
const owner = await openDatabase({ url: database.ownerUrl, poolSize: 1 });
afterAll(() => owner.close());
const COMMUNE = 'H99.31';
const HEAD: Call = { as: { role: 'head', agency: COMMUNE, subject: 'head-31' } };
const OFFICER: Call = { as: { role: 'officer', agency: COMMUNE, subject: 'officer-31' } };
const MANAGER: Call = { as: { role: 'manager', agency: 'H99', subject: 'manager-1' } };
const MORNING = '2026-08-26T07:30:00+07:00';
const NAME = 'Người Nộp Bí Mật';
const codes: Record<string, string> = {};
let keys = 0;

function key(): string {
  keys += 1;
  return `morning-key-${String(keys)}`;
}

async function command(code: string, type: string, body: unknown, call: Call, text?: unknown): Promise<void> {
  const answer = await post(`/api/v1/dossiers/${encodeURIComponent(code)}/commands`, { ...call, key: key(), body: { type, body, ...(text === undefined ? {} : { text }) } });
  expect([type, answer.status, answer.body]).toEqual([type, 200, expect.anything()]);
}

// Seven working days each, 22/8 being one: due on 21/8, 24/8, 26/8, 27/8 and 28/8 at 17:00, so that on the morning of 26/8 the last is not due within two days.
beforeAll(async () => {
  for (const [day, officer] of [['12', 'officer-31'], ['14', ''], ['18', 'officer-31'], ['19', 'officer-other'], ['20', 'officer-31']] as const) {
    clock.set(`2026-08-${day}T09:00:00+07:00`);
    const intake = { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter', applicant: { name: NAME, idNumber: '079000000001', phone: '0900000001' } };
    const code = String((await post('/api/v1/dossiers', { as: 'clerk', key: key(), body: intake })).body['code']);
    codes[day] = code;
    await command(code, 'Forward', { stage: 'desk' }, { as: 'clerk' });
    if (officer !== '') await command(code, 'Assign', { officer, stage: 'appraise' }, HEAD);
  }
});

beforeEach(async () => {
  for (const table of ['sealed_document', 'morning_told', 'morning_line', 'morning_list']) await owner.read.run(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const table of ['staff_notice', 'staff_mail', 'sealed_document', 'morning_told', 'morning_line', 'morning_list', 'staff']) await owner.read.run(`DELETE FROM ${table}`);
});

function employ(...people: readonly StaffMember[]): Promise<void> {
  return putStaff(read, people, { subject: 'admin-1' }, clock.now());
}

/** The relay's loop until it has nothing more to do. */
async function morning(at: string, over: Engine = engine): Promise<void> {
  clock.set(at);
  while ((await makeMorningLists(over, clock.now(), 20)) > 0);
  while ((await tellMorning(over, clock.now(), 100)) === 100);
  await placeNotices(engine, clock.now());
}

async function listed(call: Call, query = ''): Promise<readonly MorningLineAnswer[]> {
  return morningPageSchema.parse((await get(`/api/v1/morning-list${query}`, call)).body).items;
}

const MADE = 'SELECT agency, made_at, late, soon FROM morning_list WHERE agency = $1';

describe('the list of a morning', () => {
  test.each([
    ['2026-08-26T07:29:59+07:00', 0, 'a second before half past seven'],
    ['2026-08-26T07:30:00+07:00', 1, 'half past seven'],
    ['2026-08-26T09:00:00+07:00', 1, 'later, where nobody passed before'],
    ['2026-08-26T17:00:00+07:00', 0, 'the end of the office\'s day'],
    ['2026-08-22T07:30:00+07:00', 1, 'a make-up Saturday'],
    ['2026-08-23T07:30:00+07:00', 0, 'a Sunday'],
    ['2026-09-02T07:30:00+07:00', 0, 'National Day'],
    ['2027-02-08T07:30:00+07:00', 0, 'Tết'],
  ])('at %s is made for %i agency: %s', async (at, lists) => {
    await morning(at);
    const made = await read.rows<{ made_at: number }>(MADE, [COMMUNE]);
    expect(made.map(({ made_at }) => made_at)).toEqual(Array.from({ length: lists }, () => clock.now()));
    await morning(at);
    expect(await read.rows(MADE, [COMMUNE])).toEqual(made);
  });

  test('is made once by two relays beside each other, and whole after a kill before the commit', async () => {
    clock.set(MORNING);
    const killed: Engine['database'] = { ...engine.database, transaction: (work) => engine.database.transaction(async (tx) => Promise.reject(new Error(`killed after ${String(await work(tx))}`))) };
    await expect(makeMorningLists({ ...engine, database: killed }, clock.now(), 500)).rejects.toThrow(/killed after \d+/);
    expect(await read.rows('SELECT FROM morning_line')).toEqual([]);
    await Promise.all([morning(MORNING), morning(MORNING)]);
    await morning(MORNING);
    expect(await read.rows(MADE, [COMMUNE])).toMatchObject([{ late: 2, soon: 2 }]);
    expect(await read.rows('SELECT place FROM morning_line WHERE agency = $1 ORDER BY place', [COMMUNE])).toEqual([{ place: 1 }, { place: 2 }, { place: 3 }, { place: 4 }]);
  });

  test('has the longest late first, then what is due soonest, with working time and reason', async () => {
    clock.set(MORNING);
    const lines = await listed(HEAD);
    expect(lines.map(({ code, standing, workingMinutes, reason }) => [code, standing, workingMinutes, reason.sentence])).toEqual([
      // The office is open from 7:00 to 11:00 and from 13:00 to 17:00.
      [codes['12'], 'late', expect.any(Number), 'Đang ở bước: Thẩm định hồ sơ, kiểm tra thực địa'],
      [codes['14'], 'late', expect.any(Number), 'Chưa phân công người thụ lý'],
      [codes['18'], 'soon', 450, 'Đang ở bước: Thẩm định hồ sơ, kiểm tra thực địa'],
      [codes['19'], 'soon', 450 + 480, 'Đang ở bước: Thẩm định hồ sơ, kiểm tra thực địa'],
    ]);
    expect(lines.slice(0, 2).map(({ workingMinutes }) => workingMinutes)).toEqual([-(3 * 480 + 30), -(480 + 30)]);
    expect(lines[0]).toMatchObject({ workingTime: 'quá hạn 24 giờ 30 phút làm việc', officers: [{ subject: 'officer-31' }], holders: [{ code: COMMUNE }] });
  });

  test('is the queues\' own lists: as many late and as many due within two working days, page by page', async () => {
    clock.set(MORNING);
    const agencies = await morningAgencies(engine, read, clock.now());
    const counts = await countQueues(read, { scope: { agencies: [COMMUNE] }, at: clock.now(), endOfDay: clock.now(), soonUntil: agencies.soonUntil.get(COMMUNE)! });
    const count = (queue: string): number => counts.find((each) => each.queue === queue)?.count ?? 0;
    const page = morningPageSchema.parse((await get('/api/v1/morning-list', HEAD)).body);
    expect([page.late, page.soon, page.items.length]).toEqual([count('late'), count('due-soon'), count('late') + count('due-soon')]);
    expect([page.late, page.soon]).toEqual([2, 2]);
    const paged: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const one: ReturnType<typeof morningPageSchema.parse> = morningPageSchema.parse((await get(`/api/v1/morning-list?limit=1${next === '' ? '' : `&after=${next}`}`, HEAD)).body);
      paged.push(...one.items.map(({ code }) => code));
      next = one.next;
    }
    expect(paged).toEqual(page.items.map(({ code }) => code));
  });

  test.each([
    ['the manager', MANAGER, ['12', '14', '18', '19']],
    ['the head', HEAD, ['12', '14', '18', '19']],
    ['an officer', OFFICER, ['12', '18']],
    ['the head of another agency', { as: { role: 'head', agency: 'H99.32' } }, []],
  ] as const)('shows %s what is theirs, live and stored alike', async (_, call, days) => {
    await morning(MORNING);
    const expected = days.map((day) => codes[day]);
    expect((await listed(call)).map(({ code }) => code)).toEqual(expected);
    expect((await listed(call, '?date=2026-08-26')).map(({ code }) => code)).toEqual(expected);
    expect((await listed(call, '?date=2026-08-26&limit=1')).map(({ code }) => code)).toEqual(expected.slice(0, 1));
  });

  test('is refused to whoever may list no dossiers, and of an agency not below there is none for a head', async () => {
    expect((await get('/api/v1/morning-list', { as: { role: 'citizen', agency: 'H99' } })).status).toBe(403);
    expect((await get(`/api/v1/morning-list?agency=${COMMUNE}`, { as: { role: 'head', agency: 'H99.32' } })).status).toBe(404);
    expect((await get('/api/v1/morning-list?date=26-08-2026', HEAD)).status).toBe(400);
    expect((await get('/api/v1/morning-list?after=nonsense', HEAD)).status).toBe(400);
  });

  test('of a day on which none was made is not found, which is not the same as empty', async () => {
    for (const path of ['/api/v1/morning-list', '/api/v1/morning-list/xlsx']) {
      const answer = await get(`${path}?date=2026-08-23`, MANAGER);
      expect([answer.status, answer.body['detail']]).toEqual([404, expect.stringContaining('2026-08-23')]);
    }
  });

  test('stands as it was, with the hash of its lines, and nobody of the application can change it', async () => {
    await morning(MORNING);
    const before = await listed(HEAD, '?date=2026-08-26');
    clock.set('2026-08-27T16:00:00+07:00');
    expect((await listed(HEAD)).length).toBe(5);
    expect(await listed(HEAD, '?date=2026-08-26')).toEqual(before);
    const [list] = pageOf(morningListSchema).parse((await get(`/api/v1/morning-list/made?date=2026-08-26&agency=${COMMUNE}`, HEAD)).body).items;
    const texts = await read.rows<{ text: string }>('SELECT content::text AS text FROM morning_line WHERE agency = $1 ORDER BY place', [COMMUNE]);
    expect(list).toMatchObject({ late: 2, soon: 2, madeAt: MORNING, contentHash: engine.sha256(texts.map(({ text }) => `${text}\n`).join('')) });
    await expect(read.run('UPDATE morning_line SET late = false')).rejects.toThrow(/permission denied/);
    await expect(read.run('DELETE FROM morning_list')).rejects.toThrow(/permission denied/);
    expect(texts.map(({ text }) => text).join('')).not.toMatch(/Bí Mật|079000000001|0900000001/);
  });
});

describe('people are told of it', () => {
  test('once a day, one mail each, whose counts are the list\'s and whose file has its codes and no applicant', async () => {
    await employ(member('head-31', 'head', COMMUNE), member('officer-31', 'officer', COMMUNE), member('manager-1', 'manager', 'H99'), member('officer-idle', 'officer', COMMUNE), member('clerk-31', 'clerk', COMMUNE));
    await Promise.all([morning(MORNING), morning(MORNING)]);
    const mailer = new StandInMailer();
    await sendStaffMails(engine, mailer, clock.now());
    await morning('2026-08-26T07:31:00+07:00');
    await sendStaffMails(engine, mailer, clock.now());
    expect(mailer.taken.map(({ to }) => to).toSorted()).toEqual(['head-31@vidu.test', 'manager-1@vidu.test', 'officer-31@vidu.test']);
    for (const [subject, call, late, soon] of [['head-31', HEAD, 2, 2], ['officer-31', OFFICER, 1, 1], ['manager-1', MANAGER, 2, 2]] as const) {
      const mail = mailer.taken.find(({ to }) => to.startsWith(`${subject}@`))!;
      expect(mail.text).toContain(`Ngày 26/08/2026: ${String(late)} hồ sơ quá hạn, ${String(soon)} hồ sơ sắp đến hạn.`);
      const [file] = mail.attachments ?? [];
      const rows = readDocument(file!.content).rows.map(({ cells }) => cells.map(({ text }) => text));
      expect(rows.slice(3).map((row) => row[2])).toEqual((await listed(call, '?date=2026-08-26')).map(({ code }) => code));
      expect(rows.slice(3)).toHaveLength(late + soon);
      expect(mail.text + strFromU8(unzipSync(file!.content)['xl/worksheets/sheet1.xml']!)).not.toMatch(/Bí Mật|079000000001|0900000001/);
    }
    const told = pageOf(morningToldSchema).parse((await get(`/api/v1/morning-list/told?date=2026-08-26&agency=${COMMUNE}`, HEAD)).body).items;
    expect(told.map(({ subject, late, soon, mailedAt }) => [subject, late, soon, mailedAt])).toEqual([
      ['head-31', 2, 2, MORNING],
      // Who was told, never whose number is larger.
      ['officer-31', null, null, MORNING],
      ['officer-idle', null, null, null],
    ]);
    expect(pageOf(morningToldSchema).parse((await get('/api/v1/morning-list/told?date=2026-08-26', OFFICER)).body).items.map(({ subject, late, soon }) => [subject, late, soon])).toEqual([['officer-31', 1, 1]]);
  });

  test('not before every list of the day is made, and after a kill once', async () => {
    await employ(member('head-31', 'head', COMMUNE));
    clock.set(MORNING);
    await makeMorningLists(engine, clock.now(), 1);
    expect(await tellMorning(engine, clock.now(), 100)).toBe(0);
    while ((await makeMorningLists(engine, clock.now(), 20)) > 0);
    const killed: Engine['database'] = { ...engine.database, transaction: (work) => engine.database.transaction(async (tx) => Promise.reject(new Error(`killed after ${String(await work(tx))}`))) };
    await expect(tellMorning({ ...engine, database: killed }, clock.now(), 100)).rejects.toThrow('killed after 1');
    expect(await read.rows('SELECT FROM morning_told')).toEqual([]);
    expect([await tellMorning(engine, clock.now(), 100), await tellMorning(engine, clock.now(), 100)]).toEqual([1, 0]);
    expect(await read.rows('SELECT key FROM staff_notice')).toEqual([{ key: 'morning-list:2026-08-26:head-31' }]);
    const notices = (await get('/api/v1/notices', HEAD)).body['items'];
    expect(notices).toEqual([]);
    await placeNotices(engine, clock.now());
    expect((await get('/api/v1/notices', HEAD)).body['items']).toMatchObject([{ kind: 'morning-list', label: 'Danh sách đầu ngày', lines: ['Ngày 26/08/2026: 2 hồ sơ quá hạn, 2 hồ sơ sắp đến hạn.'], links: { morningList: '/api/v1/morning-list?date=2026-08-26' } }]);
  });

  test('by one count for all who see the same list, and a handful of statements a batch', async () => {
    await employ(...Array.from({ length: 30 }, (_, index) => member(`head-cost-${String(index)}`, 'head', COMMUNE)));
    clock.set(MORNING);
    while ((await makeMorningLists(engine, clock.now(), 500)) > 0);
    const watched = counted(engine);
    expect(await tellMorning(watched.engine, clock.now(), 100)).toBe(30);
    expect(watched.statements()).toBeLessThanOrEqual(12);
  });

  test('each officer of their own dossiers as the list itself counts them, all of a batch by one statement', async () => {
    const officers = ['officer-31', ...Array.from({ length: 20 }, (_, index) => `officer-cost-${String(index)}`)];
    await employ(...officers.map((subject) => member(subject, 'officer', COMMUNE)), member('manager-cost', 'manager', 'H99'), member('head-cost', 'head', COMMUNE));
    clock.set(MORNING);
    while ((await makeMorningLists(engine, clock.now(), 500)) > 0);
    const watched = counted(engine);
    expect(await tellMorning(watched.engine, clock.now(), 100)).toBe(officers.length + 2);
    expect(watched.statements()).toBeLessThanOrEqual(12);
    const day = parseLocalDate('2026-08-26');
    const told = await read.rows<{ subject: string; late: number; soon: number }>('SELECT subject, late, soon FROM morning_told WHERE day = $1', [day]);
    const own = { scope: { agencies: [COMMUNE] }, day };
    const wanted = async (subject: string): Promise<object> => ({ subject, ...(await countStoredMorning(read, subject === 'manager-cost' ? { scope: { province: 'H99' }, day } : subject === 'head-cost' ? own : { ...own, officer: subject })) });
    expect(told.some(({ subject, late }) => subject === 'officer-31' && late > 0)).toBe(true);
    for (const each of told) expect(each).toEqual(await wanted(each.subject));
  });
});

test('a page of the list costs one statement, and lists of agencies together no more than of one', async () => {
  clock.set(MORNING);
  const agencies = await morningAgencies(engine, read, clock.now());
  const watched = counted(engine);
  const lines = await listMorning(watched.engine, { scope: { province: 'H99' }, at: clock.now() }, agencies, { limit: 3 });
  expect([lines.length, watched.statements()]).toEqual([3, 1]);
  const making = counted(engine);
  await makeMorningLists(making.engine, clock.now(), 500);
  expect(making.statements()).toBeLessThanOrEqual(10);
  expect((await read.first<{ n: number }>('SELECT count(*) AS n FROM morning_list WHERE day = $1', [parseLocalDate('2026-08-26')]))?.n).toBeGreaterThan(5);
});

test('the file of the screen is the list of the screen, live and stored', async () => {
  await morning(MORNING);
  for (const query of ['', '?date=2026-08-26']) {
    const page = morningPageSchema.parse((await get(`/api/v1/morning-list${query}`, HEAD)).body);
    const file = await get(page.xlsx, HEAD);
    const rows = readDocument(file.bytes).rows.map(({ cells }) => cells.map(({ text }) => text));
    expect(rows.slice(3).map((row) => row[2])).toEqual(page.items.map(({ code }) => code));
    expect(rows[1]?.[0]).toBe('2 hồ sơ quá hạn, 2 hồ sơ sắp đến hạn');
  }
});
