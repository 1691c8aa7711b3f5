import { User, WebStorageStateStore } from 'oidc-client-ts';
import { expect, test } from 'vitest';
import { keptToken } from './kept-token.js';

const SERVICE = { issuer: 'https://sign-in.example', clientId: 'staff' };
const NOW = Date.parse('2026-11-30T08:00:00Z');

/** A tab's storage. */
class Tab implements Storage {
  readonly #kept = new Map<string, string>();

  get length(): number { return this.#kept.size; }
  clear(): void { this.#kept.clear(); }
  key(index: number): string | null { return [...this.#kept.keys()][index] ?? null; }
  getItem(key: string): string | null { return this.#kept.get(key) ?? null; }
  setItem(key: string, value: string): void { this.#kept.set(key, value); }
  removeItem(key: string): void { this.#kept.delete(key); }
}

/** A tab in which the library itself has kept somebody who is signed in until a moment. */
async function tabUntil(expiresAt: number | undefined): Promise<Tab> {
  const tab = new Tab();
  const user = new User({ access_token: 'token', token_type: 'Bearer', profile: { sub: 'clerk', iss: SERVICE.issuer, aud: SERVICE.clientId, exp: 0, iat: 0 }, ...(expiresAt === undefined ? {} : { expires_at: expiresAt }) });
  await new WebStorageStateStore({ store: tab }).set(`user:${SERVICE.issuer}:${SERVICE.clientId}`, user.toStorageString());
  return tab;
}

test.each([
  ['an hour before it runs out', NOW / 1_000 + 3_600, 'token'],
  ['without an end', undefined, 'token'],
  ['in the second it runs out', NOW / 1_000, undefined],
  ['afterwards', NOW / 1_000 - 1, undefined],
])('the token the library kept is found %s', async (_when, expiresAt, token) => {
  expect(keptToken(SERVICE, await tabUntil(expiresAt), NOW)).toBe(token);
});

test('there is none where nobody signed in, with another service, or where something else is kept', async () => {
  const broken = new Tab();
  broken.setItem(`oidc.user:${SERVICE.issuer}:${SERVICE.clientId}`, '{');
  const empty = new Tab();
  empty.setItem(`oidc.user:${SERVICE.issuer}:${SERVICE.clientId}`, 'null');
  expect([keptToken(SERVICE, new Tab(), NOW), keptToken({ ...SERVICE, issuer: 'https://other.example' }, await tabUntil(undefined), NOW), keptToken(SERVICE, broken, NOW), keptToken(SERVICE, empty, NOW)]).toEqual([undefined, undefined, undefined, undefined]);
});
