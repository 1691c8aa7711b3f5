import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#domain';
import { listHeldMessages, listMessagesOf, resolveSyncMessage, type SyncTally } from '#service';
import { person, testCounter } from '../support/engine.js';
import { SyncDesk } from '../support/sync-desk.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;
const desk = new SyncDesk(counter);
const { portal } = desk;
const clerk = person('clerk');
const SECOND = 1_000;

beforeEach(() => desk.begin('2026-08-19T09:00:00+07:00'));
const pass = (): Promise<SyncTally> => desk.pass();
const settle = (): Promise<void> => desk.settle();

describe('a message that is not taken', () => {
  test('is tried again after rests that double, from the settings\' first one on, and a portal that is away is no attempt', async () => {
    const { code } = await counter.takeIn();
    portal.onSend = () => ({ kind: 'deferred', reason: 'HTTP 503' });
    const tried: number[] = [];
    for (let seconds = 0; seconds <= 500; seconds += 1) {
      portal.isAway = tried.length === 2;
      if (Object.keys(await pass()).length > 0) tried.push(seconds);
      clock.add(SECOND);
    }
    const [message] = await listMessagesOf(engine, code, { limit: 10, withWords: false });
    expect([tried, message?.attempts, message?.status]).toEqual([[0, 30, 90, 210, 450], 4, 'waiting']);
  });

  test('becomes a task once it was put off as often as the settings allow', async () => {
    const { code, id } = await counter.takeIn();
    portal.onSend = () => ({ kind: 'deferred', reason: 'HTTP 503' });
    for (let attempt = 0; attempt < DEFAULT_SETTINGS.portalAttempts; attempt += 1) {
      await pass();
      clock.add(3_700 * SECOND);
    }
    expect([await desk.statuses(code), await desk.tasksOf(id), await pass()]).toEqual([['DongBoHoSoMC rejected'], ['sync-rejected'], {}]);
  });

  test('turned away by the portal is a task with its words, kept encrypted; what comes after it waits until a person has it sent again', async () => {
    const { code, id } = await counter.takeIn();
    portal.onSend = () => ({ kind: 'rejected', words: '{"error_code":"40","message":"ChuHoSo Người nộp hồ sơ thử nghiệm"}' });
    await pass();
    await counter.give(clerk, code, 'CorrectPersonalData', { fields: ['name'] }, { applicant: { name: 'Trần Thị Đúng Tên' } });
    await counter.give(clerk, code, 'RecordResult', {});
    portal.onSend = () => undefined;
    clock.add(3_700 * SECOND);
    expect(await pass()).toEqual({});
    const [held] = await listHeldMessages(engine, { agencies: ['H99.31'], limit: 10, withWords: true });
    expect([held?.words, await desk.tasksOf(id)]).toEqual([expect.stringContaining('Người nộp hồ sơ thử nghiệm'), ['sync-rejected']]);
    const stored = await engine.database.read.first<{ text: string; detail: Buffer }>('SELECT m::text AS text, detail FROM sync_message m WHERE id = $1', [held?.id]);
    expect([stored?.text.includes('thử nghiệm'), stored?.detail.includes(Buffer.from('thử nghiệm', 'utf8'))]).toEqual([false, false]);
    expect(await resolveSyncMessage(engine, held?.id ?? 0, 'again', clerk, clock.now())).toBe('done');
    expect(await resolveSyncMessage(engine, held?.id ?? 0, 'again', clerk, clock.now())).toBe('done');
    expect(await resolveSyncMessage(engine, held?.id ?? 0, 'told-otherwise', clerk, clock.now())).toBe('otherwise');
    await settle();
    expect([portal.record(code)?.ChuHoSo, portal.record(code)?.TrangThaiHoSo, portal.steps(code), await desk.tasksOf(id)]).toEqual(['Trần Thị Đúng Tên', '9', ['Tiếp nhận hồ sơ', 'Có kết quả tại Bộ phận Một cửa'], []]);
  });

  test('turned away because the portal has lost the dossier is sent again as new: its own word goes before what was told', async () => {
    const { code } = await counter.takeIn();
    await settle();
    portal.taken.length = 0;
    portal.onSend = ({ body }) => (body.isUpdating && body.service === 'DongBoHoSoMC' ? { kind: 'rejected', words: 'unknown dossier' } : undefined);
    await counter.give(clerk, code, 'RecordResult', {});
    await settle();
    const [held] = await listHeldMessages(engine, { agencies: ['H99.31'], limit: 10, withWords: false });
    await resolveSyncMessage(engine, held?.id ?? 0, 'again', clerk, clock.now());
    await settle();
    expect(portal.of(code).map(({ service, isUpdating }) => [service, isUpdating])).toEqual([['DongBoHoSoMC', false], ['CapNhatTienDoHoSoMC', true]]);
  });

  test('given up by a person holds nothing up any more, and is not told', async () => {
    const { code, id } = await counter.takeIn();
    portal.onSend = () => ({ kind: 'rejected', words: 'no' });
    await pass();
    portal.onSend = () => undefined;
    const [held] = await listHeldMessages(engine, { agencies: ['H99.31'], limit: 10, withWords: false });
    await resolveSyncMessage(engine, held?.id ?? 0, 'told-otherwise', clerk, clock.now());
    clock.add(SECOND);
    await counter.give(clerk, code, 'RecordResult', {});
    await settle();
    expect([portal.steps(code), (await desk.owedOf(id)).map(([, , outcome]) => outcome), await desk.tasksOf(id)]).toEqual([['Có kết quả tại Bộ phận Một cửa'], ['told-otherwise', 'acknowledged'], []]);
  });
});

describe('an attempt that breaks off', () => {
  test.each([
    ['before the portal took it', false],
    ['after the portal took it', true],
  ])('%s is asked about and tells nothing twice', async (_when, isTaken) => {
    const { code } = await counter.takeIn();
    portal.onSend = (message) => {
      if (isTaken) portal.take(message);
      return { kind: 'unknown', reason: 'UND_ERR_SOCKET' };
    };
    await pass();
    portal.onSend = () => undefined;
    clock.add(31 * SECOND);
    await settle();
    expect([portal.of(code).map(({ service }) => service), portal.asked.length]).toEqual([['DongBoHoSoMC', 'CapNhatTienDoHoSoMC'], 1]);
  });

  test('because its process was killed between sending and settling is found by its claim and asked by its key', async () => {
    const { code } = await counter.takeIn();
    // The process dies after the portal took the message: nothing of its outcome is ever recorded.
    const sending = Promise.withResolvers<undefined>();
    portal.onSend = (message) => {
      portal.take(message);
      sending.resolve(undefined);
      return new Promise(() => undefined);
    };
    const dying = pass();
    await sending.promise;
    portal.onSend = () => undefined;
    expect(await pass()).toEqual({});
    clock.add(301 * SECOND);
    await settle();
    expect(portal.of(code).map(({ service }) => service)).toEqual(['DongBoHoSoMC', 'CapNhatTienDoHoSoMC']);
    expect(await Promise.race([dying, Promise.resolve('never ends')])).toBe('never ends');
  });

  test('whose claim was taken over settles nothing any more', async () => {
    const { code } = await counter.takeIn();
    const [sending, late] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    portal.onSend = async (message) => {
      sending.resolve(undefined);
      await late.promise;
      return portal.take(message);
    };
    const slow = pass();
    await sending.promise;
    clock.add(301 * SECOND);
    portal.onSend = () => undefined;
    await settle();
    late.resolve(undefined);
    expect([await slow, await desk.statuses(code)]).toEqual([{ lost: 1 }, ['DongBoHoSoMC acknowledged', 'CapNhatTienDoHoSoMC acknowledged']]);
  });
});
