import { describe, expect, test } from 'vitest';
import { applyTransition } from '#service';
import { appliedCommandSchema, commandSchema } from '../../apps/api/views/command-view.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';
import { apiDesk } from './api-desk.js';

const database = await createTestDatabase();
const { get, post, gateway, engine, clock } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const OFFICER: Call = { as: { role: 'officer', agency: 'H99.07' } };
const CONTACT = { type: 'RecordContact', body: { party: 'applicant' } };

async function newDossier(name: string): Promise<{ readonly id: string; readonly path: string }> {
  const body = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Văn Đạt' } };
  const { body: dossier } = await post('/api/v1/dossiers', { ...CLERK, key: `intake-${name}`, body });
  return { id: String(dossier['id']), path: `/api/v1/dossiers/${String(dossier['code'])}` };
}

function send(path: string, key: string, body: unknown, call: Call = CLERK): Promise<Answer> {
  return post(`${path}/commands`, { ...call, key, body });
}

describe('a command', () => {
  test('that is carried out at once answers 200 with the dossier as it now is', async () => {
    const { path } = await newDossier('applied');
    const { status, body } = await send(path, 'applied-forward', { type: 'Forward' });
    expect(status).toBe(200);
    expect(appliedCommandSchema.parse(body).dossier?.status).toBe('in-progress');
  });

  test('that cannot be given now answers 409 with code, status, allowed actions and a sentence', async () => {
    const { path } = await newDossier('refused');
    const { status, type, body } = await send(path, 'refused-hand-over', { type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' } });
    expect([status, type]).toEqual([409, 'application/problem+json; charset=utf-8']);
    expect(body).toMatchObject({ code: 'not-allowed-in-status', status: 409, dossierStatus: 'received', title: expect.stringContaining('Được tiếp nhận') as string });
    expect(body['allowedActions']).toContain('Forward');
  });

  test('that cannot be given now is told what this person may do instead, and the record of it says the same', async () => {
    const { path } = await newDossier('instead');
    const refused = await send(path, 'instead-hand-over', { type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' } });
    const dossier = (await get(path, CLERK)).body;
    expect(refused.body['allowedActions']).toEqual(dossier['allowedActions']);
    expect(refused.body['allowedActions']).not.toContain('Assign');
    const officers = await send(path, 'instead-return', { type: 'ReturnToStage', body: { stage: 'desk' }, text: { reason: 'Thiếu' } }, OFFICER);
    expect([officers.status, officers.body['code']]).toEqual([409, 'stage-not-earlier']);
    expect(officers.body['allowedActions']).toEqual((await get(path, OFFICER)).body['allowedActions']);
    expect(officers.body['allowedActions']).not.toContain('RecordResult');
  });

  test('about a stage of another agency is refused by name, and is not among what is offered', async () => {
    const { path } = await newDossier('others');
    const early = await send(path, 'others-early', { type: 'Forward' }, OFFICER);
    expect([early.status, early.body['code'], early.body['title']]).toEqual([403, 'not-authorised', 'Bạn không có quyền thực hiện thao tác này; việc này thuộc Trung tâm Phục vụ hành chính công tỉnh Minh Họa (bước “Tiếp nhận, kiểm tra và chuyển hồ sơ”).']);
    expect((await get(path, OFFICER)).body['allowedActions']).not.toContain('Forward');
    expect((await send(path, 'others-hand-over', { type: 'Forward' })).status).toBe(200);
    expect((await send(path, 'others-again', { type: 'Forward' })).body['code']).toBe('not-authorised');
    expect((await get(path, CLERK)).body['allowedActions']).not.toContain('Forward');
    expect((await get(path, OFFICER)).body['allowedActions']).toEqual(expect.arrayContaining(['Forward', 'Assign', 'ReturnToStage']));
  });

  test('cites its legal basis and says nothing in its place', async () => {
    const { path } = await newDossier('cited');
    const asked = (legalBasis: unknown): unknown => ({ type: 'RequestSupplement', body: { items: [{ legalBasis }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu giấy tờ' } });
    const { status, body } = await send(path, 'cited-sentence', asked('Ông Nguyễn Văn An còn thiếu giấy tờ'));
    expect([status, body['code'], JSON.stringify(body)]).toEqual([400, 'invalid-request', expect.stringContaining('legalBasis')]);
    const wrong = await send(path, 'cited-wrong', asked({ document: 'Nghị định của ông An', article: '17' }));
    expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([400, expect.stringContaining('118/2025/NĐ-CP')]);
    expect((await send(path, 'cited-right', asked({ document: '118/2025/NĐ-CP', article: '17', clause: '2', point: 'a' }))).status).toBe(200);
    const last = ((await get(`${path}/timeline`, CLERK)).body['items'] as readonly { readonly payload: unknown }[]).at(-1);
    expect(last?.payload).toMatchObject({ items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17', clause: '2', point: 'a' } }] });
  });

  test('gives the same answer for the same key, applied or refused, and nothing happens twice', async () => {
    const { path } = await newDossier('repeated');
    const applied = [await send(path, 'repeated-contact', CONTACT), await send(path, 'repeated-contact', CONTACT)];
    expect(applied.map(({ status, body }) => [status, body['id']])).toEqual([[200, applied[0]?.body['id']], [200, applied[0]?.body['id']]]);
    const wrong = { type: 'ShelveResult', body: { place: 'A1' } };
    expect([(await send(path, 'repeated-shelve', wrong)).status, (await send(path, 'repeated-shelve', wrong)).status]).toEqual([409, 409]);
    expect((await get(path, CLERK)).body).toMatchObject({ contacts: { applicant: 1 } });
  });

  test('is answered the second time as the first, whatever has happened to the dossier since', async () => {
    const { path } = await newDossier('frozen');
    const first = await send(path, 'frozen-contact', CONTACT);
    clock.set('2026-08-18T09:30:00+07:00');
    await send(path, 'frozen-forward', { type: 'Forward' });
    const again = await send(path, 'frozen-contact', CONTACT);
    clock.set('2026-08-18T09:00:00+07:00');
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const now = await get(path, CLERK);
    expect(now.body).toMatchObject({ seq: 3, status: 'in-progress' });
  });

  test('that is refused offers only what its sender may do instead', async () => {
    const { path } = await newDossier('offered');
    const shelve = { type: 'ShelveResult', body: { place: 'A1' } };
    const { body } = await send(path, 'offered-shelve', shelve);
    const mine = (await get(path, CLERK)).body['allowedActions'];
    expect(body['allowedActions']).toEqual(mine);
    expect(mine).not.toContain('Cancel');
    expect(mine).not.toContain('AcceptHandover');
  });

  test('sent several times at the same moment under one key is carried out once, and another body under it is a 422', async () => {
    const { path } = await newDossier('at-once');
    const bodies = [CONTACT, CONTACT, CONTACT, { type: 'RecordContact', body: { party: 'agency', agency: 'H99.05' } }];
    const answers = await Promise.all(bodies.map((body) => send(path, 'at-once-contact', body)));
    const contacts = (await get(path, CLERK)).body['contacts'] as { readonly applicant: number; readonly agencies: readonly string[] };
    expect(contacts.applicant + contacts.agencies.length).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual(contacts.applicant === 1 ? [200, 200, 200, 422] : [200, 422, 422, 422]);
  });

  test('with another body under a used key is a 422', async () => {
    const { path } = await newDossier('conflict');
    await send(path, 'conflict-contact', CONTACT);
    const { status, body } = await send(path, 'conflict-contact', { type: 'RecordContact', body: { party: 'agency', agency: 'H99.05' } });
    expect([status, body['code']]).toEqual([422, 'idempotency-key-reused']);
  });

  test('that nobody may give with this role is forbidden before it reaches the inbox', async () => {
    const { path } = await newDossier('forbidden');
    const { status, body } = await send(path, 'forbidden-cancel', { type: 'Cancel', body: { reasonCode: 'duplicate' }, text: { reason: 'Trùng' } });
    expect([status, body['code']]).toEqual([403, 'not-authorised']);
  });

  test('on a dossier that does not exist is a 404', async () => {
    const { status, body } = await send('/api/v1/dossiers/000.00.02.H99-260818-7777', 'no-dossier', CONTACT);
    expect([status, body['code']]).toEqual([404, 'not-found']);
  });
});

describe('a command while Temporal is away', () => {
  test('answers 202 with an address where its outcome appears, and is carried out once', async () => {
    const { id, path } = await newDossier('pending');
    gateway.down = true;
    const accepted = await send(path, 'pending-contact', CONTACT);
    const again = await send(path, 'pending-contact', CONTACT);
    gateway.down = false;
    expect([accepted.status, again.status]).toEqual([202, 202]);
    expect(commandSchema.parse(accepted.body).status).toBe('pending');
    const address = accepted.headers.get('location') ?? '';
    expect(again.headers.get('location')).toBe(address);
    await applyTransition(engine, id, ['relay'], clock.now());
    expect((await get(address, CLERK)).body).toMatchObject({ type: 'RecordContact', label: 'Ghi nhận lần liên hệ', status: 'applied', seq: [2, 2], problem: null, links: { self: address, dossier: path } });
    expect((await send(path, 'pending-contact', CONTACT)).status).toBe(200);
  });

  test('that turns out to be refused becomes a task of the one who gave it', async () => {
    const { id, path } = await newDossier('refused-later');
    gateway.down = true;
    const { headers } = await send(path, 'refused-later-shelve', { type: 'ShelveResult', body: { place: 'A1' } });
    gateway.down = false;
    await applyTransition(engine, id, ['relay'], clock.now());
    expect((await get(headers.get('location') ?? '', CLERK)).body).toMatchObject({ status: 'refused', problem: { code: 'not-allowed-in-status', dossierStatus: 'received' } });
    const mine = (await get('/api/v1/tasks?limit=200', CLERK)).body['items'] as readonly { readonly kind: string; readonly subject: string | null; readonly label: string }[];
    expect(mine.map(({ kind, subject, label }) => [kind, subject, label])).toContainEqual(['command-refused', 'clerk@H99.02', 'Thao tác gửi trước đó không được chấp nhận']);
    const others = (await get('/api/v1/tasks?limit=200', { as: { role: 'clerk', agency: 'H99.02', subject: 'somebody-else' } })).body['items'] as readonly unknown[];
    expect(others).toEqual([]);
  });

  test('is refused with 429 once a dossier has as many waiting as it may', async () => {
    const { path } = await newDossier('full');
    gateway.down = true;
    const answers = [];
    for (const number of [1, 2, 3, 4]) {
      answers.push(await send(path, `full-contact-${String(number)}`, CONTACT));
    }
    gateway.down = false;
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
    expect(answers[3]?.headers.get('retry-after')).toBe('2');
  });
});

describe('a queue', () => {
  test('puts a dossier whose clock stands still where its pause ends, not where its old date was', async () => {
    const body = { procedureCode: '1.005144', agencyCode: 'H99.31', receivingAgencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Hồ Tạm Dừng' } };
    const clerk: Call = { as: { role: 'clerk', agency: 'H99.31' } };
    const codes = await Promise.all([1, 2].map(async (number) => String((await post('/api/v1/dossiers', { ...clerk, key: `paused-intake-${String(number)}`, body })).body['code'])));
    const pause = { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu giấy tờ' } };
    expect((await post(`/api/v1/dossiers/${codes[0] ?? ''}/commands`, { ...clerk, key: 'paused-request', body: pause })).status).toBe(200);
    const items = (await get('/api/v1/dossiers?queue=open', clerk)).body['items'] as readonly { readonly code: string; readonly status: string }[];
    expect(items.map(({ code, status }) => [code, status])).toEqual([[codes[1], 'received'], [codes[0], 'awaiting-supplement']]);
  });
});

describe('the record of a command', () => {
  test('is shown to who gave it and to who may read the dossier, and to nobody else', async () => {
    const { path } = await newDossier('record');
    const address = `/api/v1/commands/${String((await send(path, 'record-contact', CONTACT)).body['id'])}`;
    expect((await get(address, CLERK)).status).toBe(200);
    expect((await get(address, OFFICER)).status).toBe(200);
    expect((await get(address, { as: { role: 'officer', agency: 'H99.05' } })).status).toBe(404);
  });

  test('of a refused one names to somebody else what they may do, not what its sender may', async () => {
    const { path } = await newDossier('seen');
    const { body } = await send(path, 'seen-shelve', { type: 'ShelveResult', body: { place: 'A1' } });
    expect(body['allowedActions']).toContain('Forward');
    const row = await engine.database.read.first<{ id: string }>(`SELECT id FROM command_inbox WHERE idempotency_key = 'seen-shelve'`);
    const record = commandSchema.parse((await get(`/api/v1/commands/${row?.id ?? ''}`, OFFICER)).body);
    expect(record.problem?.allowedActions).toEqual((await get(path, OFFICER)).body['allowedActions']);
    expect(record.problem?.allowedActions).not.toContain('Forward');
  });

  test.each([
    ['/api/v1/commands/4a7c3f53-7d4b-4f0e-8f0c-5c54b3c6c111', 404],
    ['/api/v1/commands/not-an-id', 400],
  ])('at %s answers %i', async (path, status) => {
    expect((await get(path, CLERK)).status).toBe(status);
  });
});

test('a land dossier that owes nothing goes on to its second appointment by one command, and only then to its result', async () => {
  const head: Call = { as: { role: 'head', agency: 'H99', subject: 'head-of-province' } };
  const desk: Call = { as: { role: 'clerk', agency: 'H99', subject: 'clerk-of-province' } };
  const { send: give, take, read } = apiDesk({ get, post }, desk, { procedureCode: '1.012783', agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.02', channel: 'counter', applicant: { name: 'Trần Thị Đất' } });
  const { links: { self }, firstAppointment } = await take();
  const early = await give(self, { type: 'RecordResult' });
  expect([early.status, early.body['code']]).toEqual([409, 'second-part-not-begun']);
  expect((await give(self, { type: 'RaiseFinancialObligation', body: { amount: 0 } }, head)).body['code']).toBe('obligation-of-nothing');
  expect((await read(self, head)).allowedActions).toContain('ConfirmNoObligation');
  expect((await give(self, { type: 'ConfirmNoObligation', body: { documentNumber: '12/TB-CCT' } }, head)).status).toBe(200);
  const { promises, appointment, status, allowedActions } = await read(self, head);
  expect([status, promises.map(({ number, kind }) => [number, kind]), promises[0]?.at, promises[1]?.at]).toEqual(['in-progress', [[1, 'first'], [2, 'second-appointment']], firstAppointment, appointment]);
  expect(allowedActions).not.toContain('ConfirmNoObligation');
  expect((await give(self, { type: 'RecordResult' })).status).toBe(200);
});
