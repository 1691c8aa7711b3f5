import { expect, test } from 'vitest';
import { openBrowser, openPageAs, typeDay } from '../support/browser.js';
import { atShelf, atWork, COMMUNE } from './at-commune.js';

const browser = await openBrowser();

test('queues and ledgers call stages and places by their names', async () => {
  const code = await atWork();
  const page = await openPageAs(browser, `head@${COMMUNE}`, `/viec?hang=open&ma=${encodeURIComponent(code)}`);
  await page.getByRole('row').filter({ hasText: code }).filter({ hasText: 'Thẩm định hồ sơ, kiểm tra thực địa' }).waitFor();
  await page.getByRole('link', { name: code }).click();
  await page.getByText('Tiếp nhận hồ sơ: Ủy ban nhân dân phường Trung Tâm').waitFor();
});

test('a fault is told in Vietnamese; what it says to who writes programs is folded, and a code typed small is one', async () => {
  const code = await atWork();
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, '/ho-so/000.00.31.H99-200101-9999');
  await page.getByText('Không tìm thấy nội dung được yêu cầu.').waitFor();
  const said = page.getByText('No dossier bears the code');
  expect(await said.isVisible()).toBe(false);
  await page.getByText('Chi tiết kỹ thuật, đọc cho quản trị viên').click();
  await said.waitFor({ state: 'visible' });
  await page.getByRole('searchbox', { name: 'Tìm hồ sơ' }).fill(code.toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: `Hồ sơ ${code}` }).waitFor();
});

test('the clock of what is done is told as done, not as standing still', async () => {
  const code = await atShelf();
  const page = await openPageAs(browser, `head@${COMMUNE}`, `/viec?hang=open&ma=${encodeURIComponent(code)}`);
  await page.getByRole('row').filter({ hasText: code }).filter({ hasText: 'Đã giải quyết xong' }).waitFor();
  await page.getByRole('link', { name: code }).click();
  await page.locator('.deadline-left').getByText('Trước hạn').waitFor();
});

test('an absence that ends before it begins is said at its days, and not sent', async () => {
  const page = await openPageAs(browser, `head@${COMMUNE}`, '/vang-mat');
  await page.getByRole('button', { name: 'Nhập vắng mặt' }).click();
  await typeDay(page.getByLabel('Ngày đầu', { exact: true }), '2027-05-10');
  await typeDay(page.getByLabel('Ngày cuối', { exact: true }), '2027-05-05');
  await page.getByText('Ngày cuối phải từ ngày đầu trở đi').waitFor();
  expect(await page.getByRole('button', { name: 'Xác nhận' }).isDisabled()).toBe(true);
  await typeDay(page.getByLabel('Ngày cuối', { exact: true }), '2027-05-10');
  expect(await page.getByRole('button', { name: 'Xác nhận' }).isEnabled()).toBe(true);
});
