import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { publishSettings } from '#service';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const api = await startTestApi(await createTestDatabase());
const { get, post, engine, clock } = api;

const MANAGER: Call = { as: { role: 'manager', agency: 'H99', subject: 'manager-1' } };
const SECOND: Call = { as: { role: 'manager', agency: 'H99', subject: 'manager-2' } };
const POSTER: Call = { as: { role: 'officer', agency: 'H99', subject: 'poster-1' } };
const CHECKER: Call = { as: { role: 'officer', agency: 'H99', subject: 'poster-2' } };
const PDF = new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'));
let keys = 0;
let numbers = 2_000;

function key(): string {
  keys += 1;
  return `publication-key-${String(keys)}`;
}

async function proof(call = POSTER): Promise<readonly string[]> {
  return [String((await post('/api/v1/evidence', { ...call, raw: { type: 'application/pdf', content: PDF } })).body['file'])];
}

/** A decision of the province on 17 August 2026, a Monday, the day before the clock of these tests. */
async function decision(change: object = {}): Promise<Record<string, unknown>> {
  numbers += 1;
  return {
    number: `${String(numbers)}/QĐ-UBND`,
    issuer: { agency: 'H99', level: 'province' },
    signedOn: '2026-08-17',
    effectiveOn: '2026-09-01',
    items: [{ kind: 'procedure', code: '1.013225', version: 1, change: 'new' }],
    evidence: await proof(MANAGER),
    ...change,
  };
}

function enter(body: object, call = MANAGER, given = key()): Promise<Answer> {
  return post('/api/v1/announcements', { ...call, key: given, body });
}

interface Item {
  readonly publication: string;
  readonly code: string;
  readonly places: readonly { readonly place: string; readonly standing: string; readonly dueAt: string | null }[];
  readonly missingParts: readonly { readonly code: string }[];
  readonly links: Readonly<Record<string, string>>;
}

function itemsOf({ body }: Answer): readonly Item[] {
  return body['items'] as readonly Item[];
}

async function announced(change: object = {}): Promise<{ readonly code: string; readonly publication: string }> {
  const answer = await enter(await decision(change));
  expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
  return { code: String(answer.body['code']), publication: itemsOf(answer)[0]?.publication ?? '' };
}

async function click(publication: string, clock_: string, clickedAt: string, call = POSTER, more: object = {}): Promise<Answer> {
  const address = ['counter', 'internal-process', 'hotline'].includes(clock_) ? 'Bảng niêm yết, tầng 1' : `https://dichvucong.gov.vn/${publication}`;
  const path = 'reason' in more ? 'postings/corrections' : 'postings';
  return post(`/api/v1/publications/${publication}/${path}`, { ...call, key: key(), body: { clock: clock_, clickedAt, address, evidence: await proof(call), ...more } });
}

describe('a decision', () => {
  test('is answered with both checks of its lead, and each item with its clocks to the minute', async () => {
    const body = await decision({ effectiveOn: '2026-08-24' });
    const answer = await enter(body);
    expect(answer.status).toBe(201);
    // 18 to 22 August, the make-up Saturday among them, and Monday 24: seven days of the calendar, six working days.
    expect(answer.body['leads']).toMatchObject({
      decree: { outcome: 'met', days: 7, required: 5, unit: 'calendar-days', law: { document: '63/2010/NĐ-CP', article: '15' } },
      index: { outcome: 'met', days: 6, required: 5, unit: 'working-days', sentence: 'Từ ngày ký quyết định (17/08/2026) đến ngày văn bản có hiệu lực (24/08/2026) là 6 ngày làm việc, yêu cầu ít nhất 5 ngày làm việc.' },
    });
    // Five working days after Monday 17 August: Saturday 22 August works for Monday 31.
    expect(itemsOf(answer)[0]?.places).toMatchObject(['national-database', 'counter', 'website', 'portal', 'internal-process'].map((place) => ({ place, standing: 'running', dueAt: '2026-08-23T00:00:00+07:00' })));
    expect((await get(`/api/v1/announcements/${String(answer.body['code'])}`, { as: 'clerk' })).body).toEqual(answer.body);
  });

  test('that comes too late is entered all the same, and says so', async () => {
    const answer = await enter(await decision({ effectiveOn: '2026-08-19' }));
    expect([answer.status, answer.body['leads']]).toMatchObject([201, { decree: { outcome: 'not-met', days: 2 }, index: { outcome: 'not-met', days: 2 } }]);
  });

  test('of a ministry and of the shortened procedure is checked and counted by its own numbers', async () => {
    const ministry = await enter(await decision({ number: '901/QĐ-BXD', issuer: { agency: 'G17', level: 'ministry' } }));
    expect([ministry.body['agency'], itemsOf(ministry)[0]?.places[0]?.dueAt]).toEqual(['H99', '2026-08-29T00:00:00+07:00']);
    const fast = await enter(await decision({ fastTrack: { ground: { document: '12/2026/QĐ-UBND' }, promulgatedOn: '2026-08-13' } }));
    expect([fast.body['leads'], itemsOf(fast)[0]?.places[0]?.dueAt]).toMatchObject([{ decree: { outcome: 'not-met', days: 4, bound: 'at-most' }, index: { outcome: 'not-applicable', days: null } }, '2026-08-20T00:00:00+07:00']);
  });

  test('is entered once for a key and once for its number, issuer and year', async () => {
    const [body, given] = [await decision(), key()];
    const first = await enter(body, MANAGER, given);
    expect((await enter(body, MANAGER, given)).body).toEqual(first.body);
    expect((await enter({ ...body, effectiveOn: '2026-09-02' }, MANAGER, given)).body['code']).toBe('idempotency-key-reused');
    const again = await enter(body, SECOND);
    expect([again.status, again.body['code'], again.body['data']]).toMatchObject([409, 'announcement-known', { announcement: first.body['code'] }]);
    expect((await enter({ ...body, signedOn: '2025-08-18' }, SECOND)).status).toBe(201);
  });

  test('is the province\'s own to enter, and nobody\'s below', async () => {
    const body = await decision();
    expect((await enter(body, { as: 'clerk' })).status).toBe(403);
    expect((await enter(body, { as: { role: 'head', agency: 'H99.05' } })).status).toBe(403);
    expect((await enter({ ...body, issuer: { agency: 'H98', level: 'province' } })).body['code']).toBe('unknown-agency');
    expect((await enter(body, { as: 'admin' })).status).toBe(201);
  });

  test.each([
    ['of tomorrow', 'signed-in-future', { signedOn: '2026-08-19' }, 422],
    ['that names a procedure twice', 'announced-twice', { items: [{ kind: 'procedure', code: '1.013225', version: 1, change: 'new' }, { kind: 'procedure', code: '1.013225', version: 2, change: 'amended' }] }, 422],
    ['that repeals a procedure nobody knows', 'repealed-unknown', { items: [{ kind: 'procedure', code: '1.999999', version: 1, change: 'repealed' }] }, 422],
    ['that repeals a group nobody knows', 'repealed-unknown', { items: [{ kind: 'group', code: 'LT-0', version: 1, change: 'repealed' }] }, 422],
    ['whose file nobody uploaded', 'unknown-evidence', { evidence: ['00000000-0000-4000-8000-000000000000'] }, 422],
    ['without its file', 'invalid-request', { evidence: [] }, 400],
    ['whose number is a sentence', 'invalid-request', { number: 'quyết định hai nghìn' }, 400],
    ['with a field nobody knows', 'invalid-request', { words: 'of nobody' }, 400],
  ])('%s is refused with %s, and nothing of it stands', async (_name, code, change, status) => {
    const body = await decision(change);
    const before = await engine.database.read.first<{ count: number }>('SELECT count(*)::integer AS count FROM deadline_case');
    const answer = await enter(body);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(await engine.database.read.first('SELECT count(*)::integer AS count FROM deadline_case')).toEqual(before);
  });

  test('is listed, the last signed first, page by page', async () => {
    const older = await announced({ signedOn: '2026-07-01' });
    const newer = await announced({ signedOn: '2026-07-02' });
    const codes: string[] = [];
    for (let next: unknown = ''; next !== null; ) {
      const { body } = await get(`/api/v1/announcements?limit=2${next === '' ? '' : `&after=${String(next)}`}`, { as: 'auditor' });
      codes.push(...(body['items'] as readonly { readonly code: string }[]).map(({ code }) => code));
      next = body['next'];
    }
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.indexOf(newer.code)).toBeLessThan(codes.indexOf(older.code));
    expect((await get('/api/v1/announcements?after=nonsense', { as: 'auditor' })).status).toBe(400);
  });
});

describe('a posting', () => {
  test('is in time by its click although it was entered after the end, and the entry shows when', async () => {
    const { publication } = await announced({ signedOn: '2026-08-03' });
    expect((await click(publication, 'website', '2026-08-10T23:59:00+07:00')).status).toBe(200);
    const { body } = await get(`/api/v1/publications/${publication}`, POSTER);
    expect(body['entries']).toMatchObject([{ clock: 'website', clickedAt: '2026-08-10T23:59:00+07:00', recordedAt: '2026-08-18T09:00:00.001+07:00', by: 'poster-1', inTime: true, address: `https://dichvucong.gov.vn/${publication}` }]);
    expect((await click(publication, 'counter', '2026-08-11T00:01:00+07:00')).status).toBe(200);
    expect((await get(`/api/v1/publications/${publication}`, POSTER)).body['entries']).toMatchObject([{ inTime: true }, { clock: 'counter', inTime: false }]);
  });

  test('of a procedure without all its parts is refused on the national database, each part named, and only there', async () => {
    const { code, publication } = await announced({ items: [{ kind: 'procedure', code: '1.012994', version: 1, change: 'amended' }] });
    const [item] = itemsOf(await get(`/api/v1/announcements/${code}`, MANAGER));
    expect(item?.missingParts.map((part) => part.code)).toEqual(expect.arrayContaining(['order', 'subjects']));
    const refused = await click(publication, 'national-database', '2026-08-18T08:00:00+07:00');
    expect([refused.status, refused.body['code']]).toEqual([409, 'parts-missing']);
    expect(refused.body['title']).toContain('Trình tự thực hiện');
    expect((await click(publication, 'counter', '2026-08-18T08:00:00+07:00')).status).toBe(200);
  });

  test('of a version the catalogue does not have yet waits for it', async () => {
    const { code, publication } = await announced({ items: [{ kind: 'procedure', code: '1.013225', version: 77, change: 'amended' }] });
    expect(itemsOf(await get(`/api/v1/announcements/${code}`, MANAGER))[0]?.missingParts).toEqual([{ code: 'version', label: 'Phiên bản được công bố chưa có trong danh mục' }]);
    expect((await click(publication, 'national-database', '2026-08-18T08:00:00+07:00')).body['code']).toBe('parts-missing');
  });

  test.each([
    ['2026-08-18T09:30:00+07:00', 422, 'proof-in-future'],
    ['2026-08-16T23:59:00+07:00', 422, 'proof-before-decision'],
  ])('clicked at %s is refused', async (clickedAt, status, code) => {
    const { publication } = await announced();
    const answer = await click(publication, 'portal', clickedAt);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  test('has an address of the web where it stands on the web, and its file uploaded', async () => {
    const { publication } = await announced();
    const sent = async (body: object): Promise<number> =>
      (await post(`/api/v1/publications/${publication}/postings`, { ...POSTER, key: key(), body: { clock: 'portal', clickedAt: '2026-08-18T08:00:00+07:00', address: 'https://dichvucong.gov.vn', evidence: await proof(), ...body } })).status;
    expect([await sent({ address: 'cổng dịch vụ công' }), await sent({ address: 'javascript:alert(1)' }), await sent({ evidence: [] }), await sent({ evidence: ['00000000-0000-4000-8000-000000000000'] })]).toEqual([400, 400, 400, 422]);
    expect(await sent({})).toBe(200);
  });

  test('is its owner\'s to record, and a wrong one a second person\'s to correct; both stay', async () => {
    const { publication } = await announced({ signedOn: '2026-08-03' });
    expect((await click(publication, 'counter', '2026-08-18T08:00:00+07:00', { as: { role: 'officer', agency: 'H99.05' } })).status).toBe(403);
    expect((await click(publication, 'counter', '2026-08-18T08:00:00+07:00')).status).toBe(200);
    const reason = 'Ghi nhầm ngày';
    expect((await click(publication, 'counter', '2026-08-07T08:00:00+07:00', POSTER, { reason })).body['code']).toBe('second-person-required');
    expect((await click(publication, 'counter', '2026-08-07T08:00:00+07:00', CHECKER, { reason })).status).toBe(200);
    expect((await get(`/api/v1/publications/${publication}`, POSTER)).body['entries']).toMatchObject([
      { by: 'poster-1', inTime: false, reason: null },
      { by: 'poster-2', inTime: true, reason },
    ]);
    const row = await engine.database.read.rows<{ in_time: boolean }>(`SELECT k.in_time FROM case_clock k JOIN deadline_case c ON c.id = k.case_id WHERE c.code = $1 AND k.clock = 'counter'`, [publication]);
    expect(row).toEqual([{ in_time: true }]);
  });

  test('is no word about others\' cases: neither address nor reason stands in the ledger', async () => {
    const { publication } = await announced();
    await click(publication, 'portal', '2026-08-18T08:00:00+07:00');
    const [row] = await engine.database.read.rows<{ ledger: string }>(`SELECT string_agg(e.payload::text, '') AS ledger FROM case_event e JOIN deadline_case c ON c.id = e.case_id WHERE c.code = $1`, [publication]);
    expect(row?.ledger).not.toContain('dichvucong.gov.vn');
  });
});

describe('a repeal', () => {
  const CLERK = { role: 'clerk', agency: 'H99.31' } as const;

  test('ends intake on its day, leaves running dossiers their version, links them, and is taken down in three places', async () => {
    const desk = apiDesk(api, { as: CLERK }, { procedureCode: '1.001612', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Người nộp hồ sơ' } });
    const running = await desk.take();
    const answer = await enter(await decision({ effectiveOn: '2026-08-18', items: [{ kind: 'procedure', code: '1.001612', version: 1, change: 'repealed' }] }));
    expect(answer.status).toBe(201);
    const [item] = itemsOf(answer);
    expect(item?.places.map(({ place }) => place)).toEqual(['national-database', 'counter', 'website']);
    const refused = await post('/api/v1/dossiers', { as: CLERK, key: key(), body: { procedureCode: '1.001612', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Người đến sau' } } });
    expect(refused.body['code']).toBe('procedure-ended');
    const { body } = await get(item?.links['openDossiers'] ?? '', { as: 'manager' });
    expect(JSON.stringify(body['items'])).toContain(running.code);
    for (const { place } of item?.places ?? []) expect((await click(item?.publication ?? '', place, '2026-08-18T08:00:00+07:00')).status).toBe(200);
    expect((await get(`/api/v1/publications/${item?.publication ?? ''}`, POSTER)).body['outcome']).toBe('taken-down');
  });

  test('of a group ends its filings, and the group is announced with clocks of its own like a procedure', async () => {
    const row = await engine.database.read.first<{ version: number }>(`SELECT version FROM procedure_group_version WHERE code = 'LT-297-2025'`);
    const subject = { kind: 'group', code: 'LT-297-2025', version: row?.version ?? 0 };
    const first = await enter(await decision({ items: [{ ...subject, change: 'new' }] }));
    expect([itemsOf(first)[0]?.places.length, itemsOf(first)[0]?.missingParts]).toEqual([5, []]);
    expect((await click(itemsOf(first)[0]?.publication ?? '', 'national-database', '2026-08-18T08:00:00+07:00')).status).toBe(200);
    expect((await enter(await decision({ items: [{ ...subject, change: 'repealed' }] }))).status).toBe(201);
    const newest = await engine.database.read.first<{ ends: string }>(`SELECT data->>'endsOn' AS ends FROM procedure_group_version WHERE code = 'LT-297-2025' ORDER BY version DESC LIMIT 1`);
    expect(newest?.ends).toBe('2026-09-01');
  });
});

describe('a correction of a decision', () => {
  const reason = 'Nhập nhầm ngày ký';

  function correct(code: string, body: object, call = SECOND, given = key()): Promise<Answer> {
    return post(`/api/v1/announcements/${code}/corrections`, { ...call, key: given, body: { ...body, reason } });
  }

  test('is a second person\'s, counts every clock from the true day, and leaves what was entered in the ledger', async () => {
    const body = await decision();
    const { body: entered } = await enter(body);
    const code = String(entered['code']);
    expect((await correct(code, body, MANAGER)).body['code']).toBe('second-person-required');
    const given = key();
    const applied = await correct(code, { ...body, signedOn: '2026-08-14' }, SECOND, given);
    expect([applied.status, (await correct(code, { ...body, signedOn: '2026-08-14' }, SECOND, given)).body]).toEqual([200, applied.body]);
    const after = await get(`/api/v1/announcements/${code}`, MANAGER);
    expect([after.body['by'], after.body['signedOn'], itemsOf(after)[0]?.places[0]?.dueAt]).toEqual(['manager-2', '2026-08-14', '2026-08-22T00:00:00+07:00']);
    const types = await engine.database.read.rows<{ type: string }>('SELECT e.type FROM case_event e JOIN deadline_case c ON c.id = e.case_id WHERE c.code = $1 ORDER BY e.seq', [code]);
    expect(types.map(({ type }) => type)).toEqual(['CaseOpened', 'AnnouncementEntered', 'CaseClosed', 'AnnouncementCorrected']);
  });

  test('withdraws what it no longer names and opens what was left out', async () => {
    const body = await decision();
    const { body: entered } = await enter(body);
    const code = String(entered['code']);
    const [before] = itemsOf({ body: entered } as unknown as Answer);
    expect((await correct(code, { ...body, items: [{ kind: 'procedure', code: '1.001193', version: 1, change: 'new' }] })).status).toBe(200);
    const after = itemsOf(await get(`/api/v1/announcements/${code}`, MANAGER));
    expect(after.map((item) => item.code)).toEqual(['1.001193']);
    expect((await get(`/api/v1/publications/${before?.publication ?? ''}`, POSTER)).body['outcome']).toBe('withdrawn');
  });

  test('is refused whole where something was posted before the day it gives, and where it would undo a repeal', async () => {
    const body = await decision();
    const answer = await enter(body);
    await click(itemsOf(answer)[0]?.publication ?? '', 'counter', '2026-08-17T08:00:00+07:00');
    const code = String(answer.body['code']);
    expect((await correct(code, { ...body, signedOn: '2026-08-18' })).body['code']).toBe('proof-before-decision');
    expect((await get(`/api/v1/announcements/${code}`, MANAGER)).body['signedOn']).toBe('2026-08-17');
    const repeal = await decision({ items: [{ kind: 'procedure', code: '2.000635', version: 1, change: 'repealed' }] });
    const repealed = await enter(repeal);
    expect((await correct(String(repealed.body['code']), { ...repeal, items: body['items'] })).body['code']).toBe('repeal-stands');
  });
});

describe('what agencies keep posted', () => {
  const CLERK: Call = { as: { role: 'clerk', agency: 'H99.02', subject: 'clerk-9' } };

  function set(item: string, changedOn: string, content: string, given = key(), call = CLERK): Promise<Answer> {
    return post('/api/v1/posted-items', { ...call, key: given, body: { agency: 'H99.02', item, changedOn, content } });
  }

  test('is posted with proof, and anew in the same publication when it changes', async () => {
    const given = key();
    const first = await set('hotline', '2026-08-17', '0299 3 111 111', given);
    expect([first.status, (await set('hotline', '2026-08-17', '0299 3 111 111', given)).body]).toEqual([201, first.body]);
    expect((await set('hotline', '2026-08-17', 'another', given)).body['code']).toBe('idempotency-key-reused');
    const publication = String(first.body['publication']);
    expect((await set('hotline', '2026-08-18', '0299 3 222 222')).body['code']).toBe('posting-still-due');
    expect((await click(publication, 'hotline', '2026-08-18T08:00:00+07:00', CLERK)).status).toBe(200);
    expect((await set('hotline', '2026-08-18', '0299 3 222 222')).body).toEqual(first.body);
    const { body } = await get(`/api/v1/publications/${publication}`, CLERK);
    // Five working days after Tuesday 18 August, the make-up Saturday among them.
    expect(body).toMatchObject({ outcome: null, postedItem: { item: 'hotline', changedOn: '2026-08-18', content: '0299 3 222 222' }, clocks: [{ clock: 'hotline', round: 2, standing: 'running', dueAt: '2026-08-25T00:00:00+07:00' }] });
    expect((await set('feedback-rules', '2026-08-19', 'Quy chế')).body['code']).toBe('change-out-of-order');
  });

  test('is its agency\'s own', async () => {
    expect((await set('feedback-rules', '2026-08-17', 'Quy chế', key(), { as: { role: 'clerk', agency: 'H99.31' } })).status).toBe(403);
    expect((await get('/api/v1/publications/CK-H99-2026-999999', CLERK)).status).toBe(404);
  });
});

describe('the overview', () => {
  test('shows what is due and what is late, the most urgent first, to whom it concerns', async () => {
    const late = await announced({ signedOn: '2026-06-01' });
    const due = await announced();
    const { body } = await get('/api/v1/publications/due?state=late&limit=200', MANAGER);
    const items = body['items'] as readonly { readonly publication: string; readonly dueAt: string; readonly late: boolean }[];
    expect(items.filter(({ publication }) => publication === late.publication)).toHaveLength(5);
    expect(items.some(({ publication }) => publication === due.publication)).toBe(false);
    expect(items.map(({ dueAt }) => dueAt)).toEqual(items.map(({ dueAt }) => dueAt).toSorted());
    const page = await get('/api/v1/publications/due?limit=3', MANAGER);
    const next = await get(`/api/v1/publications/due?limit=3&after=${String(page.body['next'])}`, MANAGER);
    expect((next.body['items'] as readonly unknown[]).length).toBe(3);
    expect(next.body['items']).not.toEqual(page.body['items']);
    expect((await get('/api/v1/publications/due', { as: { role: 'clerk', agency: 'H99.31' } })).body['items']).toEqual([]);
  });
});

describe('settings', () => {
  test('name another owner, terms and the agency that posts in a place, for decisions entered from then on', async () => {
    const before = await engine.rules.settings(engine.database.read);
    const five = { limit: { unit: 'working-days', amount: 5 }, from: 'decision' } as const;
    const publication = {
      ...before.publication,
      owner: 'H99.01',
      places: { counter: { limit: { unit: 'working-days', amount: 3 }, from: 'decision', agency: 'H99.02' }, website: { limit: { unit: 'working-days', amount: 1 }, from: 'database-posting' }, portal: five, 'internal-process': five },
    } as const;
    await engine.database.transaction((tx) => publishSettings(tx, { publication }, clock.now(), 'test'));
    engine.rules.doubt();
    try {
      const answer = await enter(await decision());
      expect(answer.body['agency']).toBe('H99.01');
      const [item] = itemsOf(answer);
      expect(item?.places).toMatchObject([{ place: 'national-database' }, { place: 'counter', dueAt: '2026-08-21T00:00:00+07:00' }, { place: 'website', standing: 'awaiting', dueAt: null }, {}, {}]);
      expect((await click(item?.publication ?? '', 'counter', '2026-08-18T08:00:00+07:00', { as: { role: 'clerk', agency: 'H99.02' } })).status).toBe(200);
      expect((await click(item?.publication ?? '', 'portal', '2026-08-18T08:00:00+07:00', { as: { role: 'clerk', agency: 'H99.02' } })).status).toBe(403);
      expect((await click(item?.publication ?? '', 'website', '2026-08-18T08:00:00+07:00', { as: { role: 'officer', agency: 'H99.01' } })).body['code']).toBe('awaits-database-posting');
    } finally {
      await engine.database.transaction((tx) => publishSettings(tx, {}, clock.now(), 'test'));
      engine.rules.doubt();
    }
  });
});
