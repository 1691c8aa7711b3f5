import type { Page } from 'playwright-core';
import { answered } from './asking.js';
import { tokenOfTab } from './in-page.mjs';

/** Gives the API something as whoever is signed in on a page, as another window of theirs would. Fails unless it is taken. */
export async function sendAs(page: Page, path: string, body: object, key: string): Promise<Readonly<Record<string, unknown>>> {
  return answered(await page.evaluate(tokenOfTab), path, body, key);
}
