import type { Instant } from '#domain';
import type { Database, Transaction } from '#persistence';
import type { ApplicantRecord } from '../personal/applicant.js';
import { openPersonal, type StoredPersonal } from '../personal/personal-record.js';
import { tokensOf } from '../personal/search-token.js';
import { HASH_PURPOSES, hashKeyRef, MasterKey } from './master-key.js';
import { DataKeyError, openVault, type Vault } from './vault.js';

/** A new master key and the one it replaces; both are accepted by every process while this runs. */
export interface MasterKeys {
  readonly former: Uint8Array;
  readonly next: Uint8Array;
}

/** How much one run did. */
export interface RotationTally {
  readonly wrapped: number;
  readonly indexed: number;
}

type Step = 'adding' | 'added' | 'removing' | 'done';

interface IndexedRow extends StoredPersonal {
  readonly id: string;
}

const KEYS_AT_ONCE = 100;
/** Dossiers one transaction holds: a clerk's command waits for them no longer than it would notice. */
const DOSSIERS_AT_ONCE = 50;

/**
 * Wraps every key under the new master key and adds the search index under it beside the former one. Each key and each few dossiers are a
 * transaction of their own and nothing is kept outside of the database: wherever it is stopped, everything opens under one of the two
 * master keys, and the next run goes on. Run again, it does what is left.
 * @throws DataKeyError when a key was wrapped by neither
 */
export async function rotateMaster(database: Database, keys: MasterKeys, at: Instant, told: (tally: RotationTally) => void): Promise<RotationTally> {
  const [former, next] = [new MasterKey(keys.former), new MasterKey(keys.next)];
  await storeHashKeys(database, former, next, at);
  let tally: RotationTally = { wrapped: await wrapAnew(database, former, next), indexed: 0 };
  told(tally);
  await database.read.run(`INSERT INTO key_rotation (fingerprint, step, started_at) VALUES ($1, 'adding', $2) ON CONFLICT DO NOTHING`, [next.fingerprint, at]);
  const index = { fingerprint: next.fingerprint, reading: openVault(keys.next, keys.former), under: openVault(keys.next) };
  for (;;) {
    const indexed = await indexSome(database, index, { doing: 'adding', done: 'added' }, at);
    if (indexed === undefined) return tally;
    tally = { ...tally, indexed: tally.indexed + indexed };
    told(tally);
  }
}

/**
 * Takes the search index under the former master key away, once every process runs with the new one alone. Dossiers that came without the
 * new index get it. Goes on where it was stopped. Gives how many dossiers were looked at.
 * @throws DataKeyError when something is still wrapped by the former master key, or the new one was never rotated to
 */
export async function finishRotation(database: Database, masterKey: Uint8Array, at: Instant): Promise<number> {
  const next = new MasterKey(masterKey);
  await wrapAnew(database, next, next);
  const begun = await database.read.rows(`UPDATE key_rotation SET step = 'removing', reached = NULL WHERE fingerprint = $1 AND step = 'added' RETURNING fingerprint`, [next.fingerprint]);
  const row = begun[0] ?? (await database.read.first(`SELECT fingerprint FROM key_rotation WHERE fingerprint = $1 AND step IN ('removing', 'done')`, [next.fingerprint]));
  if (row === undefined) {
    throw new DataKeyError('This master key has not replaced another one, or is not done with it: run rotate-master to its end first');
  }
  const vault = openVault(masterKey);
  let looked = 0;
  for (;;) {
    const some = await indexSome(database, { fingerprint: next.fingerprint, reading: vault, under: vault }, { doing: 'removing', done: 'done' }, at);
    if (some === undefined) return looked;
    looked += some;
  }
}

/** What was hashed for ever keeps its key, which from now on lies among the data keys. */
async function storeHashKeys(database: Database, former: MasterKey, next: MasterKey, at: Instant): Promise<void> {
  await database.read.run('INSERT INTO data_key (ref, wrapped, created_at) SELECT ref, wrapped, $3 FROM unnest($1::text[], $2::bytea[]) AS k (ref, wrapped) ON CONFLICT DO NOTHING', [
    HASH_PURPOSES.map(hashKeyRef),
    HASH_PURPOSES.map((purpose) => next.wrap(hashKeyRef(purpose), former.hashKey(purpose))),
    at,
  ]);
}

async function wrapAnew({ read }: Database, former: MasterKey, next: MasterKey): Promise<number> {
  let wrapped = 0;
  for (let after = ''; ; ) {
    const rows = await read.rows<{ ref: string; wrapped: Buffer }>('SELECT ref, wrapped FROM data_key WHERE ref > $1 ORDER BY ref LIMIT $2', [after, KEYS_AT_ONCE]);
    for (const row of rows) {
      after = row.ref;
      if (next.unwrap(row.ref, row.wrapped) !== undefined) continue;
      const key = former.unwrap(row.ref, row.wrapped);
      if (key === undefined) {
        throw new DataKeyError(`Data key ${row.ref} was wrapped by neither master key: give the one this database was written under`);
      }
      await read.run('UPDATE data_key SET wrapped = $3 WHERE ref = $1 AND wrapped = $2', [row.ref, row.wrapped, next.wrap(row.ref, key)]);
      wrapped += 1;
    }
    if (rows.length < KEYS_AT_ONCE) return wrapped;
  }
}

interface Index {
  readonly fingerprint: string;
  readonly reading: Vault;
  readonly under: Vault;
}

/** Indexes the next few dossiers; `undefined` when the step is done. */
function indexSome(database: Database, { fingerprint, reading, under }: Index, { doing, done }: { readonly doing: Step; readonly done: Step }, at: Instant): Promise<number | undefined> {
  return database.transaction(async (tx) => {
    const rotation = await tx.first<{ reached: string | null }>('SELECT reached FROM key_rotation WHERE fingerprint = $1 AND step = $2 FOR UPDATE', [fingerprint, doing]);
    if (rotation === undefined) {
      return undefined;
    }
    const ids = await tx.rows<{ id: string }>('SELECT id FROM dossier WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2 FOR UPDATE', [rotation.reached, DOSSIERS_AT_ONCE]);
    if (ids.length === 0) {
      await tx.run('UPDATE key_rotation SET step = $2, finished_at = CASE WHEN $2 = $4 THEN $3::bigint END WHERE fingerprint = $1', [fingerprint, done, at, 'done']);
      return undefined;
    }
    const rows = await tx.rows<IndexedRow>(
      'SELECT d.id, p.version, p.kind, p.ciphertext, p.key_ref FROM dossier d JOIN personal_record p ON p.dossier_id = d.id AND p.version = d.personal_version WHERE d.id = ANY($1) ORDER BY d.id',
      [ids.map(({ id }) => id)],
    );
    for (const { id, ...stored } of rows) {
      const { data } = await openPersonal(tx, reading, id, stored);
      await index(tx, id, tokensOf(under, data as unknown as ApplicantRecord), doing === 'removing');
    }
    await tx.run('UPDATE key_rotation SET reached = $2 WHERE fingerprint = $1', [fingerprint, ids.at(-1)?.id ?? null]);
    return ids.length;
  }, 'rotate-master');
}

/** A dossier is found wherever it was found before. */
async function index(tx: Pick<Transaction, 'run'>, dossierId: string, tokens: readonly string[], onlyThese: boolean): Promise<void> {
  await tx.run(
    `INSERT INTO search_token (scope_id, token, received_on, dossier_id)
     SELECT DISTINCT s.scope_id, t.token, s.received_on, s.dossier_id FROM search_token s, unnest($2::bigint[]) AS t (token) WHERE s.dossier_id = $1 ON CONFLICT DO NOTHING`,
    [dossierId, tokens],
  );
  if (onlyThese) {
    await tx.run('DELETE FROM search_token WHERE dossier_id = $1 AND token <> ALL($2::bigint[])', [dossierId, tokens]);
  }
}
