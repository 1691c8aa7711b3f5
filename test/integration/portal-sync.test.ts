import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, instant } from '#domain';
import { listHeldMessages, listMessagesOf, publishSettings, readSyncPunctuality, resolveSyncMessage, syncPortal, type SyncTally } from '#service';
import { person, testCounter } from '../support/engine.js';
import { FakePortal } from '../support/fake-portal.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine, database } = counter;
const portal = new FakePortal();
const [clerk, officer, head] = [person('clerk'), person('officer'), person('head')];
const SECOND = 1_000;
const items = [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }];
/** No chance: rests are exactly as the settings have them. */
const even = (): number => 0.5;

beforeEach(async () => {
  portal.reset();
  clock.set('2026-08-19T09:00:00+07:00');
  await counter.engine.database.read.run(`UPDATE sync_message SET status = 'dropped', next_attempt_at = NULL WHERE status IN ('waiting', 'sending', 'rejected', 'withheld')`);
  await counter.engine.database.read.run(`UPDATE sync_outbox SET settled_at = owed_at, outcome = 'told-otherwise' WHERE settled_at IS NULL`);
});

const pass = (): Promise<SyncTally> => syncPortal(engine, portal, clock.now(), even);

/** Passes until nothing more is to be done at this instant. */
async function settle(): Promise<void> {
  for (let tally: SyncTally = { acknowledged: 1 }; tally.acknowledged !== undefined; ) tally = await pass();
}

const statuses = async (code: string): Promise<readonly string[]> => (await listMessagesOf(engine, code, { limit: 100, withWords: false })).map(({ service, status }) => `${service} ${status}`);
const tasksOf = async (id: string): Promise<readonly string[]> =>
  (await engine.database.read.rows<{ kind: string }>(`SELECT kind FROM task WHERE dossier_id = $1 AND kind LIKE 'sync-%' AND done_at IS NULL`, [id])).map(({ kind }) => kind);
const owedOf = async (id: string): Promise<readonly (readonly [number, number, string | null])[]> =>
  (await engine.database.read.rows<{ from_seq: number; to_seq: number; outcome: string | null }>('SELECT from_seq, to_seq, outcome FROM sync_outbox WHERE dossier_id = $1 ORDER BY to_seq', [id])).map((row) => [row.from_seq, row.to_seq, row.outcome]);

/** Runs a statement as the role that owns the tables, past every trigger. */
async function asOwner(sql: string, parameters: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query(`ALTER TABLE dossier_event DISABLE TRIGGER USER`);
    await client.query(sql, [...parameters]);
  } finally {
    await client.query(`ALTER TABLE dossier_event ENABLE TRIGGER USER`);
    await client.end();
  }
}

describe('what the portal has to be told', () => {
  test('is noted in the transaction of the events: one row for each, with numbers of events and nobody\'s name', async () => {
    const { code, id } = await counter.takeIn();
    await counter.give(clerk, code, 'RequestSupplement', { items, reasonCode: 'incomplete' }, { reason: 'Thiếu bản chính' });
    await counter.give(clerk, code, 'RecordContact', { party: 'applicant' });
    expect(await owedOf(id)).toEqual([[1, 1, null], [2, 2, null]]);
    const row = await engine.database.read.first('SELECT * FROM sync_outbox WHERE dossier_id = $1', [id]);
    expect(Object.keys(row ?? {}).sort()).toEqual(['agency', 'dossier_id', 'from_seq', 'outcome', 'owed_at', 'settled_at', 'to_seq']);
  });

  test('is nothing where the settings say that dossiers are not told', async () => {
    await engine.database.transaction((tx) => publishSettings(tx, { portalSync: false }, clock.now(), 'test'));
    engine.rules.doubt();
    const { id } = await counter.takeIn();
    await engine.database.transaction((tx) => publishSettings(tx, {}, clock.now(), 'test'));
    engine.rules.doubt();
    expect(await owedOf(id)).toEqual([]);
  });
});

describe('a dossier', () => {
  test('is told in the order of its ledger, each step once, with dates and status of its events', async () => {
    const { code, id } = await counter.takeIn();
    await settle();
    clock.set('2026-08-20T10:00:00+07:00');
    await counter.give(clerk, code, 'RequestSupplement', { items, reasonCode: 'incomplete' }, { reason: 'Thiếu bản chính' });
    await settle();
    clock.set('2026-08-24T15:00:00+07:00');
    await counter.give(clerk, code, 'ReceiveSupplement', {});
    await settle();
    clock.set('2026-08-26T09:00:00+07:00');
    await counter.give(clerk, code, 'RecordResult', { resultNumber: 'GP-01' });
    await counter.give(clerk, code, 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, { receiver: 'Người nộp' });
    await settle();
    expect(portal.of(code).map(({ service, isUpdating }) => [service, isUpdating])).toEqual([
      ['DongBoHoSoMC', false], ['CapNhatTienDoHoSoMC', true],
      ['DongBoHoSoMC', true], ['CapNhatTienDoHoSoMC', true],
      ['DongBoHoSoMC', true], ['CapNhatTienDoHoSoMC', true],
      ['DongBoHoSoMC', true], ['CapNhatTienDoHoSoMC', true],
    ]);
    expect(portal.steps(code)).toEqual(['Tiếp nhận hồ sơ', 'Yêu cầu bổ sung, hoàn thiện hồ sơ', 'Nhận hồ sơ bổ sung', 'Có kết quả tại Bộ phận Một cửa', 'Trả kết quả']);
    expect(portal.record(code)).toMatchObject({
      TrangThaiHoSo: '10', KenhThucHien: '1', ChuHoSo: 'Người nộp hồ sơ thử nghiệm', DinhDanhCHS: { LoaiDinhDanh: '1', SoDinhDanh: '079000000001' }, NgayTiepNhan: '20260819090000', NgayHenTra: '20260907150000', NgayKetThucXuLy: '20260826090000', NgayTra: '20260826090000',
      DanhSachHoSoBoSung: [{ HoSoBoSungId: 'BS-1', NoiDungBoSung: 'Thiếu bản chính', NgayBoSung: '20260820100000', NgayTiepNhanBoSung: '20260824150000', NgayHenTraTruoc: '20260827090000', NgayHenTraMoi: '20260907150000' }],
    });
    expect((await owedOf(id)).map(([, , outcome]) => outcome)).toEqual(['acknowledged', 'acknowledged', 'acknowledged', 'acknowledged', 'acknowledged']);
    const last = (await listMessagesOf(engine, code, { limit: 100, withWords: false })).findLast(({ service }) => service === 'DongBoHoSoMC');
    const events = await engine.database.read.rows<{ seq: number; type: string }>('SELECT seq, type FROM dossier_event WHERE dossier_id = $1', [id]);
    const named = Object.entries(last?.sources ?? {}).map(([field, seq]) => [field, events.find((event) => event.seq === seq)?.type]);
    expect(Object.fromEntries(named)).toEqual({ TrangThaiHoSo: 'ResultHandedOver', NgayTiepNhan: 'DossierReceived', NgayHenTra: 'SupplementReceived', NgayKetThucXuLy: 'ResultRecorded', NgayTra: 'ResultHandedOver' });
  });

  test('of which much happened while the portal was away is told once how it stands, and every step', async () => {
    portal.isAway = true;
    const { code } = await counter.takeIn();
    expect(await pass()).toEqual({ unreachable: 1 });
    await counter.give(officer, code, 'Forward', {});
    await counter.give(clerk, code, 'RecordResult', {});
    clock.add(31 * SECOND);
    portal.isAway = false;
    await settle();
    expect([portal.of(code).length, portal.record(code)?.TrangThaiHoSo, portal.steps(code)]).toEqual([2, '9', ['Tiếp nhận hồ sơ', 'Chuyển bước xử lý', 'Có kết quả tại Bộ phận Một cửa']]);
  });

  test('never has two messages under way, whoever passes at the same time', async () => {
    const { code } = await counter.takeIn();
    const [sending, release] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    portal.onSend = () => {
      sending.resolve(undefined);
      return release.promise;
    };
    const first = pass();
    await sending.promise;
    await counter.give(clerk, code, 'RecordResult', {});
    expect(await pass()).toEqual({});
    release.resolve(undefined);
    await first;
    portal.onSend = () => undefined;
    await settle();
    expect(portal.of(code).map(({ service }) => service)).toEqual(['DongBoHoSoMC', 'CapNhatTienDoHoSoMC', 'DongBoHoSoMC', 'CapNhatTienDoHoSoMC']);
  });

  test('opened by mistake is never told, and one that was told before waits for a person', async () => {
    const untold = await counter.takeIn();
    await counter.give(head, untold.code, 'Cancel', { reasonCode: 'duplicate' }, { reason: 'Nhập trùng' });
    const told = await counter.takeIn();
    await settle();
    await counter.give(head, told.code, 'Cancel', { reasonCode: 'duplicate' }, { reason: 'Nhập trùng' });
    await settle();
    expect([portal.of(untold.code).length, (await owedOf(untold.id)).map(([, , outcome]) => outcome), await tasksOf(told.id)]).toEqual([0, ['not-owed', 'not-owed'], ['sync-withheld']]);
  });

  test('filed on the portal is an update there from the first message on, and new where the portal does not know it', async () => {
    const filing = { channel: 'online', portal: { submittedAt: clock.now(), completeAt: clock.now(), evidence: 'K-1' } } as const;
    const known = await counter.takeIn({ ...filing, portal: { ...filing.portal, portalCode: 'G22.99-260819-000001' } });
    const unknown = await counter.takeIn({ ...filing, portal: { ...filing.portal, portalCode: 'G22.99-260819-000002' } });
    portal.filed.add(known.code);
    await settle();
    expect([known.code, unknown.code].map((code) => portal.of(code)[0]?.isUpdating)).toEqual([true, false]);
    expect(portal.record(known.code)).toMatchObject({ MaHoSo: 'G22.99-260819-000001', TrangThaiHoSo: '1', KenhThucHien: '2', NgayNopHoSo: '20260819090000' });
    expect(portal.record(known.code)).not.toHaveProperty('NgayTiepNhan');
  });
});

describe('only what the ledger says leaves the house', () => {
  test('an end date, a status and an appointment edited in the dossier\'s row by the owner of the tables are not sent', async () => {
    const { code, id } = await counter.takeIn();
    clock.set('2026-09-10T09:00:00+07:00');
    await counter.give(clerk, code, 'RecordResult', {});
    await asOwner(`UPDATE dossier SET finished_at = due_at, returned_at = due_at, due_at = due_at + 864000000, appointment = due_at, received_at = 1, status = 'returned', code = code || '-X', punctuality = 'on-time' WHERE id = $1`, [id]);
    await settle();
    expect(portal.record(code)).toMatchObject({ MaHoSo: code, TrangThaiHoSo: '9', NgayTiepNhan: '20260819090000', NgayHenTra: '20260827090000', NgayKetThucXuLy: '20260910090000' });
    expect(portal.record(code)).not.toHaveProperty('NgayTra');
  });

  test.each<[string, (id: string) => Promise<void>]>([
    ['an event was edited', (id) => asOwner(`UPDATE dossier_event SET occurred_at = occurred_at - 86400000 WHERE dossier_id = $1 AND type = 'ResultRecorded'`, [id])],
    ['an event was cut off', (id) => asOwner('UPDATE dossier SET last_seq = last_seq - 1 WHERE id = $1', [id])],
    ['its head was replaced', (id) => asOwner(`UPDATE dossier SET last_hash = repeat('0', 64) WHERE id = $1`, [id])],
  ])('nothing more of a dossier whose chain is broken because %s, and the agency gets a task', async (_why, break_) => {
    const { code, id } = await counter.takeIn();
    const other = await counter.takeIn();
    await settle();
    await counter.give(clerk, code, 'RecordResult', {});
    await counter.give(clerk, other.code, 'RecordResult', {});
    await break_(id);
    await settle();
    expect([portal.record(code)?.TrangThaiHoSo, portal.record(other.code)?.TrangThaiHoSo, (await statuses(code)).at(-1), await tasksOf(id)]).toEqual(['2', '9', 'DongBoHoSoMC withheld', ['sync-withheld']]);
    expect((await listHeldMessages(engine, { agencies: ['H99.31'], limit: 10, withWords: true })).map(({ reason }) => reason)).toEqual(['broken-chain']);
  });

  test('nothing more of a dossier whose applicant\'s record was replaced', async () => {
    const { code, id } = await counter.takeIn();
    await asOwner('DELETE FROM personal_record WHERE dossier_id = $1', [id]);
    await settle();
    expect([portal.of(code), (await listHeldMessages(engine, { agencies: ['H99.31'], limit: 10, withWords: true })).map(({ reason }) => reason)]).toEqual([[], ['record-changed']]);
  });

  test('of people who were erased nothing leaves, while status and dates still do', async () => {
    const { code } = await counter.takeIn();
    await settle();
    await counter.give(clerk, code, 'RecordResult', {});
    await settle();
    clock.add(SECOND);
    await counter.give(person('admin'), code, 'ErasePersonalData', { decisionNumber: '9/QĐ-UBND', secondPerson: 'admin-2' });
    await counter.give(clerk, code, 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' });
    await settle();
    const last = portal.record(code);
    expect(last).toMatchObject({ TrangThaiHoSo: '10', NgayTra: '20260819090001', GhiChu: 'Dữ liệu cá nhân đã được xóa theo quy định' });
    expect(Object.keys(last ?? {}).filter((field) => ['ChuHoSo', 'DinhDanhCHS', 'SoDienThoai', 'Email'].includes(field))).toEqual([]);
  });
});

describe('a message that is not taken', () => {
  test('is tried again after rests that double, from the settings\' first one on, and a portal that is away is no attempt', async () => {
    const { code } = await counter.takeIn();
    portal.onSend = () => ({ kind: 'deferred', reason: 'HTTP 503' });
    const tried: number[] = [];
    let isAway = false;
    for (let seconds = 0; seconds <= 500; seconds += 1) {
      isAway = tried.length === 2;
      portal.isAway = isAway;
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
    expect([await statuses(code), await tasksOf(id), await pass()]).toEqual([['DongBoHoSoMC rejected'], ['sync-rejected'], {}]);
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
    expect([held?.words, await tasksOf(id)]).toEqual([expect.stringContaining('Người nộp hồ sơ thử nghiệm'), ['sync-rejected']]);
    const stored = await engine.database.read.first<{ text: string }>(`SELECT m::text || convert_from(m.detail, 'latin1') AS text FROM sync_message m WHERE id = $1`, [held?.id]);
    expect(stored?.text).not.toContain('thử nghiệm');
    expect(await resolveSyncMessage(engine, held?.id ?? 0, 'again', clerk, clock.now())).toBe('done');
    expect(await resolveSyncMessage(engine, held?.id ?? 0, 'again', clerk, clock.now())).toBe('done');
    expect(await resolveSyncMessage(engine, held?.id ?? 0, 'told-otherwise', clerk, clock.now())).toBe('otherwise');
    await settle();
    expect([portal.record(code)?.ChuHoSo, portal.record(code)?.TrangThaiHoSo, portal.steps(code), await tasksOf(id)]).toEqual(['Trần Thị Đúng Tên', '9', ['Tiếp nhận hồ sơ', 'Có kết quả tại Bộ phận Một cửa'], []]);
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
    expect([portal.steps(code), (await owedOf(id)).map(([, , outcome]) => outcome), await tasksOf(id)]).toEqual([['Có kết quả tại Bộ phận Một cửa'], ['told-otherwise', 'acknowledged'], []]);
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
    expect([await slow, await statuses(code)]).toEqual([{ lost: 1 }, ['DongBoHoSoMC acknowledged', 'CapNhatTienDoHoSoMC acknowledged']]);
  });
});

test('punctuality counts what was acknowledged within the term of what is over its term, by agency', async () => {
  clock.set('2026-10-05T09:00:00+07:00');
  const from = clock.now();
  await counter.takeIn();
  clock.add(899 * SECOND);
  await settle();
  await counter.takeIn();
  clock.add(901 * SECOND);
  await settle();
  await counter.takeIn();
  const until = instant(from + 86_400_000);
  const [row] = await readSyncPunctuality(engine, { agencies: ['H99.31'], from, until, at: clock.now() });
  expect(row).toEqual({ agency: 'H99.31', numerator: 1, denominator: 2, waiting: 1, longestMs: 901_000 });
  clock.add(901 * SECOND);
  const [later] = await readSyncPunctuality(engine, { agencies: ['H99.31', 'H99.32'], from, until, at: clock.now() });
  expect(later).toMatchObject({ numerator: 1, denominator: 3, waiting: 1 });
});
