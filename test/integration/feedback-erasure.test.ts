import { describe, expect, test } from 'vitest';
import { findSimilar, verifyLedger } from '#service';
import { asOwner, createTestDatabase } from '../support/database.js';
import { apiDesk, ERASURE } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, engine, clock } = await startTestApi(database);
const { read } = engine.database;

const CLERK: Call = { as: { role: 'clerk', agency: 'H99.31' } };
const OFFICER: Call = { as: { role: 'officer', agency: 'H99.31' } };
const HEAD: Call = { as: { role: 'head', agency: 'H99.31' } };
const ADMIN: Call = { as: { role: 'admin', agency: 'H99' } };
const DECISION = { decisionNumber: '12/QĐ-UBND' };
const SENT = { agencyCode: 'H99.31', channel: 'hotline', subject: 'conduct', sender: { name: 'Nguyễn Thị Ước', phone: '0905 000 123' }, content: 'Cán bộ hướng dẫn chưa rõ.' };
const desk = apiDesk({ get, post }, CLERK, { procedureCode: '1.013225', agencyCode: 'H99.31', channel: 'counter', applicant: { name: 'Nguyễn Văn Đạt', idNumber: '079000000001', phone: '0900000001', address: 'Tổ 1' } });

let keys = 0;
function key(): string {
  keys += 1;
  return `erasure-key-${String(keys)}`;
}

async function sent(body: object = SENT): Promise<string> {
  return String((await post('/api/v1/feedback', { ...CLERK, key: key(), body })).body['code']);
}

function give(code: string, type: string, body: object = {}, text?: object, call: Call = OFFICER): Promise<Answer> {
  return post(`/api/v1/feedback/${code}/commands`, { ...call, key: key(), body: { type, body, ...(text === undefined ? {} : { text }) } });
}

async function given(...command: Parameters<typeof give>): Promise<void> {
  const { status, body } = await give(...command);
  expect([status, body['code'] ?? 'applied']).toEqual([200, 'applied']);
}

/** Proposed by the head of the agency, done by an administrator. */
async function erased(code: string): Promise<void> {
  await given(code, 'ProposeErasure', DECISION, undefined, HEAD);
  await given(code, 'EraseCaseRecords', DECISION, undefined, ADMIN);
}

async function published(): Promise<string> {
  const code = await sent();
  await given(code, 'AnswerFeedback', {}, { answer: 'Đã nhắc bà Ước.' });
  await given(code, 'ProposePublication', {}, { answer: 'Đã chấn chỉnh.' });
  const { version } = (await get(`/api/v1/feedback/${code}/publication-check`, HEAD)).body;
  await given(code, 'ApprovePublication', { version }, undefined, HEAD);
  clock.add(60_000);
  await given(code, 'PublishAnswer', { clickedAt: new Date(clock.now()).toISOString() }, { address: 'https://h99.gov.vn/tra-loi' });
  return code;
}

async function recordsOf(code: string): Promise<number> {
  return (await read.rows('SELECT FROM case_record r JOIN deadline_case c ON c.id = r.case_id WHERE c.code = $1', [code])).length;
}

async function publicAnswerOf(code: string): Promise<unknown> {
  const { items } = (await get('/api/v1/public/feedback-answers?limit=200', OFFICER)).body as { readonly items: readonly { readonly code: string; readonly answer: string }[] };
  return items.find((each) => each.code === code)?.answer;
}

describe('records of feedback are erased on their own', () => {
  test('by an administrator with a second person, once it is over: the published words stay, nothing personal does', async () => {
    const code = await published();
    expect((await give(code, 'EraseCaseRecords', DECISION, undefined, HEAD)).status).toBe(403);
    expect((await give(code, 'ProposeErasure', DECISION, undefined, OFFICER)).status).toBe(403);
    expect((await give(await sent(), 'ProposeErasure', DECISION, undefined, ADMIN)).body['code']).toBe('feedback-not-so');
    const seen = async (call: Call): Promise<Answer['body']> => (await get(`/api/v1/feedback/${code}`, call)).body;
    expect(await seen(ADMIN)).toMatchObject({ allowedActions: ['ProposeErasure'], erasureProposal: null });
    await given(code, 'ProposeErasure', DECISION, undefined, HEAD);
    const proposal = { proposedBy: 'head@H99.31', decisionNumber: DECISION.decisionNumber };
    expect(await seen(ADMIN)).toMatchObject({ allowedActions: ['RejectErasure', 'EraseCaseRecords'], erasureProposal: proposal });
    expect(await seen(HEAD)).toMatchObject({ allowedActions: expect.arrayContaining(['WithdrawErasure']) as unknown, erasureProposal: proposal });
    for (const command of ['EraseCaseRecords', 'ProposeErasure']) expect((await seen(HEAD))['allowedActions']).not.toContain(command);
    expect(await seen({ as: { role: 'manager', agency: 'H99' } })).toMatchObject({ allowedActions: [], erasureProposal: null });
    await given(code, 'EraseCaseRecords', DECISION, undefined, ADMIN);
    const told = await read.first<{ payload: unknown }>(`SELECT e.payload FROM case_event e JOIN deadline_case c ON c.id = e.case_id WHERE c.code = $1 AND e.type = 'CaseRecordsErased'`, [code]);
    expect(told?.payload).toMatchObject({ ...DECISION, secondPerson: 'head@H99.31' });
    expect([await recordsOf(code), await publicAnswerOf(code)]).toEqual([2, 'Đã chấn chỉnh.']);
    const file = (await get(`/api/v1/feedback/${code}`, OFFICER)).body;
    expect(file).toMatchObject({ sender: null, allowedActions: [], erasureProposal: null, outcome: 'published' });
    expect((file['said'] as readonly { readonly event: string }[]).map(({ event }) => event)).toEqual(['PublicationProposed', 'AnswerPublished']);
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  });

  test('not by the word of one person alone', async () => {
    const code = await sent();
    await given(code, 'WithdrawFeedback', {}, undefined, CLERK);
    const [one, other] = ['erasing.1', 'erasing.2'].map((subject): Call => ({ as: { role: 'admin', agency: 'H99', subject } }));
    expect((await give(code, 'EraseCaseRecords', DECISION, undefined, one)).body['code']).toBe('feedback-not-so');
    expect((await give(code, 'EraseCaseRecords', { ...DECISION, secondPerson: 'erasing.2' }, undefined, one)).status).toBe(400);
    await given(code, 'ProposeErasure', DECISION, undefined, one);
    const own = await give(code, 'EraseCaseRecords', DECISION, undefined, one);
    expect([own.status, own.body['code']]).toEqual([409, 'second-person-needed']);
    await given(code, 'EraseCaseRecords', DECISION, undefined, other);
  });

  test('by what was proposed alone: withdrawn by who proposed it, or turned down by who might have done it, it is done no more', async () => {
    const code = await sent();
    await given(code, 'WithdrawFeedback', {}, undefined, CLERK);
    const OTHER: Call = { as: { role: 'head', agency: 'H99.31', subject: 'other-head' } };
    await given(code, 'ProposeErasure', DECISION, undefined, HEAD);
    expect((await give(code, 'RejectErasure', DECISION, undefined, OTHER)).status).toBe(403);
    const others = await give(code, 'WithdrawErasure', {}, undefined, OTHER);
    expect([others.status, others.body['code'], others.body['title']]).toEqual([409, 'proposed-by-another', 'Chỉ người đã đề nghị mới rút lại được đề nghị; người khác có thẩm quyền thì phê duyệt hoặc không phê duyệt.']);
    await given(code, 'WithdrawErasure', {}, undefined, HEAD);
    expect((await give(code, 'EraseCaseRecords', DECISION, undefined, ADMIN)).body['code']).toBe('feedback-not-so');
    await given(code, 'ProposeErasure', DECISION, undefined, ADMIN);
    expect((await give(code, 'RejectErasure', DECISION, undefined, ADMIN)).body['code']).toBe('second-person-needed');
    const SECOND: Call = { as: { role: 'admin', agency: 'H99', subject: 'second-admin' } };
    await given(code, 'RejectErasure', DECISION, undefined, SECOND);
    expect((await give(code, 'EraseCaseRecords', DECISION, undefined, SECOND)).body['code']).toBe('feedback-not-so');
    expect((await get(`/api/v1/feedback/${code}`, SECOND)).body).toMatchObject({ erasureProposal: null, allowedActions: ['ProposeErasure'] });
    expect(await recordsOf(code)).toBeGreaterThan(0);
  });

  test('and nothing is said in it afterwards, nor is it found by its likeness', async () => {
    const code = await sent({ ...SENT, content: 'Phải đi lại nhiều lần.' });
    await given(code, 'RefuseFeedback', {}, { reason: 'Bà Ước gửi nhầm' });
    await erased(code);
    expect((await give(code, 'ReopenFeedback', { reason: 'refusal-contested' }, { reason: 'Bà Ước không đồng ý' }, HEAD)).body['code']).toBe('feedback-not-so');
    expect(await recordsOf(code)).toBe(0);
    const again = await sent({ ...SENT, content: 'Phải đi lại nhiều lần.' });
    const { id } = (await read.first<{ id: string }>('SELECT id FROM deadline_case WHERE code = $1', [again])) ?? { id: '' };
    expect(await findSimilar(engine, id)).toEqual([]);
  });
});

test('with a dossier its urgings and the feedback about it are erased; what was open ends, and no answer is lost from the figures', async () => {
  clock.add(3_600_000);
  const { code: dossierCode, links } = await desk.take();
  const urged = await post(`${links.self}/urgings`, { ...CLERK, key: key(), body: { by: 'applicant', content: 'Ông Đạt hỏi bao giờ xong' } });
  const urging = String(urged.body['code']);
  const open = await sent({ ...SENT, dossierCode });
  const answered = await sent({ ...SENT, dossierCode, content: 'Chậm quá.' });
  await given(answered, 'AnswerFeedback', {}, { answer: 'Đã trả kết quả cho bà Ước.' });
  expect((await desk.send(links.self, { type: 'Withdraw', body: { reasonCode: 'own-wish' }, text: { reason: 'Không còn nhu cầu' } })).status).toBe(200);
  await desk.byTwo(links.self, ERASURE);
  expect([await recordsOf(urging), await recordsOf(open), await recordsOf(answered)]).toEqual([0, 0, 0]);
  expect((await get(`/api/v1/feedback/${open}`, OFFICER)).body).toMatchObject({ phase: 'withdrawn', outcome: 'erased', sender: null, said: [] });
  expect((await get(`/api/v1/feedback/${answered}`, OFFICER)).body).toMatchObject({ phase: 'answered', outcome: 'erased', rounds: [{ ended: { as: 'answered' } }] });
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});

test('a record that is gone without an erasure, or still there after one, is found by the verification', async () => {
  const code = await published();
  await erased(code);
  const { id } = (await read.first<{ id: string }>('SELECT id FROM deadline_case WHERE code = $1', [code])) ?? { id: '' };
  const saved = `CREATE TABLE saved_record AS SELECT * FROM case_record WHERE case_id = '${id}'`;
  await asOwner(database, saved, `INSERT INTO case_record SELECT case_id, 2, kind, ciphertext, key_ref FROM case_record WHERE case_id = '${id}' LIMIT 1`);
  expect(await verifyLedger(engine)).toMatchObject({ ok: false, fault: { kind: 'record-not-erased', code } });
  await asOwner(database, `DELETE FROM case_record WHERE case_id = '${id}'`);
  expect(await verifyLedger(engine)).toMatchObject({ ok: false, fault: { kind: 'record-missing', code } });
  await asOwner(database, 'INSERT INTO case_record SELECT * FROM saved_record', 'DROP TABLE saved_record');
});
