import { describe, expect, test } from 'vitest';
import { formatInstant, parseInstant } from '#domain';
import { recountFeedback } from '#service';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, engine, clock } = await startTestApi(database);

const CLERK: Call = { as: { role: 'clerk', agency: 'H99.31' } };
const OFFICER: Call = { as: { role: 'officer', agency: 'H99.31' } };
const HEAD: Call = { as: { role: 'head', agency: 'H99.31' } };
const FEEDBACK = '/api/v1/feedback';
const SENT = {
  agencyCode: 'H99.31',
  channel: 'hotline',
  subject: 'conduct',
  sender: { name: 'Nguyễn Thị Phượng Ước', phone: '0905 000 123', address: 'Tổ 1, phường Trung Tâm' },
  content: 'Cán bộ hướng dẫn chưa rõ ràng.',
} as const;

let keys = 0;
function key(): string {
  keys += 1;
  return `feedback-key-${String(keys)}`;
}

function send(body: object = SENT, call: Call = CLERK, idempotencyKey = key()): Promise<Answer> {
  return post(FEEDBACK, { ...call, key: idempotencyKey, body });
}

async function codeOf(body: object = SENT): Promise<string> {
  return String((await send(body)).body['code']);
}

function give(code: string, type: string, body: object = {}, text?: object, call: Call = OFFICER): Promise<Answer> {
  return post(`${FEEDBACK}/${code}/commands`, { ...call, key: key(), body: { type, body, ...(text === undefined ? {} : { text }) } });
}

async function given(code: string, type: string, body: object = {}, text?: object, call: Call = OFFICER): Promise<void> {
  const answer = await give(code, type, body, text, call);
  expect([answer.status, answer.body['code'] ?? 'applied']).toEqual([200, 'applied']);
}

async function read(code: string, call: Call = OFFICER): Promise<Answer['body']> {
  return (await get(`${FEEDBACK}/${code}`, call)).body;
}

describe('feedback is received', () => {
  test('with its clocks, and what may be done, by whoever asks', async () => {
    const { status, body } = await send();
    expect([status, body]).toMatchObject([201, { phase: 'received', agency: { code: 'H99.31' }, allowedActions: ['WithdrawFeedback'], sender: { name: SENT.sender.name } }]);
    expect(String(body['code'])).toMatch(/^PA-H99-2026-\d{6}$/);
    expect((body['clocks'] as readonly { clock: string }[]).map((each) => each.clock)).toEqual(['refuse', 'ask', 'forward', 'answer', 'handle']);
    expect((await read(String(body['code'])))['allowedActions']).toContain('AcceptFeedback');
  });

  test('once for a key; another body under it is refused, and a known portal code is the same feedback', async () => {
    const body = { ...SENT, channel: 'portal', portalCode: 'PAKN-77' };
    const first = await send(body, CLERK, 'portal-key-1');
    expect((await send(body, CLERK, 'portal-key-1')).body['code']).toBe(first.body['code']);
    expect((await send({ ...body, content: 'Khác' }, CLERK, 'portal-key-1')).status).toBe(422);
    expect((await send(body, OFFICER)).body['code']).toBe(first.body['code']);
  });

  test('anonymously; a likely repetition is named and stands', async () => {
    const { sender: _nobody, ...anonymous } = SENT;
    expect((await send(anonymous)).body).toMatchObject({ sender: null, similar: [] });
    const content = 'Phải đi lại ba lần.';
    const first = await codeOf({ ...SENT, content });
    expect((await send({ ...SENT, sender: { phone: '+84905000123' }, content: 'phai di lai ba lan.' })).body['similar']).toEqual([first]);
    expect((await read(first))['similar']).toEqual([]);
  });

  test.each([
    [{ ...SENT, agencyCode: 'H99.77' }, 400, 'invalid-request'],
    [{ ...SENT, agencyCode: 'H99.32' }, 403, 'not-authorised'],
    [{ ...SENT, dossierCode: '000.00.31.H99-260819-9999' }, 422, 'unknown-dossier'],
    [{ ...SENT, receivedAt: '2030-01-01T00:00:00+07:00' }, 422, 'received-in-future'],
    [{ ...SENT, aboutAgencyCode: 'H99.77' }, 422, 'unknown-agency'],
    [{ ...SENT, stage: 'b1' }, 400, 'invalid-request'],
    [{ ...SENT, sender: {} }, 400, 'invalid-request'],
    [{ ...SENT, mood: 'angry' }, 400, 'invalid-request'],
  ])('not with %j: %i %s', async (body, status, code) => {
    const answer = await send(body);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  test('and read by its agency with names, by who watches over the province without, by no other agency', async () => {
    const code = await codeOf();
    expect(await read(code, { as: 'auditor' })).toMatchObject({ sender: { name: null, phone: '***123', address: '***, phường Trung Tâm' }, said: [] });
    expect((await read(code))['said']).toMatchObject([{ event: 'CaseOpened', text: { content: SENT.content } }]);
    expect((await get(`${FEEDBACK}/${code}`, { as: { role: 'officer', agency: 'H99.05' } })).status).toBe(404);
    expect((await get(`${FEEDBACK}/PA-H99-2026-999999`, OFFICER)).status).toBe(404);
  });
});

describe('a command', () => {
  test('is given once for a key, refused in words with what may be done, and forbidden to others', async () => {
    const code = await codeOf();
    const call = { ...OFFICER, key: 'accept-key-1', body: { type: 'AcceptFeedback' } };
    const first = await post(`${FEEDBACK}/${code}/commands`, call);
    expect([first.status, (await post(`${FEEDBACK}/${code}/commands`, call)).body]).toEqual([200, first.body]);
    const refused = await give(code, 'RefuseFeedback', {}, { reason: 'Không thuộc thẩm quyền' });
    expect([refused.status, refused.body['code'], refused.body['title']]).toEqual([
      409,
      'feedback-not-so',
      'Phản ánh, kiến nghị đang ở bước khác: Đang xử lý nên không thực hiện được thao tác này. Có thể: Yêu cầu bổ sung thông tin, Chuyển cơ quan có thẩm quyền, Trả lời, Ghi nhận người gửi rút phản ánh, kiến nghị.',
    ]);
    expect((await give(code, 'AnswerFeedback', {}, { answer: 'Đã rõ' }, CLERK)).status).toBe(403);
    expect((await give(code, 'AnswerFeedback')).status).toBe(400);
  });

  test('what the sender says may be entered where it was received, wherever it is now', async () => {
    const code = await codeOf();
    await given(code, 'ForwardFeedback', { agency: 'H99.05' });
    expect((await give(code, 'AcceptFeedback')).status).toBe(403);
    await given(code, 'WithdrawFeedback', {}, undefined, CLERK);
    expect(await read(code)).toMatchObject({ phase: 'withdrawn', outcome: 'withdrawn', agency: { code: 'H99.05' } });
  });
});

describe('an answer is published', () => {
  const published = async (): Promise<readonly Readonly<Record<string, unknown>>[]> => (await get('/api/v1/public/feedback-answers?limit=200')).body['items'] as never;

  async function answered(answer: string, summary?: string): Promise<{ readonly code: string; readonly version: number }> {
    const code = await codeOf();
    await given(code, 'AnswerFeedback', {}, { answer, ...(summary === undefined ? {} : { summary }) });
    const version = ((await read(code))['publication'] as { version: number }).version;
    return { code, version };
  }

  test('only without the sender\'s data, however it is written, and with a word for each doubt', async () => {
    const { code, version } = await answered('Trả lời bà nguyen thi phuong uoc: đã nhắc ông Bảy.');
    const check = (await get(`${FEEDBACK}/${code}/publication-check`, HEAD)).body;
    expect(check['findings']).toMatchObject([
      { kind: 'own-data', certain: true, excerpt: 'nguyen thi phuong uoc' },
      { kind: 'name-like', certain: false, excerpt: 'ông Bảy', place: 'answer:42-49' },
    ]);
    expect((await give(code, 'ApprovePublication', { version, doubts: ['answer:42-49'] }, undefined, HEAD)).body['code']).toBe('personal-data-found');
    await given(code, 'ProposePublication', {}, { answer: 'Đã nhắc ông Bảy.' });
    const next = (await get(`${FEEDBACK}/${code}/publication-check`, HEAD)).body['version'];
    expect((await give(code, 'ApprovePublication', { version: next }, undefined, HEAD)).body['code']).toBe('doubts-open');
    await given(code, 'ApprovePublication', { version: next, doubts: ['answer:8-15'] }, undefined, HEAD);
  });

  test('approved by a second person with the right to, published by click, and then read by everybody without a token', async () => {
    const { code, version } = await answered('Đã chấn chỉnh và xin lỗi.', 'Phản ánh về thái độ phục vụ');
    expect((await give(code, 'ApprovePublication', { version })).status).toBe(403);
    expect((await published()).some((each) => each['code'] === code)).toBe(false);
    await given(code, 'ApprovePublication', { version }, undefined, HEAD);
    clock.add(60_000);
    await given(code, 'PublishAnswer', { clickedAt: formatInstant(clock.now()) }, { address: 'https://pakn.example/123' });
    expect((await published()).find((each) => each['code'] === code)).toMatchObject({ answer: 'Đã chấn chỉnh và xin lỗi.', summary: 'Phản ánh về thái độ phục vụ', agency: { code: 'H99.31' } });
    await given(code, 'RateAnswer', { verdict: 'dissatisfied' }, undefined, CLERK);
    expect((await published()).some((each) => each['code'] === code)).toBe(true);
    expect(await read(code)).toMatchObject({ phase: 'accepted', outcome: null, rounds: [{ verdict: 'dissatisfied' }, { begunBy: 'reopened' }] });
  });
});

test('a list shows what presses first, of the agencies one may see, and goes on by key', async () => {
  await send();
  await send();
  const whole = (await get(`${FEEDBACK}?form=feedback&state=open&limit=200`, OFFICER)).body['items'] as readonly { code: string; nextClock: { dueAt: string } | null }[];
  const dues = whole.flatMap(({ nextClock }) => nextClock?.dueAt ?? []);
  expect(dues).toEqual([...dues].sort());
  const first = (await get(`${FEEDBACK}?form=feedback&state=open&limit=1`, OFFICER)).body;
  const second = (await get(`${FEEDBACK}?form=feedback&state=open&limit=1&after=${String(first['next'])}`, OFFICER)).body;
  expect([first, second].map((page) => (page['items'] as typeof whole)[0]?.code)).toEqual(whole.slice(0, 2).map(({ code }) => code));
  expect(JSON.stringify(whole)).not.toContain('Phượng');
  expect((await get(`${FEEDBACK}?agency=H99.05`, OFFICER)).status).toBe(403);
});

describe('figures', () => {
  test('of a period without feedback judge nothing and say so', async () => {
    const { body } = await get('/api/v1/feedback-figures?month=2025-01', { as: 'manager' });
    expect(body).toMatchObject({ answeredWell: { n: 0, d: 0, value: null }, note: 'Không phát sinh phản ánh, kiến nghị trong kỳ; Cổng Dịch vụ công quốc gia tự tính 6 điểm cho mục này.' });
  });

  test('are the list behind them, and what the events alone give', async () => {
    const code = await codeOf();
    await given(code, 'AnswerFeedback', {}, { answer: 'Đã trả lời.' });
    await given(code, 'RateAnswer', { verdict: 'dissatisfied' }, undefined, CLERK);
    clock.add(1_000);
    const { body } = await get('/api/v1/feedback-figures?agency=H99.31&from=2026-08-01&to=2026-08-31', { as: 'manager' });
    const counts = body['counts'] as readonly { count: string; value: number; link: string }[];
    const recount = await recountFeedback(engine.database.read, { province: 'H99', agencies: ['H99.31'], from: parseInstant('2026-08-01T00:00:00+07:00'), until: clock.now() + 1 });
    for (const { count, value, link } of counts) {
      const members = (await get(`${link}&limit=200`, { as: 'manager' })).body['items'] as readonly unknown[];
      expect([count, members.length, recount[count as keyof typeof recount].length]).toEqual([count, value, value]);
    }
    expect(counts.find(({ count }) => count === 'reopened')?.value).toBeGreaterThan(0);
    expect(counts.find(({ count }) => count === 'complained-dossiers')?.value).toBe(0);
  });
});
