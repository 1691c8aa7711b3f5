import { describe, expect, test } from 'vitest';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, engine, clock } = await startTestApi(database);

const CLERK: Call = { as: { role: 'clerk', agency: 'H99.31', subject: 'tiepnhan.01' } };
const OFFICER: Call = { as: { role: 'officer', agency: 'H99.31', subject: 'thuly.07' } };
const applicant = { name: 'Nguyễn Văn Đạt', idNumber: '079000000001', phone: '0900000001', address: 'Tổ 1, phường Trung Tâm' };
const desk = apiDesk({ get, post }, CLERK, { procedureCode: '1.013225', agencyCode: 'H99.31', channel: 'counter', applicant });

let keys = 0;
function urge(path: string, body: object = { by: 'applicant' }, key?: string, call = CLERK): Promise<Answer> {
  keys += 1;
  return post(`${path}/urgings`, { ...call, key: key ?? `urging-key-${String(keys)}`, body });
}

function give(code: unknown, type: string, body: object = {}, text?: object, call: Call = OFFICER): Promise<Answer> {
  keys += 1;
  return post(`/api/v1/feedback/${String(code)}/commands`, { ...call, key: `urging-key-${String(keys)}`, body: { type, body, ...(text === undefined ? {} : { text }) } });
}

async function takeAt(when: string): Promise<{ readonly path: string; readonly code: string }> {
  clock.set(when);
  const { code, links } = await desk.take();
  return { path: links.self, code };
}

interface QueueLine {
  readonly code: string;
  readonly urgent: boolean;
}

async function queue(query = 'queue=open&agency=H99.31&limit=200'): Promise<readonly QueueLine[]> {
  return (await get(`/api/v1/dossiers?${query}`, OFFICER)).body['items'] as readonly QueueLine[];
}

describe('a dossier is urged', () => {
  test('by its holder to answer within eight working hours, and counted', async () => {
    const { path } = await takeAt('2026-08-21T16:00:00+07:00');
    const first = await urge(path, { by: 'applicant', content: 'Bao giờ có kết quả?' });
    expect([first.status, first.body]).toMatchObject([
      201,
      { form: 'urging', agency: 'H99.31', phase: 'received', urging: { number: 1, urgent: false }, nextClock: { clock: 'urging-answer', dueAt: '2026-08-22T16:00:00+07:00' } },
    ]);
    expect((await urge(path, { by: 'desk' })).body['urging']).toEqual({ number: 2, urgent: true });
    expect(((await get(`${path}/urgings`, OFFICER)).body['items'] as readonly unknown[]).length).toBe(2);
  });

  test('once for a key, numbered without a gap by whoever urges at once', async () => {
    const { path } = await takeAt('2026-08-24T08:00:00+07:00');
    const first = await urge(path, { by: 'desk' }, 'urging-once-1');
    expect((await urge(path, { by: 'desk' }, 'urging-once-1')).body['code']).toBe(first.body['code']);
    expect((await urge(path, { by: 'applicant' }, 'urging-once-1')).status).toBe(422);
    const others = await Promise.all(Array.from({ length: 4 }, () => urge(path)));
    expect(others.map(({ body }) => (body['urging'] as { number: number }).number).sort()).toEqual([2, 3, 4, 5]);
  });

  test('not by another desk, nor by an officer of its own, nor once its result is there', async () => {
    const { path } = await takeAt('2026-08-24T08:30:00+07:00');
    expect((await urge(path, { by: 'desk' }, undefined, { as: { role: 'clerk', agency: 'H99.32' } })).status).toBe(404);
    expect((await urge(path, { by: 'desk' }, undefined, OFFICER)).status).toBe(403);
    expect((await desk.send(path, { type: 'Withdraw', body: { reasonCode: 'own-wish' }, text: { reason: 'Không còn nhu cầu' } })).status).toBe(200);
    expect((await urge(path)).body['code']).toBe('nothing-to-urge');
    expect((await urge('/api/v1/dossiers/000.00.31.H99-260824-9999')).status).toBe(404);
  });
});

test('the second urging raises the dossier before those due earlier, page by page, until it is over, whatever was answered', async () => {
  const early = await takeAt('2026-09-07T08:00:00+07:00');
  const late = await takeAt('2026-09-09T08:00:00+07:00');
  const places = async (): Promise<readonly number[]> => {
    const codes = (await queue()).map(({ code }) => code);
    return [codes.indexOf(late.code), codes.indexOf(early.code)];
  };
  await urge(late.path);
  expect((await queue()).find(({ code }) => code === late.code)?.urgent).toBe(false);
  const [before, after] = await places();
  expect(before).toBeGreaterThan(after ?? -1);
  const second = await urge(late.path);
  expect((await queue()).find(({ code }) => code === late.code)?.urgent).toBe(true);
  const [raised, passed] = await places();
  expect(raised).toBeLessThan(passed ?? -1);
  expect((await give(second.body['code'], 'AnswerFeedback', {}, { answer: 'Đang trình ký.' })).status).toBe(200);
  expect((await queue()).find(({ code }) => code === late.code)?.urgent).toBe(true);

  const whole = await queue();
  const paged: QueueLine[] = [];
  let rest = '';
  do {
    const { items, next } = (await get(`/api/v1/dossiers?queue=open&agency=H99.31&limit=2${rest}`, OFFICER)).body as { readonly items: readonly QueueLine[]; readonly next: string | null };
    paged.push(...items);
    rest = next === null ? '' : `&after=${next}`;
  } while (rest !== '');
  expect(paged).toEqual(whole);

  expect((await desk.send(late.path, { type: 'Withdraw', body: { reasonCode: 'own-wish' }, text: { reason: 'Không còn nhu cầu' } })).status).toBe(200);
  expect((await queue('queue=all&agency=H99.31&limit=200')).find(({ code }) => code === late.code)?.urgent).toBe(false);
});

test('the holder is told of it, the desk of its answer; told to the applicant by the desk it is closed', async () => {
  const { path } = await takeAt('2026-09-14T08:00:00+07:00');
  const { body: { code } } = await urge(path);
  expect((await give(code, 'TellApplicant', { by: 'phone' }, undefined, CLERK)).body['code']).toBe('feedback-not-so');
  expect((await give(code, 'AnswerFeedback', {}, { answer: 'Chiều mai trả kết quả.' })).status).toBe(200);
  const told = await engine.database.read.rows<{ kind: string; agency: string; role: string | null }>(`SELECT kind, agency, role FROM staff_notice WHERE data->>'code' = $1 ORDER BY kind`, [code]);
  expect(told).toEqual([{ kind: 'urged', agency: 'H99.31', role: 'officer' }, { kind: 'urging-answered', agency: 'H99.31', role: 'clerk' }]);
  expect((await give(code, 'TellApplicant', { by: 'phone' }, undefined, CLERK)).status).toBe(200);
  expect((await get(`/api/v1/feedback/${String(code)}`, CLERK)).body).toMatchObject({ phase: 'told', outcome: 'told', said: [{ text: { answer: 'Chiều mai trả kết quả.' } }] });
});

test('its slip prints which one it is, by when it is answered, and those before it as they stood then', async () => {
  const { path } = await takeAt('2026-09-15T08:00:00+07:00');
  const first = await urge(path);
  clock.set('2026-09-16T10:00:00+07:00');
  const second = await urge(path, { by: 'applicant', content: 'Chờ đã lâu.' });
  clock.set('2026-09-16T11:00:00+07:00');
  expect((await give(first.body['code'], 'AnswerFeedback', {}, { answer: 'Đang xử lý.' })).status).toBe(200);
  const slip = await get(`${path}/urgings/${String(second.body['code'])}/slip`, CLERK);
  const { text } = await readPdf(slip.bytes);
  for (const part of ['LƯỢT ĐÔN ĐỐC THỨ 2 (KHẨN CẤP)', 'Chờ đã lâu.', '10 giờ 00 phút, ngày 17 tháng 9 năm 2026', 'chưa trả lời']) {
    expect(text).toContain(part);
  }
  expect((await get(`${path}/urgings/DD-H99-2026-999999/slip`, CLERK)).status).toBe(404);
  expect((await get(`${path}/urgings/${String(second.body['code'])}/slip`, { as: 'auditor' })).status).toBe(403);
});
