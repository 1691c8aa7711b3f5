import type { Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { tokenOfTab } from './in-page.mjs';

/** Gives the API something as whoever is signed in on a page, as another window of theirs would. Fails unless it is taken. */
export async function sendAs(page: Page, path: string, body: object, key: string): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(`${inject('webStack').apiUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await page.evaluate(tokenOfTab)}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  expect([answer.ok, text]).toEqual([true, text]);
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}
