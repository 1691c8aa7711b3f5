import type { Browser, BrowserContext, Locator, Page, ViewportSize } from 'playwright-core';
import { afterAll, inject } from 'vitest';
import { launchBrowser } from '../../scripts/browser.mjs';

/** What a counter's screen shows, and what a telephone does. */
export const DESK: ViewportSize = { width: 1366, height: 768 };
export const PHONE: ViewportSize = { width: 390, height: 844 };
/** What an open list offers, one by one. */
export const OPTION = '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option';
const WAIT_MS = 20_000;

/** A real Chromium for the calling file (call it at top level), closed after its last test. */
export async function openBrowser(): Promise<Browser> {
  const browser = await launchBrowser();
  afterAll(async () => {
    // What a page asks for by itself may still be on its way through a test's hands when the page goes: that is nobody's failure.
    await Promise.all(browser.contexts().flatMap((context) => context.pages()).map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })));
    await browser.close();
  });
  return browser;
}

/** Types a day as people here write it, given as 2026-11-30, and goes on to the next field. */
export async function typeDay(field: Locator, iso: string): Promise<void> {
  await field.fill(iso.split('-').reverse().join('/'));
  await field.press('Tab');
}

/** A page for whoever has not signed in. */
export async function openPage(browser: Browser, path: string, viewport: ViewportSize = DESK): Promise<Page> {
  const page = await (await newContext(browser, viewport)).newPage();
  await page.goto(`${inject('webStack').webUrl}${path}`);
  return page;
}

/** A page of somebody of the demo province (`clerk@H99.31`), signed in through the sign-in service as people do. */
export async function openPageAs(browser: Browser, account: string, path: string, viewport: ViewportSize = DESK): Promise<Page> {
  const page = await openPage(browser, path, viewport);
  await page.locator(`button[value="${account}"]`).click();
  await page.waitForURL((url) => url.origin === new URL(inject('webStack').webUrl).origin && !url.pathname.startsWith('/auth/'));
  return page;
}

/** Shows a page as an installation for practice does, where nothing is real. */
export async function forPractice(page: Page): Promise<void> {
  await page.route((url) => url.pathname === '/app-config.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), practice: true } });
  });
  await page.reload();
}

async function newContext(browser: Browser, viewport: ViewportSize): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce' });
  context.setDefaultTimeout(WAIT_MS);
  return context;
}
