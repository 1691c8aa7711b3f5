import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium as playwright, type Page, type ViewportSize } from 'playwright-core';
import packaged from '@sparticuz/chromium';
import { afterAll, inject } from 'vitest';
import { readBrowserEnvironment } from '#config';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
/** What a counter's screen shows, and what a telephone does. */
export const DESK: ViewportSize = { width: 1366, height: 768 };
export const PHONE: ViewportSize = { width: 390, height: 844 };
const WAIT_MS = 20_000;

/**
 * A real Chromium for the calling file (call it at top level): `CHROMIUM_PATH`, else one of the machine, else the one that comes as a
 * package. Closed after the file's last test.
 */
export async function openBrowser(): Promise<Browser> {
  const { chromiumPath, programFolders } = readBrowserEnvironment();
  const executablePath = chromiumPath ?? findInstalled(programFolders) ?? (await packaged.executablePath());
  const browser = await playwright.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] }).catch((error: unknown) => {
    throw new Error(`Chromium at ${executablePath} does not start: install one (on Debian: apt-get install chromium), or name one by CHROMIUM_PATH`, { cause: error });
  });
  afterAll(() => browser.close());
  return browser;
}

function findInstalled(folders: readonly string[]): string | undefined {
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
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

async function newContext(browser: Browser, viewport: ViewportSize): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce' });
  context.setDefaultTimeout(WAIT_MS);
  return context;
}
