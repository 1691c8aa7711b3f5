import { type DossierEvent, eventOfRow, findChainFault } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { readLedger } from '../ledger-writer.js';

/** Why a dossier is told no further until a person has looked. */
export type LedgerDoubt = 'broken-chain' | 'history-changed' | 'record-changed';

/** The part of a ledger a message tells, checked. */
export interface SoundLedger {
  readonly events: readonly DossierEvent[];
  /** Hash of the last of them. */
  readonly hash: string;
  /** The people were erased, by one of these events or a later one. */
  readonly isErased: boolean;
}

/**
 * Reads a dossier's ledger up to an event and checks it as far as one dossier can be checked by itself: every event is chained to
 * the one before, the whole ends at its head, and what was told before still has the hash it had then. A message is composed of
 * what this returns and of nothing else, so that no other table can change what leaves the house.
 */
export async function readSoundLedger({ database, sha256 }: Pick<Engine, 'database' | 'sha256'>, dossierId: string, toSeq: number): Promise<SoundLedger | { readonly doubt: LedgerDoubt }> {
  const tx: Pick<Transaction, 'first' | 'rows'> = database.read;
  const head = await tx.first<{ seq: number; hash: string }>('SELECT last_seq AS seq, last_hash AS hash FROM dossier WHERE id = $1', [dossierId]);
  const told = await tx.rows<{ seq: number; hash: string }>(`SELECT to_seq AS seq, ledger_hash AS hash FROM sync_message WHERE dossier_id = $1 AND status = 'acknowledged'`, [dossierId]);
  // What was appended after the head was read belongs to a later message.
  const rows = (await readLedger(tx, dossierId)).filter(({ seq }) => seq <= (head?.seq ?? 0));
  if (head === undefined || findChainFault(dossierId, rows, head, sha256) !== undefined) {
    return { doubt: 'broken-chain' };
  }
  if (told.some(({ seq, hash }) => rows[seq - 1]?.hash !== hash)) {
    return { doubt: 'history-changed' };
  }
  const last = rows[toSeq - 1];
  return last === undefined ? { doubt: 'broken-chain' } : { events: rows.slice(0, toSeq).map(eventOfRow), hash: last.hash, isErased: rows.some(({ type }) => type === 'PersonalDataErased') };
}
