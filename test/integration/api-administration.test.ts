import { describe, expect, test } from 'vitest';
import { formatLocalDate, localDateOf, type ProcedureVersion } from '#domain';
import { readCatalogue, takeDocumentNumber } from '#service';
import { createTestDatabase } from '../support/database.js';
import { calendarDesk, closureOn } from './api-calendar-desk.js';
import { type Answer, DATA, startTestApi } from './api-harness.js';

const api = await startTestApi(await createTestDatabase());
const { engine, clock, get, post } = api;
const files = await readCatalogue(DATA);
let sent = 0;

function send(path: string, body: object, as: string = 'admin', key = `administration-${String((sent += 1))}`): Promise<Answer> {
  return post(`/api/v1/${path}`, { as, key, body });
}

const errorsOf = ({ body }: Answer): readonly { readonly path: string; readonly reason: string }[] => (body['errors'] ?? []) as readonly { path: string; reason: string }[];
const today = (): string => formatLocalDate(localDateOf(clock.now()));

function writtenOf(code: string, change: Partial<ProcedureVersion> = {}): Record<string, unknown> {
  const found = files.procedures.find((procedure) => procedure.code === code);
  if (found === undefined) {
    throw new Error(`The catalogue has no procedure ${code}`);
  }
  const { version: _, ...content } = { ...found, ...change };
  return { ...content };
}

async function lastOf(code: string): Promise<number> {
  return ((await get(`/api/v1/procedures/${code}/versions?limit=200`, { as: 'admin' })).body['items'] as readonly { version: number }[]).at(-1)?.version ?? 0;
}

describe('a procedure version that is being written', () => {
  const check = (procedure: object): Promise<Answer> => post('/api/v1/procedures/validate', { as: 'admin', body: { procedure } });

  test('is answered with each problem at its place, in words with how to put it right, and with what it changes', async () => {
    const good = await check(writtenOf('1.013225', { effectiveFrom: today(), results: ['Giấy phép xây dựng có điều kiện'] }));
    expect(good.body).toMatchObject({ publishable: true, errors: [], base: await lastOf('1.013225') });
    expect((good.body['changes'] as readonly { readonly after: string }[]).some(({ after }) => after === 'Giấy phép xây dựng có điều kiện')).toBe(true);

    const { body } = await check(writtenOf('1.013225', { effectiveFrom: today(), channels: [], competentAgencies: ['H99.77'] }));
    expect(body).toMatchObject({
      publishable: false,
      errors: [
        { code: 'unknown-agency', path: 'competentAgencies[0]', sentence: 'Không có cơ quan mang mã H99.77.', fix: 'Chọn cơ quan trong danh mục, hoặc thêm cơ quan trước.' },
        { code: 'no-channel', path: 'channels', sentence: 'Chưa có hình thức nộp hồ sơ.' },
      ],
    });
  });

  test('that has no form of a procedure yet is answered at the first place that keeps it from being read', async () => {
    expect((await check({ ...writtenOf('1.013225'), name: '' })).body).toMatchObject({ publishable: false, errors: [{ code: 'unreadable', path: 'name' }], base: 0 });
  });

  test('begins today at the earliest', async () => {
    expect((await check(writtenOf('1.013225', { effectiveFrom: '2020-01-01' }))).body).toMatchObject({ publishable: false, errors: [{ code: 'begins-in-the-past', path: 'effectiveFrom' }] });
  });

  test('is checked for whoever manages the catalogue alone', async () => {
    expect((await post('/api/v1/procedures/validate', { as: 'head', body: { procedure: {} } })).status).toBe(403);
    expect((await send('procedures/1.013225/versions', { basedOn: 1, procedure: writtenOf('1.013225') }, 'manager')).status).toBe(403);
  });
});

describe('publishing a version', () => {
  test('gives it the next number, keeps open dossiers on theirs, and is done once for a key', async () => {
    const basedOn = await lastOf('1.001612');
    const intake = { procedureCode: '1.001612', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Người nộp hồ sơ' } };
    const { body: dossier } = await post('/api/v1/dossiers', { as: { role: 'clerk', agency: 'H99.31' }, key: 'administration-intake', body: intake });
    const body = { basedOn, procedure: writtenOf('1.001612', { effectiveFrom: today(), results: ['Giấy chứng nhận'] }) };
    const published = await send('procedures/1.001612/versions', body, 'admin', 'publish-version-once');
    expect([published.status, published.body]).toMatchObject([201, { code: '1.001612', version: basedOn + 1, openDossiers: 1, warnings: [] }]);
    expect((await send('procedures/1.001612/versions', body, 'admin', 'publish-version-once')).body).toMatchObject({ version: basedOn + 1 });
    expect((await send('procedures/1.001612/versions', { ...body, basedOn: 0 }, 'admin', 'publish-version-once')).body['code']).toBe('idempotency-key-reused');
    expect(await lastOf('1.001612')).toBe(basedOn + 1);
    const touched = await get('/api/v1/procedures/1.001612/open-dossiers', { as: 'admin' });
    expect(touched.body['items']).toMatchObject([{ code: dossier['code'], procedureVersion: basedOn }]);
    expect((await get('/api/v1/procedures/1.001612', { as: 'admin' })).body).toMatchObject({ version: basedOn + 1, results: ['Giấy chứng nhận'] });
  });

  test('is refused where somebody published another meanwhile, where it is wrong, and in the past', async () => {
    const basedOn = await lastOf('1.004884');
    const stale = await send('procedures/1.004884/versions', { basedOn: basedOn + 3, procedure: writtenOf('1.004884', { effectiveFrom: today() }) });
    expect([stale.status, stale.body['code']]).toEqual([409, 'moved-on']);
    const wrong = await send('procedures/1.004884/versions', { basedOn, procedure: writtenOf('1.004884', { effectiveFrom: today(), channels: [] }) });
    expect([wrong.status, errorsOf(wrong).map(({ path }) => path)]).toEqual([422, ['/body/procedure/channels']]);
    const past = await send('procedures/1.004884/versions', { basedOn, procedure: writtenOf('1.004884', { effectiveFrom: '2026-08-17' }) });
    expect(errorsOf(past).map(({ path }) => path)).toEqual(['/body/procedure/effectiveFrom']);
    const other = await send('procedures/1.004884/versions', { basedOn, procedure: writtenOf('1.001612', { effectiveFrom: today() }) });
    expect(errorsOf(other).map(({ path }) => path)).toEqual(['/body/procedure/code']);
    expect(await lastOf('1.004884')).toBe(basedOn);
  });
});

describe('an agency', () => {
  const NEW = { code: 'H99.61', unitCode: '000.00.61.H99', name: 'Ủy ban nhân dân xã Mới', kind: 'commune', superior: '', province: 'H99', parent: 'H99', desk: true };

  test('is entered once, has no calendar until one is published for it, and keeps who changed what', async () => {
    const entered = await send('agencies', NEW, 'admin', 'agency-entered-once');
    expect([entered.status, entered.body]).toEqual([201, { agency: NEW, hasCalendar: false }]);
    expect((await send('agencies', NEW, 'admin', 'agency-entered-once')).body).toEqual(entered.body);
    expect(errorsOf(await send('agencies', NEW))).toMatchObject([{ path: '/body/code' }]);

    const { code: _, ...fields } = NEW;
    clock.add(60_000);
    const changed = await send('agencies/H99.61', { ...fields, name: 'Ủy ban nhân dân xã Đổi Tên', remote: true, unitCode: '000.00.62.H99' });
    expect(changed.body).toMatchObject({ agency: { name: 'Ủy ban nhân dân xã Đổi Tên', remote: true } });
    const { body } = await get('/api/v1/agencies/H99.61/changes', { as: 'admin' });
    expect(body['items']).toMatchObject([
      { before: { name: 'Ủy ban nhân dân xã Mới' }, after: { name: 'Ủy ban nhân dân xã Đổi Tên' }, changedBy: 'admin@H99' },
      { before: null, after: NEW },
    ]);
    const [last] = body['items'] as readonly { number: number }[];
    expect((await get('/api/v1/agencies/H99.61/changes?limit=1', { as: 'admin' })).body).toMatchObject({ items: [{ number: last?.number }], next: String(last?.number) });
    expect((await get(`/api/v1/agencies/H99.61/changes?after=${String(last?.number)}`, { as: 'admin' })).body).toMatchObject({ items: [{ before: null }], next: null });
  });

  test('in use keeps what codes, figures and explanations rest on, and is ended from today on', async () => {
    const intake = { procedureCode: '1.001193', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Người nộp hồ sơ' } };
    expect((await post('/api/v1/dossiers', { as: { role: 'clerk', agency: 'H99.31' }, key: 'agency-in-use-intake', body: intake })).status).toBe(201);
    const { body } = await get('/api/v1/agencies/H99.31', { as: 'clerk' });
    expect(body['hasCalendar']).toBe(true);
    const { code: _, ...fields } = body['agency'] as Record<string, unknown>;
    const refused = await send('agencies/H99.31', { ...fields, unitCode: '000.00.99.H99', kind: 'office', desk: false });
    expect([refused.status, errorsOf(refused).map(({ path }) => path)]).toEqual([422, ['/body/unitCode', '/body/kind', '/body/desk']]);
    expect((await send('agencies/H99.31', { ...fields, phone: '1900 1234' })).body).toMatchObject({ agency: { phone: '1900 1234' } });
    const past = await send('agencies/H99.31', { ...fields, endsOn: '2026-01-01' });
    expect(errorsOf(past)).toEqual([{ path: '/body/endsOn', reason: 'Ngày kết thúc đã qua; hãy chọn hôm nay hoặc một ngày sau.' }]);
    expect((await send('agencies/H99.31', { ...fields, endsOn: '2027-01-01' })).body).toMatchObject({ agency: { endsOn: '2027-01-01' } });
    expect((await send('agencies/H99.31', fields)).status).toBe(200);
  });

  test('is changed by whoever manages the catalogue of its province alone', async () => {
    expect((await send('agencies', { ...NEW, code: 'H99.63', unitCode: 'x' }, 'manager')).status).toBe(403);
    expect((await send('agencies', { ...NEW, code: 'H98', province: 'H98' })).status).toBe(403);
    expect((await get('/api/v1/agencies/H99.31/changes', { as: 'head' })).status).toBe(403);
    expect((await get('/api/v1/agencies/H98.01', { as: 'clerk' })).status).toBe(404);
    expect((await send('agencies/H98.01', (({ code: _, ...fields }) => fields)(NEW))).status).toBe(404);
  });
});

describe('settings', () => {
  test('are read as they hold, published as the next version once for a key, and go into force', async () => {
    const first = await get('/api/v1/settings', { as: 'admin' });
    expect(first.body).toMatchObject({ number: 0, chosen: {}, inForce: { lateTarget: 200 }, defaults: { lateTarget: 200 } });
    const body = { basedOn: 0, settings: { lateTarget: 150 } };
    const published = await send('settings/versions', body, 'admin', 'settings-published-once');
    expect([published.status, published.body]).toMatchObject([201, { number: 1, publishedBy: 'admin@H99', chosen: { lateTarget: 150 }, inForce: { ...(first.body['inForce'] as object), lateTarget: 150 } }]);
    expect((await send('settings/versions', body, 'admin', 'settings-published-once')).body).toEqual(published.body);
    expect((await send('settings/versions', body)).body['code']).toBe('moved-on');
    expect((await get('/api/v1/settings/versions', { as: 'admin' })).body).toMatchObject({ items: [{ number: 1, settings: { lateTarget: 150 } }], next: null });
  });

  test('that are wrong are refused at their place, and nobody else sees or changes them', async () => {
    const wrong = await send('settings/versions', { basedOn: 1, settings: { assignedTasks: { unknown: 1 } } });
    expect([wrong.status, errorsOf(wrong)[0]?.path]).toEqual([422, '/body/settings/assignedTasks/unknown']);
    expect((await get('/api/v1/settings', { as: 'manager' })).status).toBe(403);
    expect((await send('settings/versions', { basedOn: 1, settings: {} }, 'head')).status).toBe(403);
  });
});

describe('a date tried on a calendar', () => {
  const TRIAL = { agency: 'H99.31', from: '2026-08-18T09:00:00+07:00', limit: { unit: 'working-days', amount: 3 }, start: 'on-receipt', end: 'same-clock' };

  test('is counted without a procedure, with every day of its way', async () => {
    const { status, body } = await post('/api/v1/calendars/date-trials', { as: 'clerk', body: TRIAL });
    expect([status, body['dueAt']]).toEqual([200, '2026-08-21T09:00:00+07:00']);
    expect((body['days'] as readonly { date: string; working: boolean }[]).map(({ date, working }) => [date, working])).toEqual([['2026-08-18', true], ['2026-08-19', true], ['2026-08-20', true], ['2026-08-21', true]]);
  });

  test('is counted on a draft before it is published, and so is the draft\'s year; for whoever may read drafts', async () => {
    const { drafted } = calendarDesk(api);
    const { id } = await drafted(closureOn('2026-08-20'));
    const body = { ...TRIAL, draft: id };
    expect((await post('/api/v1/calendars/date-trials', { as: 'admin', body })).body).toMatchObject({ dueAt: '2026-08-22T09:00:00+07:00', calendar: `draft:${id}` });
    expect((await post('/api/v1/calendars/date-trials', { as: 'clerk', body })).status).toBe(403);
    const { body: year } = await get(`/api/v1/calendars/H99.31/years/2026?draft=${id}`, { as: 'admin' });
    expect((year['months'] as readonly { days: readonly { date: string }[] }[])[7]?.days.map(({ date }) => date)).toContain('2026-08-20');
    expect((await get('/api/v1/calendars/H99.31/years/2026', { as: 'admin' })).body['version']).not.toBe(year['version']);
  });

  test('beyond the declared years, of an agency without a calendar or of no draft is said to be so', async () => {
    const far = await post('/api/v1/calendars/date-trials', { as: 'clerk', body: { ...TRIAL, limit: { unit: 'years', amount: 90 } } });
    expect([far.status, far.body['code']]).toEqual([422, 'date-beyond-calendar']);
    expect((await post('/api/v1/calendars/date-trials', { as: 'clerk', body: { ...TRIAL, agency: 'H98' } })).status).toBe(404);
    expect((await post('/api/v1/calendars/date-trials', { as: 'admin', body: { ...TRIAL, draft: crypto.randomUUID() } })).status).toBe(404);
  });
});

describe('a series of numbers', () => {
  test('goes on behind the agency\'s own register, until the engine has given the first', async () => {
    const series = { agency: 'H99.31', symbol: 'PBS', year: 2026 };
    const begun = await send('document-numbers', { ...series, begun: 214 }, 'admin', 'series-begun-once');
    expect(begun.body).toMatchObject({ ...series, begun: 214, last: 214, taken: 0 });
    expect((await send('document-numbers', { ...series, begun: 214 }, 'admin', 'series-begun-once')).body).toEqual(begun.body);
    expect((await send('document-numbers', { ...series, begun: 1 }, 'clerk')).status).toBe(403);
    const number = await engine.database.transaction((tx) => takeDocumentNumber(tx, { series, agencySymbol: 'UBND', at: clock.now(), by: 'test' }));
    expect(number).toBe('215/PBS-UBND');
    const late = await send('document-numbers', { ...series, begun: 300 });
    expect([late.status, late.body['code']]).toEqual([409, 'series-in-use']);
    expect((await get('/api/v1/document-numbers?agency=H99.31', { as: 'admin' })).body['items']).toMatchObject([{ symbol: 'PBS', begun: 214, last: 215, taken: 1, voided: 0 }]);
    expect((await get('/api/v1/document-numbers/H99.31/PBS/2026', { as: 'admin' })).body).toMatchObject({ last: 215, gaps: [] });
  });
});
