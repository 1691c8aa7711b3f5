import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { type Instant, localDateOf, yearOf } from '#domain';
import type { Transaction } from '#persistence';
import { decrypt, encrypt, KEY_BYTES } from './cipher.js';
import { HASH_PURPOSES, hashKeyRef, type HashPurpose, MasterKey } from './master-key.js';
import { RecentKeys } from './recent-keys.js';

/** Whose data is sealed and when: there is one data key per agency and local year. */
export interface SealScope {
  readonly agency: string;
  readonly at: Instant;
}

/** A ciphertext and the name of the data key that opens it. */
export interface Sealed {
  readonly ciphertext: Buffer;
  readonly keyRef: string;
}

/** Encryption at rest under data keys that only the master key can unwrap. */
export interface Vault {
  /**
   * Encrypts under the data key of the scope, which is made in the caller's transaction when it is the scope's first.
   * `context` names the place the ciphertext belongs to; it opens nowhere else.
   */
  seal(tx: Pick<Transaction, 'first' | 'run'>, scope: SealScope, context: string, plaintext: Uint8Array): Promise<Sealed>;
  /**
   * Decrypts what `seal` gave.
   * @throws DataKeyError when the data key is missing or the master key is not the one that wrapped it
   * @throws SealedDataError when ciphertext or context is not what was sealed
   */
  open(tx: Pick<Transaction, 'first'>, keyRef: string, context: string, ciphertext: Uint8Array): Promise<Buffer>;
  /** True when the data key is there and this master key unwraps it. */
  holds(tx: Pick<Transaction, 'first'>, keyRef: string): Promise<boolean>;
  /** HMAC-SHA-256 of a text as 64 hex digits, under a key of its own for each purpose. */
  hmac(purpose: HashPurpose, text: string): string;
  /** Hashes for the search index under the other master key that is accepted meanwhile: what is written is found under both. Absent where there is none. */
  readonly other?: Pick<Vault, 'hmac'>;
  /** Reads the keys of keyed hashes that outlived the master key they came from; before this, they are those of the master key itself. */
  loadHashKeys(read: Pick<Transaction, 'rows'>): Promise<void>;
}

/** A data key cannot be used at all: an operator's matter, not damage to one record. */
export class DataKeyError extends Error {
  override readonly name = 'DataKeyError';
}

const CACHED_KEYS = 1_000;

/**
 * A vault over the table `data_key`. Throws `RangeError` unless the master key has 32 bytes.
 * @param otherKey accepted beside it while one replaces the other: it opens what it wrapped, and nothing new is wrapped with it
 */
export function openVault(masterKey: Uint8Array, otherKey?: Uint8Array): Vault {
  const master = new MasterKey(masterKey);
  const masters = otherKey === undefined ? [master] : [master, new MasterKey(otherKey)];
  const purposes = new Map<HashPurpose, KeyObject>();
  const recent = new RecentKeys(CACHED_KEYS);
  // A key made by a transaction that is still open may vanish with it (or with a savepoint), and another process may then
  // make a different one under the same name. So it is read again on each use and remembered only by later transactions.
  const madeBy = new WeakMap<object, Set<string>>();

  async function load(tx: Pick<Transaction, 'first'>, ref: string): Promise<KeyObject | undefined> {
    const known = recent.find(ref);
    if (known !== undefined) {
      return known;
    }
    const row = await tx.first<{ wrapped: Buffer }>('SELECT wrapped FROM data_key WHERE ref = $1', [ref]);
    if (row === undefined) {
      return undefined;
    }
    const key = unwrap(masters, ref, row.wrapped);
    if (madeBy.get(tx)?.has(ref) !== true) {
      recent.remember(ref, key);
    }
    return key;
  }

  async function make(tx: Pick<Transaction, 'first' | 'run'>, ref: string, at: Instant): Promise<KeyObject> {
    madeBy.set(tx, (madeBy.get(tx) ?? new Set()).add(ref));
    const wrapped = master.wrap(ref, randomBytes(KEY_BYTES));
    // Waits for whoever makes the same key right now; the next read then sees the one that won.
    await tx.run('INSERT INTO data_key (ref, wrapped, created_at) VALUES ($1, $2, $3) ON CONFLICT (ref) DO NOTHING', [ref, wrapped, at]);
    const key = await load(tx, ref);
    if (key === undefined) {
      throw new DataKeyError(`Data key ${ref} could not be read back after it was made`);
    }
    return key;
  }

  return {
    async seal(tx, scope, context, plaintext) {
      const keyRef = `${scope.agency}/${String(yearOf(localDateOf(scope.at)))}`;
      const key = (await load(tx, keyRef)) ?? (await make(tx, keyRef, scope.at));
      return { ciphertext: encrypt(key, context, plaintext), keyRef };
    },

    async open(tx, keyRef, context, ciphertext) {
      const key = await load(tx, keyRef);
      if (key === undefined) {
        throw new DataKeyError(`Data key ${keyRef} is not in the table data_key: restore it from a backup before reading what it sealed`);
      }
      return decrypt(key, context, ciphertext);
    },

    async holds(tx, keyRef) {
      try {
        return (await load(tx, keyRef)) !== undefined;
      } catch (error) {
        if (error instanceof DataKeyError) {
          return false;
        }
        throw error;
      }
    },

    hmac(purpose, text) {
      return hashed(purposes, master, purpose, text);
    },

    ...otherIndex(masters[1]),

    async loadHashKeys(read) {
      const rows = await read.rows<{ ref: string; wrapped: Buffer }>('SELECT ref, wrapped FROM data_key WHERE ref = ANY($1)', [HASH_PURPOSES.map(hashKeyRef)]);
      const stored = new Map(rows.map(({ ref, wrapped }) => [ref, unwrap(masters, ref, wrapped)]));
      for (const purpose of HASH_PURPOSES) {
        const key = stored.get(hashKeyRef(purpose));
        if (key !== undefined) purposes.set(purpose, key);
      }
    },
  };
}

function otherIndex(other: MasterKey | undefined): Pick<Vault, 'other'> {
  const purposes = new Map<HashPurpose, KeyObject>();
  return other === undefined ? {} : { other: { hmac: (purpose, text) => hashed(purposes, other, purpose, text) } };
}

function hashed(purposes: Map<HashPurpose, KeyObject>, master: MasterKey, purpose: HashPurpose, text: string): string {
  let key = purposes.get(purpose);
  if (key === undefined) {
    key = createSecretKey(master.hashKey(purpose));
    purposes.set(purpose, key);
  }
  return createHmac('sha256', key).update(text, 'utf8').digest('hex');
}

function unwrap(masters: readonly MasterKey[], ref: string, wrapped: Uint8Array): KeyObject {
  for (const master of masters) {
    const key = master.unwrap(ref, wrapped);
    if (key !== undefined) {
      return createSecretKey(key);
    }
  }
  throw new DataKeyError(`Data key ${ref} was not wrapped by this master key: start with the MASTER_KEY this database was written under`);
}
