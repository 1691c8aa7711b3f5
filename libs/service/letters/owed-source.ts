import { eventOfRow } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { readLedger } from '../ledger-writer.js';
import { readDateMove } from './date-move.js';
import { readFilingSource } from './filing-source.js';
import type { LetterSource } from './letter-source.js';
import { readApplicant, sourceAt } from './read-source.js';

/** What of an owed letter's row decides what it is composed from. */
export interface OwedRow {
  readonly dossier_id: string;
  readonly kind: string;
  readonly composed_from_seq: number;
  readonly owed_at: number;
}

/**
 * Everything a letter is composed from: the dossier as of the event that owes it, and the people as they are corrected by now, for
 * it is to reach them; `undefined` once the personal data is erased.
 */
export async function letterSource(engine: Engine, tx: Transaction, { dossier_id: dossierId, composed_from_seq: seq, kind, owed_at: owedAt }: OwedRow): Promise<LetterSource | undefined> {
  const events = (await readLedger(tx, dossierId)).map(eventOfRow);
  const source = await sourceAt(engine, tx, dossierId, events, seq);
  const applicant = await readApplicant(engine, tx, dossierId, events);
  if (source === undefined || applicant === undefined) {
    return undefined;
  }
  const owed = { ...source, applicant, owedAt };
  if (kind === 'filing-receipt') {
    const filing = await readFilingSource(engine, tx, dossierId);
    return filing === undefined ? undefined : { ...owed, filing };
  }
  return kind === 'date-moved' ? { ...owed, moved: await readDateMove(engine, tx, dossierId, events.filter((event) => event.seq <= seq)) } : owed;
}
