import { canonicalJson, type Sha256 } from '#domain';
import type { Transaction } from '#persistence';

/** A row of `ledger_seal`. Transaction numbers are 64-bit and stay texts. */
export interface SealRow {
  readonly number: number;
  /** First transaction number it covers. */
  readonly from_xact: string;
  /** First transaction number it no longer covers. */
  readonly until_xact: string;
  readonly events: number;
  /** Dossiers and cases with at least one of these events. */
  readonly dossiers: number;
  readonly root: string;
  readonly prev_hash: string;
  readonly hash: string;
  readonly sealed_at: number;
}

/** Columns of a seal in the order of `SealRow`. */
export const SEAL_COLUMNS = 'number, from_xact, until_xact, events, dossiers, root, prev_hash, hash, sealed_at';

/** The newest seal; `undefined` when nothing is sealed yet. */
export async function readLastSeal(tx: Pick<Transaction, 'first'>): Promise<SealRow | undefined> {
  return tx.first<SealRow>(`SELECT ${SEAL_COLUMNS} FROM ledger_seal ORDER BY number DESC LIMIT 1`);
}

/** What the first seal is chained to. */
export function genesisSealHash(sha256: Sha256): string {
  return sha256('ledger-seal');
}

/** Hash of a seal: SHA-256(prev_hash ‖ canonical JSON of its other columns). */
export function hashSeal(seal: Omit<SealRow, 'hash'>, sha256: Sha256): string {
  const { prev_hash: previous, number, from_xact, until_xact, events, dossiers, root, sealed_at } = seal;
  return sha256(previous + canonicalJson({ number, from_xact, until_xact, events, dossiers, root, sealed_at }));
}
