import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#service';
import { watchLedger } from '#service/figures';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { watchedSchema, type WatchFindingAnswer, watchFindingSchema } from '../../apps/api/views/watch-view.js';
import { asOwner, createTestDatabase } from '../support/database.js';
import { listening, rowsRead } from '../support/plans.js';
import { publishOtherProvince } from '../support/other-province.js';
import { counted } from '../support/staff.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const { read } = engine.database;
const COMMUNE = 'H99.31';
const CLERK: Call = { as: { role: 'clerk', agency: COMMUNE, subject: 'clerk-31' } };
const HEAD: Call = { as: { role: 'head', agency: COMMUNE, subject: 'head-31' } };
const OFFICER: Call = { as: { role: 'officer', agency: COMMUNE, subject: 'officer-31' } };
const MANAGER: Call = { as: 'manager' };
const HOUSE = { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter' };
let keys = 0;

interface Applicant {
  readonly name?: string;
  readonly idNumber?: string;
  readonly phone?: string;
}

async function takeIn(at: string, applicant: Applicant = {}, change: object = {}): Promise<string> {
  keys += 1;
  clock.set(at);
  const body = { ...HOUSE, applicant: { name: 'Người Nộp Bí Mật', idNumber: `0790000${String(10_000 + keys)}`, ...applicant }, ...change };
  const answer = await post('/api/v1/dossiers', { ...CLERK, key: `watch-intake-${String(keys)}`, body });
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return String(answer.body['code']);
}

async function command(at: string, code: string, type: string, body: object, call: Call, text?: object): Promise<Answer> {
  keys += 1;
  clock.set(at);
  const answer = await post(`/api/v1/dossiers/${encodeURIComponent(code)}/commands`, { ...call, key: `watch-command-${String(keys)}`, body: { type, body, ...(text === undefined ? {} : { text }) } });
  expect([type, answer.status, answer.body]).toEqual([type, 200, expect.anything()]);
  return answer;
}

async function atWork(at: string, applicant: Applicant = {}): Promise<string> {
  const code = await takeIn(at, applicant);
  await command(at, code, 'Forward', { stage: 'desk' }, CLERK);
  await command(at, code, 'Assign', { officer: 'officer-31', stage: 'appraise' }, HEAD);
  return code;
}

const withdraw = (at: string, code: string): Promise<Answer> => command(at, code, 'Withdraw', { reasonCode: 'applicant-request' }, CLERK, { reason: 'Xin rút' });

/** Looks until everything written so far was looked at: transactions of other test files hold the loop back. */
async function watched(): Promise<void> {
  const until = (await read.first<{ xact: string }>('SELECT max(xact_id::text::bigint) AS xact FROM dossier_event'))?.xact ?? '0';
  for (;;) {
    while (await watchLedger(engine, clock.now()));
    const cursor = (await read.first<{ xact: string }>('SELECT until_xact::text AS xact FROM watch_cursor'))?.xact ?? '0';
    if (until === '0' || BigInt(cursor) > BigInt(until)) return;
  }
}

async function findings(call: Call = HEAD, query = ''): Promise<readonly WatchFindingAnswer[]> {
  return pageOf(watchFindingSchema).parse((await get(`/api/v1/watch-list${query}`, call)).body).items;
}

async function of(...codes: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  await watched();
  return (await findings(HEAD, '?limit=200')).filter(({ dossierCode }) => codes.includes(dossierCode)).map(({ kind, dossierCode, refiledCode, workingDays }) => [kind, dossierCode, refiledCode, workingDays]);
}

describe('the last days of a term', () => {
  // Seven working days, same clock time; 22/8 is a make-up Saturday, 29/8 to 2/9 are days off.
  test.each<readonly [received: string, withdrawn: string, days: number | undefined, rule: string]>([
    // received           withdrawn at         days       rule
    ['2026-08-05T09:00', '2026-08-13T16:00', 1, 'Thursday for Friday'],
    ['2026-08-05T09:00', '2026-08-12T16:00', undefined, 'Wednesday for Friday'],
    ['2026-08-06T09:00', '2026-08-14T16:00', 1, 'Friday for Monday over a weekend'],
    ['2026-08-13T09:00', '2026-08-21T16:00', 1, 'Friday for the make-up Saturday'],
    ['2026-08-14T09:00', '2026-08-21T16:00', undefined, 'Friday for Monday, the make-up Saturday between them'],
    ['2026-08-14T09:00', '2026-08-22T10:00', 1, 'the make-up Saturday for Monday'],
    ['2026-08-14T09:00', '2026-08-24T08:00', 0, 'the day itself'],
    ['2027-01-25T09:00', '2027-02-03T10:00', 0, 'the last day before Tết'],
  ])('received at %s and withdrawn at %s is caught %s working days before: %s', async (received, withdrawn, days) => {
    const code = await atWork(`${received}:00+07:00`);
    await withdraw(`${withdrawn}:00+07:00`, code);
    expect(await of(code)).toEqual(days === undefined ? [] : [['withdrawal-last-days', code, null, days]]);
  });

  test('a supplement asked for on the day before is caught with its officer, its due date and its rule, and again is not', async () => {
    const code = await atWork('2026-08-05T09:00:00+07:00');
    await command('2026-08-13T16:00:00+07:00', code, 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' }, HEAD, { reason: 'Thiếu giấy tờ' });
    expect(await of(code)).toEqual([['supplement-last-days', code, null, 1]]);
    const [found] = (await findings()).filter(({ dossierCode }) => dossierCode === code);
    expect(found).toMatchObject({ state: 'open', agency: COMMUNE, actor: { subject: 'head-31', role: 'head', agency: COMMUNE }, happenedAt: '2026-08-13T16:00:00+07:00' });
    expect(found?.dueAt).toMatch(/^2026-08-14T/);
    expect(found?.rule).toMatch(/^Yêu cầu bổ sung lúc 16:00 13\/08\/2026, trước ngày đến hạn 1 ngày làm việc \(hạn \d\d:\d\d 14\/08\/2026; quy tắc: đến 1 ngày làm việc trước ngày đến hạn\)\.$/);
    // Withdrawn while the clock stands still: nothing is gained by it any more.
    await withdraw('2026-08-14T08:00:00+07:00', code);
    expect(await of(code)).toEqual([['supplement-last-days', code, null, 1]]);
  });
});

describe('filed again by the same applicant', () => {
  const ME = { idNumber: '079000000001', phone: '0900000001' };

  test('after a withdrawal, within ten working days, for the same procedure, under another code and another telephone', async () => {
    const first = await takeIn('2026-10-05T09:00:00+07:00', ME);
    await withdraw('2026-10-06T09:00:00+07:00', first);
    const other = await takeIn('2026-10-07T09:00:00+07:00', { ...ME, idNumber: '079000000002' });
    const later = await takeIn('2026-10-20T09:00:00+07:00', { ...ME, name: 'Tên Viết Khác', phone: '0911111111' });
    const tooLate = await takeIn('2026-10-21T09:00:00+07:00', ME);
    expect(await of(first, other, later, tooLate)).toEqual([['refiled-after-withdrawal', first, later, 10]]);
  });

  test('by the telephone alone only where one of them gave no identity number', async () => {
    const { phone } = { phone: '0977000111' };
    clock.set('2026-10-05T09:00:00+07:00');
    const first = await takeIn('2026-10-05T09:00:00+07:00', { phone, idNumber: '079000000031' });
    await withdraw('2026-10-06T09:00:00+07:00', first);
    keys += 1;
    const answer = await post('/api/v1/dossiers', { ...CLERK, key: `watch-phone-${String(keys)}`, body: { ...HOUSE, applicant: { name: 'Không có số định danh', phone: '+84 977 000 111' } } });
    expect(await of(first)).toEqual([['refiled-after-withdrawal', first, answer.body['code'], 0]]);
  });

  test('after papers were refused at the desk', async () => {
    const refused = await takeIn('2026-10-12T09:00:00+07:00', { idNumber: '079000000041' }, { refusal: { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' } });
    const again = await takeIn('2026-10-14T09:00:00+07:00', { idNumber: '079000000041' });
    expect(await of(refused)).toEqual([['refiled-after-intake-refusal', refused, again, 2]]);
  });

  test('not for another procedure, and not for somebody else', async () => {
    const first = await takeIn('2026-10-12T09:00:00+07:00', { idNumber: '079000000051' });
    await withdraw('2026-10-13T09:00:00+07:00', first);
    await takeIn('2026-10-14T09:00:00+07:00', { idNumber: '079000000051' }, { procedureCode: '1.004873', caseCode: undefined });
    await takeIn('2026-10-14T09:00:00+07:00', { idNumber: '079000000052' });
    expect(await of(first)).toEqual([]);
  });

  test('also where the new one is known before the old one has ended is none, for it came before the end', async () => {
    const first = await takeIn('2026-10-12T09:00:00+07:00', { idNumber: '079000000061' });
    await takeIn('2026-10-12T10:00:00+07:00', { idNumber: '079000000061' });
    await withdraw('2026-10-13T09:00:00+07:00', first);
    expect(await of(first)).toEqual([]);
  });

  test('also where the applicant was known only after a correction', async () => {
    const first = await takeIn('2026-10-12T09:00:00+07:00', { idNumber: '079000000071' });
    await withdraw('2026-10-13T09:00:00+07:00', first);
    const again = await takeIn('2026-10-14T09:00:00+07:00', { idNumber: '079000000099' });
    expect(await of(first)).toEqual([]);
    await command('2026-10-15T09:00:00+07:00', again, 'CorrectPersonalData', { fields: ['idNumber'] }, CLERK, { applicant: { idNumber: '079000000071' } });
    expect(await of(first)).toEqual([['refiled-after-withdrawal', first, again, 1]]);
  });

  test('is found without a number in any table of the list', async () => {
    for (const idNumber of ['079000000081', '079000000082']) {
      await withdraw('2026-10-13T09:00:00+07:00', await takeIn('2026-10-12T09:00:00+07:00', { idNumber }));
      await takeIn('2026-10-14T09:00:00+07:00', { idNumber });
    }
    await watched();
    const rows = await read.rows<{ text: string }>('SELECT f::text AS text FROM watch_finding f');
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.map(({ text }) => text).join()).not.toMatch(/0790000|09000000|Bí Mật/);
  });
});

test('nothing is missed and nothing found twice, whatever is killed and however many look', async () => {
  const code = await atWork('2026-08-05T09:00:00+07:00');
  await withdraw('2026-08-13T16:00:00+07:00', code);
  const killed: Engine['database'] = { ...engine.database, transaction: (work) => engine.database.transaction(async (tx) => Promise.reject(new Error(`killed after ${typeof (await work(tx))}`))) };
  await expect(watchLedger({ ...engine, database: killed }, clock.now())).rejects.toThrow('killed after object');
  await Promise.all([watched(), watched(), watchLedger(engine, clock.now(), 1)]);
  expect(await of(code)).toEqual([['withdrawal-last-days', code, null, 1]]);
  const [before] = await read.rows<{ n: number }>('SELECT count(*) AS n FROM watch_finding');
  // From the beginning once more, two events at a time: the same findings.
  await read.run(`UPDATE watch_cursor SET until_xact = '0'`);
  while (await watchLedger(engine, clock.now(), 2));
  await watched();
  expect(await read.rows('SELECT count(*) AS n FROM watch_finding')).toEqual([before]);
});

test('a pass costs a handful of statements whatever it finds', async () => {
  await watched();
  await read.run(`UPDATE watch_cursor SET until_xact = '0'`);
  const { engine: counting, statements } = counted(engine);
  await watchLedger(counting, clock.now(), 10_000);
  expect(statements()).toBeLessThanOrEqual(14);
});

test('of a number given in thousands of dossiers only what lies around a filing is read, and a filing again is found among them', async () => {
  const phone = '0977000222';
  const first = await takeIn('2026-11-02T09:00:00+07:00', { phone, idNumber: '079000000131' });
  await withdraw('2026-11-03T09:00:00+07:00', first);
  clock.set('2026-11-04T09:00:00+07:00');
  const again = await post('/api/v1/dossiers', { ...CLERK, key: 'watch-notary', body: { ...HOUSE, applicant: { name: 'Văn phòng công chứng', phone } } });
  // A notary's years before: the number on days long past.
  const past = await takeIn('2026-11-02T09:00:00+07:00', { idNumber: '079000000132' });
  await asOwner(database, `INSERT INTO search_token (scope_id, token, received_on, dossier_id)
    SELECT s.scope_id, s.token, day, past.id FROM search_token s CROSS JOIN generate_series(10000, 14999) AS day JOIN dossier past ON past.code = '${past}'
    WHERE s.dossier_id = (SELECT id FROM dossier WHERE code = '${first}') AND s.scope_id = 'H99'
      AND s.token IN (SELECT token FROM search_token o JOIN dossier d ON d.id = o.dossier_id WHERE d.code = '${String(again.body['code'])}')`);
  await asOwner(database, 'ANALYZE');
  const { engine: heardBy, heard } = listening(engine);
  const cursor = await read.first<{ xact: string }>('SELECT until_xact::text AS xact FROM watch_cursor');
  expect(await of(first)).toEqual([['refiled-after-withdrawal', first, again.body['code'], 1]]);
  await read.run('UPDATE watch_cursor SET until_xact = $1::xid8', [cursor?.xact]);
  while (await watchLedger(heardBy, clock.now(), 10_000));
  const pairs = heard.filter(({ sql }) => sql.includes('search_token'));
  expect(pairs.length).toBeGreaterThan(0);
  for (const statement of pairs) expect(await rowsRead(engine, statement, 'search_token')).toBeLessThan(2_500);
});

describe('a head looks at it', () => {
  beforeAll(async () => {
    for (const idNumber of ['079000000091', '079000000092', '079000000093']) {
      await withdraw('2026-08-13T16:00:00+07:00', await atWork('2026-08-05T09:00:00+07:00', { idNumber }));
      await takeIn('2026-08-14T09:00:00+07:00', { idNumber });
    }
    await watched();
  });

  test('and notes what was found; notes are added, sealed, and never changed', async () => {
    const [found] = await findings(HEAD, '?state=open&limit=1');
    const note = (text: string, call: Call = HEAD): Promise<Answer> => post(found!.links.note, { ...call, body: { text } });
    expect((await note('Đã xem, thiếu giấy thật của ông Bí Mật')).status).toBe(200);
    expect((await note('Đã xem, thiếu giấy thật của ông Bí Mật')).status).toBe(200);
    clock.add(60_000);
    const answer = watchedSchema.parse((await note('Xem lại lần hai')).body);
    expect([answer.state, answer.noted.map(({ text, by }) => [text, by])]).toEqual(['looked-at', [['Đã xem, thiếu giấy thật của ông Bí Mật', 'head-31'], ['Xem lại lần hai', 'head-31']]]);
    expect(watchedSchema.parse((await get(found!.links.finding, MANAGER)).body)).toEqual(answer);
    expect((await findings(HEAD, '?state=open&limit=200')).map(({ id }) => id)).not.toContain(found!.id);
    expect((await findings(HEAD, '?state=looked-at')).map(({ id }) => id)).toContain(found!.id);
    await expect(read.run(`UPDATE watch_note SET noted_by = 'x'`)).rejects.toThrow(/permission denied/);
    await expect(read.run('DELETE FROM watch_finding')).rejects.toThrow(/permission denied/);
    expect((await read.rows<{ text: string }>(`SELECT encode(content, 'escape') AS text FROM watch_note`)).map(({ text }) => text).join()).not.toContain('Bí Mật');
  });

  test.each([
    ['a manager', MANAGER, 200, 404],
    ['an auditor', { as: 'auditor' }, 200, 404],
    ['a head', HEAD, 200, 200],
    ['the head of another agency', { as: { role: 'head', agency: 'H99.32' } }, 404, 404],
    ['an officer', OFFICER, 404, 404],
    ['a clerk', CLERK, 404, 404],
  ] as const)('as %s it is answered %j', async (_, call, reading, noting) => {
    const [found] = await findings(HEAD, '?limit=1');
    expect((await get(found!.links.finding, call)).status).toBe(reading);
    expect((await post(found!.links.note, { ...call, body: { text: 'Đã xem' } })).status).toBe(noting);
  });

  test.each(['manager', 'auditor', 'head'] as const)('nobody of another province reads or notes it, not even its %s, though the number is guessed', async (role) => {
    await publishOtherProvince(engine);
    const [found] = await findings(HEAD, '?limit=1');
    const elsewhere: Call = { as: { role, agency: 'H98', subject: `${role}-98` } };
    expect((await get(found!.links.finding, elsewhere)).status).toBe(404);
    expect((await post(found!.links.note, { ...elsewhere, body: { text: 'Đã xem' } })).status).toBe(404);
  });

  test('page by page, by kind and by day; what is asked wrongly is told', async () => {
    const all = await findings(HEAD, '?limit=200');
    const paged: number[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { readonly items: readonly WatchFindingAnswer[]; readonly next: string | null } = pageOf(watchFindingSchema).parse((await get(`/api/v1/watch-list?limit=2${next === '' ? '' : `&after=${next}`}`, HEAD)).body);
      paged.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(paged).toEqual(all.map(({ id }) => id));
    expect(new Set((await findings(HEAD, '?kind=refiled-after-withdrawal&limit=200')).map(({ kind }) => kind))).toEqual(new Set(['refiled-after-withdrawal']));
    const acts = await findings(HEAD, '?from=2026-08-13&to=2026-08-13&limit=200');
    expect([acts.length >= 6, acts.every(({ happenedAt }) => happenedAt.startsWith('2026-08-13'))]).toEqual([true, true]);
    expect(await findings(HEAD, '?from=2026-08-10&to=2026-08-11')).toEqual([]);
    expect((await get('/api/v1/watch-list?from=2026-08-14&to=2026-08-13', HEAD)).status).toBe(400);
    expect((await get('/api/v1/watch-list?kind=fraud', HEAD)).status).toBe(400);
    expect((await get('/api/v1/watch-list/0', HEAD)).status).toBe(400);
    expect((await get('/api/v1/watch-list/999999', HEAD)).status).toBe(404);
  });
});
