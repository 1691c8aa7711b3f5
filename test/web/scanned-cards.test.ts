import { expect, test } from 'vitest';
import { openBrowser, openPageAs } from '../support/browser.js';
import { asked, atShelf } from './at-commune.js';

const browser = await openBrowser();
const CLERK = 'clerk@H99.31';
/** As a card since 2024 says it, with parents behind. */
const CARD = '001190012345|012345678|Lê Thị Đi Nhận|01021990|Nữ|Thôn 1, xã Đồng Bằng|05062021||Lê Văn Cha|Trần Thị Mẹ|';
/** A scanner is quicker. */
const PER_LETTER_MS = 5;

test('a card typed by a scanner letter by letter fills the applicant, with nothing of what stands behind on newer cards', async () => {
  const page = await openPageAs(browser, CLERK, '/tiep-nhan');
  for (const field of ['scan', 'name']) {
    await page.getByRole('button', { name: 'Xóa trắng' }).click();
    await page.locator(`input[name="applicant-${field}"]`).focus();
    await page.keyboard.type(CARD, { delay: PER_LETTER_MS });
    await page.keyboard.press('Enter');
    const read = await Promise.all(['scan', 'name', 'idNumber'].map((each) => page.locator(`input[name="applicant-${each}"]`).inputValue()));
    expect([field, ...read]).toEqual([field, '', 'Lê Thị Đi Nhận', '001190012345']);
  }
});

test('a result is not handed over by the Enter a scanner ends a card with, and nobody else receives it under the applicant’s number', async () => {
  const code = await atShelf();
  const page = await openPageAs(browser, CLERK, `/ho-so/${code}`);
  await page.getByRole('button', { name: 'Trả kết quả', exact: true }).click();
  const [receiver, number] = [page.getByLabel('Người nhận'), page.getByRole('dialog').getByLabel('Số định danh, mã số tổ chức')];
  expect(await number.inputValue()).toBe('079000000321');
  await receiver.fill('Trần Văn Khác');
  expect(await number.inputValue()).toBe('');
  await receiver.selectText();
  await page.keyboard.type(CARD, { delay: PER_LETTER_MS });
  await page.keyboard.press('Enter');
  expect([await receiver.inputValue(), await number.inputValue(), await page.getByRole('checkbox', { name: 'Đã kiểm tra giấy tờ tùy thân' }).isChecked()]).toEqual(['Lê Thị Đi Nhận', '001190012345', true]);
  await receiver.fill('Phạm Thị Khác');
  expect([await number.inputValue(), await page.getByRole('checkbox', { name: 'Đã kiểm tra giấy tờ tùy thân' }).isChecked()]).toEqual(['', false]);
  for (const read of ['https://mot-cua.example/tra-cuu#ma=000.00.31.H99-260101-0001', '001190012345|012345678', 'P<VNMLE<<THI<DI<NHAN']) {
    await receiver.selectText();
    await page.keyboard.type(read, { delay: PER_LETTER_MS });
    await page.keyboard.press('Enter');
    expect(await page.getByRole('button', { name: 'Xác nhận' }).isEnabled()).toBe(false);
  }
  await page.getByRole('button', { name: 'Bỏ qua' }).click();
  expect(await asked('clerk', `/api/v1/dossiers/${code}`)).toMatchObject({ status: 'finished' });
});
