import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseInstant, parseLocalDate } from '#domain';
import { openDatabase } from '#persistence';
import { type Engine, readDocument } from '#service';
import { compareNextUpload } from '#service/figures';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { type PortalComparisonAnswer, portalComparisonSchema, type PortalDifferenceAnswer, portalDifferenceSchema } from '../../apps/api/views/portal-comparison-view.js';
import { compareCodes } from '../../libs/service/portal-comparison/compare-codes.js';
import { createTestDatabase } from '../support/database.js';
import { listening } from '../support/plans.js';
import { publishOtherProvince } from '../support/other-province.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const { read } = engine.database;
const owner = await openDatabase({ url: database.ownerUrl, poolSize: 1 });
afterAll(() => owner.close());
const COMMUNE = 'H99.31';
const CLERK: Call = { as: { role: 'clerk', agency: COMMUNE, subject: 'clerk-31' } };
const HEAD: Call = { as: { role: 'head', agency: COMMUNE, subject: 'head-31' } };
const MANAGER: Call = { as: 'manager' };
const NOW = '2026-08-26T10:00:00+07:00';
let keys = 0;

async function takeIn(at: string, agencyCode = COMMUNE, { desk = agencyCode, ...procedure }: { readonly desk?: string; readonly procedureCode: string; readonly caseCode?: string } = { procedureCode: '1.013225', caseCode: '1.013225.01' }): Promise<string> {
  keys += 1;
  clock.set(at);
  const body = { ...procedure, agencyCode, channel: 'counter', applicant: { name: 'Người Nộp Bí Mật', idNumber: '079000000001' } };
  const answer = await post('/api/v1/dossiers', { as: { role: 'clerk', agency: desk }, key: `portal-intake-${String(keys)}`, body });
  expect(answer.status).toBe(201);
  return String(answer.body['code']);
}

async function command(at: string, code: string, type: string, body: object = {}, text?: object, call: Call = CLERK): Promise<void> {
  keys += 1;
  clock.set(at);
  const answer = await post(`/api/v1/dossiers/${code}/commands`, { ...call, key: `portal-command-${String(keys)}`, body: { type, body, ...(text === undefined ? {} : { text }) } });
  expect([type, answer.status, answer.body]).toEqual([type, 200, expect.anything()]);
}

async function compare(document: object, more: object = {}, call: Call = HEAD): Promise<Answer> {
  keys += 1;
  clock.set(NOW);
  return post('/api/v1/portal-comparisons', { ...call, key: `portal-compare-${String(keys)}`, body: { agency: COMMUNE, from: '2026-08-01', to: '2026-08-31', document, ...more } });
}

async function differences({ links }: PortalComparisonAnswer, query = '?limit=200'): Promise<readonly PortalDifferenceAnswer[]> {
  return pageOf(portalDifferenceSchema).parse((await get(`${links.differences}${query}`, HEAD)).body).items;
}

const codes: Record<string, string> = {};

// Seven working days each. Received 3/8 at 9:00, due 12/8 at 9:00 or at the closing as the office has it.
beforeAll(async () => {
  for (const name of ['sameDayLate', 'early', 'onTime', 'lateForGood', 'unsynced', 'withdrawn', 'overdue', 'otherDue', 'otherStatus', 'missing', 'neverTold']) {
    codes[name] = await takeIn('2026-08-03T09:00:00+07:00');
  }
  for (let each = 0; each < 12; each += 1) codes[`open-${String(each)}`] = await takeIn('2026-08-24T09:00:00+07:00');
  codes['elsewhere'] = await takeIn('2026-08-24T09:00:00+07:00', 'H99.32');
  await command('2026-08-04T09:00:00+07:00', codes['withdrawn']!, 'Withdraw', { reasonCode: 'applicant-request' }, { reason: 'Xin rút' });
  // Their ends are put where the case needs them: what is compared are the rows, whatever desk wrote them.
  const due = (await read.first<{ due: number }>('SELECT due_at AS due FROM dossier WHERE code = $1', [codes['early']]))?.due ?? 0;
  if (due !== parseInstant('2026-08-12T09:00:00+07:00')) throw new Error(`Due at ${String(due)}, not on 12/8 at 9:00 as the cases below need`);
  const ends = { sameDayLate: ['2026-08-12T16:00:00+07:00', 'late'], early: ['2026-08-10T16:00:00+07:00', 'early'], onTime: ['2026-08-12T08:00:00+07:00', 'on-time'], lateForGood: ['2026-08-14T16:00:00+07:00', 'late'], unsynced: ['2026-08-10T09:00:00+07:00', 'early'], otherDue: ['2026-08-10T09:00:00+07:00', 'early'], otherStatus: ['2026-08-10T09:00:00+07:00', 'early'] } as const;
  for (const [name, [at, punctuality]] of Object.entries(ends)) {
    await owner.read.run(`UPDATE dossier SET status = 'returned', closed = true, in_stock = false, finished_at = $2, punctuality = $3 WHERE code = $1`, [codes[name], clock.set(at), punctuality]);
  }
  await owner.read.run(`DELETE FROM sync_message`);
  await owner.read.run(`DELETE FROM sync_outbox WHERE dossier_id = (SELECT id FROM dossier WHERE code = $1)`, [codes['neverTold']]);
  await owner.read.run(`UPDATE sync_outbox SET settled_at = owed_at, outcome = 'acknowledged' WHERE dossier_id <> (SELECT id FROM dossier WHERE code = $1)`, [codes['unsynced']]);
});

/** A list of thirty lines, of every kind. */
function list(): string {
  const newForm = (code: string): string => code.replace(/^000\.00\.(\d\d)\.(H\d\d)-(\d{2})(\d{4})-(\d{4})$/, '$2.$1-20$3$4-000$5');
  const done = (name: string, punctuality: string, due = '12/08/2026', status = 'Đã trả kết quả'): string => `${codes[name] ?? ''};${status};${due};${punctuality}`;
  const open = Array.from({ length: 12 }, (_, each) => `${each % 3 === 0 ? newForm(codes[`open-${String(each)}`]!) : each % 3 === 1 ? ` ${codes[`open-${String(each)}`]!.toLowerCase().replaceAll('-', ' – ')} ` : codes[`open-${String(each)}`]!};2;;Trong hạn`);
  const lines = [
    done('sameDayLate', 'Đúng hạn'),
    done('early', 'Trước hạn'),
    done('onTime', 'Đúng hạn', '09:00 12/08/2026'),
    done('lateForGood', 'Quá hạn'),
    `${codes['unsynced']!};Đang xử lý;12/08/2026;Quá hạn`,
    done('withdrawn', 'Đúng hạn', '12/08/2026', 'Công dân yêu cầu rút hồ sơ'),
    `${codes['overdue']!};Được tiếp nhận;12/08/2026;Trong hạn`,
    done('otherDue', 'Trước hạn', '13/08/2026'),
    done('otherStatus', 'Trước hạn', '12/08/2026', 'Đã xử lý xong'),
    ...open,
    done('early', 'Trước hạn'),
    `${codes['elsewhere']!};2;;Trong hạn`,
    ...Array.from({ length: 7 }, (_, each) => `000.00.31.H99-260805-900${String(each)};4;12/08/2026;Quá hạn`),
  ];
  expect(lines).toHaveLength(30);
  return `Mã hồ sơ;Trạng thái hồ sơ;Ngày hẹn trả;Tình trạng hạn\n${lines.join('\n')}\n`;
}

describe('a list of codes', () => {
  test('of thirty lines of every kind is told apart dossier by dossier, each difference with its reason', async () => {
    const answer = await compare({ csv: list() });
    expect(answer.status).toBe(201);
    const comparison = portalComparisonSchema.parse(answer.body);
    expect(comparison).toMatchObject({ form: 'codes', rows: 30, same: 15, onlyHere: 2, differences: { 'only-there': 8, 'only-here': 2, 'listed-twice': 1, 'other-status': 2, 'other-due': 1, 'other-punctuality': 4 } });
    const found = (await differences(comparison)).map(({ kind, subject, theirs, ours, byDate, sentence, row }) => [kind, subject, theirs, ours, byDate, sentence, row]);
    expect(found).toEqual([
      ['other-punctuality', codes['sameDayLate'], 'đúng hạn', 'quá hạn', 'đúng hạn', 'cổng so theo ngày: trả 16:00 ngày hẹn 09:00 là đúng hạn; theo phút là quá hạn', 2],
      ['other-status', codes['unsynced'], 'Đang xử lý', 'Đã trả kết quả', null, 'chưa đồng bộ: xem hàng đợi đồng bộ', 6],
      ['other-punctuality', codes['unsynced'], 'quá hạn', 'trước hạn', 'trước hạn', 'chưa đồng bộ: xem hàng đợi đồng bộ', 6],
      ['other-punctuality', codes['withdrawn'], 'đúng hạn', 'trước hạn', 'trước hạn', 'cổng coi hồ sơ rút là đúng hạn', 7],
      ['other-punctuality', codes['overdue'], 'trong hạn', 'quá hạn', 'quá hạn', 'chưa rõ lý do: mở hồ sơ để xem', 8],
      ['other-due', codes['otherDue'], '13/08/2026', '09:00 12/08/2026', null, 'chưa rõ lý do: mở hồ sơ để xem', 9],
      ['other-status', codes['otherStatus'], 'Đã xử lý xong', 'Đã trả kết quả', null, 'chưa rõ lý do: mở hồ sơ để xem', 10],
      ['listed-twice', codes['early'], null, null, null, 'chưa rõ lý do: mở hồ sơ để xem', 23],
      ['only-there', codes['elsewhere'], null, null, null, 'hồ sơ có ở đây nhưng thuộc cơ quan khác', 24],
      ...Array.from({ length: 7 }, (_, each) => ['only-there', `000.00.31.H99-260805-900${String(each)}`, null, null, null, 'ở đây không có hồ sơ mang mã này', 25 + each]),
      ...[['missing', 'chưa rõ lý do: mở hồ sơ để xem'], ['neverTold', 'chưa từng gửi lên cổng (hồ sơ nhập từ hệ thống cũ hoặc đồng bộ đang tắt)']].map(([name, sentence]) => ['only-here', codes[name ?? ''], null, null, null, sentence, null]).toSorted((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1)),
    ]);
    expect(await differences(comparison, '?kind=listed-twice')).toHaveLength(1);
    const pages: number[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: { readonly items: readonly PortalDifferenceAnswer[]; readonly next: string | null } = pageOf(portalDifferenceSchema).parse((await get(`${comparison.links.differences}?limit=5${next === '' ? '' : `&after=${next}`}`, HEAD)).body);
      pages.push(...page.items.map(({ place }) => place));
      next = page.next;
    }
    expect(pages).toEqual(found.map((_, index) => index + 1));
    const rows = readDocument((await get(comparison.links.xlsx, HEAD)).bytes).rows.map(({ cells }) => cells.map(({ text }) => text));
    expect(rows.slice(3).map((row) => row[2])).toEqual(found.map(([, subject]) => subject));
  });

  test('is kept with its text sealed, and the same key gives the same answer', async () => {
    const body = { agency: COMMUNE, from: '2026-08-01', to: '2026-08-31', document: { csv: 'Mã hồ sơ;Họ tên;Trạng thái\nX-1;Người Nộp Bí Mật;4\n' } };
    clock.set(NOW);
    const call = { ...HEAD, key: 'portal-the-same-key' };
    const first = await post('/api/v1/portal-comparisons', { ...call, body });
    clock.add(60_000);
    expect((await post('/api/v1/portal-comparisons', { ...call, body })).body).toEqual(first.body);
    expect((await post('/api/v1/portal-comparisons', { ...call, body: { ...body, to: '2026-08-30' } })).body['code']).toBe('idempotency-key-reused');
    const [kept] = await read.rows<{ text: string }>(`SELECT encode(source, 'escape') || tally::text AS text FROM portal_comparison WHERE id = $1`, [first.body['id']]);
    expect(kept?.text).not.toContain('Bí Mật');
    await expect(read.run('DELETE FROM portal_comparison')).rejects.toThrow(/permission denied/);
  });

  test('whose cell cannot be read names the cell and says what to write', async () => {
    const answer = await compare({ csv: 'Mã hồ sơ;Trạng thái;Ngày hẹn trả\nX-1;Đang xử lý;31/02/2026\n' });
    expect([answer.status, answer.body['code']]).toEqual([422, 'portal-table-unreadable']);
    expect(answer.body['errors']).toEqual([{ path: '/body/document', reason: 'Ô C2 "31/02/2026": không đọc được ngày; ghi dạng 28/08/2026 hoặc 28/08/2026 09:00' }]);
    expect((await compare({ csv: 'x\u0000y' })).body['code']).toBe('document-unreadable');
    expect((await compare({ file: '5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10' })).body['code']).toBe('unknown-evidence');
    expect((await compare({ csv: 'x' }, { from: '2026-09-01' })).status).toBe(400);
  });
});

describe('a long table', () => {
  const LONG_LINES = 6_000;
  const long = (fault = ''): string => `Mã hồ sơ;Trạng thái hồ sơ;Ngày hẹn trả;Ghi chú\n${codes['early'] ?? ''};Đã trả kết quả;12/08/2026;\n${Array.from({ length: LONG_LINES - 1 }, (_, each) => `000.00.31.H99-250101-${String(each + 1).padStart(5, '0')};4;12/08/2026;Dòng dài để danh sách không còn ngắn`).join('\n')}\n${fault}`;

  test('is taken at once, compared later some thousand lines at a time, and listed with how far it is', async () => {
    const taken = await compare({ csv: long() });
    expect(taken.status).toBe(202);
    const waiting = portalComparisonSchema.parse(taken.body);
    expect(waiting).toMatchObject({ state: 'comparing', form: null, rows: null, done: 0, differences: null, faults: [] });
    expect((await get(waiting.links.xlsx, HEAD)).status).toBe(404);
    expect(await differences(waiting)).toEqual([]);
    const progress: number[] = [];
    const { engine: heardBy, heard } = listening(engine);
    expect(await compareNextUpload(heardBy, clock)).toBe(waiting.id);
    for (const { sql, parameters } of heard) if (sql.startsWith('UPDATE portal_upload SET done')) progress.push(Number(parameters[1]));
    expect(progress).toEqual([0, 2_000, 4_000, LONG_LINES]);
    expect(Math.max(...heard.flatMap(({ parameters }) => parameters.map((each) => (Array.isArray(each) ? each.length : 0))))).toBeLessThan(10_000);
    const done = portalComparisonSchema.parse((await get(waiting.links.comparison, HEAD)).body);
    expect(done).toMatchObject({ id: waiting.id, state: 'compared', form: 'codes', rows: LONG_LINES, done: LONG_LINES, same: 1, differences: { 'only-there': LONG_LINES - 1 }, uploadedAt: waiting.uploadedAt });
    expect((await differences(done, '?limit=1'))[0]).toMatchObject({ kind: 'only-there', row: 3 });
    expect((await get(done.links.xlsx, HEAD)).status).toBe(200);
    expect(await read.rows('SELECT FROM portal_upload WHERE id = $1', [waiting.id])).toEqual([]);
    expect(await compareNextUpload(engine, clock)).toBeUndefined();
  });

  test('is held against what it lacks without going through its codes for every dossier, also by a plan made for any list', async () => {
    const { engine: heardBy, heard } = listening(engine);
    await compareCodes(heardBy.database.read, [{ code: codes['early']!, row: 2 }], { province: 'H99', agency: COMMUNE, days: { first: parseLocalDate('2026-08-01'), last: parseLocalDate('2026-08-31') }, at: parseInstant(NOW) });
    const { sql = '', parameters = [] } = heard.at(-1) ?? {};
    const plan = JSON.stringify(await read.rows(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${sql}`, parameters));
    expect(plan).toContain('"Function Name":"unnest"');
    expect(plan).toMatch(/"Join Type":"(Right )?Anti"/);
  });

  test('is compared again from its beginning after a kill, by whoever is next once the lease is over, and never twice at once', async () => {
    const waiting = portalComparisonSchema.parse((await compare({ csv: long() })).body);
    let left = 3;
    const killed: Engine['database'] = { ...engine.database, read: { ...read, run: async (sql, parameters) => {
      if (sql.startsWith('DELETE FROM work_lease')) throw new Error('dead');
      if (sql.startsWith('UPDATE portal_upload SET done')) left -= 1;
      if (left < 0) throw new Error('killed');
      return read.run(sql, parameters);
    } } };
    await expect(compareNextUpload({ ...engine, database: killed }, clock)).rejects.toThrow('killed');
    expect(portalComparisonSchema.parse((await get(waiting.links.comparison, HEAD)).body)).toMatchObject({ state: 'comparing', done: 4_000, rows: LONG_LINES });
    expect(await compareNextUpload(engine, clock)).toBeUndefined();
    clock.add(10 * 60_000);
    expect(await Promise.all([compareNextUpload(engine, clock), compareNextUpload(engine, clock)])).toEqual(expect.arrayContaining([waiting.id, undefined]));
    expect(portalComparisonSchema.parse((await get(waiting.links.comparison, HEAD)).body)).toMatchObject({ state: 'compared', same: 1 });
    expect(await read.rows('SELECT FROM portal_difference WHERE comparison_id = $1', [waiting.id])).toHaveLength((await differencesOf(waiting.id)));
  });

  test('whose cell cannot be read is kept with that cell named and without its content', async () => {
    const waiting = portalComparisonSchema.parse((await compare({ csv: long('X-1;Đang xử lý;31/02/2026;\n') })).body);
    expect(await compareNextUpload(engine, clock)).toBe(waiting.id);
    expect(portalComparisonSchema.parse((await get(waiting.links.comparison, HEAD)).body)).toMatchObject({ state: 'faulty', faults: [expect.stringMatching(/^Ô C6002 "31\/02\/2026": không đọc được ngày/)] });
    expect(await read.rows('SELECT source FROM portal_upload WHERE id = $1', [waiting.id])).toEqual([{ source: null }]);
  });

  test('that ends its process each time is given up, and the same key gives the same upload', async () => {
    const body = { agency: COMMUNE, from: '2026-08-01', to: '2026-08-31', document: { csv: long() } };
    clock.set(NOW);
    const call = { ...HEAD, key: 'portal-long-key' };
    const first = await post('/api/v1/portal-comparisons', { ...call, body });
    expect((await post('/api/v1/portal-comparisons', { ...call, body })).body).toEqual(first.body);
    expect((await post('/api/v1/portal-comparisons', { ...call, body: { ...body, to: '2026-08-30' } })).body['code']).toBe('idempotency-key-reused');
    await read.run('UPDATE portal_upload SET begun = 5 WHERE id = $1', [first.body['id']]);
    expect(await compareNextUpload(engine, clock)).toBeUndefined();
    expect((await get(`/api/v1/portal-comparisons/${String(first.body['id'])}`, HEAD)).body['state']).toBe('failed');
    const listed = pageOf(portalComparisonSchema).parse((await get('/api/v1/portal-comparisons?limit=200', HEAD)).body).items;
    expect(listed.find(({ id }) => id === first.body['id'])?.state).toBe('failed');
  });

  async function differencesOf(id: string): Promise<number> {
    const kept = portalComparisonSchema.parse((await get(`/api/v1/portal-comparisons/${id}`, HEAD)).body);
    return Object.values(kept.differences ?? {}).reduce((sum, each) => sum + each, 0);
  }
});

test('the evidence of another province is not read, not even by its manager', async () => {
  const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');
  const file = String((await post('/api/v1/evidence', { ...HEAD, raw: { type: 'application/pdf', content: pdf } })).body['file']);
  await publishOtherProvince(engine);
  expect((await compare({ file })).body['code']).toBe('document-unreadable');
  expect((await compare({ file }, { agency: 'H98' }, { as: { role: 'manager', agency: 'H98', subject: 'manager-98' } })).body['code']).toBe('unknown-evidence');
});

describe('a table of counts', () => {
  test('is told apart number by number from the figures, with our number by the day beside the one by the minute', async () => {
    const csv = 'Đơn vị;Tổng số tiếp nhận;Đã xử lý trước hạn;Đã xử lý đúng hạn;Đã xử lý quá hạn;Đang xử lý trong hạn;Đang xử lý quá hạn\nPHƯỜNG;23;9;3;0;0;0\n';
    const unknown = await compare({ csv });
    expect(unknown.body['errors']).toEqual([{ path: '/body/document', reason: 'Ô A2 "PHƯỜNG": không có cơ quan hoặc lĩnh vực mang tên này trong danh mục; ghi đúng tên hoặc mã' }]);
    const comparison = portalComparisonSchema.parse((await compare({ csv: csv.replace('PHƯỜNG;23', `${COMMUNE};23`) })).body);
    expect(comparison).toMatchObject({ form: 'counts', rows: 1 });
    const found = await differences(comparison);
    expect(found.map(({ measure }) => measure)).not.toContain('Tiếp nhận trong kỳ');
    const late = found.find(({ measure }) => measure === 'Đang xử lý quá hạn');
    expect(late).toMatchObject({ kind: 'count', theirs: '0', formula: 'đang giải quyết cuối kỳ, đã quá phút đến hạn' });
    expect(found.find(({ measure }) => measure === 'Đã xử lý đúng hạn')).toMatchObject({ theirs: '3', ours: '0', byDate: '3', reason: 'by-date', sentence: 'cổng so theo ngày, ở đây theo phút' });
    expect(found.find(({ measure }) => measure === 'Đã xử lý trước hạn')).toMatchObject({ theirs: '9', ours: '1', byDate: '4', reason: 'unknown', sentence: 'chưa rõ lý do: gửi danh sách mã hồ sơ của cổng để so từng hồ sơ' });
    expect(found.map(({ counted }) => counted?.agency)).toEqual(found.map(() => COMMUNE));
  });

  test('names each number it compares by code, and the list of that number is as long as it says', async () => {
    const [OFFICE, CENTRE] = ['H99.07', 'H99.02'];
    // Three working days each: ended before the day, on it, after it; overdue and in time; and one from July.
    const lives = [['2026-08-17T09:00:00+07:00', '2026-08-18T09:00:00+07:00'], ['2026-08-17T09:00:00+07:00', '2026-08-20T08:30:00+07:00'], ['2026-08-17T09:00:00+07:00', '2026-08-24T09:00:00+07:00'], ['2026-08-17T09:00:00+07:00'], ['2026-08-25T09:00:00+07:00'], ['2026-07-30T09:00:00+07:00', '2026-08-03T09:00:00+07:00']] as const;
    for (const [received, ended] of lives) {
      const code = await takeIn(received, OFFICE, { desk: CENTRE, procedureCode: '1.014464' });
      if (ended !== undefined) await command(ended, code, 'RecordResult', {}, undefined, { as: { role: 'clerk', agency: CENTRE } });
    }
    const csv = `Đơn vị;Tiếp nhận trong kỳ;Kỳ trước chuyển sang;Đã xử lý trước hạn;Đã xử lý đúng hạn;Đã xử lý quá hạn;Đang xử lý trong hạn;Đang xử lý quá hạn\n${OFFICE};99;99;99;99;99;99;99\n`;
    const comparison = portalComparisonSchema.parse((await compare({ csv }, { agency: undefined }, MANAGER)).body);
    const { items } = pageOf(portalDifferenceSchema).parse((await get(comparison.links.differences, MANAGER)).body);
    const lists = { received: 'handling/dossiers?column=received', carriedOver: 'handling/dossiers?column=carried-over', finishedEarly: 'handling/dossiers?column=early', finishedOnTime: 'same-day-of-processed/dossiers?of=numerator', finishedLate: 'handling/dossiers?column=late', openInTime: 'handling/dossiers?column=in-time', openOverdue: 'handling/dossiers?column=overdue' } as const;
    const listed: Record<string, unknown> = {};
    for (const { counted } of items) {
      expect(counted).toMatchObject({ agency: OFFICE, field: null });
      const { body } = await get(`/api/v1/metrics/${lists[counted!.measure]}&from=2026-08-01&to=2026-08-31&agency=${OFFICE}`, MANAGER);
      listed[counted!.measure] = (body['items'] as readonly unknown[]).length;
    }
    expect(listed).toEqual({ received: 5, carriedOver: 1, finishedEarly: 2, finishedOnTime: 1, finishedLate: 1, openInTime: 1, openOverdue: 1 });
    expect(Object.fromEntries(items.map(({ counted, ours }) => [counted?.measure, Number(ours)]))).toEqual(listed);
  });
});

describe('comparisons are', () => {
  test('a head\'s of the agency, a manager\'s of the province, and nobody else\'s', async () => {
    const csv = 'Mã hồ sơ;Trạng thái\nX-1;4\n';
    const own = portalComparisonSchema.parse((await compare({ csv })).body);
    expect((await compare({ csv }, { agency: undefined })).status).toBe(403);
    const whole = portalComparisonSchema.parse((await compare({ csv }, { agency: undefined }, MANAGER)).body);
    expect((await compare({ csv }, {}, CLERK)).status).toBe(403);
    expect((await compare({ csv }, {}, { as: { role: 'head', agency: 'H99.32' } })).status).toBe(403);
    expect((await get(whole.links.comparison, HEAD)).status).toBe(404);
    expect((await get(own.links.comparison, { as: 'auditor' })).status).toBe(200);
    expect((await get(own.links.comparison, { as: { role: 'head', agency: 'H99.32' } })).status).toBe(404);
    expect((await get('/api/v1/portal-comparisons/5f0c7a52-8d9b-4f0e-9a59-0d6c5b1f2a10', HEAD)).status).toBe(404);
    const listed = async (call: Call): Promise<readonly string[]> => pageOf(portalComparisonSchema).parse((await get('/api/v1/portal-comparisons?limit=200', call)).body).items.map(({ id }) => id);
    expect(await listed(MANAGER)).toEqual(expect.arrayContaining([own.id, whole.id]));
    expect(await listed(HEAD)).toContain(own.id);
    expect(await listed(HEAD)).not.toContain(whole.id);
  });
});
