import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { decrypt, encrypt, KEY_BYTES, SealedDataError } from './cipher.js';

/**
 * What texts are hashed for, each under a key of its own. The search index is made anew under another master key; the others stay as they
 * were for as long as paper, ledgers and remembered requests hold what they gave.
 */
export const HASH_PURPOSES = [
  'access-address', 'case-command', 'command-body', 'event-log', 'feedback-likeness', 'feedback-request', 'import-content', 'letter-code', 'par-request', 'portal-comparison',
  'public-window', 'sipas-survey', 'slip-code', 'sync-message', 'task-plan', 'task-plan-confirmation',
] as const;
/** What a text is hashed for. */
export type HashPurpose = (typeof HASH_PURPOSES)[number] | 'search';

const FINGERPRINT_DIGITS = 16;

/** A master key: it wraps the data keys and gives the keys of keyed hashes. Throws `RangeError` unless it has 32 bytes. */
export class MasterKey {
  private readonly wrapping: KeyObject;
  /** Tells master keys apart without giving anything of them away. */
  readonly fingerprint: string;

  constructor(private readonly bytes: Uint8Array) {
    if (bytes.length !== KEY_BYTES) {
      throw new RangeError(`The master key has ${String(KEY_BYTES)} bytes, not ${String(bytes.length)}`);
    }
    this.wrapping = createSecretKey(this.derive('wrap'));
    this.fingerprint = createHmac('sha256', this.derive('fingerprint')).digest('hex').slice(0, FINGERPRINT_DIGITS);
  }

  /** A key as it may lie in the database under the name `ref`. */
  wrap(ref: string, key: Uint8Array): Buffer {
    return encrypt(this.wrapping, ref, key);
  }

  /** The key `wrap` was given; `undefined` when another master key wrapped it. */
  unwrap(ref: string, wrapped: Uint8Array): Buffer | undefined {
    try {
      return decrypt(this.wrapping, ref, wrapped);
    } catch (error) {
      if (error instanceof SealedDataError) {
        return undefined;
      }
      throw error;
    }
  }

  /** The key under which texts are hashed for a purpose, as this master key gives it. */
  hashKey(purpose: HashPurpose): Buffer {
    return this.derive(`hmac:${purpose}`);
  }

  private derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.bytes, 'dung-han vault', purpose, KEY_BYTES));
  }
}

/** Under which name the key of a purpose lies among the data keys once a master key was replaced. */
export function hashKeyRef(purpose: HashPurpose): string {
  return `hash/${purpose}`;
}
