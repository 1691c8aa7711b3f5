import type { Vault } from '../vault/vault.js';

const REMEMBERED = 20_000;

/** Parts of names, as search tokens ask for them; whole names and numbers hardly come back. */
const COMES_BACK = /^(?:word|pair|beginning):/u;

/**
 * The vault's HMAC for search tokens (one purpose only), with its answers for parts of names remembered: they come back
 * thousands of times in one import.
 */
export function rememberedHmac(vault: Pick<Vault, 'hmac'>): Pick<Vault, 'hmac'> {
  const answers = new Map<string, string>();
  return {
    hmac(purpose, text) {
      if (!COMES_BACK.test(text)) {
        return vault.hmac(purpose, text);
      }
      const known = answers.get(text);
      if (known !== undefined) {
        return known;
      }
      const answer = vault.hmac(purpose, text);
      if (answers.size >= REMEMBERED) {
        answers.clear();
      }
      answers.set(text, answer);
      return answer;
    },
  };
}
