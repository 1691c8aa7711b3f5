import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, openPageAs } from '../support/browser.js';
import { atDesk, withdraw } from './at-commune.js';

const browser = await openBrowser();
const QUEUES = '**/api/v1/queues';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Until the notice begins after a page was read for the first time, and by when every desk has asked again. */
const BEGINS_AFTER_MS = 15_000;
const ASKED_WITHIN_MS = 60_000;
const THREE_WINDOWS_WITHIN_MS = 180_000;

/** What the desk's clock says; `length`: how much has not left it, whatever is there: papers of a commune's own desk have nowhere to go. */
interface Desk {
  from: string | undefined;
  aheadMs: number;
  length: number;
}

/** As instants are answered: `2026-11-30T16:30:00.000+07:00`. */
function iso(at: number): string {
  return new Date(at + 7 * HOUR_MS).toISOString().replace('Z', '+07:00');
}

/** Lets a page believe that its desk is told a few seconds after it was first read, and what `desk` says besides. */
async function tellSoon(page: Page, desk: Desk): Promise<void> {
  await page.route(QUEUES, async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { readonly asOf: string; readonly items: readonly { readonly queue: string; readonly count: number }[] };
    const asOf = Date.parse(answer.asOf);
    desk.from ??= iso(asOf + BEGINS_AFTER_MS);
    const items = answer.items.map((item) => (item.queue === 'to-transfer' ? { ...item, count: desk.length } : item));
    await route.fulfill({ response, json: { ...answer, items, asOf: iso(asOf + desk.aheadMs), transferNoticeFrom: iso(Date.parse(desk.from) + desk.aheadMs) } });
  });
}

/** Another window of the computer a page is on. */
async function windowBeside(page: Page, desk: Desk, prepare: (window: Page) => Promise<unknown> = () => Promise.resolve()): Promise<Page> {
  const window = await page.context().newPage();
  await tellSoon(window, desk);
  await prepare(window);
  await window.goto(page.url());
  await window.locator('button[value="clerk@H99.31"]').click({ timeout: 5_000 }).catch(() => undefined);
  await window.getByRole('navigation').locator('.menu-count').filter({ hasText: /^3$/ }).first().waitFor();
  return window;
}

/** Has somebody else of the desk signed in. */
async function asColleague(page: Page): Promise<void> {
  await page.route('**/api/v1/me', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), subject: 'colleague@H99.31' } });
  });
}

test('from its hour on a desk is told what has not left it, live, until somebody puts the notice away for the day or nothing is left', async () => {
  const code = await atDesk();
  const page = await openPageAs(browser, 'clerk@H99.31', '/thong-bao');
  const desk: Desk = { from: undefined, aheadMs: 0, length: 2 };
  await tellSoon(page, desk);
  await page.reload();
  const notice = page.locator('.transfer-notice');
  const badge = page.getByRole('navigation').getByRole('link', { name: 'Chưa chuyển trong ngày' }).locator('.menu-count');
  await badge.filter({ hasText: /^2$/u }).waitFor();
  expect([Date.now() < Date.parse(desk.from ?? ''), await notice.count()]).toEqual([true, 0]);
  // Nobody reloads the page.
  await notice.waitFor({ timeout: ASKED_WITHIN_MS });
  expect(await notice.textContent()).toContain('Còn 2 hồ sơ chưa chuyển');
  await notice.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: 'Chưa chuyển trong ngày' }).waitFor();
  // What is done meanwhile takes the notice away by itself.
  desk.length = 0;
  await withdraw(code);
  await notice.waitFor({ state: 'detached' });
  desk.length = 3;
  await page.reload();
  await page.getByText('Còn 3 hồ sơ chưa chuyển').waitFor();
  await page.getByRole('button', { name: 'Ẩn đến hết ngày' }).click();
  await notice.waitFor({ state: 'detached' });
  const other = await windowBeside(page, desk);
  expect(await other.locator('.transfer-notice').count()).toBe(0);
  // Whoever comes to the desk next has not put it away.
  const colleague = await windowBeside(page, desk, asColleague);
  await colleague.getByText('Còn 3 hồ sơ chưa chuyển').waitFor();
  await colleague.getByRole('button', { name: 'Ẩn đến hết ngày' }).click();
  await colleague.locator('.transfer-notice').waitFor({ state: 'detached' });
  // Only for this day.
  desk.aheadMs = DAY_MS;
  await other.reload();
  await other.getByText('Còn 3 hồ sơ chưa chuyển').waitFor();
}, THREE_WINDOWS_WITHIN_MS);

test('where the browser keeps nothing the notice is put away all the same, for as long as the page stays', async () => {
  const page = await openPageAs(browser, 'clerk@H99.31', '/thong-bao');
  await page.addInitScript(`Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })`);
  await tellSoon(page, { from: iso(Date.now() - HOUR_MS), aheadMs: 0, length: 3 });
  await page.reload();
  await page.getByText('Còn 3 hồ sơ chưa chuyển').waitFor();
  await page.getByRole('button', { name: 'Ẩn đến hết ngày' }).click();
  await page.locator('.transfer-notice').waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1 }).waitFor();
});

test('nobody is told who does not receive at a desk', async () => {
  const page = await openPageAs(browser, 'officer@H99.31', '/thong-bao');
  await tellSoon(page, { from: iso(Date.now() - HOUR_MS), aheadMs: 0, length: 3 });
  await page.goto(new URL('/viec', page.url()).href);
  await page.locator('.queue-chip').first().waitFor();
  expect(await page.locator('.transfer-notice').count()).toBe(0);
});
