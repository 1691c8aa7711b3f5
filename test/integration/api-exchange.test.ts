import { describe, expect, test } from 'vitest';
import { sha256 } from '#service';
import { sealExchange } from '../../libs/service/exchange/exchange-file.js';
import { createTestDatabase } from '../support/database.js';
import { publishOtherProvince } from '../support/other-province.js';
import { AUTHOR, calendarDesk, closureOn, DRAFTS, SECOND } from './api-calendar-desk.js';
import { type Answer, startTestApi } from './api-harness.js';

const source = await startTestApi(await createTestDatabase());
const target = await startTestApi(await createTestDatabase());
const [third, fourth] = [await startTestApi(await createTestDatabase()), await startTestApi(await createTestDatabase())];
const IMPORTS = '/api/v1/exchange/imports';
let sent = 0;

interface Item {
  readonly part: string;
  readonly key: string;
  readonly standing: string;
  readonly changes: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[];
}

async function exported(api: typeof source, parts = 'procedures,calendars,agencies,templates'): Promise<Answer['body']> {
  const { status, body, headers } = await api.get(`/api/v1/exchange/export?parts=${parts}`, { as: 'admin' });
  expect([status, headers.get('content-disposition')]).toEqual([200, 'attachment; filename="danh-muc-H99-2026-08-18.json"']);
  return body;
}

function upload(api: typeof source, file: object, as: string = 'admin', key = `exchange-${String((sent += 1))}`): Promise<Answer> {
  return api.post(IMPORTS, { as, key, body: file });
}

const differing = ({ body }: Answer): readonly Item[] => (body['items'] as readonly Item[]).filter(({ standing }) => standing !== 'same');

const basisOf = ({ body }: Answer): unknown => body['comparison'];

/** How these things stand; tests beside each other change others. */
function standingOf(answer: Answer, ...keys: readonly string[]): readonly unknown[] {
  return (answer.body['items'] as readonly Item[]).flatMap(({ part, key, standing }) => (keys.includes(`${part}/${key}`) ? [[part, key, standing]] : []));
}

test('an export imported again shows no difference', async () => {
  const file = await exported(source);
  const answer = await upload(source, file);
  expect([answer.status, answer.body['contentHash'], answer.body['applied']]).toEqual([201, file['contentHash'], null]);
  expect(differing(answer)).toEqual([]);
  expect(answer.body['counts']).toMatchObject({ new: 0, changed: 0, older: 0, missing: 0 });
  expect(Object.keys(file['parts'] as object).sort()).toEqual(['agencies', 'calendars', 'procedures', 'templates']);
  expect(Object.keys((await exported(source, 'agencies'))['parts'] as object)).toEqual(['agencies']);
});

describe('a file', () => {
  test('that was changed after its export, is of another format or province, or is none at all is refused, saying which', async () => {
    const file = await exported(source, 'agencies');
    const refused = async (change: object): Promise<unknown> => {
      const { status, body } = await upload(target, { ...file, ...change });
      return [status, body['code'], (body['errors'] as readonly { path: string }[])[0]?.path];
    };
    expect(await refused({ contentHash: 'f'.repeat(64) })).toEqual([422, 'exchange-unreadable', '/body/contentHash']);
    expect(await refused({ parts: { agencies: [] } })).toEqual([422, 'exchange-unreadable', '/body/contentHash']);
    expect(await refused({ formatVersion: 2 })).toEqual([422, 'exchange-unreadable', '/body/formatVersion']);
    expect(await refused({ format: 'other' })).toEqual([422, 'exchange-unreadable', '/body']);
    expect((await target.get('/api/v1/exchange/export?parts=dossiers', { as: 'admin' })).status).toBe(400);
  });

  test('is uploaded once for a key, and read by whoever manages the catalogue alone', async () => {
    const file = await exported(source, 'templates');
    const first = await upload(target, file, 'admin', 'exchange-upload-once');
    expect((await upload(target, file, 'admin', 'exchange-upload-once')).body['id']).toBe(first.body['id']);
    expect((await upload(target, await exported(source, 'agencies'), 'admin', 'exchange-upload-once')).body['code']).toBe('idempotency-key-reused');
    expect((await upload(target, file, 'manager')).status).toBe(403);
    expect((await target.get('/api/v1/exchange/export', { as: 'head' })).status).toBe(403);
    expect((await target.get(`${IMPORTS}/${crypto.randomUUID()}`, { as: 'admin' })).status).toBe(404);
    const listed = (await target.get(IMPORTS, { as: 'admin' })).body['items'] as readonly { readonly id: string }[];
    expect(listed.filter(({ id }) => id === first.body['id'])).toHaveLength(1);
  });
});

test('what was changed elsewhere is told item by item and applied at once, calendars as a draft for a second person', async () => {
  const KEYS = ['agencies/H99.61', 'procedures/1.001612', 'templates/H99.33', 'calendars/layer:demo-province'];
  const { version, ...content } = (await source.get('/api/v1/procedures/1.001612', { as: 'admin' })).body;
  const published = await source.post('/api/v1/procedures/1.001612/versions', {
    as: 'admin', key: 'exchange-procedure', body: { basedOn: version, procedure: { ...content, effectiveFrom: '2026-08-18', results: ['Giấy chứng nhận đăng ký'] } },
  });
  expect(published.status).toBe(201);
  const fresh = { unitCode: '000.00.61.H99', name: 'Ủy ban nhân dân xã Mới', kind: 'commune', superior: '', province: 'H99', parent: 'H99', desk: true };
  await source.post('/api/v1/agencies', { as: 'admin', key: 'exchange-agency', body: { code: 'H99.61', ...fresh } });
  await source.post('/api/v1/letter-templates/H99.33/versions', { as: 'admin', key: 'exchange-template', body: { place: 'Minh Họa Mới' } });
  await calendarDesk(source).publish(closureOn('2026-11-18'));

  const uploaded = await upload(target, await exported(source));
  expect(standingOf(uploaded, ...KEYS)).toEqual([['agencies', 'H99.61', 'new'], ['procedures', '1.001612', 'changed'], ['templates', 'H99.33', 'new'], ['calendars', 'layer:demo-province', 'changed']]);
  expect(differing(uploaded).find(({ key }) => key === '1.001612')?.changes.some(({ after }) => after === 'Giấy chứng nhận đăng ký')).toBe(true);
  const link = String(uploaded.body['link']);
  const parts = ['agencies', 'procedures', 'templates', 'calendars'];
  const without = await target.post(`${link}/apply`, { ...AUTHOR, body: { parts, basedOn: basisOf(uploaded) } });
  expect([without.status, without.body['code']]).toEqual([422, 'exchange-source-needed']);

  const body = { parts, basedOn: basisOf(uploaded), source: 'Công điện 12/CĐ-UBND' };
  const applied = await target.post(`${link}/apply`, { ...AUTHOR, body });
  expect([applied.status, applied.body['applied']]).toMatchObject([200, { by: 'author', parts }]);
  const { items, calendarDraft } = applied.body['applied'] as { readonly items: readonly { part: string; key: string; version: number | null }[]; readonly calendarDraft: string };
  expect(items.filter(({ part, key }) => KEYS.includes(`${part}/${key}`)).map(({ key, version: given }) => [key, given])).toEqual([['H99.61', null], ['1.001612', Number(version) + 1], ['H99.33', 1], ['layer:demo-province', null]]);
  expect(standingOf(applied, ...KEYS).map((each) => (each as readonly string[])[2])).toEqual(['same', 'same', 'same', 'changed']);
  expect((await target.post(`${link}/apply`, { ...AUTHOR, body })).body['applied']).toEqual(applied.body['applied']);
  expect((await target.post(`${link}/apply`, { ...AUTHOR, body: { ...body, parts: ['agencies'] } })).body['code']).toBe('exchange-applied');
  expect((await target.get('/api/v1/agencies/H99.61/changes', { as: 'admin' })).body['items']).toMatchObject([{ before: null, changedBy: 'author', importId: uploaded.body['id'] }]);

  const draft = `${DRAFTS}/${calendarDraft}`;
  await calendarDesk(target).computed();
  expect((await target.post(`${draft}/publish`, AUTHOR)).body['code']).toBe('same-person');
  expect((await target.post(`${draft}/publish`, SECOND)).status).toBe(200);
  const same = KEYS.map(() => 'same');
  expect(standingOf(await upload(target, await exported(source)), ...KEYS).map((each) => (each as readonly string[])[2])).toEqual(same);
  expect(standingOf(await upload(source, await exported(target)), ...KEYS).map((each) => (each as readonly string[])[2])).toEqual(same);
});

test('what an earlier version here said is older and left alone; what is only here is missing from the file and stays', async () => {
  const KEYS = ['procedures/1.004884', 'templates/H99.05'];
  const old = await exported(target, 'procedures,templates');
  const { version, ...content } = (await target.get('/api/v1/procedures/1.004884', { as: 'admin' })).body;
  await target.post('/api/v1/procedures/1.004884/versions', { as: 'admin', key: 'exchange-later', body: { basedOn: version, procedure: { ...content, effectiveFrom: '2026-08-18', results: ['Khác'] } } });
  await target.post('/api/v1/letter-templates/H99.05/versions', { as: 'admin', key: 'exchange-own', body: { place: 'Riêng' } });
  const uploaded = await upload(target, old);
  expect(standingOf(uploaded, ...KEYS)).toEqual([['procedures', '1.004884', 'older'], ['templates', 'H99.05', 'missing']]);
  const applied = await target.post(`${String(uploaded.body['link'])}/apply`, { as: 'admin', body: { parts: ['procedures', 'templates'], basedOn: basisOf(uploaded) } });
  expect(applied.body['applied']).toMatchObject({ items: [], calendarDraft: null });
  expect((await target.get('/api/v1/procedures/1.004884', { as: 'admin' })).body['results']).toEqual(['Khác']);
});

test('one thing that cannot be applied keeps all of it from being applied, and is named', async () => {
  const commune = { unitCode: '000.00.72.H99', name: 'Trùng mã đơn vị', kind: 'commune', superior: '', province: 'H99', parent: 'H99', desk: true };
  await third.post('/api/v1/agencies', { as: 'admin', key: 'exchange-clash', body: { code: 'H99.72', ...commune } });
  const file = await exported(third, 'agencies');
  await fourth.post('/api/v1/agencies', { as: 'admin', key: 'exchange-clash', body: { code: 'H99.71', ...commune } });
  const uploaded = await upload(fourth, file);
  const refused = await fourth.post(`${String(uploaded.body['link'])}/apply`, { as: 'admin', body: { parts: ['agencies'], basedOn: basisOf(uploaded) } });
  expect([refused.status, refused.body['code'], (refused.body['errors'] as readonly { path: string }[])[0]?.path]).toEqual([422, 'exchange-refused', '/parts/agencies/H99.72/unitCode']);
  expect((await fourth.get(String(uploaded.body['link']), { as: 'admin' })).body['applied']).toBeNull();
});

describe('another province', () => {
  const commune = { code: 'H98.31', unitCode: '000.00.31.H98', name: 'Ủy ban nhân dân phường Khác', kind: 'commune' as const, superior: '', province: 'H98', parent: 'H98', desk: true };
  /** A file of H99 whose hash is right, whoever wrote it. */
  const forged = (parts: Parameters<typeof sealExchange>[0]): object => sealExchange(parts, { province: 'H99', exportedAt: '2026-08-18T08:00:00+07:00' }, sha256);
  const province = async (): Promise<typeof commune> => (await fourth.get('/api/v1/agencies/H98', { as: 'admin' })).body['agency'] as typeof commune;

  test('is not written to by a file of one\'s own: not its agencies, nor their templates, nor their calendars', async () => {
    await publishOtherProvince(fourth.engine);
    const before = await province();
    const refused = async (parts: Parameters<typeof sealExchange>[0]): Promise<unknown> => {
      const { status, body } = await upload(fourth, forged(parts));
      return [status, body['code'], (body['errors'] as readonly { path: string }[])[0]?.path];
    };
    const at = (path: string): unknown => [422, 'exchange-unreadable', path];
    expect(await refused({ agencies: [commune] })).toEqual(at('/body/parts/agencies/0/province'));
    expect(await refused({ agencies: [{ ...before, name: 'Đổi tên', province: 'H99' }] })).toEqual(at('/body/parts/agencies/0/province'));
    expect(await refused({ templates: { H98: { place: 'Nơi khác' } } })).toEqual(at('/body/parts/templates/H98'));
    expect(await refused({ calendars: { layers: [], assignments: [{ agency: 'H98', processing: [], intake: [] }] } })).toEqual(at('/body/parts/calendars/assignments/0/agency'));
    expect(await province()).toEqual(before);
  });

  test('that enters an agency after a file with its code was uploaded keeps it', async () => {
    const uploaded = await upload(third, forged({ agencies: [{ ...commune, code: 'H98', province: 'H99', parent: 'H99' }] }));
    expect(uploaded.status).toBe(201);
    await publishOtherProvince(third.engine);
    const refused = await third.post(`${String(uploaded.body['link'])}/apply`, { as: 'admin', body: { parts: ['agencies'], basedOn: basisOf(uploaded) } });
    expect([refused.status, refused.body['code'], (refused.body['errors'] as readonly { path: string }[])[0]?.path]).toEqual([422, 'exchange-refused', '/parts/agencies/H98']);
  });
});

test('what somebody published since the comparison was looked at is not overwritten unseen', async () => {
  const agency = { unitCode: '000.00.68.H99', name: 'Ủy ban nhân dân xã Tám', kind: 'commune' as const, superior: '', province: 'H99', parent: 'H99', desk: true };
  await fourth.post('/api/v1/agencies', { as: 'admin', key: 'exchange-moved', body: { code: 'H99.68', ...agency } });
  const uploaded = await upload(fourth, sealExchange({ agencies: [{ code: 'H99.68', ...agency, name: 'Tên trong tệp' }] }, { province: 'H99', exportedAt: '2026-08-18T08:00:00+07:00' }, sha256));
  await fourth.post('/api/v1/agencies/H99.68', { as: 'admin', key: 'exchange-moved-on', body: { ...agency, name: 'Tên mới ở đây' } });
  const apply = (looked: Answer): Promise<Answer> => fourth.post(`${String(uploaded.body['link'])}/apply`, { as: 'admin', body: { parts: ['agencies'], basedOn: basisOf(looked) } });
  const name = async (): Promise<unknown> => ((await fourth.get('/api/v1/agencies/H99.68', { as: 'admin' })).body['agency'] as { name: string }).name;
  const refused = await apply(uploaded);
  expect([refused.status, refused.body['code'], await name()]).toEqual([409, 'moved-on', 'Tên mới ở đây']);
  expect((await apply(await fourth.get(String(uploaded.body['link']), { as: 'admin' }))).status).toBe(200);
  expect(await name()).toBe('Tên trong tệp');
});
