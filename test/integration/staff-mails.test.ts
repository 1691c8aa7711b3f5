import { afterAll, beforeEach, expect, test } from 'vitest';
import { formatInstant, type Instant, instant } from '#domain';
import { openDatabase } from '#persistence';
import { type Engine, makeDigests, placeNotices, sendStaffMails, warnOfStages } from '#service';
import { person, testCounter } from '../support/engine.js';
import { employ, member } from '../support/staff.js';
import { StandInMailer } from '../support/stand-in-mailer.js';

const COMMUNE = 'H99.31';
const counter = await testCounter('2026-08-17T09:00:00+07:00');
const { engine, clock } = counter;
const { read } = engine.database;
const owner = await openDatabase({ url: counter.database.ownerUrl, poolSize: 1 });
afterAll(() => owner.close());

beforeEach(async () => {
  for (const table of ['staff_digest']) await owner.read.run(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const table of ['staff_notice', 'staff_mail', 'staff_digest', 'staff']) await owner.read.run(`DELETE FROM ${table}`);
  await read.run('UPDATE dossier SET stage_warn_at = NULL');
  await employ(counter, member('head-31', 'head', COMMUNE));
});

const MINUTE = 60_000;

/** Dossiers half of whose stage is used on Tuesday 15:00, two hours before the office closes. */
async function warned(dossiers: number): Promise<readonly string[]> {
  const codes: string[] = [];
  for (let each = 0; each < dossiers; each += 1) {
    clock.set('2026-08-17T09:00:00+07:00');
    const { code } = await counter.takeIn();
    await counter.give(person('clerk'), code, 'Forward', { stage: 'desk' });
    codes.push(code);
  }
  await warnOfStages(engine, clock.set('2026-08-18T15:01:00+07:00'), 100);
  await placeNotices(engine, clock.now());
  return codes;
}

function mails(): Promise<readonly { status: string; attempts: number; unknowns: number; settled_at: number | null }[]> {
  return read.rows('SELECT status, attempts, unknowns, settled_at FROM staff_mail ORDER BY message_id');
}

function send(mailer: StandInMailer, at: Instant = clock.now(), over: Engine = engine): Promise<unknown> {
  return sendStaffMails(over, mailer, at);
}

test('everything due to a person goes out in one mail, with codes and procedures and nobody\'s name', async () => {
  const codes = await warned(3);
  const mailer = new StandInMailer();
  expect(await send(mailer)).toEqual({ sent: 1, deferred: 0, refused: 0, unknown: 0 });
  expect(await send(mailer, clock.add(MINUTE))).toEqual({ sent: 0, deferred: 0, refused: 0, unknown: 0 });
  expect(mailer.taken.map(({ to, subject }) => [to, subject])).toEqual([['head-31@vidu.test', '[Đúng Hạn] 3 thông báo công việc']]);
  const text = mailer.taken[0]?.text ?? '';
  expect(codes.filter((code) => !text.includes(`Hồ sơ ${code} (Cấp giấy phép xây dựng`))).toEqual([]);
  expect(text).toContain('bước "Thẩm định hồ sơ, kiểm tra thực địa" đã sử dụng 50% thời gian');
  expect(text).not.toMatch(/Người nộp hồ sơ thử nghiệm|079000000001|0900000001|Họ tên/);
});

test('nothing goes out before the opening, and the digest goes with what waits for it', async () => {
  await warned(1);
  await read.run('UPDATE staff_notice SET visible_at = NULL, placed_on = NULL');
  await placeNotices(engine, clock.set('2026-08-18T18:00:00+07:00'));
  const mailer = new StandInMailer();
  await send(mailer);
  expect(await send(mailer, clock.set('2026-08-19T06:59:59+07:00'))).toMatchObject({ sent: 0 });
  clock.set('2026-08-26T07:00:00+07:00');
  await makeDigests(engine, clock.now(), 10);
  await read.run('UPDATE staff_notice SET visible_at = $1, placed_on = $2', [clock.now(), 'test']);
  expect(await send(mailer)).toMatchObject({ sent: 1 });
  expect(mailer.taken[0]?.text).toMatch(/Việc hôm nay\nViệc ngày 26\/08\/2026:\n- /);
});

test.each([
  ['wants no mail', { mailWanted: false }],
  ['has left meanwhile', { activeUntil: '2026-08-17' }],
] as const)('whoever %s is told by screen alone', async (_, change) => {
  await employ(counter, member('head-31', 'head', COMMUNE));
  await warned(1);
  await employ(counter, member('head-31', 'head', COMMUNE, change));
  const mailer = new StandInMailer();
  expect(await send(mailer)).toMatchObject({ sent: 0 });
  expect(await read.rows('SELECT subject FROM staff_notice')).toEqual([{ subject: 'head-31' }]);
});

test('what stood on the screen for most of a day while nothing could be mailed is no news by mail', async () => {
  await warned(1);
  const mailer = new StandInMailer();
  expect(await send(mailer, clock.set('2026-08-19T15:01:00+07:00'))).toMatchObject({ sent: 0 });
});

test('refused for now it is tried again after five minutes, ten, twenty, six times in all', async () => {
  await warned(1);
  const mailer = new StandInMailer();
  mailer.answers.push(...Array.from({ length: 6 }, () => 'away' as const));
  const tried: string[] = [];
  for (let minute = 0; minute < 200; minute += 1) {
    const before = mailer.answers.length;
    await send(mailer, clock.add(MINUTE));
    if (mailer.answers.length < before) tried.push(formatInstant(instant(clock.now())).slice(11, 16));
  }
  expect(tried).toEqual(['15:02', '15:07', '15:17', '15:37', '16:17', '17:37']);
  expect(await mails()).toMatchObject([{ status: 'refused', attempts: 6, unknowns: 0 }]);
  expect(mailer.taken).toEqual([]);
});

test('refused for good it is not tried again', async () => {
  await warned(1);
  const mailer = new StandInMailer();
  mailer.answers.push('no-such-mailbox');
  expect(await send(mailer)).toEqual({ sent: 0, deferred: 0, refused: 1, unknown: 0 });
  expect(await send(mailer, clock.add(60 * MINUTE))).toEqual({ sent: 0, deferred: 0, refused: 0, unknown: 0 });
});

test.each([
  [['lost'], 2, 'sent'],
  [['lost', 'lost'], 2, 'unknown'],
  [['lost', 'lost', 'lost'], 2, 'unknown'],
] as const)('after the answers %j it was handed over %i times under one Message-ID and is %s', async (answers, times, status) => {
  await warned(1);
  const mailer = new StandInMailer();
  mailer.answers.push(...answers);
  for (let pass = 0; pass < 6; pass += 1) await send(mailer, clock.add(20 * MINUTE));
  expect(mailer.taken.length).toBe(times);
  expect(new Set(mailer.taken.map(({ messageId, subject, text }) => `${messageId} ${subject} ${text}`)).size).toBe(1);
  expect(await mails()).toMatchObject([{ status }]);
});

test('a relay killed between the claim and the record sends once more, and killed again no more', async () => {
  await warned(1);
  const mailer = new StandInMailer();
  const killed: Engine['database'] = { ...engine.database, read: { ...engine.database.read, run: () => Promise.reject(new Error('killed')) } };
  await expect(send(mailer, clock.now(), { ...engine, database: killed })).rejects.toThrow('killed');
  expect(await send(mailer, clock.add(MINUTE))).toMatchObject({ sent: 0 });
  await expect(send(mailer, clock.add(20 * MINUTE), { ...engine, database: killed })).rejects.toThrow('killed');
  for (let pass = 0; pass < 5; pass += 1) await send(mailer, clock.add(20 * MINUTE));
  expect(new Set(mailer.taken.map(({ messageId }) => messageId)).size).toBe(1);
  expect(mailer.taken.length).toBe(2);
  expect(await mails()).toMatchObject([{ status: 'unknown', attempts: 2, unknowns: 2 }]);
});

test('a relay killed before the claim commits sends nothing, and the next pass does', async () => {
  await warned(2);
  const mailer = new StandInMailer();
  const killed: Engine['database'] = { ...engine.database, transaction: (work) => engine.database.transaction(async (tx) => Promise.reject(new Error(`killed after ${typeof (await work(tx))}`))) };
  await expect(send(mailer, clock.now(), { ...engine, database: killed })).rejects.toThrow('killed');
  expect(mailer.taken).toEqual([]);
  expect(await send(mailer)).toMatchObject({ sent: 1 });
});

test('two loops beside each other send each person one mail', async () => {
  await employ(counter, ...Array.from({ length: 14 }, (_, index) => member(`head-${String(index)}`, 'head', COMMUNE)));
  await warned(2);
  const mailer = new StandInMailer();
  for (let pass = 0; pass < 3; pass += 1) await Promise.all([send(mailer), send(mailer), send(mailer)]);
  expect(mailer.taken.map(({ to }) => to).toSorted()).toEqual(['head-31', ...Array.from({ length: 14 }, (_, index) => `head-${String(index)}`)].map((subject) => `${subject}@vidu.test`).toSorted());
});
