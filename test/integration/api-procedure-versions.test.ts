import { describe, expect, test } from 'vitest';
import type { ProcedureVersion } from '#domain';
import { loadCatalogue, publishProcedure, readCatalogue, repealProcedure, type Repeal, type ProcedureRepeal, sha256 } from '#service';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { type Answer, DATA, startTestApi } from './api-harness.js';

const api = await startTestApi(await createTestDatabase());
const { engine, clock, get, post } = api;
const files = await readCatalogue(DATA);
const CLERK = { role: 'clerk', agency: 'H99.31' } as const;
const desk = apiDesk(api, { as: CLERK }, { procedureCode: '1.001612', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Người nộp hồ sơ' } });

function procedureOf(code: string): ProcedureVersion {
  const found = files.procedures.find((procedure) => procedure.code === code);
  if (found === undefined) {
    throw new Error(`The catalogue has no procedure ${code}`);
  }
  return found;
}

async function publish(procedure: ProcedureVersion): Promise<void> {
  const publication = await engine.database.transaction((tx) => publishProcedure(tx, procedure, new Set(files.agencies.map(({ code }) => code)), sha256, clock.now()));
  expect(publication.kind).toBe('published');
}

function repeal(change: Partial<Repeal>): Promise<ProcedureRepeal> {
  const decision = { number: '2916/QĐ-UBND', date: '2026-08-17' };
  return engine.database.transaction((tx) => repealProcedure(engine, tx, { code: '1.001612', endsOn: '2026-08-20', decision, at: clock.now(), ...change }));
}

const versionsOf = async (code: string): Promise<readonly unknown[]> => (await get(`/api/v1/procedures/${code}/versions`, { as: 'clerk' })).body['items'] as readonly unknown[];

describe('the legal parts of a version', () => {
  test('are listed in the order of the law, each with what it says, beside what is missing', async () => {
    const bare = { ...procedureOf('1.014464'), version: 8, effectiveFrom: '2030-01-01', legalParts: { sets: 1, without: ['form'] } } as const satisfies ProcedureVersion;
    await publish({ ...bare, fees: [] });
    const { status, body } = await get('/api/v1/procedures/1.014464/versions/8', { as: 'clerk' });
    const missing = body['missing'] as readonly { readonly code: string; readonly sentence: string }[];
    expect([status, missing.map(({ code }) => code)]).toEqual([200, ['order', 'subjects', 'conditions', 'fees']]);
    expect(missing[3]?.sentence).toBe('Phí, lệ phí: chưa ghi, cũng chưa xác nhận là không có');
    const parts = body['parts'] as readonly { readonly code: string; readonly lines: readonly string[] }[];
    expect(parts.map(({ code }) => code)).toEqual(['name', 'order', 'manner', 'components', 'sets', 'period', 'subjects', 'agency', 'form', 'result', 'conditions', 'fees']);
    expect(parts.find(({ code }) => code === 'form')?.lines).toEqual(['Không có']);
    expect(parts.find(({ code }) => code === 'agency')?.lines).toContain('Sở Văn hóa, Thể thao và Du lịch tỉnh Minh Họa');
  });

  test('show the statutory beside the shortened term with its cut, and the internal process with its sum', async () => {
    const { version } = procedureOf('1.014466');
    const { body } = await get(`/api/v1/procedures/1.014466/versions/${String(version)}`, { as: 'clerk' });
    expect((body['terms'] as readonly unknown[])[0]).toMatchObject({ statutory: { amount: 60 }, promised: [{ amount: 48 }], cut: { amount: 12, of: 60, share: 2000 }, text: '48 ngày, cắt giảm 12/60 ngày, tỷ lệ 20%' });
    expect((body['processes'] as readonly { readonly totals: unknown }[])[0]?.totals).toEqual([{ part: 1, allowed: { unit: 'calendar-days', amount: 48 }, taken: { unit: 'calendar-days', amount: 48 }, standing: 'equal' }]);
  });

  test('of a version nobody published are not found', async () => {
    expect((await get('/api/v1/procedures/1.014464/versions/77', { as: 'clerk' })).status).toBe(404);
  });
});

describe('two versions side by side', () => {
  test('show both texts of what changed, and nothing where they say the same', async () => {
    const first = procedureOf('1.005144');
    const [one] = first.cases;
    const [paper, ...papers] = one.components;
    if (paper === undefined) throw new Error('1.005144 has no papers');
    await publish({ ...first, version: 50, effectiveFrom: '2031-01-01', fees: [{ name: 'Lệ phí', amount: 8_000 }], cases: [{ ...one, components: [{ ...paper, originals: 2 }, ...papers] }] });
    const link = `/api/v1/procedures/1.005144/difference?from=${String(first.version)}&to=50`;
    const changes = (await get(link, { as: 'clerk' })).body['changes'] as readonly { readonly section: string; readonly change: string; readonly before: string | null; readonly after: string | null }[];
    expect(changes.find(({ section }) => section === 'papers')).toMatchObject({ change: 'changed', before: expect.stringContaining('bản chính: 1'), after: expect.stringContaining('bản chính: 2') });
    expect(changes.find(({ section, change }) => section === 'fees' && change === 'added')).toMatchObject({ before: null, after: 'Lệ phí; 8.000 đồng' });
    expect((await get('/api/v1/procedures/1.005144/difference?from=50&to=50', { as: 'clerk' })).body['changes']).toEqual([]);
    expect((await get('/api/v1/procedures/1.005144/difference?from=1&to=99', { as: 'clerk' })).status).toBe(404);
    expect((await get('/api/v1/procedures/1.005144/difference', { as: 'clerk' })).body).toMatchObject({ from: first.version, to: 50, changes });
    expect((await get(`/api/v1/procedures/1.005144/difference?to=${String(first.version)}`, { as: 'clerk' })).status).toBe(404);
    expect((await get('/api/v1/procedures/1.005144/difference?from=one', { as: 'clerk' })).status).toBe(400);
  });
});

describe('a repeal', () => {
  test('ends intake on its day, again changes nothing, and running dossiers keep their version', async () => {
    const old = procedureOf('1.001612');
    clock.set('2026-08-18T09:00:00+07:00');
    const running = await desk.take();
    expect(await repeal({})).toEqual({ kind: 'repealed', version: old.version + 1, endsOn: '2026-08-20' });
    expect(await repeal({})).toEqual({ kind: 'unchanged', version: old.version + 1, endsOn: '2026-08-20' });
    expect(await versionsOf('1.001612')).toMatchObject([{ version: old.version, endsOn: null }, { version: old.version + 1, endsOn: '2026-08-20' }]);
    clock.set('2026-08-19T16:59:00+07:00');
    const last = await desk.take();
    clock.set('2026-08-20T07:00:00+07:00');
    const refused: Answer = await post('/api/v1/dossiers', { as: CLERK, key: 'after-the-repeal', body: { procedureCode: '1.001612', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Người nộp' } } });
    expect([refused.status, refused.body['code'], refused.body['title']]).toEqual([422, 'procedure-ended', 'Thủ tục hành chính đã ngừng tiếp nhận từ ngày 20/08/2026.']);
    const touched = '/api/v1/procedures/1.001612/open-dossiers';
    const page = await get(`${touched}?limit=1`, { as: CLERK });
    expect([page.body['items'], typeof page.body['next']]).toMatchObject([[{ code: running.code, procedureVersion: old.version }], 'string']);
    const rest = await get(`${touched}?limit=1&after=${String(page.body['next'])}`, { as: CLERK });
    expect([rest.body['items'], rest.body['next']]).toMatchObject([[{ code: last.code, procedureVersion: old.version + 1 }], null]);
    expect((await get(touched, { as: { role: 'clerk', agency: 'H99.32' } })).body['items']).toEqual([]);
    expect((await get(touched, { as: 'manager' })).body['items']).toHaveLength(2);
    expect((await get(touched, { as: { role: 'citizen', agency: 'H99.31' } })).status).toBe(403);
  });

  test.each([
    // procedure, last day, published beside it              outcome                                                                why
    ['1.999999', '2026-09-01', undefined, { kind: 'unknown-procedure' }, 'nobody published it'],
    ['1.013226', '2026-09-01', { version: 90, effectiveFrom: '2026-10-01' }, { kind: 'later-version', version: 90, effectiveFrom: '2026-10-01' }, 'a version that begins later would take dossiers again'],
    ['1.012644', '2026-09-01', { version: 60, endsOn: '2026-08-25' }, { kind: 'already-ended', version: 60, endsOn: '2026-08-25' }, 'another decision ended it before'],
    ['1.012784', '2026-08-20', { version: 60, endsOn: '2026-08-25' }, { kind: 'repealed', version: 61, endsOn: '2026-08-20' }, 'this decision ends it earlier than another'],
    ['1.012994', '2026-02-30', undefined, { kind: 'refused', problems: [{ code: 'malformed-date', path: 'endsOn' }] }, 'there is no such day'],
  ] as const)('of %s on %s, with %j, comes to %j: %s', async (code, endsOn, beside, outcome, _why) => {
    if (beside !== undefined) {
      await publish({ ...procedureOf(code), ...beside });
    }
    expect(await repeal({ code, endsOn })).toMatchObject(outcome);
  });

  test('may be named by decisions at once: one version says so', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => repeal({ code: '1.004873', endsOn: '2026-09-10' })));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['repealed', 'unchanged', 'unchanged']);
  });
});

test('loading the catalogue of the installation again leaves every published version as it is', async () => {
  const before = await versionsOf('1.013225');
  await loadCatalogue(engine.database, files, clock.now());
  expect(await versionsOf('1.013225')).toEqual(before);
});
