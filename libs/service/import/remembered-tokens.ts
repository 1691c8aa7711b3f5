import { type TokenGiver, type TokenKind, tokenOf } from '../personal/search-token.js';
import type { Vault } from '../vault/vault.js';

const REMEMBERED = 20_000;

/** Parts of names, which come back thousands of times in one import; whole names and numbers hardly do. */
const COMES_BACK: ReadonlySet<TokenKind> = new Set(['word', 'pair', 'beginning']);

/** Search tokens of a vault, those of parts of names remembered. */
export function rememberedTokens(vault: Pick<Vault, 'hmac'>): TokenGiver {
  const answers = new Map<string, string>();
  return (kind, value) => {
    if (!COMES_BACK.has(kind)) {
      return tokenOf(vault, kind, value);
    }
    const key = `${kind}:${value}`;
    const known = answers.get(key);
    if (known !== undefined) {
      return known;
    }
    const token = tokenOf(vault, kind, value);
    if (answers.size >= REMEMBERED) {
      answers.clear();
    }
    answers.set(key, token);
    return token;
  };
}
