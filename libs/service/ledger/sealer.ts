import { type Instant, localDateOf, type LocalDate } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { genesisSealHash, hashSeal, readLastSeal, SEAL_COLUMNS, type SealRow } from './seal.js';
import { sumUpEvents } from './sealed-events.js';
import type { SealSigner } from './signing.js';

/** What a sealer's round came to. `empty`: no event since the last seal. `busy`: another sealer is at work. */
export type SealResult = { readonly kind: 'sealed'; readonly seal: SealRow; readonly signed: readonly number[] } | { readonly kind: 'empty' | 'busy'; readonly signed: readonly number[] };

/** The transaction numbers of the database run below those already sealed, so nothing can be sealed. */
export class SealOrderError extends Error {
  override readonly name = 'SealOrderError';
}

type Sealing = Pick<Engine, 'database' | 'sha256'>;

/** One sealer at a time per database. */
const SEALER_LOCK = 7_205_759_404;

/**
 * Seals every event older than the oldest running transaction and not yet sealed, chained to the last seal. With a signer,
 * the last seal of each local day before that of `at` is signed as well. Call it every ten minutes; only one at a time does
 * anything.
 * @throws SealOrderError when the cluster was restored from a logical dump and counts its transactions from below again
 */
export async function sealLedger(engine: Sealing, at: Instant, signer?: SealSigner): Promise<SealResult> {
  return engine.database.transaction(async (tx): Promise<SealResult> => {
    if (!(await takeSealerLock(tx))) {
      return { kind: 'busy', signed: [] };
    }
    const last = await readLastSeal(tx);
    const from = last?.until_xact ?? '0';
    const until = await oldestRunning(tx, from);
    const sum = await sumUpEvents(tx, from, until, engine.sha256);
    const signed = signer === undefined ? [] : await signClosedDays(tx, at, signer);
    if (sum.root === undefined) {
      return { kind: 'empty', signed };
    }
    const unhashed = {
      number: (last?.number ?? 0) + 1,
      from_xact: from,
      until_xact: until,
      events: sum.events,
      dossiers: sum.dossiers,
      root: sum.root,
      prev_hash: last?.hash ?? genesisSealHash(engine.sha256),
      sealed_at: at,
    };
    const seal: SealRow = { ...unhashed, hash: hashSeal(unhashed, engine.sha256) };
    await tx.run(`INSERT INTO ledger_seal (${SEAL_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, [
      seal.number,
      seal.from_xact,
      seal.until_xact,
      seal.events,
      seal.dossiers,
      seal.root,
      seal.prev_hash,
      seal.hash,
      seal.sealed_at,
    ]);
    return { kind: 'sealed', seal, signed };
  });
}

async function takeSealerLock(tx: Transaction): Promise<boolean> {
  const row = await tx.first<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [SEALER_LOCK]);
  return row?.taken === true;
}

async function oldestRunning(tx: Transaction, sealedUntil: string): Promise<string> {
  const row = await tx.first<{ until: string; ordered: boolean }>(
    `SELECT until, until >= $1::xid8 AS ordered FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS until) AS now`,
    [sealedUntil],
  );
  if (row?.ordered !== true) {
    throw new SealOrderError(
      `The last seal covers transactions up to ${sealedUntil}, but this cluster is only at ${row?.until ?? 'none'}: it was filled from a logical dump. ` +
        'Stop it, raise its next transaction number above the seal with pg_resetwal, and start it again',
    );
  }
  return row.until;
}

/** Signs the last seal of every local day that is over, from the last signed seal on. Returns their numbers. */
async function signClosedDays(tx: Transaction, at: Instant, signer: SealSigner): Promise<readonly number[]> {
  const seals = await tx.rows<SealRow>(
    `SELECT ${SEAL_COLUMNS} FROM ledger_seal WHERE number > (SELECT coalesce(max(number), 0) FROM ledger_seal_signature) ORDER BY number`,
  );
  const due = lastOfDays(seals).filter(({ day }) => day < localDateOf(at));
  for (const { seal } of due) {
    await tx.run('INSERT INTO ledger_seal_signature (number, signature, signing_key, signed_at) VALUES ($1, $2, $3, $4)', [seal.number, signer.sign(seal), signer.publicKey, at]);
  }
  return due.map(({ seal }) => seal.number);
}

function lastOfDays(seals: readonly SealRow[]): readonly { readonly day: LocalDate; readonly seal: SealRow }[] {
  const byDay = new Map(seals.map((seal) => [localDateOf(seal.sealed_at as Instant), seal]));
  return [...byDay].map(([day, seal]) => ({ day, seal }));
}
