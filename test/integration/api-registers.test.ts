import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { type RegisterAnswer, type RegisterLineAnswer, registerLineSchema, registerSchema } from '../../apps/api/views/register-view.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { apiDesk, ERASURE } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine, gateway } = await startTestApi(database);

const CLERK: Call = { as: 'clerk' };
const HEAD: Call = { as: { role: 'head', agency: 'H99.02' } };
/** Signs for the centre as deputy of its director. */
const DEPUTY: Call = { as: { role: 'signatory', agency: 'H99', subject: 'signatory@H99' } };
let keys = 0;

async function takeIn(at: string, body: Readonly<Record<string, unknown>> = {}): Promise<string> {
  clock.set(at);
  keys += 1;
  const applicant = { name: `Nguyễn Thị Sổ ${String(keys)}`, phone: '0912000001', address: 'Tổ 1, phường Trung Tâm' };
  const answer = await post('/api/v1/dossiers', { ...CLERK, key: `register-intake-${String(keys)}`, body: { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant, ...body } });
  return dossierSchema.parse(answer.body).code;
}

async function send(code: string, type: string, body: object, text?: object, call: Call = CLERK): Promise<Answer> {
  keys += 1;
  return post(`/api/v1/dossiers/${code}/commands`, { ...call, key: `register-command-${String(keys)}`, body: { type, body, ...(text === undefined ? {} : { text }) } });
}

async function registers(call: Call = CLERK, query = ''): Promise<readonly RegisterAnswer[]> {
  return pageOf(registerSchema).parse((await get(`/api/v1/registers${query}`, call)).body).items;
}

async function theRegister(year = 2026): Promise<RegisterAnswer> {
  const found = (await registers()).find((register) => register.year === year);
  expect(found).toBeDefined();
  return found!;
}

async function linesOf(register: RegisterAnswer, query = ''): Promise<readonly RegisterLineAnswer[]> {
  return pageOf(registerLineSchema).parse((await get(`${register.links.lines}${query}`, CLERK)).body).items;
}

async function printed(register: RegisterAnswer, query = ''): Promise<string> {
  return (await readPdf((await get(`${register.links.pdf}${query}`, CLERK)).bytes)).text;
}

const codes: string[] = [];
for (const at of ['2026-08-18T08:10:00+07:00', '2026-08-18T08:20:00+07:00']) codes.push(await takeIn(at));

// One register's year, told in order.
describe('the register of a desk', { shuffle: false }, () => {
  test('a receipt names the line of its dossier, entered when it is printed if it was not before, and the same one ever after', async () => {
    for (const _ of [1, 2]) {
      const { bytes } = await get(`/api/v1/dossiers/${codes[1] ?? ''}/receipt`, CLERK);
      expect((await readPdf(bytes)).text).toContain('Vào Sổ theo dõi hồ sơ: Quyển số 01, Số thứ tự 02');
    }
    expect((await linesOf(await theRegister())).map(({ number, dossierCode }) => [number, dossierCode])).toEqual(codes.map((code, index) => [index + 1, code]));
  });

  test('its lines come page by page, with corrected names, the dates of the ledger and a note where a dossier was cancelled', async () => {
    expect((await send(codes[0] ?? '', 'CorrectPersonalData', { fields: ['name'] }, { applicant: { name: 'Nguyễn Thị Đính Chính' } })).status).toBe(200);
    expect((await send(codes[1] ?? '', 'Cancel', { reasonCode: 'wrong-procedure' }, { reason: 'Nhầm' }, { as: { role: 'head', agency: 'H99.07' } })).status).toBe(200);
    const register = await theRegister();
    const first = pageOf(registerLineSchema).parse((await get(`${register.links.lines}?limit=1`, CLERK)).body);
    expect(first.items[0]).toMatchObject({ number: 1, volume: 1, page: 1, applicant: 'Nguyễn Thị Đính Chính', contact: 'Tổ 1, phường Trung Tâm; ĐT: 0912000001', receivedAt: '2026-08-18T08:10:00+07:00', delivery: 'desk' });
    const second = pageOf(registerLineSchema).parse((await get(`${register.links.lines}?limit=1&after=${String(first.next)}`, CLERK)).body);
    expect(second.items[0]).toMatchObject({ number: 2, note: 'Đã hủy: hồ sơ mở nhầm' });
  });

  test('it prints as form 07 and as a spreadsheet with the same lines, whole or in part, those just received among them', async () => {
    codes.push(await takeIn('2026-12-31T16:40:00+07:00'));
    const register = await theRegister();
    const text = await printed(register);
    for (const part of ['SỔ THEO DÕI HỒ SƠ', 'Trung tâm Phục vụ hành chính công tỉnh Minh Họa'.toLocaleUpperCase('vi'), 'Nguyễn Thị Đính Chính', 'Đã hủy: hồ sơ mở nhầm', 'Quyển số 01 – Trang 1', ...codes.map((code) => code.slice(0, 10))]) {
      expect(text).toContain(part);
    }
    const part = await printed(register, '?from=2&to=2');
    expect(part).toContain('Trích từ số thứ tự 02 đến số thứ tự 02');
    expect(part).not.toContain('Nguyễn Thị Đính Chính');
    expect(part).not.toContain('TRANG KẾT THÚC');
    expect(await printed(register, '?volume=2')).toContain('Không có dòng nào');
    const sheet = await get(register.links.xlsx, CLERK);
    expect(sheet.type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const xml = strFromU8(unzipSync(sheet.bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(codes.filter((code) => !xml.includes(`>${code}<`))).toEqual([]);
    const csv = await get(`${register.links.csv}?bom=true`, CLERK);
    expect([csv.type, ...csv.bytes.slice(0, 3)]).toEqual(['text/csv; charset=utf-8', 0xef, 0xbb, 0xbf]);
    const lines = parse(Buffer.from(csv.bytes), { bom: true, columns: true }) as readonly Readonly<Record<string, string>>[];
    expect(lines.map((line) => [line['STT'], line['Mã hồ sơ'], line['Quyển số'], line['Trang']])).toEqual(codes.map((code, index) => [String(index + 1), code, 'Quyển số 01', '1']));
    const some = parse(Buffer.from((await get(`${register.links.csv}?from=2&to=2`, CLERK)).bytes), { columns: true }) as readonly Readonly<Record<string, string>>[];
    expect(some.map((line) => line['Mã hồ sơ'])).toEqual([codes[1]]);
  });

  test('who may not read personal data sees that there is a register, not its lines; who may not close does not', async () => {
    const { id, links } = await theRegister();
    expect((await registers({ as: 'manager' })).map((register) => register.id)).toContain(id);
    for (const path of [links.lines, links.pdf, links.xlsx, links.csv]) {
      expect((await get(path, { as: 'manager' })).status).toBe(403);
      expect((await get(path, { as: { role: 'clerk', agency: 'H99.31' } })).status).toBe(404);
    }
    expect((await registers({ as: { role: 'clerk', agency: 'H99.31' } })).map((register) => register.id)).not.toContain(id);
    const closing = [CLERK, { as: 'manager' }, { as: { role: 'head', agency: 'H99.31' } }] as const;
    expect(await Promise.all(closing.map(async (call) => (await post(`/api/v1/registers/${id}/close`, call)).status))).toEqual([403, 403, 404]);
    const missing = '/api/v1/registers/00000000-0000-4000-8000-000000000000';
    expect([(await get(`${missing}/pdf`, CLERK)).status, (await post(`${missing}/close`, HEAD)).status]).toEqual([404, 404]);
  });

  test('it cannot be closed while its year runs, nor while an acceptance of its year waits to be decided', async () => {
    const { id } = await theRegister();
    clock.set('2026-12-31T23:59:59+07:00');
    expect((await post(`/api/v1/registers/${id}/close`, HEAD)).body).toMatchObject({ status: 409, code: 'register-year-not-over' });
    const filing = await takeIn('2026-12-31T16:50:00+07:00', { channel: 'online' });
    gateway.down = true;
    clock.set('2026-12-31T16:55:00+07:00');
    expect((await send(filing, 'Accept', {})).status).toBe(202);
    gateway.down = false;
    clock.set('2027-01-04T08:00:00+07:00');
    expect((await post(`/api/v1/registers/${id}/close`, HEAD)).body).toMatchObject({ status: 409, code: 'register-not-decided' });
    expect((await send(filing, 'RecordContact', { party: 'applicant' })).status).toBe(200);
    codes.push(filing);
  });

  test('it is not closed by who may not sign for its desk: the answer says what is needed, and the register stays open without a number', async () => {
    const { id } = await theRegister();
    clock.set('2027-01-04T08:30:00+07:00');
    const { body } = await post(`/api/v1/registers/${id}/close`, HEAD);
    expect(body).toMatchObject({ status: 409, code: 'no-signing-authority', data: { agency: 'H99.02' } });
    expect(body['title']).toBe('Bạn chưa được giao thẩm quyền ký văn bản của Trung tâm Phục vụ hành chính công tỉnh Minh Họa tại thời điểm này; cần quyết định giao quyền còn hiệu lực, do quản trị hệ thống nhập.');
    const register = await theRegister();
    expect(register).toMatchObject({ state: 'open', closing: null });
    const text = await printed(register);
    expect(text).toContain('Số: ………/STD-');
    expect(text).toContain('THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ');
  });

  test('closed after its year it holds everything accepted in it, says who closed and signed it under which number and with what content, and answers the same again', async () => {
    const { id } = await theRegister();
    clock.set('2027-01-04T09:00:00+07:00');
    const { status, body } = await post(`/api/v1/registers/${id}/close`, DEPUTY);
    expect(status).toBe(200);
    const closed = registerSchema.parse(body);
    expect(closed).toMatchObject({ state: 'closed', lines: codes.length, volumes: 1, closing: { by: 'signatory@H99', role: 'signatory', at: '2027-01-04T09:00:00+07:00' } });
    expect(closed.closing).toMatchObject({ signedAs: { capacity: 'KT.', capacityLabel: 'Ký thay (KT.)' } });
    const number = closed.closing?.documentNumber ?? '';
    expect(number).toMatch(/^1\/STD-.+$/u);
    expect(closed.closing?.contentHash).toMatch(/^[0-9a-f]{64}$/u);
    clock.set('2027-01-04T10:00:00+07:00');
    expect((await post(`/api/v1/registers/${id}/close`, HEAD)).body).toEqual(body);
    const text = await printed(closed);
    expect(text).toContain(`Số: ${number}`);
    expect(text).toMatch(/ngày 04 tháng 01 năm 2027\s+KT\. GIÁM ĐỐC\s+PHÓ GIÁM ĐỐC\s+\(Chữ ký, dấu của cơ quan\)\s+Người ký thử nghiệm/u);
    const series = await get('/api/v1/document-numbers/H99.02/STD/2027', { as: { role: 'signatory', agency: 'H99.02' } });
    expect(series.body['items']).toMatchObject([{ text: number, takenBy: 'signatory@H99' }]);
    expect(text).toContain(`gồm 1 quyển, 1 trang, ${String(codes.length)} dòng`);
    expect(text).toContain('Nội dung bản in này khớp với nội dung khi đóng sổ.');
    expect(text).toContain(closed.closing?.contentHash);
  });

  test('a closed register stays as it was: later corrections and returns change none of its content, and its print still has the hash of the closing', async () => {
    const register = await theRegister();
    clock.set('2027-01-05T09:00:00+07:00');
    expect((await send(codes[0] ?? '', 'CorrectPersonalData', { fields: ['name'] }, { applicant: { name: 'Nguyễn Thị Sửa Sau' } })).status).toBe(200);
    expect((await linesOf(register))[0]?.applicant).toBe('Nguyễn Thị Đính Chính');
    await engine.database.read.run(`UPDATE dossier SET returned_at = $2 WHERE code = $1`, [codes[2], clock.now()]);
    const line = (await linesOf(register)).find(({ dossierCode }) => dossierCode === codes[2]);
    expect(line).toMatchObject({ returnedAt: '2027-01-05T09:00:00+07:00', note: '(trả sau khi đóng sổ)' });
    const text = await printed(register);
    expect(text).toContain('Nội dung bản in này khớp với nội dung khi đóng sổ.');
    expect(text).toContain('(trả sau khi đóng sổ)');
  });

  test('a closed register whose people were erased prints without them and keeps its hash', async () => {
    const register = await theRegister();
    await apiDesk({ get, post }, CLERK, {}).byTwo(`/api/v1/dossiers/${encodeURIComponent(codes[1] ?? '')}`, ERASURE);
    const text = await printed(register);
    expect(text).not.toContain('Nguyễn Thị Sổ 2');
    expect(text).toContain('(dữ liệu cá nhân đã được xóa)');
    expect(text).toContain('Nội dung bản in này khớp với nội dung khi đóng sổ.');
  });

  test('a dossier accepted in the closed year that becomes known later stands in the next year’s register, for none is without a line', async () => {
    const outage = { receivedAt: '2026-12-31T16:58:00+07:00', reason: 'Mất kết nối', secondPerson: 'head@H99.02' };
    clock.set('2027-01-05T10:00:00+07:00');
    const late = await takeIn('2027-01-05T10:00:00+07:00', { outage });
    const next = await takeIn('2027-01-05T10:05:00+07:00');
    await get(`/api/v1/dossiers/${late}/receipt`, CLERK);
    expect((await linesOf(await theRegister())).length).toBe(codes.length);
    expect((await linesOf(await theRegister(2027))).map(({ dossierCode }) => dossierCode)).toEqual([late, next]);
  });

  test('the database itself refuses a line in a closed register, a changed line, and a register opened again', async () => {
    const { id } = await theRegister();
    const { database: db } = engine;
    const unentered = await takeIn('2027-01-06T08:00:00+07:00', { channel: 'online' });
    await expect(db.read.run(`INSERT INTO register_entry SELECT $1, 99, id, 1, 1, 0 FROM dossier WHERE code = $2`, [id, unentered])).rejects.toThrow('is closed and accepts nothing');
    await expect(db.read.run(`UPDATE register SET state = 'open', closed_by = NULL, closed_role = NULL, closed_at = NULL, content_hash = NULL WHERE id = $1`, [id])).rejects.toThrow('append-only');
    await expect(db.read.run(`UPDATE register_closed_line SET line = ''`)).rejects.toThrow('permission denied');
  });

  test('registers come newest year first, page by page, and by year', async () => {
    const first = pageOf(registerSchema).parse((await get('/api/v1/registers?limit=1', CLERK)).body);
    const second = pageOf(registerSchema).parse((await get(`/api/v1/registers?limit=1&after=${String(first.next)}`, CLERK)).body);
    expect([...first.items, ...second.items].map(({ year }) => year)).toEqual([2027, 2026]);
    expect(second.next).toBeNull();
    expect((await registers(CLERK, '?year=2026&agency=H99.02')).map(({ year }) => year)).toEqual([2026]);
  });
});
