import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, openPageAs } from '../support/browser.js';
import { asked, atDesk, atWork, COMMUNE } from './at-commune.js';

const browser = await openBrowser();

/** Names of what a tab keeps of unfinished forms. */
async function keptIn(page: Page): Promise<readonly string[]> {
  return page.evaluate('Object.keys(sessionStorage).filter((name) => name.startsWith("draft:"))');
}

test('a request for papers that is being written survives a reload, stands at no other dossier, and is gone once it is sent', async () => {
  const [code, other] = [await atDesk(), await atDesk()];
  const page = await openPageAs(browser, `clerk@${COMMUNE}`, `/ho-so/${code}`);
  const begin = page.getByRole('button', { name: 'Yêu cầu bổ sung' });
  const dialog = page.getByRole('dialog');
  const more = dialog.getByRole('textbox', { name: 'Nội dung khác cần hoàn thiện' });
  const lack = dialog.locator('.paper input[type="text"]').first();
  await begin.click();
  await lack.fill('Chưa ký');
  await dialog.getByRole('checkbox').nth(1).uncheck();
  await more.fill('Nộp thêm bản vẽ');
  await page.reload();
  await begin.click();
  await lack.waitFor();
  expect([await lack.inputValue(), await dialog.getByRole('checkbox').nth(1).isChecked(), await more.inputValue()]).toEqual(['Chưa ký', false, 'Nộp thêm bản vẽ']);
  await page.goto(new URL(`/ho-so/${other}`, page.url()).href);
  await begin.click();
  await lack.waitFor();
  expect([await lack.inputValue(), await more.inputValue()]).toEqual(['', '']);
  await page.goto(new URL(`/ho-so/${code}`, page.url()).href);
  await begin.click();
  await lack.waitFor();
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  await dialog.getByRole('button', { name: 'Xong' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await keptIn(page)).toEqual([]);
});

test('reasons of a refusal and a note survive a reload, and are forgotten when their writer leaves', async () => {
  const code = await atWork();
  const page = await openPageAs(browser, `head@${COMMUNE}`, `/ho-so/${code}`);
  const refuse = page.getByRole('button', { name: 'Từ chối giải quyết sau thẩm định' });
  const reason = page.getByRole('dialog').getByRole('textbox', { name: 'Lý do, nội dung' });
  const note = page.getByRole('textbox', { name: /^Viết ghi chú/u });
  await note.fill('Đã gọi người nộp');
  await refuse.click();
  await reason.fill('Không đủ điều kiện');
  await page.reload();
  await refuse.click();
  expect([await reason.inputValue(), await note.inputValue()]).toEqual(['Không đủ điều kiện', 'Đã gọi người nộp']);
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ qua' }).click();
  await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
  await page.locator('.notes').getByText('Đã gọi người nộp').waitFor();
  expect([await note.inputValue(), (await keptIn(page)).filter((name) => name.startsWith('draft:note'))]).toEqual(['', []]);
  expect(await keptIn(page)).toHaveLength(1);
  const web = new URL(page.url()).origin;
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.waitForURL((url) => url.origin !== web);
  await page.goto(`${web}/favicon.svg`);
  expect(await keptIn(page)).toEqual([]);
  expect((await asked<{ readonly items: readonly { readonly text: string }[] }>('head', `/api/v1/dossiers/${code}/notes`)).items.map(({ text }) => text)).toEqual(['Đã gọi người nộp']);
});
