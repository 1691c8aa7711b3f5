import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '#persistence';
import { loadCatalogue, publishProcedure, readCatalogue, sha256 } from '#service';
import { createTestDatabase } from '../support/database.js';
import { type Answer, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);
const files = await readCatalogue(new URL('../../data/', import.meta.url));
let keys = 0;

/** One department takes no new work from 19 August 2026 on; said before anybody has looked at the agencies. */
await loadCatalogue(engine.database, { ...files, agencies: files.agencies.map((agency) => (agency.code === 'H99.07' ? { ...agency, endsOn: '2026-08-19' } : agency)) }, clock.now());

function takeIn(change: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  keys += 1;
  return post('/api/v1/dossiers', { as: 'clerk', key: `ended-key-${String(keys)}`, body: { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Người nộp' }, ...change } });
}

describe('ended from a day, not deleted', () => {
  let application: Database;

  beforeAll(async () => {
    application = await openDatabase({ url: database.url });
  });
  afterAll(() => application.close());

  test.each(['agency', 'procedure_version', 'calendar_effective', 'calendar_version', 'calendar_version_agency', 'calendar_head', 'dossier', 'dossier_event', 'letter', 'task'])(
    'the application may not delete or empty %s',
    async (table) => {
      await expect(application.read.run(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/u);
      await expect(application.read.run(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/permission denied/u);
    },
  );

  test.each(['procedure_version', 'calendar_effective', 'calendar_version', 'calendar_version_agency'])('nor rewrite %s, which running dossiers rest on', async (table) => {
    await expect(application.read.run(`UPDATE ${table} SET ${table === 'procedure_version' ? 'version = version' : table === 'calendar_effective' ? 'id = id' : table === 'calendar_version' ? 'id = id' : 'agency_code = agency_code'}`)).rejects.toThrow(/permission denied/u);
  });

  test('an agency takes no intake from its day on: the refusal names it and the day; the API shows the end', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    expect((await takeIn()).status).toBe(201);
    clock.set('2026-08-19T09:00:00+07:00');
    const { status, body } = await takeIn();
    expect([status, body['code'], body['data']]).toEqual([422, 'agency-ended', { agency: 'H99.07', endsOn: '2026-08-19' }]);
    expect(body['title']).toBe('Sở Văn hóa, Thể thao và Du lịch tỉnh Minh Họa không nhận hồ sơ mới từ ngày 19/08/2026; hãy chọn cơ quan tiếp nhận nhiệm vụ, hồ sơ đang giải quyết thì chuyển sang cơ quan đó.');
    const listed = (await get('/api/v1/agencies?limit=200', { as: 'clerk' })).body['items'] as readonly { readonly code: string; readonly endsOn?: string }[];
    expect(listed.filter(({ endsOn }) => endsOn !== undefined)).toMatchObject([{ code: 'H99.07', endsOn: '2026-08-19' }]);
  });

  test('a procedure takes no intake from its day on and is no longer listed; its dossiers keep the version they began with', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const running = await takeIn({ procedureCode: '1.001612', agencyCode: 'H99.31' });
    expect(running.status).toBe(201);
    const version = files.procedures.find(({ code }) => code === '1.001612');
    if (version === undefined) throw new Error('The catalogue lacks 1.001612');
    const ending = { ...version, version: version.version + 1, effectiveFrom: '2026-08-19', endsOn: '2026-08-20' };
    const known = new Set(files.agencies.map(({ code }) => code));
    expect(await engine.database.transaction((tx) => publishProcedure(tx, ending, known, sha256, clock.now()))).toMatchObject({ kind: 'published' });
    const isListed = async (): Promise<boolean> => ((await get('/api/v1/procedures?limit=200', { as: 'clerk' })).body['items'] as readonly { readonly code: string }[]).some(({ code }) => code === '1.001612');
    clock.set('2026-08-19T16:59:00+07:00');
    expect([(await takeIn({ procedureCode: '1.001612', agencyCode: 'H99.31' })).status, await isListed()]).toEqual([201, true]);
    clock.set('2026-08-20T07:00:00+07:00');
    const { status, body } = await takeIn({ procedureCode: '1.001612', agencyCode: 'H99.31' });
    expect([status, body['code'], body['title'], await isListed()]).toEqual([422, 'procedure-ended', 'Thủ tục hành chính đã ngừng tiếp nhận từ ngày 20/08/2026.', false]);
    const kept = await get(`/api/v1/dossiers/${String(running.body['code'])}`, { as: 'clerk' });
    expect([kept.status, kept.body['dueAt'], (kept.body['procedure'] as { readonly version: number }).version]).toEqual([200, running.body['dueAt'], version.version]);
  });

  test('a version that begins after an agency it names has ended is refused', async () => {
    const version = files.procedures.find(({ code }) => code === '1.014464');
    if (version === undefined) throw new Error('The catalogue lacks 1.014464');
    const later = { ...version, version: version.version + 1, effectiveFrom: '2026-09-01' };
    const publication = await engine.database.transaction((tx) => publishProcedure(tx, later, new Set(files.agencies.map(({ code }) => code)), sha256, clock.now()));
    expect(publication).toMatchObject({ kind: 'refused', problems: [{ code: 'agency-ended', path: 'competentAgencies[0]', data: { agency: 'H99.07', endsOn: '2026-08-19' } }] });
  });
});
