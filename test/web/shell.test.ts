import { expect, test } from 'vitest';
import { forPractice, openBrowser, openPage, openPageAs, PHONE } from '../support/browser.js';

const browser = await openBrowser();

test('who is not signed in is sent to the sign-in service, and comes back to the page that was asked for', async () => {
  const page = await openPageAs(browser, 'clerk@H99.31', '/khong-co-trang-nay');
  await page.getByRole('heading', { level: 1, name: 'Không có trang này' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/khong-co-trang-nay');
  await page.getByText('Cán bộ tiếp nhận').waitFor();
});

test('a reload keeps the person signed in; signing out forgets the drafts of the tab', async () => {
  const page = await openPageAs(browser, 'officer@H99.05', '/khong-co-trang-nay');
  const origin = new URL(page.url()).origin;
  await page.evaluate(`sessionStorage.setItem('draft:intake', '{}')`);
  await page.reload();
  await page.getByText('Người thụ lý').waitFor();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.waitForURL((url) => url.origin !== origin);
  // A file of ours that runs no script: the tab's memory of our origin is as signing out left it.
  await page.goto(`${origin}/favicon.svg`);
  expect(await page.evaluate(`Object.keys(sessionStorage).filter((key) => key.startsWith('draft:') || key.startsWith('oidc.user'))`)).toEqual([]);
});

test('a session that ends behind a page leaves the page and what is typed; its bar or another page leads to signing in, and back', async () => {
  const page = await openPageAs(browser, 'clerk@H99.31', '/tiep-nhan');
  const name = page.locator('input[name="applicant-name"]');
  await name.fill('Nguyễn Thị Dở Dang');
  await page.locator('input[name="applicant-phone"]').fill('0912000321');
  // As after a withdrawal of the server's keys: the token looks good and is refused.
  await page.evaluate(`for (const key of Object.keys(sessionStorage).filter((each) => each.startsWith('oidc.user'))) sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(sessionStorage.getItem(key)), access_token: 'a.b.c' }))`);
  await page.locator('#procedure').fill('khai sinh');
  await page.keyboard.press('Enter');
  await page.getByText('Phiên làm việc đã hết.').waitFor();
  expect([await name.inputValue(), new URL(page.url()).pathname]).toEqual(['Nguyễn Thị Dở Dang', '/tiep-nhan']);
  await page.getByRole('button', { name: 'Đăng nhập lại' }).click();
  await page.getByText('Phiên làm việc đã hết.').waitFor({ state: 'hidden' });
  await name.waitFor();
  expect(await name.inputValue()).toBe('Nguyễn Thị Dở Dang');
  await page.getByText('Thành phần hồ sơ').waitFor();
});

test('on a telephone the menu is opened by its button', async () => {
  const page = await openPageAs(browser, 'clerk@H99.31', '/khong-co-trang-nay', PHONE);
  const menu = page.getByRole('navigation', { name: 'Trình đơn' });
  expect(await menu.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Trình đơn' }).click();
  await menu.waitFor({ state: 'visible' });
});

test('where nothing is real every page says so once, those for everybody and the screens of the hall too; no other page does', async () => {
  const pages = [await openPageAs(browser, 'clerk@H99.31', '/quay'), ...(await Promise.all(['/tra-cuu', '/kiosk', '/bang-tin/H99.31', '/man-hinh-goi-so/H99.31'].map((path) => openPage(browser, path))))];
  for (const page of pages) {
    const banner = page.getByRole('note').filter({ hasText: 'CHẾ ĐỘ THỰC HÀNH' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await banner.count()).toBe(0);
    await forPractice(page);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await banner.count()).toBe(1);
  }
  const [, lookUp, , , screen] = pages;
  expect(await screen?.evaluate('document.documentElement.scrollHeight <= document.documentElement.clientHeight')).toBe(true);
  await lookUp?.getByRole('button', { name: 'English' }).click();
  await lookUp?.getByText('PRACTICE MODE').waitFor();
});

test('scripts in the page are refused, ours are kept for a year, the document is asked for each time', async () => {
  const page = await openPage(browser, '/tra-cuu');
  const document = await page.request.get(page.url(), { headers: { accept: 'text/html' } });
  expect(document.headers()['content-security-policy']).toContain(`default-src 'self'`);
  expect(document.headers()['cache-control']).toBe('no-cache');
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(await document.text())?.[1] ?? '';
  expect((await page.request.get(new URL(script, page.url()).href)).headers()['cache-control']).toContain('immutable');
});
