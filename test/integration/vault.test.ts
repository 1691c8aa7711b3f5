import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Instant, parseInstant } from '#domain';
import { type Database, openDatabase, type Transaction } from '#persistence';
import { SealedDataError } from '../../libs/service/vault/cipher.js';
import { DataKeyError, openVault, type Vault } from '../../libs/service/vault/vault.js';
import { createTestDatabase } from '../support/database.js';

const { url } = await createTestDatabase();
const masterKey = randomBytes(32);
const at = parseInstant('2026-08-19T09:00+07:00');
const text = Buffer.from('Nguyễn Thị Ánh, 0912 345 678', 'utf8');
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ url });
});
afterAll(() => database.close());

function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database.transaction(work);
}

async function seal(vault: Vault, agency: string, context = 'place', when: Instant = at): ReturnType<Vault['seal']> {
  return inTransaction((tx) => vault.seal(tx, { agency, at: when }, context, text));
}

async function keyRefs(agency: string): Promise<readonly string[]> {
  return (await database.read.rows<{ ref: string }>(`SELECT ref FROM data_key WHERE ref LIKE $1 ORDER BY ref`, [`${agency}/%`])).map(({ ref }) => ref);
}

describe('sealing', () => {
  test('what was sealed opens again, in another process with the same master key too', async () => {
    const { ciphertext, keyRef } = await seal(openVault(masterKey), 'H01');
    expect(ciphertext.includes(text.subarray(0, 8))).toBe(false);
    expect(await openVault(masterKey).open(database.read, keyRef, 'place', ciphertext)).toEqual(text);
  });

  test.each([
    ['2026-12-31T23:59:59+07:00', 'H02/2026'],
    ['2027-01-01T00:00:00+07:00', 'H02/2027'],
    ['2026-12-31T18:00:00Z', 'H02/2027'],
  ])('at %s the data key is %s, by the local year', async (when, ref) => {
    expect((await seal(openVault(masterKey), 'H02', 'place', parseInstant(when))).keyRef).toBe(ref);
  });

  test('the same text sealed twice gives two ciphertexts under one key', async () => {
    const vault = openVault(masterKey);
    const [first, second] = [await seal(vault, 'H03'), await seal(vault, 'H03')];
    expect(first.ciphertext).not.toEqual(second.ciphertext);
    expect(await keyRefs('H03')).toEqual(['H03/2026']);
  });

  test('two processes that make the same key at once agree on one', async () => {
    const sealed = await Promise.all([openVault(masterKey), openVault(masterKey), openVault(masterKey)].map((vault) => seal(vault, 'H04')));
    const reader = openVault(masterKey);
    for (const { keyRef, ciphertext } of sealed) {
      expect(await reader.open(database.read, keyRef, 'place', ciphertext)).toEqual(text);
    }
  });
});

describe('a key whose making was rolled back', () => {
  test('is not used by later transactions', async () => {
    const vault = openVault(masterKey);
    await expect(
      inTransaction(async (tx) => {
        await vault.seal(tx, { agency: 'H05', at }, 'place', text);
        await vault.seal(tx, { agency: 'H05', at }, 'place', text);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    const { keyRef, ciphertext } = await seal(openVault(masterKey), 'H05');
    expect(await vault.open(database.read, keyRef, 'place', ciphertext)).toEqual(text);
    const again = await seal(vault, 'H05');
    expect(await openVault(masterKey).open(database.read, keyRef, 'place', again.ciphertext)).toEqual(text);
  });

  test('is made anew by the same transaction after its savepoint', async () => {
    const vault = openVault(masterKey);
    const sealed = await inTransaction(async (tx) => {
      const refused = tx.attempt(async () => {
        await vault.seal(tx, { agency: 'H06', at }, 'place', text);
        throw new Error('refused');
      });
      await expect(refused).rejects.toThrow('refused');
      return vault.seal(tx, { agency: 'H06', at }, 'place', text);
    });
    expect(await openVault(masterKey).open(database.read, sealed.keyRef, 'place', sealed.ciphertext)).toEqual(text);
  });
});

describe('opening', () => {
  test('is refused in any other place than the one sealed for', async () => {
    const vault = openVault(masterKey);
    const { keyRef, ciphertext } = await seal(vault, 'H07', 'dossier one');
    await expect(vault.open(database.read, keyRef, 'dossier two', ciphertext)).rejects.toThrow(SealedDataError);
  });

  test('is refused after one bit was changed anywhere', async () => {
    const vault = openVault(masterKey);
    const { keyRef, ciphertext } = await seal(vault, 'H08');
    for (let byte = 0; byte < ciphertext.length; byte += 1) {
      const bent = Buffer.from(ciphertext);
      bent.writeUInt8(bent.readUInt8(byte) ^ 1, byte);
      await expect(vault.open(database.read, keyRef, 'place', bent), `byte ${String(byte)}`).rejects.toThrow(SealedDataError);
    }
    await expect(vault.open(database.read, keyRef, 'place', ciphertext.subarray(0, 20))).rejects.toThrow(SealedDataError);
  });

  test('under another master key names the data key and what to do', async () => {
    const { keyRef, ciphertext } = await seal(openVault(masterKey), 'H09');
    const stranger = openVault(randomBytes(32));
    await expect(stranger.open(database.read, keyRef, 'place', ciphertext)).rejects.toThrow(
      new DataKeyError('Data key H09/2026 was not wrapped by this master key: start with the MASTER_KEY this database was written under'),
    );
  });

  test('names a data key that is missing', async () => {
    await expect(openVault(masterKey).open(database.read, 'H10/1999', 'place', Buffer.alloc(40, 1))).rejects.toThrow('Data key H10/1999 is not in the table data_key');
  });

  test('reads the database once per data key and process', async () => {
    const { keyRef, ciphertext } = await seal(openVault(masterKey), 'H11');
    const vault = openVault(masterKey);
    let reads = 0;
    const counting = {
      first: <Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row | undefined> => {
        reads += 1;
        return database.read.first<Row>(sql, parameters);
      },
    };
    await vault.open(counting, keyRef, 'place', ciphertext);
    await vault.open(counting, keyRef, 'place', ciphertext);
    expect(reads).toBe(1);
  });
});

describe('keyed hashes', () => {
  test('depend on master key, purpose and text', () => {
    const vault = openVault(masterKey);
    const hashes = [vault.hmac('search', 'an'), vault.hmac('command-body', 'an'), vault.hmac('search', 'án'), openVault(randomBytes(32)).hmac('search', 'an')];
    expect(new Set(hashes).size).toBe(4);
    expect(openVault(masterKey).hmac('search', 'an')).toBe(hashes[0]);
  });

  test('a master key of another length is refused at once', () => {
    expect(() => openVault(randomBytes(16))).toThrow(RangeError);
  });
});
