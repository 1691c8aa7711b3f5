import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { z } from 'zod';

const wrappedSchema = z.object({ format: z.literal('dung-han/keys/1'), salt: z.base64(), nonce: z.base64(), tag: z.base64(), ciphertext: z.base64() });
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
const SHORTEST_PASSPHRASE = 16;

/** The passphrase is too short, is not the one they were wrapped under, or the file was changed. */
export class PassphraseError extends Error {
  override readonly name = 'PassphraseError';
}

/** Encrypts keys under a passphrase (scrypt, AES-256-GCM). Throws `PassphraseError` for one anybody could guess. */
export function wrapKeys(keys: string, passphrase: string): string {
  if (passphrase.length < SHORTEST_PASSPHRASE) throw new PassphraseError(`The passphrase has fewer than ${String(SHORTEST_PASSPHRASE)} characters`);
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, COST), nonce);
  const ciphertext = Buffer.concat([cipher.update(keys, 'utf8'), cipher.final()]);
  const [saltText, nonceText, tag, text] = [salt, nonce, cipher.getAuthTag(), ciphertext].map((bytes) => bytes.toString('base64'));
  return `${JSON.stringify({ format: 'dung-han/keys/1', salt: saltText, nonce: nonceText, tag, ciphertext: text }, undefined, 2)}\n`;
}

/** What `wrapKeys` was given. Throws `PassphraseError` under another passphrase. */
export function unwrapKeys(wrapped: string, passphrase: string): string {
  const { salt, nonce, tag, ciphertext } = wrappedSchema.parse(JSON.parse(wrapped));
  const decipher = createDecipheriv('aes-256-gcm', scryptSync(passphrase, Buffer.from(salt, 'base64'), 32, COST), Buffer.from(nonce, 'base64'));
  decipher.setAuthTag(Buffer.from(tag, 'base64'));
  try {
    return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64')), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new PassphraseError('The keys do not open: the passphrase is another, or the file was changed', { cause });
  }
}
