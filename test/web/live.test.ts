import { inject, describe, expect, test } from 'vitest';
import { HOUSE_PERMIT } from '../support/engine.js';
import { openBrowser, openPageAs } from '../support/browser.js';
import type { Page } from 'playwright-core';

const browser = await openBrowser();
const CHANGES = '**/api/v1/changes';
const LOST = 'Mất kết nối';

/** Calls the API as whoever is signed in on a page, as a second window of theirs would. */
async function send(page: Page, path: string, body: object, key: string): Promise<Record<string, unknown>> {
  const token = await page.evaluate(() => {
    const stored = Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user:'));
    return (JSON.parse(sessionStorage.getItem(stored ?? '') ?? '{}') as { readonly access_token?: string }).access_token;
  });
  const answer = await fetch(`${inject('webStack').apiUrl}${path}`, { method: 'POST', headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return (await answer.json()) as Record<string, unknown>;
}

/** How long the queue of open work is that a page would be told of by reading it anew: what its stream said is counted. */
async function changesOn(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    const { fetch: asks } = globalThis;
    globalThis.fetch = (input, init) => {
      told.push(new URL(input instanceof Request ? input.url : String(input), location.href).pathname);
      return asks(input, init);
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { readonly told: string[] }).told.splice(0));
}

describe('what another one did', () => {
  test('is read again by whoever shows it, without a reload and within moments', async () => {
    const [mine, other] = [await openPageAs(browser, 'clerk@H99.31', '/'), await openPageAs(browser, 'head@H99.31', '/')];
    await mine.getByRole('main').waitFor();
    await other.getByRole('main').waitFor();
    const read = await changesOn(other);
    await read();
    const { code } = await send(mine, '/api/v1/dossiers', HOUSE_PERMIT, 'live-1');
    expect(code).toBeTypeOf('string');
    await expect.poll(async () => (await read()).some((path) => /^\/api\/v1\/(queues|dossiers)/.test(path)), { timeout: 15_000 }).toBe(true);
  });
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

  test('goes on where it broke: what happened meanwhile is told', async () => {
    const page = await openPageAs(browser, 'clerk@H99.31', '/');
    const asked: (string | undefined)[] = [];
    page.on('request', (request) => { if (request.url().endsWith('/api/v1/changes')) asked.push(request.headers()['last-event-id']); });
    await page.getByRole('main').waitFor();
    await page.context().setOffline(true);
    await page.getByText(LOST).waitFor();
    await page.context().setOffline(false);
    await page.getByText(LOST).waitFor({ state: 'detached' });
    expect(asked.at(-1)).toMatch(/^\d+:\d+:/);
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
