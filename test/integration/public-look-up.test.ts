import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_PUBLIC, formatInstant, instant, MS_PER_HOUR, MS_PER_MINUTE, parseInstant } from '#domain';
import { listLetters, lookUp, produceLetter, publishSettings, purgePublicPages, slipCodeOf } from '#service';
import { lookUpSchema, publicDossierSchema } from '../../apps/api/views/public-view.js';
import { createTestDatabase } from '../support/database.js';
import { FakeWaysOut } from '../support/fake-ways-out.js';
import { apiDesk } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const ways = new FakeWaysOut();
const { get, post, clock, engine } = await startTestApi(database, { ways });

const CLERK: Call = { as: 'clerk' };
const [NAME, PHONE, EMAIL] = ['Trịnh Thị Tra Cứu', '0912 345 678', 'tracuu@example.vn'];
const PROXY_PHONE = '0987000321';
const desk = apiDesk({ get, post }, CLERK, {
  procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter',
  applicant: { name: NAME, phone: PHONE, email: EMAIL, address: '12 phố Huyền Trân' }, proxy: { name: 'Đinh Văn Thay', phone: PROXY_PHONE, authorisation: '12/UQ' }, note: 'Lời nhắn riêng', requestContent: 'Nội dung riêng',
});
/** A paper of the building permit as the catalogue names it. */
const PAPER = { code: '000.00.00.G17-KQ002668', name: 'Đơn đề nghị cấp giấy phép xây dựng' };
const PAIRS = '/api/v1/public/lookups';

const FIRST_DAY = parseInstant('2026-08-18T09:00:00+07:00');
/** Nine o'clock of the test's own day: what was counted before is over. */
let morning = FIRST_DAY;
/** So many minutes later on the same day. */
const later = (minutes: number): void => void clock.set(formatInstant(instant(morning + minutes * MS_PER_MINUTE)));

beforeEach(async () => {
  morning = instant(morning + 24 * MS_PER_HOUR);
  later(0);
  await purgePublicPages(engine, clock.now());
  ways.reset();
});

const find = (body: object): Promise<Answer> => post(PAIRS, { body });
const session = (token: string): Call => ({ headers: { authorization: `Lookup ${token}` } });

async function found(code: string): Promise<string> {
  const answer = await find({ code, phoneLast4: '5678' });
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
  return lookUpSchema.parse(answer.body).session.token;
}

describe('a dossier is found', () => {
  test.each([
    ['the last four digits of the applicant’s telephone', { phoneLast4: '5678' }],
    ['those of the proxy’s', { phoneLast4: '0321' }],
  ])('by its code and %s', async (_, way) => {
    const { code } = await desk.take();
    expect((await find({ code, ...way })).status).toBe(200);
  });

  test('by its code and the code on its slip, however they are typed, and by the link its QR code holds', async () => {
    const { code, id } = await desk.take();
    const slipCode = slipCodeOf(engine, id);
    expect(slipCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
    expect((await find({ code: code.toLowerCase(), slipCode: `${slipCode.slice(0, 3).toLowerCase()} ${slipCode.slice(3)}` })).status).toBe(200);
    expect((await find({ code: `https://motcua.example.vn/tra-cuu#ma=${encodeURIComponent(code)}&so=${slipCode}`, slipCode })).status).toBe(200);
  });

  test('and nothing of it names anybody or repeats what anybody wrote', async () => {
    const { code } = await desk.take();
    const { text, body } = await find({ code, phoneLast4: '5678' });
    for (const word of ['Trịnh', 'Đinh', 'Huyền Trân', 'riêng', '345', 'example.vn', 'clerk@', 'officer@']) {
      expect(text).not.toContain(word);
    }
    const { dossier } = lookUpSchema.parse(body);
    expect(dossier).toMatchObject({ code, status: 'received', statusLabel: 'Được tiếp nhận', task: { task: 'wait' }, ratable: false, desk: { open: { hours: [expect.anything(), expect.anything()] } } });
    expect(dossier.appointment?.at).toBe(dossier.task.by);
    expect(dossier.explanation.days.filter(({ counted }) => counted)).toHaveLength(3);
    expect(dossier.steps.map(({ step }) => step)).toEqual(['received']);
  });
});

describe('a pair that does not fit', () => {
  test.each([
    ['four other digits', (code: string) => ({ code, phoneLast4: '0000' })],
    ['another slip’s code', (code: string) => ({ code, slipCode: 'ZZZZZZ' })],
    ['digits of a slip’s length', (code: string) => ({ code, slipCode: '345678' })],
    ['a code nobody bears', (code: string) => ({ code: `${code}9`, phoneLast4: '5678' })],
    ['a code before every other', () => ({ code: '00', phoneLast4: '5678' })],
    ['a code behind every other', () => ({ code: 'zzzz', phoneLast4: '5678' })],
  ])('has one answer: %s', async (_, pair) => {
    const { code } = await desk.take();
    const { status, body } = await find(pair(code));
    expect([status, body]).toEqual([404, { type: 'urn:dung-han:problem:look-up-unknown', title: expect.any(String) as string, status: 404, code: 'look-up-unknown' }]);
  });

  test('is looked for by the same statements as one that exists with another pair', async () => {
    const { code } = await desk.take();
    const statements = async (pair: { readonly code: string; readonly phoneLast4: string }): Promise<readonly string[]> => {
      const said: string[] = [];
      const { read } = engine.database;
      const heard = Object.fromEntries((['rows', 'first', 'run'] as const).map((name) => [name, (sql: string, parameters?: readonly unknown[]) => {
        said.push(`${name} ${sql}`);
        return (read[name] as (text: string, values?: readonly unknown[]) => unknown)(sql, parameters);
      }]));
      await engine.rules.settings(read);
      const over = { ...engine, database: { ...engine.database, read: heard as unknown as typeof read }, rules: { ...engine.rules, settings: () => engine.rules.settings(read) } };
      expect(await lookUp(over, pair, '203.0.113.9', clock.now())).toEqual({ kind: 'unknown' });
      return said;
    };
    const [wrong, unknown] = [{ code, phoneLast4: '0000' }, { code: `${code}9`, phoneLast4: '0000' }];
    for (const pair of [wrong, unknown]) await lookUp(engine, pair, '203.0.113.10', clock.now()); // Keys are read when they are first needed.
    const wrongPair = await statements(wrong);
    expect([await statements(unknown), wrongPair.length]).toEqual([wrongPair, 3]);
  });

  test('counts for no code once its address has asked too often: nobody is locked out of a dossier by one address', async () => {
    const { code } = await desk.take();
    const ask = (address: string, pair: { readonly code: string; readonly phoneLast4: string }): ReturnType<typeof lookUp> => lookUp(engine, pair, address, clock.now());
    for (let attempt = 0; attempt < 30; attempt += 1) expect(await ask('192.0.2.8', { code: `other-${String(attempt)}`, phoneLast4: '0000' })).toEqual({ kind: 'unknown' });
    for (let attempt = 0; attempt < 6; attempt += 1) expect(await ask('192.0.2.8', { code, phoneLast4: '0000' })).toMatchObject({ kind: 'too-many' });
    expect(await ask('192.0.2.9', { code, phoneLast4: '5678' })).toMatchObject({ kind: 'found' });
  });

  test('is refused after five of one code in a quarter of an hour, whoever asks; the other way of the same code is not', async () => {
    const { code, id } = await desk.take();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await find({ code, phoneLast4: `000${String(attempt)}` })).status).toBe(404);
    }
    const refused = await find({ code, phoneLast4: '5678' });
    expect([refused.status, refused.body['code'], refused.headers.get('retry-after')]).toEqual([429, 'too-many-requests', '900']);
    expect(await lookUp(engine, { code, phoneLast4: '5678' }, '198.51.100.1', clock.now())).toMatchObject({ kind: 'too-many' });
    expect((await find({ code, slipCode: slipCodeOf(engine, id) })).status).toBe(200);
    later(15);
    expect((await find({ code, phoneLast4: '5678' })).status).toBe(200);
  });

  test('counts for its address: after sixty a day nothing is compared any more, and a right pair counts for nothing', async () => {
    const { code } = await desk.take();
    const ask = (pair: { readonly code: string; readonly phoneLast4: string }, minute: number): ReturnType<typeof lookUp> => lookUp(engine, pair, '192.0.2.4', instant(clock.now() + minute * MS_PER_MINUTE));
    for (let attempt = 0; attempt < 60; attempt += 1) {
      expect(await ask({ code: `nobody-${String(attempt)}`, phoneLast4: '0000' }, Math.floor(attempt / 20))).toEqual({ kind: 'unknown' });
      if (attempt % 20 === 0) expect(await ask({ code, phoneLast4: '5678' }, Math.floor(attempt / 20))).toMatchObject({ kind: 'found' });
    }
    expect(await ask({ code, phoneLast4: '5678' }, 5)).toMatchObject({ kind: 'too-many' });
    expect(await lookUp(engine, { code, phoneLast4: '5678' }, '192.0.2.5', clock.now())).toMatchObject({ kind: 'found' });
  });

  test('leaves neither address nor code in the database', async () => {
    await lookUp(engine, { code: 'H99-KHONG-CO-1', phoneLast4: '0000' }, '192.0.2.77', clock.now());
    const { kept } = (await engine.database.read.first<{ kept: string }>(`SELECT string_agg(w::text, ' ') AS kept FROM public_window w`)) ?? { kept: '' };
    expect(kept).not.toMatch(/192\.0\.2\.77|KHONG-CO/);
    await purgePublicPages(engine, instant(clock.now() + 24 * MS_PER_HOUR));
    expect(await engine.database.read.rows('SELECT FROM public_window')).toEqual([]);
  });
});

describe('a session', () => {
  test('shows the dossier again for a quarter of an hour, and opens no letters', async () => {
    const { code } = await desk.take();
    const token = await found(code);
    expect(publicDossierSchema.parse((await get(`${PAIRS}/current`, session(token))).body).code).toBe(code);
    expect((await get(`${PAIRS}/letters`, session(token))).status).toBe(401);
    expect((await get(`${PAIRS}/current`)).status).toBe(401);
    later(15);
    expect((await get(`${PAIRS}/current`, session(token))).body['code']).toBe('look-up-over');
  });
});

describe('letters', () => {
  async function code(token: string): Promise<string> {
    const sent = await post(`${PAIRS}/letter-codes`, session(token));
    expect([sent.status, sent.body['contact']]).toEqual([200, { channel: 'email', maskedTo: 't***@example.vn' }]);
    return /\b\d{6}\b/.exec(ways.mails.at(-1)?.text ?? '')?.[0] ?? '';
  }
  const check = (token: string, letterCode: string): Promise<Answer> => post(`${PAIRS}/letter-codes/check`, { ...session(token), body: { letterCode } });

  test('open to whoever types the code that was sent, and each opening is on record', async () => {
    const { code: dossier, id } = await desk.take();
    const token = await found(dossier);
    const right = await check(token, await code(token));
    const opened = session(String(right.body['token']));
    const { items } = (await get(`${PAIRS}/letters`, opened)).body as { readonly items: readonly { readonly key: string; readonly label: string }[] };
    expect(items.map(({ key, label }) => [key, label])).toEqual([['receipt', 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả']]);
    const file = await get(`${PAIRS}/letters/receipt`, opened);
    expect([file.status, file.type, new TextDecoder().decode(file.bytes.slice(0, 5))]).toEqual([200, 'application/pdf', '%PDF-']);
    expect((await get(`${PAIRS}/letters/${id}:apology:1`, opened)).status).toBe(404);
    expect(await engine.database.read.rows('SELECT letter_key, at FROM public_letter_access WHERE dossier_id = $1', [id])).toEqual([{ letter_key: 'receipt', at: clock.now() }]);
    const openings = await get(`/api/v1/dossiers/${dossier}/letter-openings`, { as: 'clerk' });
    expect(openings.body).toEqual({ items: [{ letter: 'receipt', letterLabel: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', openedAt: expect.any(String) as string, by: 'one-time-code', byLabel: 'Người có mã một lần gửi tới liên hệ ghi trong hồ sơ' }], next: null });
    expect(JSON.stringify(await engine.database.read.rows('SELECT * FROM public_letter_code WHERE dossier_id = $1', [id]))).not.toContain(String(ways.mails.at(-1)?.text.match(/\d{6}/)?.[0]));
  });

  test('are not opened any more once they are withdrawn, also by whoever saw them listed before', async () => {
    const dossier = await desk.take({ notifyBy: 'paper' });
    await desk.sendAll(dossier.links.self, { type: 'RecordResult' });
    const key = (await listLetters(engine, dossier.code)).find(({ kind }) => kind === 'result-ready')?.key ?? '';
    await produceLetter(engine, key, clock.now());
    const token = await found(dossier.code);
    const opened = session(String((await check(token, await code(token))).body['token']));
    const keys = async (): Promise<readonly unknown[]> => ((await get(`${PAIRS}/letters`, opened)).body as { readonly items: readonly { readonly key: string }[] }).items.map((item) => item.key);
    expect([await keys(), (await get(`${PAIRS}/letters/${key}`, opened)).status]).toEqual([['receipt', key], 200]);
    await desk.sendAll(dossier.links.self, { type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, text: { receiver: NAME } });
    expect((await listLetters(engine, dossier.code)).find((letter) => letter.key === key)?.status).toBe('withdrawn');
    expect([await keys(), (await get(`${PAIRS}/letters/${key}`, opened)).status]).toEqual([['receipt'], 404]);
  });

  test('do not by a code that was used, is ten minutes old, was tried five times, or was followed by another', async () => {
    const { code: dossier } = await desk.take();
    const token = await found(dossier);
    const first = await code(token);
    const second = await code(token);
    expect((await check(token, first)).body['code']).toBe('letter-code-wrong');
    expect((await check(token, second)).status).toBe(200);
    expect((await check(token, second)).status).toBe(422);
    const third = await code(token);
    const wrong = third === '000000' ? '000001' : '000000';
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await check(token, wrong)).status).toBe(422);
    expect((await check(token, third)).status).toBe(422);
    const fourth = await post(`${PAIRS}/letter-codes`, session(token));
    expect([fourth.status, fourth.headers.get('retry-after')]).toEqual([429, '3600']);
    const other = await found((await desk.take()).code);
    const late = await code(other);
    later(10);
    expect((await check(other, late)).status).toBe(422);
  });

  test('of a dossier without a contact open by no code, and its applicant is told so', async () => {
    const { code: dossier, id } = await desk.take({ applicant: { name: NAME }, proxy: undefined });
    const answer = await find({ code: dossier, slipCode: slipCodeOf(engine, id) });
    const sent = await post(`${PAIRS}/letter-codes`, session(lookUpSchema.parse(answer.body).session.token));
    expect([sent.status, sent.body, ways.mails]).toEqual([200, { contact: null, expiresAt: null }, []]);
  });

  test('have their code sent by SMS where the applicant gave a number alone, with a field of its own', async () => {
    const { code: dossier } = await desk.take({ applicant: { name: NAME, phone: PHONE }, proxy: undefined });
    const sent = await post(`${PAIRS}/letter-codes`, session(await found(dossier)));
    expect(sent.body['contact']).toEqual({ channel: 'sms', maskedTo: '***678' });
    expect(ways.sent.at(-1)).toMatchObject({ template: 'dung-han.letter-code', to: PHONE, fields: { MaXacThuc: expect.stringMatching(/^\d{6}$/) as string } });
  });
});

describe('whoever looked a dossier up', () => {
  test('says how satisfied they are, once there is a result, and the ledger has it as from a kiosk', async () => {
    const dossier = await desk.take();
    const token = await found(dossier.code);
    const rate = (key: string): Promise<Answer> => post(`${PAIRS}/rating`, { ...session(token), key, body: { rating: 'satisfied', kiosk: true } });
    expect((await rate('too-early-1')).body['code']).toBe('rating-too-early');
    await desk.sendAll(dossier.links.self, { type: 'RecordResult' });
    expect(await rate('satisfied-1')).toMatchObject({ status: 200, body: { rating: 'satisfied', recorded: true } });
    expect(await rate('satisfied-1')).toMatchObject({ status: 200 });
    expect((await desk.read(dossier.links.self)).rating).toMatchObject({ rating: 'satisfied', channel: 'kiosk' });
    const shown = publicDossierSchema.parse((await get(`${PAIRS}/current`, session(token))).body);
    expect([shown.task.task, shown.rating, shown.steps.map(({ step }) => step)]).toEqual(['collect', 'satisfied', ['received', 'result-ready']]);
  });

  test('says so three times a day; the same request again counts for nothing and is answered as before', async () => {
    const dossier = await desk.take();
    await desk.sendAll(dossier.links.self, { type: 'RecordResult' });
    const token = await found(dossier.code);
    const rate = (key: string): Promise<Answer> => post(`${PAIRS}/rating`, { ...session(token), key, body: { rating: 'satisfied' } });
    const statuses: number[] = [];
    for (const key of ['rating-1', 'rating-1', 'rating-1', 'rating-2', 'rating-3', 'rating-4', 'rating-1']) statuses.push((await rate(key)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 200]);
  });

  test('gives feedback about it, three times a day, which reaches the agency with the dossier', async () => {
    const dossier = await desk.take();
    const token = await found(dossier.code);
    const say = (key: string): Promise<Answer> => post(`${PAIRS}/feedback`, { ...session(token), key, body: { subject: 'dossier-handling', content: 'Chậm so với giấy hẹn' } });
    const said = await say('feedback-1');
    expect(said.status).toBe(201);
    for (let again = 0; again < 3; again += 1) expect((await say('feedback-1')).body).toEqual(said.body);
    const entered = await get(`/api/v1/feedback/${String(said.body['code'])}`, { as: { role: 'head', agency: 'H99.07' } });
    expect(entered.body).toMatchObject({ dossierCode: dossier.code, channel: 'app', agency: { code: 'H99.07' } });
    const statuses: number[] = [];
    for (const key of ['feedback-2', 'feedback-3', 'feedback-4', 'feedback-1']) statuses.push((await say(key)).status);
    expect(statuses).toEqual([201, 201, 429, 201]);
  });

  test('is told which papers are asked for by their names, and never the words of the request', async () => {
    const dossier = await desk.take({ procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31' });
    await desk.sendAll(dossier.links.self, { type: 'RequestSupplement', body: { items: [{ component: PAPER.code }, { legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' }, text: { reason: 'Lý do riêng của tôi' } });
    const { text, body } = await find({ code: dossier.code, phoneLast4: '5678' });
    expect(text).not.toContain('Lý do riêng');
    expect(lookUpSchema.parse(body).dossier.task).toMatchObject({ task: 'supplement', papers: [PAPER.name], otherPapers: true, by: expect.any(String) as string });
  });
});

describe('the board of an agency', () => {
  test('shows numbers where the settings name the agency, and is not there otherwise', async () => {
    expect((await get('/api/v1/public/board/H99.07')).status).toBe(404);
    await engine.database.transaction((tx) => publishSettings(tx, { publicPages: { ...DEFAULT_PUBLIC, boards: ['H99.07'] } }, clock.now(), 'installation'));
    engine.rules.doubt();
    const before = (await get('/api/v1/public/board/H99.07')).body;
    expect((await get('/api/v1/public/board/H99.05')).status).toBe(404);
    const dossier = await desk.take();
    await desk.sendAll(dossier.links.self, { type: 'RecordResult' });
    expect((await get('/api/v1/public/board/H99.07')).body).toEqual(before);
    later(0.1);
    const after = (await get('/api/v1/public/board/H99.07')).body;
    expect([Number(after['receivedToday']) - Number(before['receivedToday']), Number(after['doneToday']) - Number(before['doneToday'])]).toEqual([1, 1]);
    expect(Object.keys(after).sort()).toEqual(['agency', 'asOf', 'doneToday', 'onTime', 'open', 'overdue', 'paused', 'receivedToday']);
  });
});
