import { describe, expect, test } from 'vitest';
import { produceLetter } from '#service';
import { readParts, textOfDocument } from '../../libs/letters/test-support/read-docx.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const CLERK: Call = { as: { role: 'clerk', agency: 'H99.31', subject: 'tiepnhan.01' } };
const OFFICER: Call = { as: { role: 'officer', agency: 'H99.31', subject: 'thuly.07' } };
const ELSEWHERE: Call = { as: { role: 'clerk', agency: 'H99.32' } };
const AUDITOR: Call = { as: 'auditor' };
const applicant = { name: 'Nguyễn Văn Đạt', idNumber: '079000000001', phone: '0900000001', address: 'Tổ 1, phường Trung Tâm' };
const desk = apiDesk({ get, post }, CLERK, { procedureCode: '1.013225', agencyCode: 'H99.31', channel: 'counter', applicant });

async function words({ status, type, bytes, text }: Answer): Promise<string> {
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  expect(type).toContain('application/pdf');
  return (await readPdf(bytes)).text;
}

const named = (path: string): string => decodeURIComponent(path.split('/').at(-1) ?? '');

describe('the control slip', () => {
  test('tells every hand-over of the ledger with both parties and times, and is A5 under the number of its circular', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { links: { self } } = await desk.take();
    clock.set('2026-08-19T10:30:00+07:00');
    await desk.sendAll(self, { type: 'Forward', body: {} });
    clock.set('2026-08-19T10:45:00+07:00');
    expect((await desk.send(self, { type: 'AcceptHandover', body: {} }, OFFICER)).status).toBe(200);
    const text = await words(await get(`${self}/control-slip`, CLERK));
    for (const part of [
      'Mẫu số 06 (TT 03/2025/TT-VPCP)',
      'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
      'Cơ quan (bộ phận) giải quyết hồ sơ: Ủy ban nhân dân phường Trung Tâm',
      'Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 19 tháng 8 năm 2026',
      'Thời gian trả kết quả giải quyết hồ sơ: 09 giờ 00 phút, ngày 27 tháng 8 năm 2026',
      '10 giờ 30 phút, ngày 19 tháng 8 năm 2026; người giao: tiepnhan.01',
      '10 giờ 45 phút, ngày 19 tháng 8 năm 2026; người nhận: thuly.07 Đúng hạn',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain(applicant.name);
  });

  test('calls people by the names they are entered under, as the transfer slip does', async () => {
    const admin: Call = { as: { role: 'admin', agency: 'H99', subject: 'admin@H99' } };
    for (const [subject, role, name] of [['tiepnhan.02', 'clerk', 'Lê Thị Nhận'], ['thuly.08', 'officer', 'Phạm Văn Thụ Lý']]) {
      expect((await post('/api/v1/staff', { ...admin, body: { subject, role, name, agency: 'H99.31', position: 'Chuyên viên', mailWanted: false, activeFrom: '2026-01-01' } })).status).toBe(200);
    }
    const { links: { self } } = await desk.take();
    expect((await desk.send(self, { type: 'Forward', body: {} }, { as: { role: 'clerk', agency: 'H99.31', subject: 'tiepnhan.02' } })).status).toBe(200);
    expect((await desk.send(self, { type: 'AcceptHandover', body: {} }, { as: { role: 'officer', agency: 'H99.31', subject: 'thuly.08' } })).status).toBe(200);
    for (const slip of ['control-slip', 'transfer-slip']) {
      const text = await words(await get(`${self}/${slip}`, CLERK));
      expect(text).toContain('người giao: Lê Thị Nhận');
      expect(text).toContain('người nhận: Phạm Văn Thụ Lý');
    }
  });

  test('is printed before anything was handed over, with a pair to be filled in by hand', async () => {
    const { links: { self } } = await desk.take();
    expect(await words(await get(`${self}/control-slip`, CLERK))).toContain('2. Nhận: ……………… …… giờ …… phút');
  });
});

describe('the transfer slip', () => {
  test('goes with the papers to the unit they were given last, with its work and time, and is gone once the hand-over is recalled', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { links: { self } } = await desk.take();
    expect((await get(`${self}/transfer-slip`, CLERK)).body).toMatchObject({ status: 404, code: 'not-handed-over', title: expect.stringContaining('hãy chuyển hồ sơ trước') as string });
    clock.set('2026-08-19T10:30:00+07:00');
    await desk.sendAll(self, { type: 'Forward', body: {} });
    const text = await words(await get(`${self}/transfer-slip`, CLERK));
    for (const part of ['GIẤY BÀN GIAO HỒ SƠ', applicant.name, 'người giao: tiepnhan.01', 'Nội dung công việc: Thẩm định hồ sơ, kiểm tra thực địa', 'Thời hạn hoàn thành: ', 'BÊN GIAO', 'BÊN NHẬN']) {
      expect(text).toContain(part);
    }
    await desk.sendAll(self, { type: 'RecallHandover', body: {} });
    expect((await get(`${self}/transfer-slip`, CLERK)).status).toBe(404);
  });
});

describe('the result hand-over', () => {
  test('is to be signed before, and says afterwards who took the result, how they were known and by what right', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { links: { self } } = await desk.take();
    expect((await get(`${self}/result-handover`, CLERK)).body).toMatchObject({ status: 404, code: 'no-result-yet', title: expect.stringContaining('hãy ghi nhận kết quả trước') as string });
    clock.set('2026-08-24T09:00:00+07:00');
    await desk.sendAll(self, { type: 'RecordResult', body: { resultNumber: 'GP-01' } });
    const before = await words(await get(`${self}/result-handover`, CLERK));
    expect(before).toContain('Số, ký hiệu kết quả: GP-01');
    expect(before).toContain('□ Đã kiểm tra');
    clock.set('2026-08-25T09:00:00+07:00');
    await desk.sendAll(self, { type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: true, signature: 'paper' }, text: { receiver: 'Lê Văn Ổn', authorisation: 'Giấy ủy quyền số 12' } });
    const after = await words(await get(`${self}/result-handover`, CLERK));
    for (const part of ['09 giờ 00 phút, ngày 25 tháng 8 năm 2026', 'Người nhận kết quả: Lê Văn Ổn', 'Kiểm tra giấy tờ tùy thân: Đã kiểm tra', 'Nhận thay theo ủy quyền: Có', 'Giấy ủy quyền số 12', 'Ký nhận: Ký nhận trên giấy', 'tiepnhan.01']) {
      expect(after).toContain(part);
    }
  });
});

describe('the record of a batch', () => {
  test('numbers the dossiers in the order given, counts them and is signed by both sides; its remark is not kept', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const codes = [];
    for (let index = 0; index < 3; index += 1) {
      const { links: { self } } = await desk.take();
      await desk.sendAll(self, { type: 'Forward', body: {} });
      codes.push(named(self));
    }
    const kept = (): Promise<object | undefined> => engine.database.read.first('SELECT (SELECT count(*) FROM personal_record) AS records, (SELECT count(*) FROM command_inbox) AS commands, (SELECT count(*) FROM dossier_event) AS events');
    const before = await kept();
    const body = { codes: codes.toReversed(), toAgencyCode: 'H99.31', note: 'Giao cuối ngày, thiếu một bì' };
    const answer = await post('/api/v1/handover-records', { ...CLERK, body });
    const text = await words(answer);
    expect([...text.matchAll(/(\d) (\d{3}\.[\w.]+-\d{6}-\d{4})/gu)].map(([, number, code]) => [number, code])).toEqual(codes.toReversed().map((code, index) => [String(index + 1), code]));
    for (const part of ['Bên giao: Bộ phận Tiếp nhận và Trả kết quả – UBND phường Trung Tâm', 'Tổng số: 3 hồ sơ, 3 bộ', 'Ghi chú: Giao cuối ngày, thiếu một bì', 'BÊN GIAO', 'BÊN NHẬN']) {
      expect(text).toContain(part);
    }
    expect(await kept()).toEqual(before);
    // Printed again days later it says when the papers changed hands, not when somebody printed it.
    expect(text).toContain('Thời gian bàn giao: 09 giờ 00 phút, ngày 19 tháng 8 năm 2026');
    clock.set('2026-08-21T10:00:00+07:00');
    expect(await words(await post('/api/v1/handover-records', { ...CLERK, body }))).toContain('Thời gian bàn giao: 09 giờ 00 phút, ngày 19 tháng 8 năm 2026');
    clock.set('2026-08-19T09:00:00+07:00');
    expect(await post('/api/v1/handover-records', { ...CLERK, body: { ...body, toAgencyCode: 'H98' } })).toMatchObject({ status: 400 });
    expect((await post('/api/v1/handover-records', { ...CLERK, body: { ...body, codes: [...codes, codes[0]] } })).status).toBe(400);
    const unknown = await post('/api/v1/handover-records', { ...CLERK, body: { ...body, codes: [...codes, '000.00.31.H99-260819-9999'] } });
    expect([unknown.status, unknown.body['code'], unknown.body['title']]).toEqual([404, 'not-found', expect.stringContaining('không tìm thấy hồ sơ 000.00.31.H99-260819-9999') as string]);
  });

  test('names every dossier that was not handed over so, between whom, and what to do about it', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const codes: string[] = [];
    for (const isGiven of [true, false, false]) {
      const { links: { self } } = await desk.take();
      if (isGiven) await desk.sendAll(self, { type: 'Forward', body: {} });
      codes.push(named(self));
    }
    const { status, body } = await post('/api/v1/handover-records', { ...CLERK, body: { codes, toAgencyCode: 'H99.31' } });
    expect([status, body['code'], body['detail']]).toEqual([404, 'not-handed-over', undefined]);
    const title = String(body['title']);
    expect([title.includes(codes[0] ?? ''), title.includes(`${String(codes[1])}, ${String(codes[2])}`)]).toEqual([false, true]);
    expect(title).toContain('trong nội bộ Ủy ban nhân dân phường Trung Tâm');
    expect(title).toContain('Hãy bỏ các hồ sơ này ra rồi in lại');
  });

  test('names who gave and who took as the ledger does, and is printed by either of them at any time after, and by nobody else', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const centre: Call = { as: { role: 'clerk', agency: 'H99.02', subject: 'trungtam.01' } };
    const department: Call = { as: { role: 'head', agency: 'H99.07', subject: 'so.01' } };
    const office: Call = { as: { role: 'officer', agency: 'H99.01', subject: 'vanphong.01' } };
    const taxes: Call = { as: { role: 'officer', agency: 'H99.80', subject: 'thue.01' } };
    const { take, send } = apiDesk({ get, post }, centre, { procedureCode: '1.014464', agencyCode: 'H99.07', receivingAgencyCode: 'H99.02', channel: 'counter', applicant });
    const { links: { self } } = await take();
    const between = (by: Call, fromAgencyCode: string, toAgencyCode: string): Promise<Answer> => post('/api/v1/handover-records', { ...by, body: { codes: [named(self)], fromAgencyCode, toAgencyCode } });
    const answered = async (...asked: Parameters<typeof between>): Promise<unknown> => {
      const { status, body } = await between(...asked);
      return [status, body['code']];
    };
    const handovers = async (by: Call): Promise<unknown> => {
      const { status, body } = await get(`${self}/handovers`, by);
      return status === 200 ? (body['items'] as readonly { readonly from: string; readonly to: string }[]).map(({ from, to }) => [from, to]) : [status, body['code']];
    };
    // Nobody has given them to anybody.
    expect(await answered(centre, 'H99.02', 'H99.07')).toEqual([404, 'not-handed-over']);
    expect(await handovers(centre)).toEqual([]);
    for (const by of [centre, department, department]) expect((await send(self, { type: 'Forward', body: {} }, by)).status).toBe(200);
    const toOffice = (await words(await between(department, 'H99.07', 'H99.01'))).replaceAll(/\s+/gu, ' ');
    expect(toOffice).toMatch(/Bên giao: .*Sở Văn hóa, Thể thao và Du lịch tỉnh Minh Họa Bên nhận: .*Văn phòng Ủy ban nhân dân tỉnh Minh Họa/u);
    expect((await send(self, { type: 'Forward', body: {} }, office)).status).toBe(200);
    expect((await send(self, { type: 'AcceptHandover', body: {} }, { as: { role: 'head', agency: 'H99', subject: 'tinh.01' } })).status).toBe(200);
    // The dossier has gone on: what is read of it otherwise is not shown there any more.
    expect((await get(self, office)).status).toBe(404);
    expect((await words(await between(office, 'H99.07', 'H99.01'))).replaceAll(/\s+/gu, ' ')).toBe(toOffice);
    expect((await between(office, 'H99.01', 'H99')).status).toBe(200);
    expect((await between(centre, 'H99.02', 'H99.07')).status).toBe(200);
    // Each is told which they print, the office too.
    expect(await handovers(office)).toEqual([['H99.07', 'H99.01'], ['H99.01', 'H99']]);
    expect(await handovers(centre)).toEqual([['H99.02', 'H99.07']]);
    expect(await handovers(department)).toEqual([['H99.02', 'H99.07'], ['H99.07', 'H99.07'], ['H99.07', 'H99.01']]);
    expect(await handovers(taxes)).toEqual([404, 'not-found']);
    // Neither names a giver who never had them, nor is told of a dossier it has nothing to do with.
    expect(await answered(department, 'H99.80', 'H99.07')).toEqual([404, 'not-handed-over']);
    expect(await answered(office, 'H99.80', 'H99.01')).toEqual([404, 'not-found']);
    expect(await answered(taxes, 'H99.80', 'H99.01')).toEqual([404, 'not-found']);
    expect(await answered(taxes, 'H99.07', 'H99.01')).toEqual([404, 'not-found']);
    // Who has the dossier, but gave or took nothing of this hand-over, does not print it.
    expect(await answered(centre, 'H99.07', 'H99.01')).toEqual([403, 'not-authorised']);
  });

  test('is not printed of a hand-over that was recalled', async () => {
    const { links: { self } } = await desk.take();
    const body = { codes: [named(self)], toAgencyCode: 'H99.31' };
    await desk.sendAll(self, { type: 'Forward', body: {} });
    expect((await post('/api/v1/handover-records', { ...CLERK, body })).status).toBe(200);
    await desk.sendAll(self, { type: 'RecallHandover', body: {} });
    expect((await post('/api/v1/handover-records', { ...CLERK, body })).body['code']).toBe('not-handed-over');
  });
});

describe('the guidance slip', () => {
  const body = {
    procedureCode: '1.013225',
    applicant,
    items: [{ text: 'Bản vẽ thiết kế xây dựng', legalBasis: { document: '217/2026/NĐ-CP', article: '54' } }, { legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }],
    reason: 'Thiếu bản vẽ',
    documentNumber: '7/HDHS-UBND',
  };

  test('tells all a filing lacks under the desk\'s number, and no dossier comes of it', async () => {
    const before = await engine.database.read.first<{ count: number }>('SELECT count(*)::int AS count FROM dossier');
    const text = await words(await post('/api/v1/guidance-slips', { ...CLERK, body }));
    for (const part of ['Số: 7/HDHS-UBND', 'PHIẾU HƯỚNG DẪN HOÀN THIỆN HỒ SƠ', applicant.name, '1. Bản vẽ thiết kế xây dựng (căn cứ: Điều 54 Nghị định 217/2026/NĐ-CP)', '2. Nội dung theo Điều 17 Nghị định 118/2025/NĐ-CP', 'Lý do: Thiếu bản vẽ', 'NGƯỜI HƯỚNG DẪN']) {
      expect(text).toContain(part);
    }
    expect(await engine.database.read.first('SELECT count(*)::int AS count FROM dossier')).toEqual(before);
  });

  test('needs something to say, a procedure in force and a desk that takes filings in', async () => {
    expect((await post('/api/v1/guidance-slips', { ...CLERK, body: { ...body, items: [{}] } })).status).toBe(400);
    expect((await post('/api/v1/guidance-slips', { ...CLERK, body: { ...body, procedureCode: '9.999999' } })).status).toBe(400);
    expect((await post('/api/v1/guidance-slips', { ...OFFICER, body })).status).toBe(403);
    expect((await post('/api/v1/guidance-slips', { ...ELSEWHERE, body: { ...body, agencyCode: 'H99.31' } })).status).toBe(403);
  });
});

describe('slips name people', () => {
  test.each(['control-slip', 'transfer-slip', 'result-handover'])('%s is for those who may read personal data of the dossier\'s agencies', async (slip) => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { links: { self } } = await desk.take();
    expect((await get(`${self}/${slip}`, ELSEWHERE)).status).toBe(404);
    expect((await get(`${self}/${slip}`, AUDITOR)).status).toBe(403);
    expect((await get(`/api/v1/dossiers/000.00.31.H99-260819-9998/${slip}`, CLERK)).status).toBe(404);
  });
});

describe('a letter as a document', () => {
  test('reads as its PDF, and is made of forms 04 and 05 alone', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { links: { self } } = await desk.take();
    clock.add(3_600_000);
    await desk.sendAll(self, { type: 'RecordPayment', body: { amount: 150_000, method: 'cash', receiptNumber: 'BL-12' } }, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: 'Không xây nữa' } });
    const [letter] = (await get(`${self}/letters`, CLERK)).body['items'] as readonly { readonly key: string; readonly form: string }[];
    const path = `${self}/letters/${encodeURIComponent(letter?.key ?? '')}`;
    expect((await get(`${path}?format=docx`, CLERK)).status).toBe(404);
    await produceLetter(engine, letter?.key ?? '', clock.now());
    const answer = await get(`${path}?format=docx`, CLERK);
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, expect.stringContaining('-05.docx')]);
    const text = textOfDocument(String(readParts(answer.bytes).get('word/document.xml')));
    expect(text).toBe(await words(await get(path, CLERK)));
    for (const part of ['THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ', 'Tình trạng hồ sơ khi nhận đề nghị: Được tiếp nhận', 'Phí, lệ phí: Đã nộp 150.000 đồng (biên lai BL-12)', 'Không xây nữa']) {
      expect(text).toContain(part);
    }
    expect((await get(`${path}?format=docx`, ELSEWHERE)).status).toBe(404);
    expect((await get(`${path}?format=odt`, CLERK)).status).toBe(400);
  });

  test('is not made of other forms', async () => {
    clock.set('2026-08-19T09:00:00+07:00');
    const { links: { self } } = await desk.take();
    expect((await desk.send(self, { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu bản vẽ' } })).status).toBe(200);
    const [letter] = (await get(`${self}/letters`, CLERK)).body['items'] as readonly { readonly key: string; readonly form: string }[];
    await produceLetter(engine, letter?.key ?? '', clock.now());
    expect((await get(`${self}/letters/${encodeURIComponent(letter?.key ?? '')}?format=docx`, CLERK)).status).toBe(404);
  });
});
