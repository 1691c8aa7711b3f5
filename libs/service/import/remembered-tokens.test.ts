import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { tokensBy, tokensOf } from '../personal/search-token.js';
import { rememberedTokens } from './remembered-tokens.js';

function countingVault(): { readonly asked: string[]; hmac(purpose: string, text: string): string } {
  const asked: string[] = [];
  return {
    asked,
    hmac: (purpose, text) => {
      asked.push(text);
      return createHash('sha256').update(`${purpose} ${text}`).digest('hex');
    },
  };
}

describe('remembered search tokens', () => {
  const record = { applicant: { name: 'Nguyễn Thị Ánh Ánh', phone: '0912 345 678' } };

  test('are those of the vault, the first time and again', () => {
    const give = rememberedTokens(countingVault());
    const expected = tokensOf(countingVault(), record);
    expect([tokensBy([give], record), tokensBy([give], record)]).toEqual([expected, expected]);
    expect(new Set(expected).size).toBe(expected.length);
  });

  test('cost one HMAC for each part of a name however often it comes, and one each time for what hardly comes back', () => {
    const vault = countingVault();
    const give = rememberedTokens(vault);
    tokensBy([give], record);
    const first = vault.asked.splice(0).length;
    tokensBy([give], record);
    expect(first).toBe(11);
    expect(vault.asked).toEqual(['name:nguyen thi anh anh', 'phone:0912345678']);
  });
});
