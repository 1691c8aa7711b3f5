import { expect, test } from 'vitest';
import { formatInstant, instant } from '#domain';
import { listLetters, printReceipt, produceLetter, readLetter } from '#service';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;

async function textOf(pdf: Uint8Array): Promise<string> {
  return (await readPdf(new Uint8Array(pdf))).text.replace(/\s+/g, ' ');
}

test('the apology owed at expiry is produced once, as form 04 with the applicant, both dates and the stage that is late', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn({ applicant: { name: 'Nguyễn Thị Thử Nghiệm', idNumber: '079000000002' } });
  clock.set('2026-08-28T09:00:00+07:00');
  await counter.wake(id);
  const key = `${id}:apology:1`;
  await produceLetter(engine, key, clock.now());
  const first = await readLetter(engine, key);
  await produceLetter(engine, key, clock.add(60_000));
  expect(await readLetter(engine, key)).toEqual(first);
  const text = await textOf(first ?? new Uint8Array());
  expect(text).toContain('PHIẾU XIN LỖI');
  expect(text).toContain('Nguyễn Thị Thử Nghiệm');
  expect(text).toContain(code);
  expect(text).toContain('09 giờ 00 phút, ngày 27 tháng 8 năm 2026');
  const [letter] = await listLetters(engine, code);
  expect(letter).toMatchObject({ key, status: 'produced', form: '04', promise: 1 });
  expect(formatInstant(instant(letter?.owed_at ?? 0))).toBe('2026-08-27T09:00:00+07:00');
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
  expect(text.replace(/\s+/g, ' ')).toContain('Nội dung theo Điều 54 Nghị định 217/2026/NĐ-CP');
});

test('a letter that cannot be composed is told of once, tried again, and closes its task when it is produced', async () => {
  clock.set('2026-09-07T09:00:00+07:00');
  const { id } = await counter.takeIn();
  clock.set('2026-09-18T09:00:00+07:00');
  await counter.wake(id);
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
