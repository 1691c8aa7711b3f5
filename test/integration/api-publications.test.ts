import { describe, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { startTestApi } from './api-harness.js';
import { CHECKER, itemsOf, MANAGER, POSTER, publicationDesk, SECOND } from './publication-desk.js';

const api = await startTestApi(await createTestDatabase());
const { get, post, engine } = api;
const { key, decision, enter, announced, click, proof } = publicationDesk(api);

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
    for (let next: string | null = ''; next !== null; ) {
      const { body } = await get(`/api/v1/announcements?limit=2${next === '' ? '' : `&after=${next}`}`, { as: 'auditor' });
      codes.push(...(body['items'] as readonly { readonly code: string }[]).map(({ code }) => code));
      next = body['next'] as string | null;
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

  test('of a procedure without all its parts is refused, each part named; its internal process may be published', async () => {
    const { code, publication } = await announced({ items: [{ kind: 'procedure', code: '1.012994', version: 1, change: 'amended' }] });
    const [item] = itemsOf(await get(`/api/v1/announcements/${code}`, MANAGER));
    expect(item?.missingParts.map((part) => part.code)).toEqual(expect.arrayContaining(['order', 'subjects']));
    const refused = await click(publication, 'national-database', '2026-08-18T08:00:00+07:00');
    expect([refused.status, refused.body['code']]).toEqual([409, 'parts-missing']);
    expect(refused.body['title']).toContain('Trình tự thực hiện');
    expect((await click(publication, 'counter', '2026-08-18T08:00:00+07:00')).body['code']).toBe('parts-missing');
    expect((await click(publication, 'internal-process', '2026-08-18T08:00:00+07:00')).status).toBe(200);
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
    expect((await click(publication, 'counter', '2026-08-18T08:00:00+07:00', { as: { role: 'officer', agency: 'H99.05' } })).status).toBe(404);
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
