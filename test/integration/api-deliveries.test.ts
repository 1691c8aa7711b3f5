import { beforeEach, describe, expect, test } from 'vitest';
import { deliverLetter, produceLetter } from '#service';
import { createTestDatabase } from '../support/database.js';
import { FakeWaysOut } from '../support/fake-ways-out.js';
import { startTestApi } from './api-harness.js';

const { get, post, engine, clock } = await startTestApi(await createTestDatabase());
const out = new FakeWaysOut();
const CLERK = { as: { subject: 'clerk@H99.31', role: 'clerk', agency: 'H99.31' } } as const;
const OTHER_DESK = { as: { subject: 'clerk@H99.02', role: 'clerk', agency: 'H99.02' } } as const;
const MANAGER = { as: { subject: 'manager@H99', role: 'manager', agency: 'H99' } } as const;
const EMAIL = 'thu-nghiem@example.vn';
let keys = 0;

beforeEach(() => out.reset());

function newKey(): string {
  keys += 1;
  return `delivery-key-${String(keys)}`;
}

/** A refusal owed and taken as far as it goes by itself. */
async function owed(notifyBy?: string): Promise<{ readonly key: string; readonly code: string; readonly path: string }> {
  const body = {
    procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Nguyễn Thị Thử Nghiệm', phone: '0900000001', email: EMAIL },
    refusal: { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' }, ...(notifyBy === undefined ? {} : { notifyBy }),
  };
  const answer = await post('/api/v1/dossiers', { ...CLERK, key: newKey(), body });
  expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
  const key = `${String(answer.body['id'])}:refusal:1`;
  await produceLetter(engine, key, clock.now());
  await deliverLetter(engine, out, key, clock.now());
  return { key, code: String(answer.body['code']), path: `/api/v1/dossiers/${String(answer.body['code'])}/letters/${encodeURIComponent(key)}/deliveries` };
}

async function queued(key: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { body } = await get('/api/v1/print-queue?limit=200', CLERK);
  return (body['items'] as readonly Readonly<Record<string, unknown>>[]).find((item) => item['key'] === key);
}

async function tasksOf(code: string): Promise<readonly unknown[]> {
  const { body } = await get('/api/v1/tasks?limit=200', CLERK);
  return (body['items'] as readonly { readonly kind: string; readonly dossierCode: string }[]).filter(({ dossierCode }) => dossierCode === code).map(({ kind }) => kind);
}

describe('the print queue of a desk', () => {
  test('has a letter for who filed at the counter and chose nothing, until it is printed and handed over; then it is sent', async () => {
    const { key, code, path } = await owed();
    expect(await queued(key)).toMatchObject({ dossierCode: code, kind: 'refusal', form: '03', role: 'main', prints: 0, printedAt: null });
    const marks = newKey();
    for (let time = 0; time < 2; time += 1) {
      expect((await post('/api/v1/print-queue/marks', { ...CLERK, key: marks, body: { letters: [key], mark: 'printed' } })).body).toEqual({ marked: [key], offTheQueue: [] });
    }
    expect(await queued(key)).toMatchObject({ prints: 1, printedBy: 'clerk@H99.31' });
    await post('/api/v1/print-queue/marks', { ...CLERK, key: newKey(), body: { letters: [key], mark: 'printed' } });
    expect(await queued(key)).toMatchObject({ prints: 2 });
    expect((await post('/api/v1/print-queue/marks', { ...CLERK, key: newKey(), body: { letters: [key], mark: 'handed-over' } })).body).toEqual({ marked: [key], offTheQueue: [] });
    expect(await queued(key)).toBeUndefined();
    expect((await get(path, CLERK)).body['items']).toMatchObject([{ channel: 'paper', status: 'sent', steps: [{ step: 'printed' }, { step: 'printed' }, { step: 'handed-over', by: 'clerk@H99.31' }] }]);
    expect((await get(`/api/v1/dossiers/${code}/letters`, CLERK)).body['items']).toMatchObject([{ key, status: 'sent' }]);
    expect((await post('/api/v1/print-queue/marks', { ...CLERK, key: newKey(), body: { letters: [key], mark: 'posted' } })).body).toEqual({ marked: [], offTheQueue: [key] });
  });

  test('is the desk\'s own: another desk neither sees nor marks it, who only reads figures has none', async () => {
    const { key } = await owed('paper');
    const { body } = await get('/api/v1/print-queue?limit=200', OTHER_DESK);
    expect((body['items'] as readonly object[]).length).toBe(0);
    expect((await post('/api/v1/print-queue/marks', { ...OTHER_DESK, key: newKey(), body: { letters: [key], mark: 'printed' } })).status).toBe(404);
    expect((await get('/api/v1/print-queue', MANAGER)).status).toBe(403);
    expect((await post('/api/v1/print-queue/marks', { ...CLERK, key: newKey(), body: { letters: ['no:such:letter'], mark: 'printed' } })).status).toBe(404);
  });

  test('is paged by key', async () => {
    const letters = [await owed('paper'), await owed('paper'), await owed('paper')].map(({ key }) => key);
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { body } = await get(`/api/v1/print-queue?limit=2${after === '' ? '' : `&after=${after}`}`, CLERK);
      seen.push(...(body['items'] as readonly { readonly key: string }[]).map(({ key }) => key));
      after = body['next'] as string | null;
    }
    expect(letters.every((key) => seen.filter((other) => other === key).length === 1)).toBe(true);
  });
});

describe('a letter by e-mail', () => {
  test('shows its receipt and where it went to who may read personal data, and to nobody else', async () => {
    const { path } = await owed('email');
    expect((await get(path, CLERK)).body['items']).toMatchObject([
      { channel: 'email', status: 'sent', attempts: 1, address: EMAIL, steps: [{ step: 'began', attempt: 1 }, { step: 'accepted', attempt: 1, detail: { response: '250 taken' } }] },
    ]);
    const seen = await get(path, MANAGER);
    expect(seen.body['items']).toMatchObject([{ channel: 'email', status: 'sent', address: null, steps: [{ detail: null }, { detail: null }] }]);
    expect(seen.text).not.toContain(EMAIL);
  });

  test('that came back is a task and lies on the print queue, once however often it is recorded under one key', async () => {
    const { key, code, path } = await owed('email');
    const requestKey = newKey();
    for (let time = 0; time < 2; time += 1) expect((await post(`${path}/email/return`, { ...CLERK, key: requestKey, body: { reason: 'no-such-address' } })).status).toBe(200);
    expect(await tasksOf(code)).toEqual(['letter-returned']);
    expect(await queued(key)).toMatchObject({ role: 'main' });
    const again = await post(`${path}/email/return`, { ...CLERK, key: newKey(), body: { reason: 'other' } });
    expect([again.status, again.body['code']]).toEqual([409, 'delivery-stands-otherwise']);
    expect((await post(`/api/v1/tasks/${encodeURIComponent(`${key}:letter-returned:email:1`)}/done`, CLERK)).status).toBe(200);
  });

  test('whose outcome nobody knows is a task that only an answer closes; answered twice under one key it is answered once', async () => {
    out.onSend = () => ({ kind: 'unknown', reason: 'Connection closed unexpectedly' });
    const { key, code, path } = await owed('email');
    expect(await tasksOf(code)).toEqual(['letter-unsure']);
    expect((await post(`/api/v1/tasks/${encodeURIComponent(`${key}:letter-unsure:email:1`)}/done`, CLERK)).status).toBe(409);
    expect((await post(`${path}/email/resolution`, { ...OTHER_DESK, key: newKey(), body: { answer: 'arrived' } })).status).toBe(404);
    expect((await post(`${path}/sms/resolution`, { ...CLERK, key: newKey(), body: { answer: 'arrived' } })).status).toBe(404);
    const requestKey = newKey();
    for (let time = 0; time < 2; time += 1) {
      const { body } = await post(`${path}/email/resolution`, { ...CLERK, key: requestKey, body: { answer: 'arrived' } });
      expect(body['items']).toMatchObject([{ status: 'sent', steps: [{ step: 'began' }, { step: 'unknown' }, { step: 'arrived', by: 'clerk@H99.31' }] }]);
    }
    expect(await tasksOf(code)).toEqual([]);
    expect((await post(`${path}/email/resolution`, { ...CLERK, key: newKey(), body: { answer: 'again' } })).status).toBe(409);
  });
});

test('how an applicant wants to be written to is part of the personal record and can be corrected', async () => {
  const intake = { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', channel: 'counter', notifyBy: 'sms', applicant: { name: 'Nguyễn Thị Thử Nghiệm', phone: '0900000001', email: EMAIL } };
  const { body: dossier } = await post('/api/v1/dossiers', { ...CLERK, key: newKey(), body: intake });
  const path = `/api/v1/dossiers/${String(dossier['code'])}`;
  const correct = (text: object): ReturnType<typeof post> => post(`${path}/commands`, { ...CLERK, key: newKey(), body: { type: 'CorrectPersonalData', body: { fields: ['notifyBy'] }, text } });
  expect((await correct({ notifyBy: 'email' })).status).toBe(200);
  expect((await correct({ notifyBy: 'pigeon' })).status).toBe(400);
  await post(`${path}/commands`, { ...CLERK, key: newKey(), body: { type: 'Withdraw', body: { reasonCode: 'own-wish' }, text: { reason: 'Theo đề nghị' } } });
  const { items: [letter] } = (await get(`${path}/letters`, CLERK)).body as unknown as { readonly items: readonly { readonly key: string }[] };
  await produceLetter(engine, letter?.key ?? '', clock.now());
  await deliverLetter(engine, out, letter?.key ?? '', clock.now());
  expect(out.mails.map(({ to }) => to)).toEqual([EMAIL]);
  const { body } = await get(`${path}/letters/${encodeURIComponent(letter?.key ?? '')}/deliveries`, CLERK);
  expect((body['items'] as readonly { readonly channel: string; readonly role: string }[]).map(({ channel, role }) => `${channel} ${role}`).toSorted()).toEqual(['email main', 'paper copy']);
});
