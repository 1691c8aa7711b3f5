import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { HOUSE_PERMIT } from '../support/engine.js';
import { openBrowser, openPageAs } from '../support/browser.js';
import { sendAs } from './send-as.js';

const browser = await openBrowser();
const CHANGES = '**/api/v1/changes';
const LOST = 'Mất kết nối';

/** What a page asks the server for, by address: each time what it asked since the time before. */
function requestsOf(page: Page): () => readonly string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return () => asked.splice(0);
}

describe('what another one did', () => {
  test('is read again by whoever shows it, without a reload and within moments', async () => {
    const [mine, other] = [await openPageAs(browser, 'clerk@H99.31', '/'), await openPageAs(browser, 'head@H99.31', '/')];
    await mine.getByRole('main').waitFor();
    await other.getByRole('main').waitFor();
    const read = requestsOf(other);
    const { code } = await sendAs(mine, '/api/v1/dossiers', HOUSE_PERMIT, 'live-test-1');
    expect(code).toBeTypeOf('string');
    await expect.poll(() => read().some((path) => /^\/api\/v1\/(queues|dossiers)/.test(path)), { timeout: 15_000 }).toBe(true);
  });
});

test('an open dossier shows what another one did to it meanwhile', async () => {
  const clerk = await openPageAs(browser, 'clerk@H99.31', '/thong-bao');
  const { code } = (await sendAs(clerk, '/api/v1/dossiers', HOUSE_PERMIT, 'live-test-2')) as { readonly code: string };
  const other = await openPageAs(browser, 'officer@H99.31', `/ho-so/${code}`);
  const contacts = other.getByRole('main').getByText('Ghi nhận lần liên hệ');
  await other.getByRole('heading', { level: 1, name: new RegExp(code, 'u') }).waitFor();
  await other.getByText('Tiếp nhận hồ sơ').first().waitFor();
  const before = await contacts.count();
  await sendAs(clerk, `/api/v1/dossiers/${code}/commands`, { type: 'RecordContact', body: { party: 'applicant' } }, 'live-test-3');
  await expect.poll(() => contacts.count(), { timeout: 15_000 }).toBeGreaterThan(before);
});

describe('a line that breaks', () => {
  test('is said in a word, and nothing more is said once it stands again', async () => {
    const page = await openPageAs(browser, 'clerk@H99.31', '/');
    await page.getByRole('main').waitFor();
    await page.route(CHANGES, (route) => route.abort());
    await page.reload();
    await page.getByText(LOST).waitFor();
    await page.unroute(CHANGES);
    await page.getByText(LOST).waitFor({ state: 'detached' });
  });

  test('goes on where it broke', async () => {
    const page = await openPageAs(browser, 'clerk@H99.31', '/');
    await page.getByRole('main').waitFor();
    const ids: (string | undefined)[] = [];
    await page.route(CHANGES, async (route) => {
      ids.push(route.request().headers()['last-event-id']);
      // The first time it ends after a message, as when a token expires or a process is stopped.
      if (ids.length > 1) await route.continue();
      else await route.fulfill({ contentType: 'text/event-stream', body: 'id: 5:5:\ndata: {"kind":"position"}\n\n' });
    });
    await page.reload();
    await expect.poll(() => ids, { timeout: 10_000 }).toEqual([undefined, '5:5:']);
    expect(await page.getByText(LOST).count()).toBe(0);
  });
});

test('several windows of one person share one line', async () => {
  const first = await openPageAs(browser, 'clerk@H99.31', '/');
  await first.getByRole('main').waitFor();
  const second = await first.context().newPage();
  const asked: string[] = [];
  second.on('request', (request) => { if (request.url().endsWith('/api/v1/changes')) asked.push(request.url()); });
  await second.goto(first.url());
  await second.locator('button[value="clerk@H99.31"]').click({ timeout: 5_000 }).catch(() => undefined);
  await second.getByRole('main').waitFor();
  expect(asked).toEqual([]);
  await first.close();
  await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(0);
});
