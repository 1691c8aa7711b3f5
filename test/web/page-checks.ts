import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { comeToRest, cutOff, runAxe, startTabbing, stopOf } from './in-page.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A window of a usual desk, and the same at twice the size of everything: half as much fits in. */
export const DESK = { width: 1280, height: 800 };
const DESK_AT_200_PERCENT = { width: DESK.width / 2, height: DESK.height / 2 };
/** How many stops of a page are looked at; what stands around every page of a role is looked at once. */
const STOPS = { whole: 80, content: 25 };

/** What axe finds wrong with a page as it is shown, each with the places it was found at. In axe's words; none where all is well. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  // Not as a script of the page: its content policy would refuse that.
  await page.evaluate(AXE);
  const violations = await page.evaluate(runAxe);
  return violations.map(({ id, help, places }) => `${id}: ${help}: ${places.slice(0, 3).join(' | ')}`);
}

/** What does not fit into the window when everything is twice as large. */
export async function zoomFaults(page: Page): Promise<readonly string[]> {
  await page.setViewportSize(DESK_AT_200_PERCENT);
  await page.evaluate(comeToRest);
  const faults = await page.evaluate(cutOff);
  await page.setViewportSize(DESK);
  return faults;
}

/** How a page fails those who have no mouse: a first stop that is no way past the menu, a stop nobody can see, or one that does not let go. */
export async function keyboardFaults(page: Page, { isInShell, isWhole }: { readonly isInShell: boolean; readonly isWhole: boolean }): Promise<readonly string[]> {
  await page.evaluate(startTabbing, isInShell && !isWhole ? 'main' : 'body');
  const faults = new Set<string>();
  const seen = new Set<string>();
  let previous = '';
  for (let stop = 0; stop < (isWhole ? STOPS.whole : STOPS.content); stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(stopOf);
    if (at === undefined) break;
    if (stop === 0 && isInShell && isWhole && !at.isSkipLink) faults.add(`the first stop is no way to the content but ${at.html}`);
    if (!at.isVisible) faults.add(`the focus cannot be seen at ${at.html}`);
    // Day, month and year are stops of their own inside of one field.
    if (at.name === previous && at.hasParts) continue;
    if (at.name === previous) faults.add(`the focus is kept at ${at.html}`);
    // Around once.
    if (seen.has(at.name)) break;
    seen.add(at.name);
    previous = at.name;
  }
  return [...faults].slice(0, 5);
}

/** What a page is waiting for, from now on. The stream of changes stays open as long as its page does, and is none of it. */
export function requestsOf(page: Page): Set<unknown> {
  const asked = new Set<unknown>();
  page.on('request', (request) => { if (!request.url().endsWith('/api/v1/changes')) asked.add(request); });
  page.on('requestfinished', (request) => { asked.delete(request); });
  page.on('requestfailed', (request) => { asked.delete(request); });
  return asked;
}

/** Waits until a page has asked for nothing for a moment and nothing turns any more. */
export async function quiet(page: Page, asked: ReadonlySet<unknown>): Promise<void> {
  let since = performance.now();
  await expect.poll(async () => {
    const isBusy = asked.size > 0 || (await page.locator('.ant-spin-spinning, .waiting').count()) > 0;
    if (isBusy) since = performance.now();
    return performance.now() - since > 150;
  }, { interval: 40, timeout: 20_000 }).toBe(true);
}
