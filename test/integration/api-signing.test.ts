import { describe, expect, test } from 'vitest';
import { type Actor, eventOfRow } from '#domain';
import { applyTransition, produceLetter, publishAgencies, readLedgerOf } from '#service';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { HOUSE_PERMIT } from '../support/engine.js';
import { apiDesk } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const api = await startTestApi(await createTestDatabase());
const { clock, engine, gateway, get, post } = api;
const COMMUNE = 'H99.31';
const CLERK: Call = { as: { role: 'clerk', agency: COMMUNE, subject: `clerk@${COMMUNE}` } };
const SIGNATORY: Partial<Actor> = { role: 'signatory', agency: COMMUNE, subject: `signatory@${COMMUNE}` };
const ADMIN: Call = { as: 'admin' };
const desk = apiDesk(api, CLERK, HOUSE_PERMIT);

let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `signing-key-${String(keys)}`;
};

interface Late {
  readonly id: string;
  readonly code: string;
  readonly path: string;
}

/** Dossiers whose apology waits for the commune's signatory. */
async function late(count: number): Promise<readonly [Late, ...Late[]]> {
  clock.set('2026-08-19T09:00:00+07:00');
  const dossiers: Late[] = [];
  for (let number = 0; number < count; number += 1) {
    const { id, code } = await desk.take();
    dossiers.push({ id, code, path: `/api/v1/dossiers/${code}` });
  }
  clock.set('2026-08-28T09:00:00+07:00');
  for (const { id } of dossiers) {
    await applyTransition(engine, id, ['wake'], clock.now());
  }
  return dossiers as unknown as readonly [Late, ...Late[]];
}

const preview = (path: string, as: Call['as'] = SIGNATORY, more: object = {}): Promise<Answer> => post(`${path}/apology/preview`, { as, body: { reasonCode: 'complex', ...more } });
const digestOf = (answer: Answer): string => (answer.headers.get('etag') ?? '').replaceAll('"', '');

async function itemOf({ code, path }: Late): Promise<Readonly<Record<string, unknown>>> {
  return { dossierCode: code, reasonCode: 'complex', previewed: digestOf(await preview(path)) };
}

const signTogether = (items: readonly object[], key = newKey(), as: Call['as'] = SIGNATORY): Promise<Answer> => post('/api/v1/apologies/sign', { as, key, body: { items } });
const statuses = ({ body }: Answer): readonly unknown[] => (body['items'] as readonly Record<string, unknown>[]).map((item) => [item['status'], (item['problem'] as { code: string } | null)?.code]);

async function signedEvents(id: string): Promise<number> {
  return (await readLedgerOf(engine, id)).map(eventOfRow).filter(({ type }) => type === 'ApologySigned').length;
}

/** Codes of the queue of dossiers, whose length is the one `/queues` tells. */
async function queueToSign(): Promise<readonly string[]> {
  const { body } = await get('/api/v1/dossiers?queue=to-sign&limit=200', { as: SIGNATORY });
  const codes = (body['items'] as readonly { code: string }[]).map(({ code }) => code);
  const queues = (await get('/api/v1/queues', { as: SIGNATORY })).body['items'] as readonly { queue: string; count: number }[];
  expect(queues.find(({ queue }) => queue === 'to-sign')?.count).toBe(codes.length);
  return codes;
}

describe('what waits for a signature', () => {
  test('is listed for who may sign it and counted by the same condition; signed, it waits no more', async () => {
    const [one, two] = await late(2);
    const before = await get('/api/v1/apologies/to-sign?limit=100', { as: SIGNATORY });
    const codes = (answer: Answer): readonly unknown[] => (answer.body['items'] as readonly Record<string, unknown>[]).map((item) => item['dossierCode']);
    expect(codes(before)).toEqual(expect.arrayContaining([one.code, two?.code]));
    expect(before.body['count']).toBe(codes(before).length);
    expect(before.body['items']).toContainEqual(expect.objectContaining({ dossierCode: one.code, links: { dossier: one.path, preview: `${one.path}/apology/preview` } }));
    expect(await queueToSign()).toEqual(expect.arrayContaining([one.code, two?.code]));
    expect(statuses(await signTogether([await itemOf(one)]))).toEqual([['applied', undefined]]);
    expect(await queueToSign()).not.toContain(one.code);
    const after = await get('/api/v1/apologies/to-sign?limit=100', { as: SIGNATORY });
    expect(codes(after)).not.toContain(one.code);
    expect(after.body['count']).toBe(Number(before.body['count']) - 1);
    const page = await get('/api/v1/apologies/to-sign?limit=1', { as: SIGNATORY });
    expect(page.body).toMatchObject({ count: after.body['count'] });
    expect((await get('/api/v1/apologies/to-sign', { as: { role: 'signatory', agency: COMMUNE, subject: 'nobody' } })).body).toEqual({ items: [], next: null, count: 0 });
  });
});

describe('a preview', () => {
  test('is the letter that will be sent, still without a number, and the same however often it is looked at', async () => {
    const [{ path, code, id }] = await late(1);
    const first = await preview(path);
    expect([first.status, first.type]).toEqual([200, 'application/pdf']);
    const text = (await readPdf(new Uint8Array(first.bytes))).text.replace(/\s+/g, ' ');
    for (const part of ['PHIẾU XIN LỖI', code, 'Số: ………/PXL-UBND', 'CHỦ TỊCH', 'Hồ sơ có nội dung phức tạp']) {
      expect(text).toContain(part);
    }
    expect(digestOf(await preview(path))).toBe(digestOf(first));
    expect(first.headers.get('x-new-appointment')).toMatch(/\+07:00$/u);
    expect(await signedEvents(id)).toBe(0);
  });

  test('gives a date the rules propose as a full minute, and what was looked at is signed with it minutes later, in office hours too', async () => {
    const [one] = await late(1);
    clock.set('2026-09-07T09:20:30.250+07:00');
    const shown = await preview(one.path);
    const newAppointment = shown.headers.get('x-new-appointment') ?? '';
    expect(newAppointment).toMatch(/T\d\d:\d\d:00\+07:00$/u);
    clock.set('2026-09-07T09:24:10+07:00');
    expect(statuses(await signTogether([{ dossierCode: one.code, reasonCode: 'complex', previewed: digestOf(shown), newAppointment }]))).toEqual([['applied', undefined]]);
  });

  test('has the signatory\'s own words, and the signature is tied to them', async () => {
    const [one] = await late(1);
    const worded = await preview(one.path, SIGNATORY, { reason: 'Hồ sơ tháng 8 tăng gấp đôi' });
    expect((await readPdf(new Uint8Array(worded.bytes))).text.replace(/\s+/g, ' ')).toContain('Hồ sơ tháng 8 tăng gấp đôi');
    const item = { dossierCode: one.code, reasonCode: 'complex', previewed: digestOf(worded) };
    expect(statuses(await signTogether([item]))).toEqual([['refused', 'preview-outdated']]);
    expect(statuses(await signTogether([{ ...item, reason: 'Hồ sơ tháng 8 tăng gấp đôi' }]))).toEqual([['applied', undefined]]);
  });

  test('is refused as the signature would be', async () => {
    const [{ path }] = await late(1);
    expect((await preview(path, { role: 'signatory', agency: COMMUNE, subject: 'nobody' })).body).toMatchObject({ status: 409, code: 'no-signing-authority' });
    expect((await preview(path, { role: 'clerk', agency: COMMUNE })).status).toBe(403);
    const fresh = await desk.take();
    expect((await preview(`/api/v1/dossiers/${fresh.code}`)).body).toMatchObject({ code: 'no-apology-draft' });
  });
});

describe('signing together', () => {
  test('signs each as it was looked at; one that reads otherwise by now is refused and not signed, and the others are', async () => {
    const [good, changed] = await late(2);
    const items = [await itemOf(good), await itemOf(changed ?? good)];
    await desk.sendAll(changed?.path ?? '', { type: 'CorrectPersonalData', body: { fields: ['name'] }, text: { applicant: { name: 'Người nộp đã đính chính' } } });
    const key = newKey();
    const answer = await signTogether(items, key);
    expect(statuses(answer)).toEqual([['applied', undefined], ['refused', 'preview-outdated']]);
    expect([await signedEvents(good.id), await signedEvents(changed?.id ?? '')]).toEqual([1, 0]);
    expect((await signTogether(items, key)).body).toEqual(answer.body);
    expect(await signedEvents(good.id)).toBe(1);
    expect((await signTogether(items.slice(0, 1), key)).body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(statuses(await signTogether([await itemOf(changed ?? good)]))).toEqual([['applied', undefined]]);
  });

  test('answers an item whose outcome is still to come as pending; the same key tells its outcome', async () => {
    const [dossier] = await late(1);
    const items = [await itemOf(dossier)];
    const key = newKey();
    gateway.down = true;
    expect(statuses(await signTogether(items, key))).toEqual([['pending', undefined]]);
    gateway.down = false;
    expect(statuses(await signTogether(items, key))).toEqual([['applied', undefined]]);
  });

  test('of a number somebody took before is refused for that item', async () => {
    const [one, two] = await late(2);
    const items = [{ ...(await itemOf(one)), documentNumber: '900/PXL-UBND' }, { ...(await itemOf(two ?? one)), documentNumber: '900/PXL-UBND' }];
    expect([...statuses(await signTogether(items))].sort()).toEqual([['applied', undefined], ['refused', 'document-number-taken']]);
  });

  test('names a dossier once, and no other than those that are', async () => {
    const [dossier] = await late(1);
    const item = await itemOf(dossier);
    expect((await signTogether([item, item])).status).toBe(400);
    expect(statuses(await signTogether([{ ...item, dossierCode: '000.00.31.H99-260819-9999' }]))).toEqual([['refused', 'not-found']]);
  });
});

describe('signing authorities over HTTP', () => {
  const DEPUTY = { agency: 'H99.02', subject: 'deputy@H99.02', name: 'Người ký thử nghiệm', position: 'Phó Giám đốc', capacity: 'KT.', signedFor: 'Giám đốc', delegationNumber: '2/QĐ-TTPVHCC', validFrom: '2026-08-01T00:00:00+07:00' };
  const add = (body: object, call: Call = ADMIN): Promise<Answer> => post('/api/v1/signing-authorities', { ...call, key: newKey(), body });

  test('are entered, listed and ended by who manages the catalogue', async () => {
    const added = await add({ ...DEPUTY, validUntil: '2027-01-01T00:00:00+07:00' });
    expect([added.status, added.body]).toEqual([201, expect.objectContaining({ capacityLabel: 'Ký thay (KT.)', inForce: true, ended: null })]);
    const ended = await post(`/api/v1/signing-authorities/${String(added.body['id'])}/end`, ADMIN);
    expect(ended.body).toMatchObject({ inForce: false, ended: { by: 'admin@H99' } });
    expect((await post(`/api/v1/signing-authorities/${String(added.body['id'])}/end`, ADMIN)).body).toEqual(ended.body);
    const listed = await get('/api/v1/signing-authorities?agency=H99.02&limit=1', ADMIN);
    expect(listed.body).toMatchObject({ items: [{ id: added.body['id'] }], next: expect.any(String) as string });
    expect((await add(DEPUTY, { as: 'head' })).status).toBe(403);
  });

  test.each([
    ['a delegation without an end', DEPUTY, 422, 'period-missing'],
    ['a second head', { agency: 'H99.02', subject: 'x', name: 'Người ký thử nghiệm', position: 'Giám đốc', capacity: 'head', validFrom: '2026-08-01T00:00:00+07:00' }, 409, 'head-overlaps'],
  ])('%s is refused in clear words', async (_, body, status, code) => {
    const answer = await add(body);
    expect(answer.body).toMatchObject({ status, code, title: expect.stringMatching(/hãy/u) as string, detail: expect.any(String) as string });
  });
});

test('whoever manages the catalogue of one province neither adds, ends nor sees who signs in another', async () => {
  const commune = (await engine.rules.agencies(engine.database.read)).get(COMMUNE);
  if (commune === undefined) throw new Error(`${COMMUNE} is not in the catalogue`);
  const { parent: _, ...alone } = commune;
  await engine.database.transaction((tx) => publishAgencies(tx, [{ ...alone, code: 'H98', unitCode: '000.00.00.H98', kind: 'province', province: 'H98', superior: '' }]));
  engine.rules.doubt();
  const elsewhere: Call = { as: { role: 'admin', agency: 'H98', subject: 'admin-98' } };
  const body = { agency: COMMUNE, subject: 'x', name: 'Người ký thử nghiệm', position: 'Phó Chủ tịch', capacity: 'KT.', signedFor: 'Chủ tịch', delegationNumber: '1/QĐ-UBND', validFrom: '2026-08-01T00:00:00+07:00', validUntil: '2026-12-31T00:00:00+07:00' };
  expect((await post('/api/v1/signing-authorities', { ...elsewhere, key: newKey(), body })).status).toBe(403);
  expect((await get(`/api/v1/signing-authorities?agency=${COMMUNE}`, elsewhere)).status).toBe(403);
  expect((await get('/api/v1/signing-authorities', elsewhere)).body).toMatchObject({ items: [] });
  const own = (await get(`/api/v1/signing-authorities?agency=${COMMUNE}`, ADMIN)).body['items'] as readonly { readonly id: string }[];
  expect((await post(`/api/v1/signing-authorities/${own[0]?.id ?? ''}/end`, elsewhere)).status).toBe(404);
});

describe('document numbers over HTTP', () => {
  test('are listed with what was voided, and voided by who signs', async () => {
    const [dossier, other] = await late(2);
    expect(statuses(await signTogether([await itemOf(dossier), await itemOf(other ?? dossier)]))).toEqual([['applied', undefined], ['applied', undefined]]);
    const series = `/api/v1/document-numbers/${COMMUNE}/PXL/2026`;
    const listed = await get(`${series}?limit=100`, { as: SIGNATORY });
    const { number } = (listed.body['items'] as readonly { number: number; links: { dossier: string } }[]).find((item) => item.links.dossier === dossier.path) ?? { number: 0 };
    const body = { agency: COMMUNE, symbol: 'PXL', year: 2026, number, reason: 'misprint' };
    expect((await post('/api/v1/document-numbers/void', { as: SIGNATORY, body })).body, 'a letter still to be produced would bear a void number').toMatchObject({ status: 409, code: 'number-awaited' });
    await produceLetter(engine, `${dossier.id}:apology:1`, clock.now());
    const voided = await post('/api/v1/document-numbers/void', { as: SIGNATORY, body });
    expect(voided.body).toMatchObject({ number, voided: { by: SIGNATORY.subject, reason: 'misprint', reasonLabel: 'In hỏng' } });
    expect((await post('/api/v1/document-numbers/void', { as: SIGNATORY, body })).body).toEqual(voided.body);
    expect((await post('/api/v1/document-numbers/void', { ...ADMIN, body: { ...body, reason: 'withdrawn' } })).body).toMatchObject({ status: 409, code: 'number-voided' });
    expect((await post('/api/v1/document-numbers/void', { ...CLERK, body })).status).toBe(403);
    const page = await get(`${series}?limit=1`, { as: SIGNATORY });
    expect(page.body['next']).toEqual(expect.any(String));
    expect((await get(`${series}?limit=1&after=${String(page.body['next'])}`, { as: SIGNATORY })).body['items']).toHaveLength(1);
  });
});
