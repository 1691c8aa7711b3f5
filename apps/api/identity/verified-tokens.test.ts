import { expect, test } from 'vitest';
import type { Actor } from '#domain';
import { VerifiedTokens } from './verified-tokens.js';

const CLERK: Actor = { subject: 'clerk-1', role: 'clerk', agency: 'H99' };
const VERIFIED = { actor: CLERK, expiresAt: 10_000 };

test.each([
  // expires, asked at, found
  [10_000, 4_999, true, 'within the span'],
  [10_000, 5_000, false, 'not beyond the span, though it has not expired'],
  [3_000, 2_999, true, 'before its expiry'],
  [3_000, 3_000, false, 'not from its expiry on'],
])('a token verified at 0 that expires at %i is remembered at %i: %s, %s', (expiresAt, now, isFound) => {
  const tokens = new VerifiedTokens(5_000);
  tokens.remember('a.b.c', { actor: CLERK, expiresAt }, 0);
  expect(tokens.find('a.b.c', now)).toEqual(isFound ? { actor: CLERK, expiresAt } : undefined);
});

test('another token is not known, whatever it begins with', () => {
  const tokens = new VerifiedTokens(5_000);
  tokens.remember('a.b.c', VERIFIED, 0);
  expect(tokens.find('a.b.', 1)).toBeUndefined();
  expect(tokens.find('a.b.cd', 1)).toBeUndefined();
});

test('no more than two thousand are remembered, the latest of them', () => {
  const tokens = new VerifiedTokens(5_000);
  for (let index = 0; index <= 2_000; index += 1) tokens.remember(`token-${String(index)}`, VERIFIED, 0);
  expect(tokens.find('token-0', 1)).toBeUndefined();
  expect(tokens.find('token-1', 1)).toEqual(VERIFIED);
  expect(tokens.find('token-2000', 1)).toEqual(VERIFIED);
});
