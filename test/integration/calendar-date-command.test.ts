import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CalendarDefinition, eventOfRow, foldDossier, formatInstant, instant } from '#domain';
import { publishCalendars, readCatalogue, readLedgerOf, sha256 } from '#service';
import { DATA } from './api-harness.js';
import { buildOnce } from '../support/e2e-stack.js';
import { MASTER_KEY, person, testCounter } from '../support/engine.js';

await buildOnce();
const MAIN = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const counter = await testCounter('2026-11-20T16:30:00+07:00');

interface Ran {
  readonly code: number;
  readonly said: string;
  readonly complained: string;
}

async function runWith(variables: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran> {
  const child = spawn('env', ['-u', 'DATABASE_URL', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`), process.execPath, MAIN, 'calendar', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>]);
  return { code, said, complained };
}

/** `npm run calendar -- …` where nothing but the program is at hand. */
const alone = (...args: readonly string[]): Promise<Ran> => runWith({}, ...args);

/** The same in the test's installation. */
const installed = (...args: readonly string[]): Promise<Ran> =>
  runWith({ DUNGHAN_ENV: 'development', DATABASE_URL: counter.database.url, MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64'), SEAL_SIGNING_KEY: Buffer.alloc(32, 5).toString('base64') }, ...args);

describe('calendar', () => {
  test('says what it does when asked, and ends well', async () => {
    const { code, said, complained } = await alone('--help');
    expect([code, complained]).toEqual([0, '']);
    expect(said).toMatch(/calendar -- import \| propose \| year \| due \| explain \| eval/u);
  });

  test.each([[[], /^npm run --silent calendar -- import/u], [['dew'], /^calendar does nothing called dew\n.*due/u]])('asked for %j ends with 2 and says what there is', async (args, complaint) => {
    const { code, complained } = await alone(...args);
    expect(complained).toMatch(complaint);
    expect(code).toBe(2);
  });
});

describe('calendar due', () => {
  test('says hour and day with what they were counted for', async () => {
    const { code, said } = await alone('due', '--procedure', '1.013225', '--received', '2026-11-20T16:30');
    expect(said).toMatch(/^Hạn xử lý: 16 giờ 30 phút, thứ Tư ngày 02 tháng 12 năm 2026\n/u);
    expect(said).toContain('Thời hạn: 07 ngày làm việc; hình thức nộp: trực tiếp');
    expect(said).toContain('(H99.31)');
    expect(said.split('\n').every((line) => line.length <= 100)).toBe(true);
    expect(code).toBe(0);
  });

  test('names the maximum of a matter without a date, and promises none', async () => {
    const asked = ['due', '--procedure', '3.000152', '--received', '2026-08-19T09:00', '--agency', 'H99.05', '--desk', 'H99.02'];
    const { said } = await alone(...asked);
    expect(said.replace(/\s+/gu, ' ')).toMatch(/^Ngày trả kết quả theo kỳ họp Hội đồng nhân dân cấp tỉnh, sẽ thông báo; tối đa đến 17 giờ 00 phút, ngày 23 tháng 10 năm 2026 /u);
    expect(JSON.parse((await alone(...asked, '--json')).said)).toMatchObject({ dueAt: null, maximumAt: '2026-10-23T17:00:00+07:00' });
  });

  test('warns of a year without its notice', async () => {
    const { said } = await alone('due', '--procedure', '1.013225', '--received', '2026-12-28T09:00');
    expect(said).toContain('Lưu ý: Lịch năm 2027 chưa được công bố chính thức');
  });

  test.each([
    ['case', ['--procedure', '1.013225', '--case', '1.013225.02', '--received', '2026-08-19T09:00'], '2026-09-04T09:00:00+07:00', false],
    ['remote commune', ['--procedure', '1.115778', '--agency', 'H99.05.01', '--place', 'H99.33', '--received', '2026-08-19T09:00'], '2026-09-11T09:00:00+07:00', false],
    ['desk elsewhere', ['--procedure', '1.001612', '--desk', 'H99.32', '--received', '2026-08-19T15:30'], '2026-08-24T08:00:00+07:00', false],
    ['online', ['--procedure', '1.005144', '--channel', 'online', '--received', '2026-08-19T09:00'], '2026-09-04T09:00:00+07:00', true],
  ])('answers a program, by %s', async (_, args, dueAt, provisional) => {
    const { said, code } = await alone('due', '--json', ...args);
    expect(JSON.parse(said)).toMatchObject({ dueAt, provisional, unconfirmedYears: [] });
    expect(code).toBe(0);
  });

  test.each([
    [['due', '--received', '2026-11-20T16:30'], 2, /^--procedure is missing\n.*calendar -- due/u],
    [['due', '--procedure', '1.013225'], 2, /^--received is missing/u],
    [['due', '--procedure', '1.013225', '--received', '2026-11-20T16:30+07:00'], 2, /is no local time: write 2026-11-20T16:30, without offset/u],
    [['due', '--procedure', '1.013225', '--received', '2026-02-30T16:30'], 2, /is no local time/u],
    [['due', '--procedure', '1.013225', '--received', '2026-11-20T16:30', '--channel', 'fax'], 2, /--channel fax is none of counter, online, post/u],
    [['due', '--procedure', '1.013225', '--received', '2026-11-20T16:30', '--colour', 'red'], 2, /colour/u],
    [['explain', '--dossier', 'X-1', '--view', 'tomorrow'], 2, /--view tomorrow is none of intake, today/u],
    [['explain', '--procedure', '1.013225', '--received', '2026-11-20T16:30', '--view', 'intake'], 2, /--view is for a dossier/u],
    [['due', '--procedure', '9.999999', '--received', '2026-11-20T16:30'], 1, /9\.999999/u],
    [['due', '--procedure', '1.013225', '--received', '2026-11-20T16:30', '--agency', 'H99.05'], 1, /không có thẩm quyền/u],
    [['due', '--procedure', '1.013225', '--received', '2026-11-20T16:30', '--case', 'none'], 1, /none/u],
    [['due', '--procedure', '1.013225', '--received', '2099-01-05T09:00'], 1, /2099/u],
  ])('%j ends with %i and says what is wrong', async (args, expected, complaint) => {
    const { code, said, complained } = await alone(...args);
    expect(complained).toMatch(complaint);
    expect(complained).not.toMatch(/\n\s+at /u);
    expect([code, said]).toEqual([expected, '']);
  });
});

describe('calendar explain', () => {
  test('shows each day with its reason and document, within a hundred columns', async () => {
    const { said, code } = await alone('explain', '--procedure', '1.013225', '--received', '2026-11-20T16:30');
    expect(said).toMatch(/Ngày {2,}Giờ {2,}Tính {2,}Lý do {2,}Căn cứ/u);
    expect(said).toMatch(/T3 24\/11\/2026 +Không tính +nghỉ lễ Ngày Văn hóa Việt Nam +Nghị quyết 28\/2026\/QH16/u);
    expect(said).toMatch(/T4 02\/12\/2026 +Tính \(7\) +ngày làm việc/u);
    expect(said).toContain('→ Hạn xử lý: 16 giờ 30 phút, ngày 02 tháng 12 năm 2026');
    expect(said.split('\n').every((line) => line.length <= 100)).toBe(true);
    expect(code).toBe(0);
  });
});

describe('in an installation', () => {
  let code = '';
  let dueAt = '';
  let asked: Ran;

  beforeAll(async () => {
    const taken = await counter.takeIn();
    code = taken.code;
    counter.clock.set('2026-11-23T09:00:00+07:00');
    await counter.give(person('officer'), code, 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' }, { reason: 'thiếu bản vẽ' });
    counter.clock.set('2026-11-27T10:00:00+07:00');
    await counter.give(person('clerk'), code, 'ReceiveSupplement', {});
    const events = (await readLedgerOf(counter.engine, taken.id)).map(eventOfRow);
    dueAt = formatInstant(instant(foldDossier(events).dueAt ?? 0));
    asked = await installed('due', '--json', '--procedure', '1.013225', '--received', '2026-11-27T10:00');
    const { nation, province, agencies } = await readCatalogue(DATA);
    const storm: CalendarDefinition = { id: 'storm', name: 'Bão', days: [{ date: '2026-12-01', kind: 'closure', name: 'Nghỉ tránh bão', source: 'Quyết định 45/QĐ-UBND' }] };
    const layers = [nation, province, storm];
    await counter.engine.database.transaction((tx) => publishCalendars(tx, agencies.map(({ code: agency }) => ({ agency, processing: layers, intake: layers })), sha256, counter.clock.now(), 'head'));
  });

  test('the date is that of an intake, counted on the published calendars', async () => {
    expect(JSON.parse(asked.said)).toMatchObject({ dueAt });
    const { said } = await installed('due', '--json', '--procedure', '1.013225', '--received', '2026-11-27T10:00');
    expect(JSON.parse(said)).toMatchObject({ dueAt: '2026-12-09T10:00:00+07:00' });
  });

  test('a dossier is explained as known at intake and today, and its table ends at the date it has', async () => {
    const intake = await installed('explain', '--dossier', code, '--view', 'intake');
    expect(intake.said).toContain('→ Hạn xử lý: 16 giờ 30 phút, ngày 02 tháng 12 năm 2026');
    expect(intake.said).not.toContain('Tạm dừng');
    const today = await installed('explain', '--dossier', code);
    expect(today.said).toMatch(/23\/11\/2026 {2}09:00 +Tạm dừng +Tạm dừng từ 09 giờ 00 phút/u);
    expect(today.said).toContain('Nhận đủ hồ sơ bổ sung');
    expect(today.said.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(today.said).toMatch(/→ Hạn xử lý: 10 giờ 00 phút, ngày 08 tháng 12 năm 2026\n\nLịch làm việc nay khác/u);
    const { said } = await installed('explain', '--dossier', code, '--json');
    expect(JSON.parse(said)).toMatchObject({ view: 'today', dueAt, firstAppointment: '2026-12-02T16:30:00+07:00' });
  });

  test('days that another calendar has made days off since are named with their document', async () => {
    const { said } = await installed('explain', '--dossier', code);
    expect(said).toContain('thứ Ba 01/12/2026: cơ quan đóng cửa Nghỉ tránh bão (Quyết định 45/QĐ-UBND)');
    const { said: json } = await installed('explain', '--dossier', code, '--view', 'intake', '--json');
    expect(JSON.parse(json)).toMatchObject({ calendar: { changedDays: [{ date: '2026-12-01', before: { working: true }, after: { working: false, source: 'Quyết định 45/QĐ-UBND' } }] } });
  });

  test('a dossier nobody knows ends with 1', async () => {
    expect(await installed('explain', '--dossier', 'X-1')).toMatchObject({ code: 1, said: '', complained: 'Không có hồ sơ X-1\n' });
  });
});
