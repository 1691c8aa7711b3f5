import type { Vault } from '../vault/vault.js';

const REMEMBERED = 50_000;

/** The vault's HMAC with its answers remembered: the words of names come back thousands of times in one import. */
export function rememberedHmac(vault: Pick<Vault, 'hmac'>): Pick<Vault, 'hmac'> {
  const answers = new Map<string, string>();
  return {
    hmac(purpose, text) {
      const key = `${purpose}\n${text}`;
      const known = answers.get(key);
      if (known !== undefined) {
        return known;
      }
      const answer = vault.hmac(purpose, text);
      if (answers.size >= REMEMBERED) {
        answers.clear();
      }
      answers.set(key, answer);
      return answer;
    },
  };
}
