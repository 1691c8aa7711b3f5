import { expect, test } from 'vitest';
import { formatInstant, instant, parseInstant } from '#domain';
import { listLetters, printReceipt, produceLetter, readLetter } from '#service';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;

async function textOf(pdf: Uint8Array): Promise<string> {
  return (await readPdf(new Uint8Array(pdf))).text.replace(/\s+/g, ' ');
}

const taskKinds = async (id: string): Promise<readonly string[]> =>
  (await engine.database.read.rows<{ kind: string }>('SELECT kind FROM task WHERE dossier_id = $1 AND done_at IS NULL ORDER BY kind', [id])).map(({ kind }) => kind);

test('the apology owed at expiry waits for a signature, with a task for it, and nothing is produced before', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  clock.set('2026-08-28T09:00:00+07:00');
  await counter.wake(id);
  const key = `${id}:apology:1`;
  await produceLetter(engine, key, clock.now());
  expect(await readLetter(engine, key)).toBeUndefined();
  const [letter] = await listLetters(engine, code);
  expect(letter).toMatchObject({ key, status: 'owed', form: '04', promise: 1 });
  expect(formatInstant(instant(letter?.owed_at ?? 0))).toBe('2026-08-27T09:00:00+07:00');
  expect(await taskKinds(id)).toEqual(['sign-apology']);
});

test('signed after the promise was broken it is produced once, with the signed date, reason and number; the broken re-appointment gets the escalation letter, signed too', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn({ applicant: { name: 'Nguyễn Thị Thử Nghiệm', idNumber: '079000000002' } });
  clock.set('2026-08-28T09:00:00+07:00');
  await counter.wake(id);
  const newAppointment = parseInstant('2026-09-04T15:00:00+07:00');
  const signed = await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'overload', newAppointment, documentNumber: '15/PXL-UBND' }, { reason: 'Hồ sơ tháng 8 tăng gấp đôi' });
  expect(signed.outcome).toMatchObject({ kind: 'applied' });
  expect(await taskKinds(id)).toEqual(['tell-new-date']);
  const key = `${id}:apology:1`;
  await produceLetter(engine, key, clock.add(60_000));
  const first = await readLetter(engine, key);
  await produceLetter(engine, key, clock.add(60_000));
  expect(await readLetter(engine, key)).toEqual(first);
  const text = await textOf(first ?? new Uint8Array());
  for (const part of ['PHIẾU XIN LỖI', 'Nguyễn Thị Thử Nghiệm', code, 'Số: 15/PXL-UBND', '09 giờ 00 phút, ngày 27 tháng 8 năm 2026', 'Lý do: Số lượng hồ sơ tăng đột biến: Hồ sơ tháng 8 tăng gấp đôi.', 'vào lúc: 15 giờ 00 phút, ngày 04 tháng 9 năm 2026', 'KT. CHỦ TỊCH PHÓ CHỦ TỊCH']) {
    expect(text).toContain(part);
  }
  clock.set('2026-09-05T09:00:00+07:00');
  await counter.wake(id);
  expect(await taskKinds(id)).toEqual(['promise-broken', 'sign-apology']);
  const again = await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex', newAppointment: parseInstant('2026-09-11T15:00:00+07:00') });
  expect(again.outcome).toMatchObject({ kind: 'refused', refusal: { code: 'second-reappointment-refused' } });
  expect(await taskKinds(id)).toEqual(['promise-broken', 'second-reappointment', 'sign-apology']);
  expect((await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex' })).outcome).toMatchObject({ kind: 'applied' });
  await produceLetter(engine, `${id}:apology:2`, clock.now());
  const escalation = await textOf((await readLetter(engine, `${id}:apology:2`)) ?? new Uint8Array());
  expect(escalation).toContain('đã được báo cáo Thủ trưởng');
  expect(escalation).not.toMatch(/gia hạn|vào lúc/u);
  expect((await listLetters(engine, code)).map((letter) => [letter.key, letter.status])).toEqual([[key, 'produced'], [`${id}:apology:2`, 'produced']]);
  expect(await taskKinds(id)).toEqual(['promise-broken', 'second-reappointment']);
});

test('an apology signed before expiry is the apology of that promise, and its expiry owes no second one', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  clock.set('2026-08-26T08:00:00+07:00');
  await counter.wake(id);
  const newAppointment = parseInstant('2026-09-04T15:00:00+07:00');
  expect((await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex', newAppointment, documentNumber: '16/PXL-UBND' })).status).toBe('applied');
  clock.set('2026-08-28T09:00:00+07:00');
  await counter.wake(id);
  expect((await listLetters(engine, code)).filter(({ form }) => form === '04').map(({ key }) => key)).toEqual([`${id}:apology:1`]);
  await produceLetter(engine, `${id}:apology:1`, clock.now());
  const text = await textOf((await readLetter(engine, `${id}:apology:1`)) ?? new Uint8Array());
  expect(text).toContain('Số: 16/PXL-UBND');
  expect(text).toContain('Lý do: Hồ sơ có nội dung phức tạp');
  expect(text).toContain('15 giờ 00 phút, ngày 04 tháng 9 năm 2026');
});

test('the receipt prints the appointment of the ledger and the days that were skipped', async () => {
  clock.set('2026-08-26T15:00:00+07:00');
  const { code } = await counter.takeIn();
  const text = await textOf((await printReceipt(engine, code)) ?? new Uint8Array());
  expect(text).toContain('GIẤY TIẾP NHẬN HỒ SƠ');
  expect(text).toContain('15 giờ 00 phút, ngày 26 tháng 8 năm 2026');
  expect(text).toContain('15 giờ 00 phút, ngày 09 tháng 9 năm 2026');
  expect(text).toContain('02/09/2026');
});

test('the receipt of a matter in a remote commune names the days added to its term', async () => {
  clock.set('2026-11-28T09:00:00+07:00');
  const { code } = await counter.takeIn({ procedureCode: '1.012784', caseCode: '1.012784.01', agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.05.01', placeCode: 'H99.33', components: [] }, person('clerk', 'H99.05.01'));
  const text = await textOf((await printReceipt(engine, code)) ?? new Uint8Array());
  expect(text).toContain('12 ngày làm việc, cộng thêm 10 ngày làm việc cho vùng miền núi, hải đảo, vùng khó khăn');
  // 22 working days from Saturday end 29/12 at the closing hour, for a day off has no clock time of its own.
  expect(text).toContain('17 giờ 00 phút, ngày 29 tháng 12 năm 2026');
  expect(text).toContain('không tính ngày nhận hồ sơ (28/11/2026); chỉ tính ngày làm việc.');
});

test('the receipt of a term in two parts names both, and its first date as the one on which no result comes; after the second appointment that one stands with the first beside it', async () => {
  clock.set('2026-11-27T09:00:00+07:00');
  const { code } = await counter.takeIn({ procedureCode: '1.012783', caseCode: '1.012783.01', agencyCode: 'H99.05.01' });
  const printed = async (): Promise<string> => textOf((await printReceipt(engine, code)) ?? new Uint8Array());
  const slip = await printed();
  for (const part of [
    '03 ngày làm việc (đến hẹn lần 1) và 02 ngày làm việc (hẹn lần 2, kể từ khi nộp chứng từ hoàn thành nghĩa vụ tài chính)',
    'Hẹn lần 1: 09 giờ 00 phút, ngày 02 tháng 12 năm 2026; thông báo nghĩa vụ tài chính, chưa trả kết quả',
    'trả kết quả giải quyết hồ sơ (hẹn lần 2): 02 ngày làm việc kể từ khi nộp chứng từ hoàn thành nghĩa vụ tài chính',
  ]) {
    expect(slip).toContain(part);
  }
  expect(slip).not.toMatch(/trả kết quả giải quyết hồ sơ: \d|ban đầu/u);
  clock.set('2026-11-27T14:00:00+07:00');
  await counter.give(person('clerk'), code, 'Forward', {});
  clock.set('2026-12-01T09:00:00+07:00');
  await counter.give(person('officer'), code, 'Forward', {});
  expect((await counter.give(person('officer'), code, 'RaiseFinancialObligation', { amount: 1_250_000 })).status).toBe('applied');
  expect(await printed()).toBe(slip);
  clock.set('2026-12-07T15:00:00+07:00');
  expect((await counter.give(person('clerk'), code, 'MeetFinancialObligation', { receiptNumber: 'R-1' })).status).toBe('applied');
  const again = await printed();
  expect(again).toContain('trả kết quả giải quyết hồ sơ (hẹn lần 2): 15 giờ 00 phút, ngày 09 tháng 12 năm 2026');
  expect(again).toContain('Ngày hẹn ban đầu (hẹn lần 1): 09 giờ 00 phút, ngày 02 tháng 12 năm 2026');
  expect(again).toContain('Minh Họa, ngày 07 tháng 12 năm 2026');
});

test('the receipt printed after papers came has the date counted anew, with the first one beside it', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code } = await counter.takeIn();
  clock.set('2026-08-20T09:00:00+07:00');
  await counter.give(person('officer'), code, 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, { reason: 'Thiếu bản vẽ' });
  clock.set('2026-08-24T15:00:00+07:00');
  expect((await counter.give(person('clerk'), code, 'ReceiveSupplement', {})).status).toBe('applied');
  const text = await textOf((await printReceipt(engine, code)) ?? new Uint8Array());
  expect(text).toMatch(/trả kết quả giải quyết hồ sơ \(hẹn lần 1\): [^;]*; tính lại theo thời hạn mới Ngày hẹn ban đầu \(hẹn lần 1\): 09 giờ 00 phút, ngày 27 tháng 8 năm 2026/u);
});

test('a supplement request owes form 02 with its reason and items', async () => {
  clock.set('2026-09-07T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  clock.add(3_600_000);
  const record = await counter.give(person('officer'), code, 'RequestSupplement', { items: [{ legalBasis: { document: '217/2026/NĐ-CP', article: '54' } }], reasonCode: 'incomplete' }, { reason: 'Thiếu bản vẽ mặt bằng' });
  expect(record.status).toBe('applied');
  const [letter] = await listLetters(engine, code);
  await produceLetter(engine, letter?.key ?? '', clock.now());
  const text = await textOf((await readLetter(engine, letter?.key ?? '')) ?? new Uint8Array());
  expect(letter?.key.startsWith(`${id}:supplement-request:`)).toBe(true);
  expect(text).toContain('Thiếu bản vẽ mặt bằng');
  expect(text).toContain('liên hệ Bộ phận Tiếp nhận và Trả kết quả – UBND phường Trung Tâm');
  expect(text.replace(/\s+/g, ' ')).toContain('Nội dung theo Điều 54 Nghị định 217/2026/NĐ-CP');
});

const PROXY = { name: 'Lê Văn Ủy', phone: '0900000009', email: 'uy@example.vn', address: 'Tổ 2, phường Trung Tâm', authorisation: 'Giấy ủy quyền số 12' };

test('the receipt names desk, number, the proxy with what masking leaves of address and mail, and where the result is fetched; without papers listed it says which they are', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code } = await counter.takeIn({ proxy: PROXY });
  const text = await textOf((await printReceipt(engine, code)) ?? new Uint8Array());
  for (const part of [
    'Trung tâm/Bộ phận Tiếp nhận và Trả kết quả: Bộ phận Tiếp nhận và Trả kết quả – UBND phường Trung Tâm',
    `Số: ${code.split('-').slice(1).join('-')}/TNHS`,
    'Địa chỉ: ***, phường Trung Tâm',
    'Email: u***@example.vn',
    'Giấy tờ theo thành phần hồ sơ của thủ tục',
    'Đăng ký nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả – UBND phường Trung Tâm',
  ]) {
    expect(text).toContain(part);
  }
  const online = await counter.takeIn({ channel: 'online' });
  await counter.give(person('clerk'), online.code, 'Accept', {});
  expect(await textOf((await printReceipt(engine, online.code)) ?? new Uint8Array())).toContain('Theo hồ sơ điện tử đã nộp');
});

test('a centre is the desk itself', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code } = await counter.takeIn({ procedureCode: '1.012784', caseCode: '1.012784.01', agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.02' });
  expect(await textOf((await printReceipt(engine, code)) ?? new Uint8Array())).toContain('Trả kết quả: Trung tâm Phục vụ hành chính công tỉnh Minh Họa Tiếp nhận');
});

test('a refusal after appraisal is the agency’s notice under the number given; one at intake is the desk’s', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  clock.set('2026-08-20T09:00:00+07:00');
  const refused = await counter.give(person('head'), code, 'RefuseAfterAppraisal', { reasonCode: 'not-eligible', documentNumber: '7/TB-UBND' }, { reason: 'Thửa đất không phù hợp quy hoạch' });
  expect(refused.status).toBe('applied');
  const key = (await listLetters(engine, code)).find(({ form }) => form === '03')?.key ?? '';
  expect(key.startsWith(`${id}:refusal:`)).toBe(true);
  await produceLetter(engine, key, clock.now());
  const text = await textOf((await readLetter(engine, key)) ?? new Uint8Array());
  for (const part of ['Số: 7/TB-UBND', 'không đủ điều kiện giải quyết', 'Thửa đất không phù hợp quy hoạch', 'THỦ TRƯỞNG CƠ QUAN']) {
    expect(text).toContain(part);
  }
  expect(text).not.toMatch(/không tiếp nhận, giải quyết|NGƯỜI NỘP/u);
});

test('a dossier closed because the papers did not come ends by the agency’s notice with the date that passed', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  clock.set('2026-08-20T09:00:00+07:00');
  await counter.give(person('officer'), code, 'RequestSupplement', { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, { reason: 'Thiếu bản vẽ' });
  clock.set('2026-12-21T09:00:00+07:00');
  await counter.wake(id);
  expect((await counter.give(person('head'), code, 'CloseUnsupplemented', { reasonCode: 'no-answer' }, { reason: 'Vẫn thiếu bản vẽ' })).status).toBe('applied');
  const key = (await listLetters(engine, code)).find(({ form }) => form === '03')?.key ?? '';
  await produceLetter(engine, key, clock.now());
  const text = await textOf((await readLetter(engine, key)) ?? new Uint8Array());
  for (const part of ['Hết thời hạn bổ sung, hoàn thiện hồ sơ', 'không đủ điều kiện giải quyết', 'Lý do: Vẫn thiếu bản vẽ', 'THỦ TRƯỞNG CƠ QUAN']) {
    expect(text).toContain(part);
  }
});

test('a dossier its agency stopped is told to the applicant by form 05, with the decision', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code } = await counter.takeIn();
  clock.set('2026-08-20T09:00:00+07:00');
  expect((await counter.give(person('head'), code, 'Suspend', { decisionNumber: '5/QĐ-UBND' }, { reason: 'Tranh chấp đang được tòa án thụ lý' })).status).toBe('applied');
  const [letter] = await listLetters(engine, code);
  expect(letter).toMatchObject({ kind: 'stop-notice', form: '05', status: 'owed' });
  await produceLetter(engine, letter?.key ?? '', clock.now());
  const text = await textOf((await readLetter(engine, letter?.key ?? '')) ?? new Uint8Array());
  for (const part of ['THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ', 'số 5/QĐ-UBND', 'Tranh chấp đang được tòa án thụ lý', 'kể từ 09 giờ 00 phút, ngày 20 tháng 8 năm 2026']) {
    expect(text).toContain(part);
  }
});

test('a letter that cannot be composed is told of once, tried again, and closes its task when it is produced', async () => {
  clock.set('2026-09-07T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  clock.set('2026-09-18T09:00:00+07:00');
  await counter.wake(id);
  expect((await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex' })).status).toBe('applied');
  const key = `${id}:apology:1`;
  const task = (): Promise<readonly object[]> => engine.database.read.rows(`SELECT kind, agency, done_at FROM task WHERE key = $1`, [`${key}:letter-failing`]);
  const rules: typeof engine.rules = { ...engine.rules, rules: () => Promise.reject(new Error('a stage without a name')) };
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await expect(produceLetter({ ...engine, rules }, key, clock.now())).rejects.toThrow('a stage without a name');
  }
  expect(await task()).toEqual([{ kind: 'letter-failing', agency: 'H99.31', done_at: null }]);
  await produceLetter(engine, key, clock.add(60_000));
  expect(await task()).toEqual([{ kind: 'letter-failing', agency: 'H99.31', done_at: clock.now() }]);
});
