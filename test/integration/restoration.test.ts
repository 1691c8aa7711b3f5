import { beforeEach, describe, expect, test } from 'vitest';
import { instant, type LetterChannel, parseInstant } from '#domain';
import {
  acceptCommand, applyTransition, askOutside, beginIncarnation, deliverLetter, lastRestoration, listDeliveries, listFindings, listLetters, listPassedRanges, listRestorations, markWorkflowsEnded, noteLostErasures, produceLetter, type RestoreFacts, syncPortal,
} from '#service';
import { tableOfProtocol } from '../../apps/cli/restore/protocol.js';
import { person, testCounter } from '../support/engine.js';
import { FakePortal } from '../support/fake-portal.js';
import { FakeWaysOut } from '../support/fake-ways-out.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;
const [out, portal] = [new FakeWaysOut(), new FakePortal()];
const clerk = person('clerk');
let restores = 0;

beforeEach(() => {
  out.reset();
  portal.reset();
  clock.set('2026-08-19T09:00:00+07:00');
});

/** A restore as it is completed at the clock's moment. */
function facts(changes: Partial<RestoreFacts> = {}): RestoreFacts {
  restores += 1;
  return { backup: `backup-${String(restores)}`, knownUntil: instant(clock.now() - 3_600_000), restoredAt: clock.now(), gaps: { codes: 500, numbers: 100 }, ...changes };
}

const numberOf = (code: string): number => Number(code.slice(-4));

/** A dossier whose notice of its result is produced and has not left. */
async function owed(notifyBy: LetterChannel): Promise<{ readonly code: string; readonly key: string }> {
  const { code } = await counter.takeIn({ notifyBy, applicant: { name: 'Nguyễn Thị Thử Nghiệm', phone: '0900000001', email: 'thu-nghiem@example.vn' } });
  expect((await counter.give(clerk, code, 'RecordResult', {})).status).toBe('applied');
  const key = (await listLetters(engine, code)).find(({ kind }) => kind === 'result-ready')?.key ?? '';
  await produceLetter(engine, key, clock.now());
  return { code, key };
}

async function statusOf(key: string): Promise<string | undefined> {
  return (await listDeliveries(engine, key, false))[0]?.status;
}

describe('ranges after a restore', () => {
  test('codes of a desk go on behind the gap, on days that had not begun then too', async () => {
    const before = await counter.takeIn();
    clock.set('2026-08-21T10:00:00+07:00');
    const { number } = await beginIncarnation(engine, facts({ knownUntil: parseInstant('2026-08-19T17:00:00+07:00') }));
    const nextDay = await counter.takeIn();
    expect(numberOf(nextDay.code)).toBe(501);
    clock.set('2026-08-22T10:00:00+07:00');
    expect(numberOf((await counter.takeIn()).code)).toBe(1);
    const passed = await listPassedRanges(engine, number);
    const ofDay = passed.find(({ series }) => before.code.startsWith(series));
    expect(ofDay).toMatchObject({ kind: 'dossier-code', first: numberOf(before.code) + 1, last: numberOf(before.code) + 500 });
  });

  test('numbers of documents go on behind the gap of their series', async () => {
    const first = await owed('sms');
    const numberOfLetter = async (key: string): Promise<number | null | undefined> => (await engine.database.read.first<{ number: number | null }>('SELECT number FROM document_number WHERE letter_key = $1', [key]))?.number;
    const before = await numberOfLetter(first.key);
    await beginIncarnation(engine, facts());
    expect(await numberOfLetter((await owed('sms')).key)).toBe((before ?? 0) + 101);
  });

  test('are passed over once however often the same restore is completed', async () => {
    const same = facts();
    const [first, again] = [await beginIncarnation(engine, same), await beginIncarnation(engine, { ...same, restoredAt: clock.add(1_000) })];
    expect(again).toEqual(first);
  });

  test('stand in a protocol nobody can change, as a table too', async () => {
    const { number } = await beginIncarnation(engine, facts({ root: { day: '2026-08-18', seal: `7:${'a'.repeat(64)}` } }));
    await expect(engine.database.read.run('UPDATE restoration SET known_until = 0')).rejects.toThrow(/permission denied/u);
    await expect(engine.database.read.run('DELETE FROM restoration_jump')).rejects.toThrow(/permission denied/u);
    expect((await listRestorations(engine)).at(-1)).toMatchObject({ number, rootDay: '2026-08-18' });
    expect((await tableOfProtocol(engine)).split('\r\n')).toContainEqual(expect.stringMatching(new RegExp(`^${String(number)},passed-over,dossier-code,.*-260819,\\d+-\\d+$`, 'u')));
  });
});

describe('a letter that had not left at the instant', () => {
  test('by message is asked about before it is sent, and not sent when it left', async () => {
    const { key } = await owed('sms');
    await beginIncarnation(engine, facts());
    await deliverLetter(engine, out, key, clock.now());
    await deliverLetter(engine, out, key, clock.now());
    expect([out.asked, out.sent, await statusOf(key)]).toEqual([[key], [], 'sent']);
  });

  test('by message is sent once the gateway says that it never took it, and is held while the gateway is silent', async () => {
    const { key } = await owed('zalo');
    await beginIncarnation(engine, facts());
    out.onAsk = () => ({ kind: 'unavailable', reason: 'ECONNREFUSED' });
    for (let time = 0; time < 3; time += 1) await deliverLetter(engine, out, key, clock.add(60_000));
    expect([out.sent, await statusOf(key)]).toEqual([[], 'sending']);
    out.onAsk = () => ({ kind: 'absent' });
    for (let time = 0; time < 2; time += 1) await deliverLetter(engine, out, key, clock.add(60_000));
    expect(out.sent.map((message) => message.key)).toEqual([key]);
  });

  test('by e-mail waits for a person, for nobody can be asked', async () => {
    const { key, code } = await owed('email');
    await beginIncarnation(engine, facts());
    await deliverLetter(engine, out, key, clock.now());
    expect([out.mails, await statusOf(key)]).toEqual([[], 'unsure']);
    expect(await engine.database.read.first(`SELECT FROM task t JOIN dossier d ON d.id = t.dossier_id WHERE d.code = $1 AND t.kind = 'letter-unsure' AND t.done_at IS NULL`, [code])).toBeDefined();
  });

  /** A command accepted before the instant, whose outcome the restore lost, is applied after it. */
  async function owedAgain(notifyBy: LetterChannel): Promise<{ readonly code: string; readonly key: string }> {
    const { id, code } = await counter.takeIn({ notifyBy, applicant: { name: 'Nguyễn Thị Thử Nghiệm', phone: '0900000001', email: 'thu-nghiem@example.vn' } });
    clock.add(1_000);
    const acceptance = await acceptCommand(engine, clock, { actor: clerk, idempotencyKey: counter.key(), dossierCode: code, type: 'RecordResult', body: {} });
    if (acceptance.kind !== 'accepted') throw new Error(`Not accepted: ${acceptance.kind}`);
    const knownUntil = clock.now();
    clock.add(60_000);
    await beginIncarnation(engine, facts({ knownUntil }));
    await applyTransition(engine, id, [acceptance.command.id], clock.add(1_000));
    const key = (await listLetters(engine, code)).find(({ kind }) => kind === 'result-ready')?.key ?? '';
    await produceLetter(engine, key, clock.now());
    return { code, key };
  }

  test('because its cause was decided in the lost window is asked about too when that is decided again', async () => {
    const { key } = await owedAgain('sms');
    await deliverLetter(engine, out, key, clock.now());
    await deliverLetter(engine, out, key, clock.now());
    expect([out.asked, out.sent, await statusOf(key)]).toEqual([[key], [], 'sent']);
  });

  test('because its cause was decided in the lost window waits for a person when it goes by e-mail', async () => {
    const { key } = await owedAgain('email');
    await deliverLetter(engine, out, key, clock.now());
    expect([out.mails, await statusOf(key)]).toEqual([[], 'unsure']);
  });

  test('owed only after the restore leaves as ever', async () => {
    clock.set('2026-11-04T09:00:00+07:00');
    await beginIncarnation(engine, facts());
    clock.add(1_000);
    const { key } = await owed('sms');
    await deliverLetter(engine, out, key, clock.now());
    expect([out.asked, out.sent.length]).toEqual([[], 1]);
  });
});

describe('the portal after a restore', () => {
  const tell = async (): Promise<void> => {
    for (let pass = 0; pass < 6; pass += 1) await syncPortal(engine, portal, clock, () => 0.5);
  };

  test('is asked for what was open before it is told', async () => {
    await counter.takeIn();
    await tell();
    portal.reset();
    const { id } = await counter.takeIn();
    portal.isAway = true;
    await tell();
    portal.isAway = false;
    await beginIncarnation(engine, facts());
    clock.add(3_600_000);
    await tell();
    const record = portal.taken.find(({ key }) => key.startsWith(`${id}:DongBoHoSoMC`))?.key;
    expect([record !== undefined, portal.asked.includes(record ?? '')]).toEqual([true, true]);
  });

  test('is told what happens again under keys and numbers it has not seen', async () => {
    const { id, code } = await counter.takeIn();
    await tell();
    const before = portal.taken.filter(({ key }) => key.startsWith(id));
    await beginIncarnation(engine, facts({ restoredAt: clock.add(1_000) }));
    clock.add(1_000);
    await counter.give(clerk, code, 'RecordContact', { party: 'applicant' });
    await counter.give(clerk, code, 'RecordResult', {});
    await tell();
    const after = portal.taken.filter(({ key }) => key.startsWith(id)).slice(before.length);
    expect(after.length).toBeGreaterThan(0);
    const [known, last] = [new Set(before.map(({ key }) => key.split(':r')[1])), Math.max(...before.map(({ sequence }) => sequence))];
    expect(after.filter(({ key, sequence }) => !/:r\d+$/u.test(key) || known.has(key.split(':r')[1]) || sequence <= last)).toEqual([]);
  });

  test('and the gateway are asked once what they know that is not here, and again while one of them is silent', async () => {
    const { code } = await counter.takeIn();
    clock.add(60_000);
    const restoration = await beginIncarnation(engine, facts({ knownUntil: instant(clock.now() - 1_000) }));
    const lost = `${code.slice(0, -4)}${String(numberOf(code) + 3).padStart(4, '0')}`;
    portal.filed.add(lost);
    out.onAsk = () => ({ kind: 'absent' });
    portal.isAway = true;
    await expect(askOutside(engine, { portal, messages: out.messages }, clock)).rejects.toThrow(/portal does not answer/u);
    portal.isAway = false;
    expect(await askOutside(engine, { portal, messages: out.messages }, clock)).toBe(true);
    expect((await listFindings(engine, restoration.number)).map(({ kind, subject }) => [kind, subject])).toEqual([['dossier-unknown', lost]]);
    expect(await askOutside(engine, { portal, messages: out.messages }, clock)).toBe(false);
  });

  test('that knows a later event of a dossier is found to be ahead of the ledger', async () => {
    const { id, code } = await counter.takeIn();
    const seq = (await engine.database.read.first<{ seq: number }>('SELECT last_seq AS seq FROM dossier WHERE id = $1', [id]))?.seq ?? 0;
    clock.add(60_000);
    const before = (await lastRestoration(engine.database.read))?.number ?? 0;
    portal.take({ key: `${id}:DongBoHoSoMC:${String(seq + 1)}${before === 0 ? '' : `:r${String(before)}`}`, sequence: 1, body: { service: 'CapNhatTienDoHoSoMC', isUpdating: true, data: [] } });
    portal.filed.add(code);
    const { number } = await beginIncarnation(engine, facts({ knownUntil: instant(clock.now() - 1_000) }));
    await askOutside(engine, { portal }, clock);
    expect((await listFindings(engine, number)).map(({ kind, subject }) => [kind, subject])).toEqual([['dossier-ahead', code]]);
  });

  test('that has a status the ledger never had is found to be ahead though words are owed to it, and one that only was not told yet is not', async () => {
    const [ahead, behind] = [await counter.takeIn(), await counter.takeIn()];
    await tell();
    for (const { code } of [ahead, behind]) {
      clock.add(1_000);
      await counter.give(clerk, code, 'RecordResult', {});
    }
    portal.statuses.set(ahead.code, '5').set(behind.code, portal.record(behind.code)?.TrangThaiHoSo ?? '');
    clock.add(60_000);
    const { number } = await beginIncarnation(engine, facts({ knownUntil: instant(clock.now() - 1_000) }));
    await askOutside(engine, { portal }, clock);
    expect((await listFindings(engine, number)).map(({ kind, subject }) => [kind, subject])).toEqual([['dossier-ahead', ahead.code]]);
  });
});

test('a letter that waits for a signature here and left is found', async () => {
  const { code } = await counter.takeIn({ notifyBy: 'sms', applicant: { name: 'Nguyễn Thị Thử Nghiệm', phone: '0900000001' } });
  const { id } = (await engine.database.read.first<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [code])) ?? { id: '' };
  clock.set('2026-09-10T09:00:00+07:00');
  await counter.wake(id);
  const key = `${id}:apology:1`;
  const { number } = await beginIncarnation(engine, facts());
  out.onAsk = (asked) => (asked === key ? { kind: 'accepted' } : { kind: 'absent' });
  await askOutside(engine, { messages: out.messages }, clock);
  expect((await listFindings(engine, number)).map(({ kind, subject }) => [kind, subject])).toEqual([['letter-left', key]]);
});

test('what was erased in the lost window and is here again is found where the database from before is at hand, by its code and decision alone', async () => {
  const DAY = '2026-10-05T09:00:00+07:00';
  const former = await testCounter(DAY);
  clock.set(DAY);
  const codes: string[] = [];
  for (const desk of [former, counter]) {
    const [kept, before, lost] = [await desk.takeIn(), await desk.takeIn(), await desk.takeIn()];
    for (const { code } of [kept, before, lost]) expect((await desk.give(clerk, code, 'Withdraw', { reasonCode: 'applicant-request' }, { reason: 'Rút' })).status).toBe('applied');
    expect((await desk.give(person('admin'), before.code, 'ErasePersonalData', { decisionNumber: '8/QĐ-UBND', secondPerson: 'admin-2' })).status).toBe('applied');
    codes.push(lost.code);
  }
  expect(codes[0]).toBe(codes[1]);
  const knownUntil = clock.now();
  expect(await noteLostErasures(former.engine, former.engine.database.read, clock.now())).toBeUndefined();
  former.clock.add(60_000);
  expect((await former.give(person('admin'), codes[0] ?? '', 'ErasePersonalData', { decisionNumber: '9/QĐ-UBND', secondPerson: 'admin-2' })).status).toBe('applied');
  clock.add(3_600_000);
  const { number } = await beginIncarnation(engine, facts({ knownUntil }));
  expect(await noteLostErasures(engine, former.engine.database.read, clock.now())).toBe(1);
  const found = [{ kind: 'erasure-undone', subject: codes[1], detail: `erased at 2026-10-05T09:01:00+07:00 by decision 9/QĐ-UBND, proposed by admin-2, done by ${person('admin').subject}: erase it again` }];
  expect(await listFindings(engine, number)).toEqual(found);
  expect((await counter.give(person('admin'), codes[1] ?? '', 'ErasePersonalData', { decisionNumber: '9/QĐ-UBND', secondPerson: 'admin-2' })).status).toBe('applied');
  expect(await noteLostErasures(engine, former.engine.database.read, clock.now())).toBe(0);
  expect(await listFindings(engine, number)).toEqual(found);
});

test('that the workflows from before were ended is noted once', async () => {
  const { number } = await beginIncarnation(engine, facts());
  await markWorkflowsEnded(engine, number, clock.now());
  await markWorkflowsEnded(engine, number, clock.add(1_000));
  expect((await lastRestoration(engine.database.read))?.workflowsEndedAt).toBe(clock.now() - 1_000);
});
