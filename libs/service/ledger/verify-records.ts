import type { DossierEvent, TextRef } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { checkCommitment, openPersonal } from '../personal/personal-record.js';
import { SealedDataError } from '../vault/cipher.js';
import { DataKeyError } from '../vault/vault.js';
import type { LedgerFault } from './fault.js';
import type { StoredDossier } from './read-dossiers.js';

type RecordFault = Pick<LedgerFault, 'kind' | 'detail'>;

/**
 * The first personal record of a dossier that is not the one its event committed to. A record may be missing only when it
 * was erased by an event `PersonalDataErased` after its own, and then it must be.
 * @throws DataKeyError when no data key opens under this master key: that is the operator's matter
 */
export async function findRecordFault(engine: Pick<Engine, 'vault'>, tx: Pick<Transaction, 'first' | 'rows'>, dossier: StoredDossier, events: readonly DossierEvent[]): Promise<LedgerFault | undefined> {
  const erasure = events.findLast(({ type }) => type === 'PersonalDataErased');
  for (const event of events) {
    for (const ref of referencesIn(event.payload)) {
      const fault = await faultOfRecord(engine, tx, dossier, ref, timeOf(event, erasure));
      if (fault !== undefined) {
        return { ...fault, dossierId: dossier.id, code: dossier.code, seq: event.seq };
      }
    }
  }
  return undefined;
}

/** Whether an event's record was erased: certainly not, certainly, or perhaps, when both were written at the same moment. */
type Erasure = 'kept' | 'erased' | 'either';

function timeOf(event: DossierEvent, erasure: DossierEvent | undefined): Erasure {
  if (erasure === undefined) {
    return 'kept';
  }
  return event.seq < erasure.seq ? 'erased' : event.recordedAt === erasure.recordedAt ? 'either' : 'kept';
}

async function faultOfRecord(engine: Pick<Engine, 'vault'>, tx: Pick<Transaction, 'first' | 'rows'>, dossier: StoredDossier, ref: TextRef, erasure: Erasure): Promise<RecordFault | undefined> {
  const stored = dossier.records.get(ref.version);
  const named = `personal record ${String(ref.version)}`;
  if (stored === undefined) {
    return erasure === 'kept' ? { kind: 'record-missing', detail: `${named} is gone without an event PersonalDataErased` } : undefined;
  }
  if (erasure === 'erased') {
    return { kind: 'record-not-erased', detail: `${named} is still there after an event PersonalDataErased` };
  }
  try {
    const record = await openPersonal(tx, engine.vault, dossier.id, stored);
    return checkCommitment(record, ref.commitment) ? undefined : { kind: 'commitment', detail: `${named} is not the one the event committed to` };
  } catch (error) {
    if (error instanceof SealedDataError) {
      return { kind: 'record-unreadable', detail: `${named} cannot be decrypted: ${error.message}` };
    }
    if (error instanceof DataKeyError && (await hasSoundKey(engine, tx))) {
      return { kind: 'data-key', detail: `${named} cannot be decrypted: ${error.message}` };
    }
    throw error;
  }
}

/** True when some data key opens: then the master key is the right one, and a key that does not open was damaged. */
export async function hasSoundKey({ vault }: Pick<Engine, 'vault'>, tx: Pick<Transaction, 'first' | 'rows'>): Promise<boolean> {
  for (const { ref } of await tx.rows<{ ref: string }>('SELECT ref FROM data_key ORDER BY ref')) {
    if (await vault.holds(tx, ref)) {
      return true;
    }
  }
  return false;
}

/** References to encrypted records anywhere in a payload. */
export function* referencesIn(value: unknown): Generator<TextRef> {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if ('version' in value && 'commitment' in value && typeof value.version === 'number' && typeof value.commitment === 'string') {
    yield { version: value.version, commitment: value.commitment };
    return;
  }
  for (const member of Object.values(value)) {
    yield* referencesIn(member);
  }
}
