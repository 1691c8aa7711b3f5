import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, openPageAs } from '../support/browser.js';
import { HOUSE_PERMIT } from '../support/engine.js';
import { sendAs } from './send-as.js';

const LENGTH = 100_000;
/** Lines of a page, and up to how many the list grows by a button. */
const PAGE = 50;
const BY_BUTTON = 200;
const browser = await openBrowser();

/** Lets a page find a queue of a hundred thousand where there is one dossier: that one again and again, by keys as the server's. */
async function manyOn(page: Page): Promise<{ readonly pages: () => number }> {
  let pages = 0;
  await page.route('**/api/v1/dossiers?*', async (route) => {
    const url = new URL(route.request().url());
    const [limit, from] = [Number(url.searchParams.get('limit')), Number(url.searchParams.get('after') ?? 0)];
    url.searchParams.delete('after');
    url.searchParams.set('queue', 'open');
    const response = await route.fetch({ url: url.href });
    const answer = (await response.json()) as { readonly items: readonly object[] };
    const items = Array.from({ length: Math.min(limit, LENGTH - from) }, (_, place) => ({ ...answer.items[0], id: String(from + place), code: `SO-${String(from + place)}` }));
    pages += 1;
    await route.fulfill({ response, json: { ...answer, items, next: from + limit < LENGTH ? String(from + limit) : null } });
  });
  return { pages: () => pages };
}

test('a queue of a hundred thousand is scrolled page after page, only the rows in sight are drawn, and the keyboard scrolls it', async () => {
  const page = await openPageAs(browser, 'officer@H99.31', '/thong-bao');
  const clerk = await openPageAs(browser, 'clerk@H99.31', '/thong-bao');
  await sendAs(clerk, '/api/v1/dossiers', HOUSE_PERMIT, 'long-list-1');
  const { pages } = await manyOn(page);
  await page.goto(new URL('/viec', page.url()).href);
  await page.getByText('SO-0', { exact: true }).waitFor();
  // Up to two hundred a list grows by a button.
  const box = page.getByRole('region', { name: 'Danh sách, cuộn để xem tiếp' });
  const more = page.getByRole('button', { name: /^Xem thêm/ });
  for (let shown = PAGE; shown <= BY_BUTTON; shown += PAGE) {
    await more.filter({ hasText: `đang hiện ${String(shown)})` }).click();
  }
  const deepest = async (): Promise<number> => Number((await page.getByText(/^Đã tải [\d.]+ dòng/).textContent())?.replace(/\D/g, ''));
  for (let read = await deepest(); read < 1_000; read = await deepest()) {
    // Rows are measured as they are drawn, so that the end moves away while it is scrolled to.
    await expect.poll(async () => {
      await box.press('End');
      return deepest();
    }, { timeout: 15_000 }).toBeGreaterThan(read);
  }
  expect(await box.locator('tbody tr').count()).toBeLessThan(90);
  expect(pages()).toBeGreaterThan(15);
  // A page that is still coming in moves what is shown.
  await expect.poll(async () => {
    await box.press('Home');
    return page.getByText('SO-0', { exact: true }).isVisible();
  }, { timeout: 15_000 }).toBe(true);
});

/** Answers an action on many dossiers as if each were done: those of such a list are none the server knows. Tells how many each action was about. */
async function actionsOn(page: Page): Promise<{ readonly of: readonly number[] }> {
  const of: number[] = [];
  await page.route('**/api/v1/bulk-actions{,/preview}', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const { action, dossiers } = route.request().postDataJSON() as { readonly action: string; readonly dossiers: readonly { readonly code: string }[] };
    const items = dossiers.map(({ code }) => ({ dossierCode: code, stage: null, stageName: null, links: { dossier: '' } }));
    if (route.request().url().endsWith('/preview')) {
      const known = { seq: 1, allowed: true, problem: null, from: null, to: [], dueAt: null, stageDueAt: null, warning: null };
      return route.fulfill({ json: { action, items: items.map((item) => ({ ...item, ...known })), allowed: items.length, loads: [], warnings: [], more: false, asOf: new Date().toISOString() } });
    }
    of.push(items.length);
    const applied = { status: 'applied', sentence: null, command: null };
    return route.fulfill({ json: { id: crypto.randomUUID(), action, label: '', officer: null, begunAt: new Date().toISOString(), finished: true, undoUntil: null, undoneAt: null, counts: { dossiers: items.length, applied: items.length, refused: 0, pending: 0, undone: 0 }, items: items.map((item) => ({ ...item, done: applied, undone: null, since: [] })), links: { self: '', undo: '' } } });
  });
  return { of };
}

test('of more dossiers than one action takes the others are said to wait, and stay chosen for the next one', async () => {
  const page = await openPageAs(browser, 'head@H99.31', '/thong-bao');
  const clerk = await openPageAs(browser, 'clerk@H99.31', '/thong-bao');
  await sendAs(clerk, '/api/v1/dossiers', HOUSE_PERMIT, 'long-list-2');
  await manyOn(page);
  const { of } = await actionsOn(page);
  await page.goto(new URL('/viec', page.url()).href);
  await page.getByText('SO-0', { exact: true }).waitFor();
  const more = page.getByRole('button', { name: /^Xem thêm/ });
  for (let shown = PAGE; shown < BY_BUTTON; shown += PAGE) await more.filter({ hasText: `đang hiện ${String(shown)})` }).click();
  await page.getByText('SO-199', { exact: true }).waitFor();
  await page.locator('thead').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Chuyển bước (200)' }).waitFor();
  expect(await page.getByText(/tối đa 200 một lần/).count()).toBe(0);
  await more.click();
  // Now only the rows in sight are drawn: those at the end are not chosen yet.
  const list = page.getByRole('region', { name: 'Danh sách, cuộn để xem tiếp' });
  const unchosen = list.getByRole('checkbox', { checked: false });
  await expect.poll(async () => {
    await list.press('End');
    return unchosen.count();
  }, { timeout: 15_000 }).toBeGreaterThan(2);
  for (let times = 0; times < 2; times += 1) await unchosen.last().check();
  await page.getByRole('status').filter({ hasText: 'Đã chọn 202 hồ sơ – tối đa 200 một lần; 2 hồ sơ còn lại' }).waitFor();
  for (const left of [200, 2]) {
    await page.getByRole('button', { name: `Chuyển bước (${String(left)})` }).click();
    await page.getByRole('button', { name: `Thực hiện với ${String(left)} hồ sơ` }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  expect(of).toEqual([200, 2]);
  await page.getByRole('button', { name: 'Chuyển bước (0)' }).waitFor();
});
