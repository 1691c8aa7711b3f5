import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { PortalMessage, PortalOutcome } from '#service';
import { openNationalPortal } from '../../dispatch/http-national-portal.js';
import type { JournalEntry } from '../journal.js';
import { startStandIn } from '../start.js';

type Sent = Extract<PortalMessage['body'], { readonly service: 'DongBoHoSoMC' }>['data'][0];
type Steps = Extract<PortalMessage['body'], { readonly service: 'CapNhatTienDoHoSoMC' }>['data'];

const TOKEN = 'a token of the portal of tests';
const NOW = Date.parse('2026-08-28T12:00:00+07:00');
const PROCEDURE = { code: '1.013225', name: 'Cấp giấy phép xây dựng', field: { code: 'G17-XD11', name: 'Hoạt động xây dựng' } };
const folder = await mkdtemp(join(tmpdir(), 'dunghan-portal-'));
const begin = (): ReturnType<typeof startStandIn> =>
  startStandIn({ host: '127.0.0.1', port: 0, smtpPort: 0, token: 'x', folder, now: () => NOW, portal: { token: TOKEN, procedures: new Map([[PROCEDURE.code, PROCEDURE]]) } });
const standIn = await begin();
afterAll(async () => {
  await standIn.close();
  await rm(folder, { recursive: true });
});
const url = `${standIn.url}/portal`;
const portal = openNationalPortal({ portalUrl: url, portalToken: TOKEN });

let number = 0;
let sequence = 0;
beforeEach(async () => {
  number += 1;
  await tell({ mode: 'normal' });
});

async function tell(body: object): Promise<void> {
  await fetch(`${url}/behaviour`, { method: 'POST', body: JSON.stringify(body) });
}

async function kept(): Promise<readonly JournalEntry[]> {
  return (await (await fetch(`${url}/kept`)).json()) as JournalEntry[];
}

const code = (): string => `H99.31-${String(number)}`;

function record(more: object = {}): Sent {
  return {
    MaHoSo: code(), MaTTHC: PROCEDURE.code, TenTTHC: PROCEDURE.name, MaLinhVuc: PROCEDURE.field.code, TenLinhVuc: PROCEDURE.field.name, KenhThucHien: '1', ChuHoSo: 'Nguyễn Thị Thử Nghiệm', LoaiDoiTuong: '1',
    TrichYeuHoSo: 'Đề nghị cấp phép', NgayTiepNhan: '20260819090000', NgayHenTra: '20260828090000', TrangThaiHoSo: '2', DonViXuLy: 'UBND phường', HoSoCoThanhPhanSoHoa: '0', DuocThanhToanTrucTuyen: '0',
    TaiLieuNop: [], DanhSachLePhi: [], DanhSachHoSoBoSung: [], DanhSachGiayToKetQua: [], ...more,
  };
}

function steps(...moments: readonly string[]): Steps {
  return moments.map((ThoiDiemXuLy) => ({ MaHoSo: code(), NguoiXuLy: 'Cán bộ', ChucDanh: 'Chuyên viên', ThoiDiemXuLy, PhongBanXuLy: 'UBND phường', NoiDungXuLy: 'Chuyển bước', TrangThai: '4' }));
}

/** Sends a record under a key of its own, or the one given. */
function send(data: Sent, isUpdating: boolean, more: Partial<Pick<PortalMessage, 'key' | 'sequence'>> = {}): Promise<PortalOutcome> {
  sequence += 1;
  return portal.send({ key: `message-${String(sequence)}`, sequence, ...more, body: { service: 'DongBoHoSoMC', isUpdating, data: [data] } });
}

function sendSteps(data: Steps, more: Partial<Pick<PortalMessage, 'key' | 'sequence'>> = {}): Promise<PortalOutcome> {
  sequence += 1;
  return portal.send({ key: `message-${String(sequence)}`, sequence, ...more, body: { service: 'CapNhatTienDoHoSoMC', isUpdating: true, data } });
}

/** The fields a rejection names. */
function fieldsOf(outcome: PortalOutcome): readonly string[] {
  if (outcome.kind !== 'rejected') return [outcome.kind];
  return (JSON.parse(outcome.words) as { readonly errors: readonly { readonly field: string }[] }).errors.map(({ field }) => field);
}

describe('a record', () => {
  test('is acknowledged with the portal\'s receipt and kept as it was sent', async () => {
    expect(await send(record(), false)).toMatchObject({ kind: 'acknowledged', receipt: expect.stringContaining('"error_code":"00"') as string });
    expect((await kept()).at(-1)).toMatchObject({ kind: 'portal-taken', service: 'DongBoHoSoMC', code: code(), data: [{ ChuHoSo: 'Nguyễn Thị Thử Nghiệm' }] });
  });

  test.each<[string, object, string]>([
    ['a moment in another form', { NgayTiepNhan: '2026-08-19T09:00:00+07:00' }, 'data.0.NgayTiepNhan'],
    ['a day that does not exist', { NgayHenTra: '20260230090000' }, 'data.0.NgayHenTra'],
    ['a status that does not exist', { TrangThaiHoSo: '11' }, 'data.0.TrangThaiHoSo'],
    ['a channel that does not exist', { KenhThucHien: '4' }, 'data.0.KenhThucHien'],
    ['an identity number of ten digits', { DinhDanhCHS: { LoaiDinhDanh: '1', SoDinhDanh: '0790000000' } }, 'data.0.DinhDanhCHS.SoDinhDanh'],
    ['a field nobody knows', { NgayHenTraThat: '20260828090000' }, 'data.0'],
    ['no applicant', { ChuHoSo: undefined }, 'ChuHoSo'],
    ['a procedure nobody has', { MaTTHC: '9.999999' }, 'MaTTHC'],
    ['the field of another procedure', { MaLinhVuc: 'G15-TP07' }, 'MaLinhVuc'],
    ['no receipt though received', { NgayTiepNhan: undefined }, 'NgayTiepNhan'],
    ['an end while it is handled', { TrangThaiHoSo: '4', NgayKetThucXuLy: '20260825090000' }, 'NgayKetThucXuLy'],
    ['a result without its end', { TrangThaiHoSo: '9' }, 'NgayKetThucXuLy'],
    ['a return without its day', { TrangThaiHoSo: '10', NgayKetThucXuLy: '20260825090000' }, 'NgayTra'],
    ['a refusal without its day', { TrangThaiHoSo: '3', NgayTiepNhan: undefined }, 'NgayTuChoi'],
    ['an end before the receipt', { TrangThaiHoSo: '9', NgayKetThucXuLy: '20260818090000' }, 'NgayKetThucXuLy'],
    ['an end that has not come', { TrangThaiHoSo: '9', NgayKetThucXuLy: '20260829090000' }, 'NgayKetThucXuLy'],
  ])('with %s is turned away for good, naming the field', async (_title, wrong, field) => {
    expect(fieldsOf(await send(record(wrong), false))).toContain(field);
    expect((await kept()).at(-1)).toMatchObject({ kind: 'turned-away', by: 'portal' });
    expect(await portal.ask(code(), 'message-none')).toEqual({ kind: 'absent' });
  });

  test('is told as new once and as an update from then on', async () => {
    expect(fieldsOf(await send(record(), true))).toEqual(['isUpdating']);
    expect((await send(record(), false)).kind).toBe('acknowledged');
    expect(fieldsOf(await send(record(), false))).toEqual(['isUpdating']);
    expect((await send(record({ ChuHoSo: undefined, GhiChu: 'Dữ liệu cá nhân đã được xóa theo quy định' }), true)).kind).toBe('acknowledged');
  });

  test('that comes after a later one is turned away: a dossier does not go back in time', async () => {
    await send(record({ TrangThaiHoSo: '4' }), false, { sequence: 1_000_000 });
    expect(fieldsOf(await send(record(), true, { key: 'message-too-late', sequence: 999_999 }))).toEqual(['dossier-sequence']);
    expect((await kept()).at(-1)).toMatchObject({ kind: 'turned-away', by: 'portal', key: 'message-too-late' });
    sequence = 1_000_001;
  });

  test.each<[string, object, object, readonly string[]]>([
    ['with another day of receipt', {}, { NgayTiepNhan: '20260820090000' }, ['NgayTiepNhan']],
    ['as new after it was received', {}, { TrangThaiHoSo: '1' }, ['TrangThaiHoSo']],
    ['with an end earlier than told', { TrangThaiHoSo: '9', NgayKetThucXuLy: '20260828100000' }, { TrangThaiHoSo: '9', NgayKetThucXuLy: '20260828090000' }, ['NgayKetThucXuLy']],
    ['with a later promise and no reason', {}, { NgayHenTra: '20260904090000' }, ['NgayHenTra']],
    ['without its promise', {}, { NgayHenTra: undefined }, ['NgayHenTra']],
    ['with a reason for another promise', {}, { NgayHenTra: '20260904090000', DanhSachHoSoBoSung: [reason('20260828090000', '20260903090000')] }, ['NgayHenTra']],
    ['with a later promise and its reason', {}, { NgayHenTra: '20260904090000', DanhSachHoSoBoSung: [reason('20260828090000', '20260904090000')] }, ['acknowledged']],
    ['with a promise moved twice and both reasons', {}, { NgayHenTra: '20260904090000', DanhSachHoSoBoSung: [reason('20260903090000', '20260904090000'), reason('20260828090000', '20260903090000')] }, ['acknowledged']],
    ['opened again after its end', { TrangThaiHoSo: '9', NgayKetThucXuLy: '20260828100000' }, { TrangThaiHoSo: '4' }, ['acknowledged']],
  ])('told again %s after %o comes to what the history allows', async (_title, first, second, fields) => {
    expect((await send(record(first), false)).kind).toBe('acknowledged');
    expect(fieldsOf(await send(record(second), true))).toEqual(fields);
  });
});

function reason(before: string, after: string): object {
  return { HoSoBoSungId: 'HT-1', NguoiYeuCauBoSung: 'Hệ thống', NoiDungBoSung: 'Lịch làm việc thay đổi', NgayBoSung: '20260820090000', NgayHenTraTruoc: before, NgayHenTraMoi: after };
}

describe('a progress', () => {
  test('is taken of a dossier that is known, its steps in order of time', async () => {
    expect(fieldsOf(await sendSteps(steps('20260819100000')))).toEqual(['MaHoSo']);
    await send(record(), false);
    expect((await sendSteps(steps('20260819100000', '20260819100000', '20260820100000'))).kind).toBe('acknowledged');
    expect(fieldsOf(await sendSteps(steps('20260820090000')))).toEqual(['ThoiDiemXuLy']);
    expect(fieldsOf(await sendSteps(steps('20260830090000')))).toEqual(['ThoiDiemXuLy']);
  });
});

describe('a message', () => {
  test('is taken once a key, whoever sends it however often, and another under its key is not', async () => {
    const key = `same-key-${String(number)}`;
    const first = await send(record(), false, { key, sequence: 5 });
    expect(await send(record(), false, { key, sequence: 5 })).toEqual(first);
    expect((await send(record({ DonViXuLy: 'UBND xã' }), false, { key, sequence: 5 })).kind).toBe('unknown');
    expect((await kept()).filter((entry) => entry.kind === 'portal-taken' && entry.key === key).length).toBe(1);
  });

  test.each<[string, PortalOutcome['kind'], boolean]>([
    ['refuse', 'deferred', false],
    ['reject', 'rejected', false],
    ['drop', 'unknown', false],
    ['take-and-drop', 'unknown', true],
  ])('met by "%s" comes to "%s", and asked by its key the portal says whether it took it: %s', async (mode, kind, isTaken) => {
    await tell({ mode, times: 1 });
    const key = `key-${mode}-${String(number)}`;
    expect((await send(record(), false, { key })).kind).toBe(kind);
    const standing = await portal.ask(code(), key);
    expect([standing.kind, 'taken' in standing]).toEqual(isTaken ? ['known', true] : ['absent', false]);
    expect((await send(record(), false, { key, sequence })).kind).toBe('acknowledged');
  });

  test('to a portal that is not there cannot have arrived, and nothing is known of it', async () => {
    const gone = await startStandIn({ host: '127.0.0.1', port: 0, smtpPort: 0, token: 'x', folder: join(folder, 'gone'), now: () => NOW });
    await gone.close();
    const nowhere = openNationalPortal({ portalUrl: gone.url, portalToken: TOKEN });
    expect((await nowhere.send({ key: 'nowhere-1', sequence: 1, body: { service: 'DongBoHoSoMC', isUpdating: false, data: [record()] } })).kind).toBe('unreachable');
    expect((await nowhere.ask(code(), 'nowhere-1')).kind).toBe('unavailable');
  });

  test('with a wrong token is put off, not turned away: the way is wrong, not the message', async () => {
    const stranger = openNationalPortal({ portalUrl: url, portalToken: 'another token of sixteen letters' });
    expect(await stranger.send({ key: 'stranger-1', sequence: 1, body: { service: 'DongBoHoSoMC', isUpdating: false, data: [record()] } })).toEqual({ kind: 'deferred', reason: 'HTTP 401' });
    expect((await stranger.ask(code(), 'stranger-1')).kind).toBe('unavailable');
  });
});

test('the procedures of the national database are listed, and one is found by its code', async () => {
  const call = async (service: string, body: object): Promise<unknown> =>
    (await fetch(`${url}/services/${service}`, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` }, body: JSON.stringify({ service, ...body }) })).json();
  const listed = { MaTTHC: PROCEDURE.code, TenTTHC: PROCEDURE.name, MaLinhVuc: PROCEDURE.field.code, TenLinhVuc: PROCEDURE.field.name };
  expect([await call('LayDanhSachTTHC', {}), await call('LayThuTuc', { maTTHC: PROCEDURE.code }), await call('LayThuTuc', { maTTHC: 'none' })]).toEqual([
    { error_code: '00', result: [listed] },
    { error_code: '00', result: [listed] },
    { error_code: '00', result: [] },
  ]);
});

test('what the portal took is known after a restart, and its page shows it without running what it says', async () => {
  await send(record({ TrichYeuHoSo: '<script>alert(1)</script>' }), false);
  const again = await begin();
  const restarted = openNationalPortal({ portalUrl: `${again.url}/portal`, portalToken: TOKEN });
  expect((await restarted.ask(code(), `message-${String(sequence)}`)).kind).toBe('known');
  const html = await (await fetch(`${again.url}/portal`)).text();
  expect([html.includes('&lt;script&gt;alert(1)'), html.includes('<script>alert')]).toEqual([true, false]);
  await again.close();
});
