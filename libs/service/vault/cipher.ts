import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

/** Length in bytes of the master key and of every data key. */
export const KEY_BYTES = 32;

const ALGORITHM = 'aes-256-gcm';
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** A ciphertext was altered, cut, belongs to another place, or was made under another key. */
export class SealedDataError extends Error {
  override readonly name = 'SealedDataError';
}

/**
 * AES-256-GCM with a random nonce: format byte ‖ nonce ‖ tag ‖ ciphertext. `context` is authenticated, not stored.
 * Keys come as key objects: made once for each key, they cost a fraction of handing its bytes to every call.
 */
export function encrypt(key: KeyObject, context: string, plaintext: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(context, 'utf8'));
  const [body, rest] = [cipher.update(plaintext), cipher.final()];
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), body, rest]);
}

/**
 * What `encrypt` was given under the same key and context.
 * @throws SealedDataError when anything of it differs.
 */
export function decrypt(key: KeyObject, context: string, sealed: Uint8Array): Buffer {
  if (sealed.length < HEADER_BYTES || sealed[0] !== FORMAT) {
    throw new SealedDataError(`${context}: ${String(sealed.length)} bytes that are no ciphertext of format ${String(FORMAT)}`);
  }
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context, 'utf8'))
    .setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEADER_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new SealedDataError(`${context}: the ciphertext was altered, belongs elsewhere, or was made under another key`, { cause });
  }
}
