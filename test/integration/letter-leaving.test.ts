import { beforeEach, expect, test } from 'vitest';
import { formatInstant, instant, type LetterChannel } from '#domain';
import { deliverLetter, listDeliveries, listLetters, listPrintQueue, markPrint, produceLetter, recordReturn, takeWaitingCommands } from '#service';
import { person, testCounter } from '../support/engine.js';
import { FakeWaysOut } from '../support/fake-ways-out.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;
const out = new FakeWaysOut();
const clerk = person('clerk');
const HANDED_OVER = { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' } as const;

beforeEach(() => {
  out.reset();
});

/** A dossier with its result, and the key of the notice of it, produced. */
async function ready(notifyBy: LetterChannel): Promise<{ readonly code: string; readonly id: string; readonly key: string }> {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn({ notifyBy, applicant: { name: 'Nguyễn Thị Thử Nghiệm', phone: '0900000001', email: 'thu-nghiem@example.vn' } });
  clock.set('2026-08-24T09:00:00+07:00');
  expect((await counter.give(clerk, code, 'RecordResult', {})).status).toBe('applied');
  const key = (await listLetters(engine, code)).find(({ kind }) => kind === 'result-ready')?.key ?? '';
  await produceLetter(engine, key, clock.now());
  return { code, id, key };
}

const deliver = (key: string): ReturnType<typeof deliverLetter> => deliverLetter(engine, out, key, clock.now());
const statusOf = async (code: string, key: string): Promise<string | undefined> => (await listLetters(engine, code)).find((letter) => letter.key === key)?.status;

async function voidReasonOf(key: string): Promise<string | null | undefined> {
  return (await engine.database.read.first<{ void_reason: string | null }>('SELECT void_reason FROM document_number WHERE letter_key = $1', [key]))?.void_reason;
}

test('a letter whose time came while nobody could carry it does not leave in the quiet hours after', async () => {
  out.onSend = () => ({ kind: 'refused', permanent: false, reason: 'ECONNREFUSED' });
  const { key } = await ready('sms');
  expect(await deliver(key)).toBeDefined();
  out.reset();
  clock.set('2026-08-24T23:00:00+07:00');
  expect(formatInstant(instant((await deliver(key)) ?? 0))).toBe('2026-08-25T07:00:00+07:00');
  expect(out.sent).toEqual([]);
  clock.set('2026-08-25T07:00:00+07:00');
  await deliver(key);
  expect(out.sent.map((message) => message.key)).toEqual([key]);
});

test('the notice of a result that is fetched while its channel is down does not leave any more', async () => {
  out.onSend = () => ({ kind: 'refused', permanent: false, reason: 'ECONNREFUSED' });
  const { code, key } = await ready('sms');
  await deliver(key);
  out.reset();
  clock.set('2026-08-24T15:00:00+07:00');
  await counter.give(clerk, code, 'HandOver', HANDED_OVER, { receiver: 'Nguyễn Thị Thử Nghiệm' });
  clock.set('2026-08-25T09:00:00+07:00');
  expect(await deliver(key)).toBeUndefined();
  expect([out.sent, await statusOf(code, key), (await listDeliveries(engine, key, false)).map(({ status }) => status)]).toEqual([[], 'withdrawn', ['withdrawn']]);
});

test('the notice of a result that is fetched leaves the print queue, and its number is void', async () => {
  const { code, key } = await ready('paper');
  await deliver(key);
  const queued = async (): Promise<readonly string[]> => (await listPrintQueue(engine, { desks: ['H99.31'], limit: 100 })).map((item) => item.letter_key);
  expect(await queued()).toContain(key);
  await counter.give(clerk, code, 'HandOver', HANDED_OVER, { receiver: 'Nguyễn Thị Thử Nghiệm' });
  expect(await queued()).not.toContain(key);
  expect(await voidReasonOf(key)).toBe('withdrawn');
});

test('a numbered letter of an erased dossier that has not left never does, and its number is void; one that left keeps it', async () => {
  const waiting = await ready('paper');
  await deliver(waiting.key);
  const gone = await ready('sms');
  await deliver(gone.key);
  for (const { code } of [waiting, gone]) {
    expect((await counter.give(person('admin'), code, 'ErasePersonalData', { decisionNumber: '9/QĐ-UBND', secondPerson: 'admin-2' })).status).toBe('applied');
  }
  expect([await statusOf(waiting.code, waiting.key), await voidReasonOf(waiting.key)]).toEqual(['withdrawn', 'withdrawn']);
  expect([await statusOf(gone.code, gone.key), await voidReasonOf(gone.key)]).toEqual(['sent', null]);
});

test('a notice that is being handed over when its result is fetched keeps its question', async () => {
  out.onSend = () => ({ kind: 'unknown', reason: 'UND_ERR_SOCKET' });
  const { code, key } = await ready('sms');
  await deliver(key);
  await counter.give(clerk, code, 'HandOver', HANDED_OVER, { receiver: 'Nguyễn Thị Thử Nghiệm' });
  clock.set('2026-08-24T10:00:00+07:00');
  await deliver(key);
  expect([out.asked, await statusOf(code, key)]).toEqual([[key], 'sent']);
});

test('a notice whose sending came to nothing is not sent anew once its result was fetched', async () => {
  out.onSend = () => ({ kind: 'unknown', reason: 'UND_ERR_SOCKET' });
  out.onAsk = () => ({ kind: 'absent' });
  const { code, key } = await ready('zalo');
  await deliver(key);
  await counter.give(clerk, code, 'HandOver', HANDED_OVER, { receiver: 'Nguyễn Thị Thử Nghiệm' });
  const before = out.sent.length;
  for (const time of ['10:00', '11:00', '12:00']) {
    clock.set(`2026-08-24T${time}:00+07:00`);
    await deliver(key);
  }
  expect([out.sent.length, await statusOf(code, key), await voidReasonOf(key)]).toEqual([before, 'withdrawn', 'withdrawn']);
});

test('the desk has to tell the new date only until the letter that says it has left', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn({ notifyBy: 'sms', applicant: { name: 'Nguyễn Thị Thử Nghiệm', phone: '0900000001' } });
  clock.set('2026-08-28T09:00:00+07:00');
  await counter.wake(id);
  expect((await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex' })).status).toBe('applied');
  const open = async (): Promise<readonly string[]> => (await engine.database.read.rows<{ kind: string }>('SELECT kind FROM task WHERE dossier_id = $1 AND done_at IS NULL', [id])).map(({ kind }) => kind);
  expect(await open()).toEqual(['tell-new-date']);
  const key = `${id}:apology:1`;
  await produceLetter(engine, key, clock.now());
  await counter.wake(id);
  expect(await open()).toEqual(['tell-new-date']);
  await deliver(key);
  await counter.wake(id);
  expect([out.sent.map(({ fields }) => fields.NgayHenTraMoi !== undefined), await open()]).toEqual([[true], []]);
});

test('a paper copy that comes back does not end the way of the letter itself', async () => {
  out.onSend = () => ({ kind: 'refused', permanent: false, reason: 'ECONNREFUSED' });
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn({ notifyBy: 'sms', applicant: { name: 'Nguyễn Thị Thử Nghiệm', phone: '0900000001' } });
  clock.set('2026-08-28T09:00:00+07:00');
  await counter.wake(id);
  await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex' });
  const key = `${id}:apology:1`;
  await produceLetter(engine, key, clock.now());
  await deliver(key);
  const roles = (await listDeliveries(engine, key, false)).map(({ channel, role }) => `${channel} ${role}`);
  expect(roles.toSorted()).toEqual(['paper copy', 'sms main']);
  await markPrint(engine, key, 'posted', { actor: clerk, requestKey: 'posted' }, clock.now());
  expect(await recordReturn(engine, { key, channel: 'paper', actor: clerk, requestKey: 'back' }, 'moved-away', clock.now())).toEqual({ kind: 'done' });
  const letter = await engine.database.read.first<{ delivery_open: boolean }>('SELECT delivery_open FROM letter WHERE key = $1', [key]);
  expect(letter?.delivery_open).toBe(true);
  // When the letter itself cannot be brought either, what came back is the way left: the desk hands it over.
  out.onSend = () => ({ kind: 'refused', permanent: true, reason: 'no-such-number' });
  clock.set('2026-08-28T11:00:00+07:00');
  await deliver(key);
  expect((await listPrintQueue(engine, { desks: ['H99.31'], limit: 100 })).map((item) => [item.letter_key, item.role])).toContainEqual([key, 'main']);
});

test('of a letter signed, made and sent after its dossier was closed the ledger is told both, by commands the relay carries', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn({ notifyBy: 'sms', applicant: { name: 'Nguyễn Thị Thử Nghiệm', phone: '0900000001' } });
  clock.set('2026-08-28T09:00:00+07:00');
  await counter.wake(id);
  expect((await counter.give(clerk, code, 'Withdraw', { reasonCode: 'own-wish' }, { reason: 'Không cần nữa' })).status).toBe('applied');
  expect((await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex' })).status).toBe('applied');
  expect((await engine.database.read.first<{ closed: boolean }>('SELECT closed FROM dossier WHERE id = $1', [id]))?.closed).toBe(true);
  const key = `${id}:apology:1`;
  const told: string[] = [];
  for (const step of [() => produceLetter(engine, key, clock.now()), () => deliver(key)]) {
    await step();
    const waiting = await takeWaitingCommands(engine.database, clock.add(60_000), clock.now(), 100);
    told.push(...waiting.map(({ dossierId }) => dossierId).filter((dossierId) => dossierId === id));
    expect((await counter.wake(id)).closed).toBe(true);
  }
  const events = await engine.database.read.rows<{ type: string }>(`SELECT type FROM dossier_event WHERE dossier_id = $1 AND type IN ('LetterIssued', 'LetterSent') ORDER BY seq`, [id]);
  expect([told, events.map(({ type }) => type)]).toEqual([[id, id], ['LetterIssued', 'LetterSent']]);
});

test('a stop notice that has not left is withdrawn when the dossier is opened again', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code } = await counter.takeIn();
  clock.set('2026-08-20T09:00:00+07:00');
  expect((await counter.give(person('head'), code, 'Suspend', { decisionNumber: '5/QĐ-UBND' }, { reason: 'Tranh chấp' })).status).toBe('applied');
  const key = (await listLetters(engine, code)).find(({ kind }) => kind === 'stop-notice')?.key ?? '';
  await produceLetter(engine, key, clock.now());
  await deliver(key);
  clock.set('2026-08-21T09:00:00+07:00');
  expect((await counter.give(person('head'), code, 'Reopen', { reasonCode: 'mistake' }, { reason: 'Tranh chấp đã được giải quyết' })).status).toBe('applied');
  expect([await statusOf(code, key), (await listDeliveries(engine, key, false)).map(({ status }) => status)]).toEqual(['withdrawn', ['withdrawn']]);
});
