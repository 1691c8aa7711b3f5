import { expect, test } from 'vitest';
import { openBrowser, openPageAs } from '../support/browser.js';
import { until } from '../support/e2e-facts.js';
import { atDesk, atShelf, COMMUNE, handOver, late, toSign, withdraw } from './at-commune.js';
import { lookAt } from './sign-list.js';

const browser = await openBrowser();

test('an apology that was looked at and is signed elsewhere leaves the sign list with what happened meanwhile, until that is read', async () => {
  const code = await late();
  await until('its apology waits for a signature', async () => (await toSign()).includes(code));
  const page = await openPageAs(browser, `signatory@${COMMUNE}`, '/ky');
  await lookAt(page, code);
  expect(await page.locator('.meanwhile').count()).toBe(0);

  const elsewhere = await openPageAs(browser, `signatory@${COMMUNE}`, '/ky');
  await lookAt(elsewhere, code);
  await elsewhere.getByRole('button', { name: 'Ký 1 văn bản đã xem' }).click();
  await elsewhere.getByText(`${code}: đã ký`).waitFor();

  const told = page.locator('.meanwhile', { hasText: code });
  await told.getByText('Ký phiếu xin lỗi').waitFor({ timeout: 40_000 });
  expect(await page.locator('.sign-item', { hasText: code }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Ký 0 văn bản đã xem' }).isDisabled()).toBe(true);
  await told.getByRole('button', { name: 'Đã rõ' }).click();
  await told.waitFor({ state: 'detached' });
});

test('a dossier of a pile that somebody else has ended is refused alone, with what happened meanwhile; the others go through', async () => {
  const [ended, other] = [await atDesk(), await atDesk()];
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, '/giao-nhan');
  const box = page.getByRole('textbox', { name: 'Quét mã hồ sơ' });
  for (const code of [ended, other]) {
    await box.fill(code);
    await box.press('Enter');
  }
  await expect.poll(() => page.locator('.pile-state[data-state="ready"]').count(), { timeout: 20_000 }).toBe(2);
  await withdraw(ended);
  await page.getByRole('button', { name: 'Thực hiện 2 hồ sơ' }).click();
  const told = page.locator('.meanwhile', { hasText: ended });
  await told.getByText('Rút hồ sơ theo yêu cầu của người nộp').waitFor({ timeout: 40_000 });
  await page.locator('tr', { hasText: other }).locator('.pile-state[data-state="done"]').waitFor({ timeout: 40_000 });
  expect(await page.locator('.meanwhile').count()).toBe(1);
});

test('a result that somebody else has handed over from the shelf is refused with what happened meanwhile, until that is read', async () => {
  const code = await atShelf();
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, '/ke-tra-ket-qua');
  await page.getByRole('button', { name: `Trả kết quả ${code}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Đã kiểm tra giấy tờ tùy thân' }).check();
  await handOver(code);
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  const told = page.locator('.meanwhile', { hasText: code });
  await told.getByText('Trả kết quả').waitFor({ timeout: 40_000 });
  await dialog.getByRole('button', { name: 'Bỏ qua' }).click();
  await told.getByRole('button', { name: 'Đã rõ' }).click();
  await told.waitFor({ state: 'detached' });
});
