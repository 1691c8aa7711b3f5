import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, openPageAs } from '../support/browser.js';

const browser = await openBrowser();
const RENEWED = 'Chương trình đã được cập nhật';
const LOST = 'Chưa tải được một phần của trang';
const UNREACHABLE = 'Không kết nối được máy chủ';
/** A page of figures with days of its own, whose fields of days are loaded later. */
const OF_DAYS = '/so-lieu/ty-le?rate=late-rate&from=2026-08-01&to=2026-08-31';

/** Takes a part of the application away. */
async function takeAway(page: Page, part: string): Promise<void> {
  await page.route(`**/assets/${part}-*.js`, (route) => route.fulfill({ status: 404, body: '' }));
}

/** Has the server give out another release's document from now on: parts of this one are gone for good. */
async function renew(page: Page): Promise<void> {
  await page.route((url) => url.pathname === '/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('/assets/index-', '/assets/index-of-another-release-') });
  });
}

async function bringBack(page: Page, part: string): Promise<void> {
  await page.unroute(`**/assets/${part}-*.js`);
}

test('where a release has replaced a part of a page the page stays, says that the program was renewed, and loads anew', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/thong-bao');
  await takeAway(page, 'day-field');
  await renew(page);
  await page.goto(new URL(OF_DAYS, page.url()).href);
  const said = page.getByRole('alert').filter({ hasText: RENEWED });
  await said.first().waitFor();
  expect([await page.getByText(UNREACHABLE).count(), await page.getByRole('heading', { level: 1 }).count()]).toEqual([0, 1]);
  await bringBack(page, 'day-field');
  await said.getByRole('button', { name: 'Tải lại' }).first().click();
  await page.getByLabel('Từ ngày').first().waitFor();
  expect(await said.count()).toBe(0);
});

test('where the server does not answer either it is said to be unreachable, with a way to try again', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/thong-bao');
  await takeAway(page, 'day-field');
  await page.goto(new URL('/so-lieu/ty-le?rate=late-rate', page.url()).href);
  const period = page.getByRole('combobox', { name: 'Kỳ', exact: true });
  await period.waitFor();
  await page.route((url) => url.pathname === '/', (route) => route.abort());
  await period.click();
  await period.fill('Từ ngày đến');
  await page.keyboard.press('Enter');
  const said = page.getByRole('alert').filter({ hasText: UNREACHABLE });
  await said.first().waitFor();
  expect(await page.getByText(RENEWED).count()).toBe(0);
  await said.getByRole('button', { name: 'Thử lại' }).first().waitFor();
});

test('a part that was lost on the way is not taken for renewed, and loading the page anew brings it', async () => {
  const page = await openPageAs(browser, 'manager@H99', '/thong-bao');
  await takeAway(page, 'day-field');
  await page.goto(new URL(OF_DAYS, page.url()).href);
  const said = page.getByRole('alert').filter({ hasText: LOST });
  await said.getByRole('button', { name: 'Thử lại' }).first().waitFor();
  expect([await page.getByText(RENEWED).count(), await page.getByText(UNREACHABLE).count()]).toEqual([0, 0]);
  await bringBack(page, 'day-field');
  await said.getByRole('button', { name: 'Tải lại' }).first().click();
  await page.getByLabel('Từ ngày').first().waitFor();
});

test('a page that was lost on the way is not taken for renewed either', async () => {
  const page = await openPageAs(browser, 'clerk@H99.31', '/thong-bao');
  await takeAway(page, 'pile-page');
  await page.getByRole('navigation').getByRole('link', { name: 'Giao, nhận theo lô' }).click();
  await page.getByRole('heading', { level: 1, name: LOST }).waitFor();
  await bringBack(page, 'pile-page');
  await page.getByRole('button', { name: 'Tải lại' }).click();
  await page.getByRole('heading', { level: 1, name: 'Giao, nhận theo lô' }).waitFor();
});

test('a page that a release has replaced says the same, and what was being typed elsewhere is kept', async () => {
  const page = await openPageAs(browser, 'clerk@H99.31', '/tiep-nhan');
  await page.locator('input[name="applicant-name"]').fill('Nguyễn Thị Dở Dang');
  await takeAway(page, 'pile-page');
  await renew(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Giao, nhận theo lô' }).click();
  await page.getByRole('heading', { level: 1, name: RENEWED }).waitFor();
  await bringBack(page, 'pile-page');
  await page.getByRole('button', { name: 'Tải lại' }).click();
  await page.getByRole('heading', { level: 1, name: 'Giao, nhận theo lô' }).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Tiếp nhận hồ sơ' }).click();
  await page.locator('input[name="applicant-name"]').waitFor();
  expect(await page.locator('input[name="applicant-name"]').inputValue()).toBe('Nguyễn Thị Dở Dang');
});

test('where the way to sign in again was replaced, loading the page anew leads there', async () => {
  const page = await openPageAs(browser, 'clerk@H99.31', '/thong-bao');
  await takeAway(page, 'sign-in-service');
  await renew(page);
  // Whoever has just signed in has it; who comes back to a page does not.
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(`for (const key of Object.keys(sessionStorage).filter((each) => each.startsWith('oidc.user'))) sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(sessionStorage.getItem(key)), access_token: 'a.b.c' }))`);
  await page.getByRole('navigation').getByRole('link', { name: 'Kệ chờ trả kết quả' }).click();
  const bar = page.locator('.session-over');
  await bar.getByRole('button', { name: 'Đăng nhập lại' }).click();
  await bar.filter({ hasText: RENEWED }).waitFor();
  await bar.getByRole('button', { name: 'Tải lại' }).waitFor();
});
