import { describe, expect, test } from 'vitest';
import { applyTransition } from '#service';
import { timelineEntrySchema } from '../../apps/api/views/dossier-schema.js';
import { dossierPageSchema } from '../../apps/api/views/list-views.js';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';
import { apiDesk } from './api-desk.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const MANAGER: Call = { as: 'manager' };
const NAME = 'Nguyễn Thị Nhận';
const RECEIVER = { receiver: 'Trần Văn Nhận Thay', idNumber: '079000000123', authorisation: 'Giấy ủy quyền số 7' };
const ADDRESS = { receiver: NAME, address: 'Tổ 9, phường Bến Đò' };
const AT_DESK = { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' };
const desk = apiDesk({ get, post }, CLERK, { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: NAME } });
const { read, send, sendAll } = desk;

async function take(): Promise<{ readonly id: string; readonly path: string; readonly code: string }> {
  const { id, code, links } = await desk.take();
  return { id, code, path: links.self };
}

/** Commands of one instant are accepted a millisecond after each other. */
function minute(at: string | null | undefined): string | undefined {
  return at?.slice(0, 16);
}

async function codesUnder(queue: string): Promise<readonly string[]> {
  return dossierPageSchema
    .parse((await get(`/api/v1/dossiers?queue=${queue}&limit=200`, CLERK)).body)
    .items.map(({ code }) => code);
}

const RESULT = { type: 'RecordResult', body: {} };

describe('a result handed over at the desk', () => {
  test('shows receiver, identity check, authorisation, number and signature to the desk, and the words to nobody who may not read them', async () => {
    const { id, path } = await take();
    await sendAll(path, RESULT, { type: 'HandOver', body: { ...AT_DESK, authorised: true, resultNumber: '15/GCN-LHTD' }, text: RECEIVER });
    const { result } = await read(path);
    expect(result).toMatchObject({ resultNumber: '15/GCN-LHTD', handover: { method: 'desk', identityChecked: true, authorised: true, signature: 'paper', receiver: RECEIVER } });
    expect(minute(result?.handedOverAt)).toBe('2026-08-18T09:00');
    expect((await read(path, MANAGER)).result).toMatchObject({ handover: { identityChecked: true, receiver: null } });
    const ledger = await engine.database.read.rows<{ payload: string }>('SELECT payload::text AS payload FROM dossier_event WHERE dossier_id = $1', [id]);
    expect(ledger.map(({ payload }) => payload).join()).not.toMatch(/Nhận Thay|079000000123|ủy quyền|Nguyễn/u);
  });

  test.each([
    ['without who took it', { type: 'HandOver', body: AT_DESK }, 409, 'text-required'],
    ['on an authorisation it does not name', { type: 'HandOver', body: { ...AT_DESK, authorised: true }, text: { receiver: 'Ai đó' } }, 400, 'invalid-request'],
    ['by post, which is dispatched instead', { type: 'HandOver', body: { ...AT_DESK, method: 'post' }, text: RECEIVER }, 400, 'invalid-request'],
  ])('%s is refused', async (_what, body, status, code) => {
    const { path } = await take();
    await sendAll(path, RESULT);
    const answer = await send(path, body);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });
});

describe('a result sent by public post', () => {
  test('shows every sending with address, number and end, and is returned to its applicant once delivered', async () => {
    const { path } = await take();
    await sendAll(path, RESULT, { type: 'DispatchResult', body: { trackingNumber: 'EA 123 456 789 VN' }, text: ADDRESS });
    const again = await send(path, { type: 'DispatchResult', body: { trackingNumber: 'EA2' }, text: ADDRESS });
    expect([again.status, again.body['code'], again.body['title']]).toEqual([409, 'already-dispatched', expect.stringContaining('EA 123 456 789 VN')]);
    await sendAll(
      path,
      { type: 'RecordDelivery', body: { outcome: 'returned', trackingNumber: 'EA 123 456 789 VN' } },
      { type: 'DispatchResult', body: { trackingNumber: 'EA2' }, text: ADDRESS },
      { type: 'RecordDelivery', body: { outcome: 'delivered', trackingNumber: 'EA2' } },
    );
    const at = '2026-08-18T09:00';
    const dossier = await read(path);
    expect([dossier.status, dossier.portalCode]).toEqual(['returned', 10]);
    expect(dossier.result?.shipments.map(({ trackingNumber, address, returnedAt, deliveredAt }) => [trackingNumber, address, minute(returnedAt), minute(deliveredAt)])).toEqual([
      ['EA 123 456 789 VN', ADDRESS, at, undefined],
      ['EA2', ADDRESS, undefined, at],
    ]);
    expect((await get(path, MANAGER)).text).not.toContain('Bến Đò');
  });
});

describe('a result nobody comes for', () => {
  test('is listed with its place from the very moment its time is over, before anything is woken', async () => {
    clock.set('2026-08-18T09:00:00+07:00');
    const { id, code, path } = await take();
    await sendAll(path, RESULT, { type: 'NotifyResult', body: { means: 'sms' } }, { type: 'ShelveResult', body: { place: 'Kệ 3-B' } });
    const due = (await read(path)).result?.uncollectedAt ?? '';
    expect([minute(due), await codesUnder('uncollected')]).toEqual(['2026-09-17T09:00', []]);
    clock.set(due);
    expect(await codesUnder('uncollected')).toContain(code);
    clock.set('2026-09-17T09:01:00+07:00');
    await applyTransition(engine, id, ['wake'], clock.now());
    expect((await read(path)).result).toMatchObject({ uncollected: true, shelf: 'Kệ 3-B' });
    const tasks = async (): Promise<readonly string[]> => ((await get('/api/v1/tasks?limit=200', CLERK)).body['items'] as readonly { readonly kind: string; readonly dossierCode: string }[]).filter(({ dossierCode }) => dossierCode === code).map(({ kind }) => kind);
    expect(await tasks()).toContain('uncollected-result');
    await sendAll(path, { type: 'DispatchResult', body: { trackingNumber: 'EA3' }, text: ADDRESS });
    expect([await tasks(), (await codesUnder('uncollected')).includes(code), (await read(path)).result?.uncollected]).toEqual([[], false, false]);
    clock.set('2026-08-18T09:00:00+07:00');
  });

  test.each([['Kệ của ông Nguyễn Văn A, gọi số 0912 345 678'], ['Kệ 3\nB']])('is not shelved at "%s", for a place is a label in the ledger', async (place) => {
    const { path } = await take();
    await sendAll(path, RESULT);
    expect((await send(path, { type: 'ShelveResult', body: { place } })).status).toBe(400);
  });
});

describe('words given with a command', () => {
  test('are read again in the history by who may read personal data, and stand in no event', async () => {
    const { path } = await take();
    await sendAll(path, { type: 'Withdraw', body: { reasonCode: 'own-wish' }, text: { reason: 'Gia đình có việc' } });
    const history = async (call: Call): Promise<readonly (readonly unknown[])[]> =>
      pageOf(timelineEntrySchema)
        .parse((await get(`${path}/timeline?after=1`, call)).body)
        .items.map(({ type, text, payload }) => [type, text, JSON.stringify(payload).includes('Gia đình')]);
    expect(await history(CLERK)).toEqual([['DossierWithdrawn', { reason: 'Gia đình có việc' }, false]]);
    expect(await history(MANAGER)).toEqual([['DossierWithdrawn', null, false]]);
  });
});
