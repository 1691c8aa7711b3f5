import { randomUUID } from 'node:crypto';
import { expect, inject } from 'vitest';

/** What somebody of the demonstration signs in with. */
export async function tokenOf(role: string, agency: string): Promise<string> {
  const answer = await fetch(`${inject('webStack').identityUrl}/dev/token`, { method: 'POST', body: JSON.stringify({ role, agency }) });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}

/** What the API answers whoever has a token; sends where there is a body, once for a key. Fails unless it is taken. */
export async function answered<T>(token: string, path: string, body?: object, key: string = randomUUID()): Promise<T> {
  const answer = await fetch(`${inject('webStack').apiUrl}${path}`, {
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }) },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect([path, answer.ok, text]).toEqual([path, true, text]);
  return JSON.parse(text) as T;
}

/** What the API answers somebody of the demonstration; for what a test looks at, not for what it tests. */
export async function askedAs<T = Readonly<Record<string, unknown>>>(role: string, agency: string, path: string, body?: object, key?: string): Promise<T> {
  return answered<T>(await tokenOf(role, agency), path, body, key);
}
