import { beforeEach, expect, test } from 'vitest';
import { formatInstant, instant, type LetterChannel, parseInstant, sameClockAfter } from '#domain';
import { deliverLetter, listDeliveries, type Person, produceLetter, resolveUnsure } from '#service';
import { type LetterActivities, letterWorkflowId } from '#workflows';
import { startLetters } from '../../apps/relay/loops.js';
import { person, testCounter } from '../support/engine.js';
import { FakeWaysOut } from '../support/fake-ways-out.js';
import { startTestTemporal } from '../support/temporal.js';
import { World } from './world.js';

const BEGIN = '2026-08-19T09:00:00+07:00';
const counter = await testCounter(BEGIN);
const { engine, clock } = counter;
const out = new FakeWaysOut();
const temporal = await startTestTemporal();
const offset = parseInstant(BEGIN) - (await temporal.currentTimeMs());
/** Called when a step is committed, before its run hears of it. */
let beforeReturn: (key: string) => Promise<void> = () => Promise.resolve();
const letterActivities: LetterActivities = {
  produceLetter: (key, at) => produceLetter(engine, key, instant(at + offset)),
  deliverLetter: async (key, at) => {
    const next = await deliverLetter(engine, out, key, instant(at + offset));
    await beforeReturn(key);
    return next === undefined ? null : next - offset;
  },
};
const world = await World.start(temporal, { letterActivities });

beforeEach(() => {
  out.reset();
  beforeReturn = () => Promise.resolve();
});

const APPLICANT: Person = { name: 'Nguyễn Thị Thử Nghiệm', phone: '0900000001', email: 'thu-nghiem@example.vn' };

/** Moves to the next time it is so late, at least one day and so many more further on: tests come in any order. */
async function moveOn(localTime: string, days = 0): Promise<void> {
  const now = instant((await temporal.currentTimeMs()) + offset);
  const today = parseInstant(`${formatInstant(now).slice(0, 10)}T${localTime}:00+07:00`);
  const at = sameClockAfter(today, days + (today > now ? 0 : 1));
  await temporal.sleep(Math.max(1, at - now));
  clock.set(formatInstant(at));
}

async function untilStatus(key: string, status: string): Promise<void> {
  await expect.poll(() => statusOf(key), { timeout: 20_000 }).toBe(status);
}

/** Owes a letter now and starts its delivery as the relay does; its key. */
async function owe(notifyBy: LetterChannel): Promise<string> {
  const { id } = await counter.takeIn({ notifyBy, applicant: APPLICANT, refusal: { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' } });
  await start();
  return `${id}:refusal:1`;
}

async function start(): Promise<void> {
  await startLetters({ engine, gateway: world.gateway }, clock.now(), clock.now());
}

async function over(key: string): Promise<void> {
  await world.client.workflow.getHandle(letterWorkflowId(key)).result();
}

async function stepsOf(key: string): Promise<readonly string[]> {
  return (await listDeliveries(engine, key, true)).flatMap(({ channel, steps }) => steps.map(({ step, at }) => `${channel} ${step} ${formatInstant(instant(at)).slice(11, 16)}`));
}

async function statusOf(key: string): Promise<string | undefined> {
  return (await engine.database.read.first<{ status: string }>('SELECT status FROM letter WHERE key = $1', [key]))?.status;
}

async function openTasks(key: string): Promise<readonly string[]> {
  return (await engine.database.read.rows<{ kind: string }>('SELECT kind FROM task WHERE starts_with(key, $1) AND done_at IS NULL ORDER BY kind', [key])).map(({ kind }) => kind);
}

test('a mail owed in the evening leaves at seven next morning, once, with the PDF and a Message-ID made of its key', async () => {
  await moveOn('21:30');
  const key = await owe('email');
  await untilStatus(key, 'produced');
  await moveOn('06:55');
  expect(out.mails).toEqual([]);
  await moveOn('07:30');
  await over(key);
  expect(await stepsOf(key)).toEqual(['email began 07:00', 'email accepted 07:00']);
  expect(out.mails.map(({ messageId, to, attachments }) => [messageId, to, attachments?.map(({ contentType }) => contentType)])).toEqual([
    [`${key.replaceAll(':', '.')}@letters.dunghan`, APPLICANT.email, ['application/pdf']],
  ]);
  expect(Buffer.from(out.mails[0]?.attachments?.[0]?.content ?? []).subarray(0, 5).toString()).toBe('%PDF-');
  expect(await statusOf(key)).toBe('sent');
});

test('a gateway that is down for two days takes the message when it is back, once, and never by night', async () => {
  await moveOn('09:00');
  const backAt = sameClockAfter(clock.now(), 2);
  const tries: number[] = [];
  out.onSend = async () => {
    const at = (await temporal.currentTimeMs()) + offset;
    tries.push(at);
    return at < backAt ? { kind: 'refused', permanent: false, reason: 'ECONNREFUSED' } : { kind: 'sent', receipt: {} };
  };
  const key = await owe('sms');
  await moveOn('10:30', 2);
  await untilStatus(key, 'sent');
  expect(out.sent.map((message) => [message.key, message.channel, message.to, message.template, Object.keys(message.fields)])).toEqual([
    [key, 'sms', APPLICANT.phone, 'dung-han.refusal', ['HoVaTen', 'MaHoSo', 'TenThuTuc', 'TenDonVi']],
  ]);
  expect(tries.map((at) => Number(formatInstant(instant(at)).slice(11, 13))).filter((hour) => hour >= 21 || hour < 7)).toEqual([]);
  out.onAsk = () => ({ kind: 'delivered' });
  await moveOn('12:00', 1);
  await over(key);
  expect(await listDeliveries(engine, key, false)).toMatchObject([{ channel: 'sms', status: 'delivered', address: null }]);
});

test('a channel that puts a letter off for longer than the settings\' five days has failed: a task tells the desk and the letter lies on its print queue', async () => {
  await moveOn('09:00');
  out.onSend = () => ({ kind: 'refused', permanent: false, reason: 'ECONNREFUSED' });
  const key = await owe('zalo');
  await moveOn('08:00', 4);
  expect(await openTasks(key)).toEqual([]);
  await moveOn('12:00');
  await over(key);
  expect((await listDeliveries(engine, key, false)).map(({ channel, role, status }) => `${channel} ${role} ${status}`).toSorted()).toEqual(['paper main waiting', 'zalo main failed']);
  expect([await openTasks(key), await statusOf(key)]).toEqual([['letter-returned'], 'produced']);
});

test('a number that does not exist is a task at once, and the letter goes on paper', async () => {
  await moveOn('09:00');
  out.onSend = () => ({ kind: 'refused', permanent: true, reason: 'no-such-number' });
  const key = await owe('sms');
  await over(key);
  expect((await listDeliveries(engine, key, false)).map(({ channel, status }) => `${channel} ${status}`).toSorted()).toEqual(['paper waiting', 'sms failed']);
  expect(await openTasks(key)).toEqual(['letter-returned']);
});

test('a message whose outcome nobody knows is asked about by its key: taken, it is sent and not sent again', async () => {
  await moveOn('09:00');
  out.onSend = () => ({ kind: 'unknown', reason: 'UND_ERR_SOCKET' });
  const key = await owe('sms');
  await untilStatus(key, 'produced');
  await moveOn('09:05');
  await untilStatus(key, 'sent');
  // A letter of another test may still be asked about.
  expect([out.sent.length, out.asked.filter((asked) => asked === key)]).toEqual([1, [key]]);
});

test('a message the gateway never had is sent again under the same key', async () => {
  await moveOn('09:00');
  const outcomes: ('unknown' | 'sent')[] = ['unknown', 'sent'];
  out.onSend = () => (outcomes.shift() === 'unknown' ? { kind: 'unknown', reason: 'UND_ERR_SOCKET' } : { kind: 'sent', receipt: {} });
  out.onAsk = () => ({ kind: 'absent' });
  const key = await owe('zalo');
  await untilStatus(key, 'produced');
  await moveOn('09:05');
  await untilStatus(key, 'sent');
  expect(out.sent.filter((message) => message.key === key).length).toBe(2);
});

test.each<['arrived' | 'again', number]>([
  ['arrived', 1],
  ['again', 2],
])('a mail whose outcome nobody knows waits for a person; answered "%s" it has been handed over %i times in the end', async (answer, times) => {
  await moveOn('10:00');
  const outcomes: ('unknown' | 'sent')[] = ['unknown', 'sent'];
  out.onSend = () => (outcomes.shift() === 'unknown' ? { kind: 'unknown', reason: 'Connection closed unexpectedly' } : { kind: 'sent', receipt: {} });
  const key = await owe('email');
  await over(key);
  expect([await openTasks(key), await statusOf(key), out.mails.length]).toEqual([['letter-unsure'], 'produced', 1]);
  await start();
  expect(out.mails.length).toBe(1);
  const word = { key, channel: 'email', actor: person('clerk'), requestKey: `answer-${answer}` } as const;
  expect(await resolveUnsure(engine, word, answer, clock.now())).toEqual({ kind: 'done' });
  expect(await resolveUnsure(engine, word, answer, clock.add(1_000))).toEqual({ kind: 'done' });
  await start();
  await over(key);
  expect([await openTasks(key), await statusOf(key), out.mails.length]).toEqual([[], 'sent', times]);
});

test('a person who answers before the run that asked has ended has the mail handed over by that run', async () => {
  await moveOn('10:00');
  const outcomes: ('unknown' | 'sent')[] = ['unknown', 'sent'];
  out.onSend = () => (outcomes.shift() === 'unknown' ? { kind: 'unknown', reason: 'Connection closed unexpectedly' } : { kind: 'sent', receipt: {} });
  beforeReturn = async (asking) => {
    beforeReturn = () => Promise.resolve();
    const word = { key: asking, channel: 'email', actor: person('clerk'), requestKey: 'answer-at-once' } as const;
    expect(await resolveUnsure(engine, word, 'again', clock.now())).toEqual({ kind: 'done' });
    await start();
  };
  const key = await owe('email');
  await over(key);
  expect([await openTasks(key), await statusOf(key), out.mails.length]).toEqual([[], 'sent', 2]);
});

test('a mail doubted while its attempt was still under way goes on by itself when the server then refuses it for now', async () => {
  await moveOn('10:00');
  const [sending, answered] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  let attempts = 0;
  out.onSend = async () => {
    attempts += 1;
    if (attempts > 1) return { kind: 'sent', receipt: {} };
    sending.resolve(undefined);
    await answered.promise;
    return { kind: 'refused', permanent: false, reason: '451 later' };
  };
  const { id } = await counter.takeIn({ notifyBy: 'email', applicant: APPLICANT, refusal: { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' } });
  const key = `${id}:refusal:1`;
  await produceLetter(engine, key, clock.now());
  const slow = deliverLetter(engine, out, key, clock.now());
  await sending.promise;
  await start();
  await over(key);
  expect(await openTasks(key)).toEqual(['letter-unsure']);
  answered.resolve(undefined);
  await slow;
  expect(await openTasks(key)).toEqual([]);
  await moveOn('11:00');
  await start();
  await over(key);
  expect([await statusOf(key), attempts, out.mails.length]).toEqual(['sent', 2, 1]);
});

test('an attempt that broke off after the letter was claimed is not made again: the mail is held for a person', async () => {
  await moveOn('11:00');
  const claimed = await owe('email');
  await over(claimed);
  await engine.database.read.run(`UPDATE letter_delivery SET status = 'sending' WHERE letter_key = $1`, [claimed]);
  await engine.database.read.run(`UPDATE letter SET status = 'produced', sent_at = NULL, delivery_open = TRUE, workflow_started_at = NULL WHERE key = $1`, [claimed]);
  const before = out.mails.length;
  await start();
  await over(claimed);
  expect([await openTasks(claimed), out.mails.length]).toEqual([['letter-unsure'], before]);
});

test('a dossier erased while its letter waits for the morning gets no letter, and nothing of its address is left', async () => {
  await moveOn('22:00');
  const { id, code } = await counter.takeIn({ notifyBy: 'email', applicant: APPLICANT, refusal: { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' } });
  const key = `${id}:refusal:1`;
  await start();
  await untilStatus(key, 'produced');
  await expect.poll(() => listDeliveries(engine, key, false)).toMatchObject([{ status: 'waiting' }]);
  const erased = await counter.give(person('admin'), code, 'ErasePersonalData', { decisionNumber: '12/QĐ-UBND', secondPerson: 'head-1' });
  expect(erased.status).toBe('applied');
  await moveOn('08:00');
  await over(key);
  expect([out.mails, await statusOf(key)]).toEqual([[], 'withdrawn']);
  expect(await listDeliveries(engine, key, true)).toMatchObject([{ channel: 'email', status: 'withdrawn', address: null, steps: [] }]);
});
