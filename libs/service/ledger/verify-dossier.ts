import { isDeepStrictEqual } from 'node:util';
import { type ChainedRow, type EventPayloads, eventOfRow, findChainFault, findDateFault, foldDossier, formatInstant, instant, type Rules, type TextRef } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { checkCommitment, openPersonal } from '../personal/personal-record.js';
import { PROJECTION_COLUMNS, projectDossier } from '../projection.js';
import { SealedDataError } from '../vault/cipher.js';
import { faultOfChain, type LedgerFault } from './fault.js';
import type { StoredDossier } from './read-dossiers.js';

/** What verification needs; with the rules at hand, dates are recomputed too. */
type Verifying = Pick<Engine, 'vault' | 'sha256'> & Partial<Pick<Engine, 'rules'>>;

/**
 * The first fault of one dossier: its chain and head, its row against its events, its dates against the rules and calendars
 * they were counted by, its files against the hashes it recorded, its personal records against their commitments.
 */
export async function findDossierFault(engine: Verifying, tx: Pick<Transaction, 'first' | 'rows'>, dossier: StoredDossier): Promise<LedgerFault | undefined> {
  return chainFault(engine, dossier) ?? projectionFault(dossier) ?? (await dateFault(engine, tx, dossier)) ?? fileFault(dossier) ?? (await commitmentFault(engine, tx, dossier));
}

async function dateFault({ rules: book }: Verifying, tx: Pick<Transaction, 'first' | 'rows'>, dossier: StoredDossier): Promise<LedgerFault | undefined> {
  if (book === undefined) {
    return undefined;
  }
  const events = dossier.events.map(eventOfRow);
  const { imported, procedure } = foldDossier(events);
  if (imported) {
    return undefined;
  }
  const known = new Map<string, Rules>();
  for (const snapshot of new Set(events.map(({ calendarSnapshot }) => calendarSnapshot))) {
    known.set(snapshot, await book.rules(tx, procedure.code, procedure.version, snapshot));
  }
  const fault = findDateFault(events, (snapshot) => knownRules(known, snapshot));
  if (fault === undefined) {
    return undefined;
  }
  const [stated, recomputed] = [fault.stated, fault.recomputed].map((at) => (at === undefined ? 'no date' : formatInstant(instant(at))));
  return { kind: 'date', dossierId: dossier.id, code: dossier.code, seq: fault.seq, detail: `it states the due date ${String(stated)}, but its rules and calendar give ${String(recomputed)}` };
}

function knownRules(known: ReadonlyMap<string, Rules>, snapshot: string): Rules {
  const rules = known.get(snapshot);
  if (rules === undefined) {
    throw new Error(`No rules were loaded for the calendar snapshot ${snapshot}`);
  }
  return rules;
}

function chainFault(engine: Verifying, dossier: StoredDossier): LedgerFault | undefined {
  const { id, events, head } = dossier;
  if (events.length === 0) {
    return { kind: 'no-events', dossierId: id, code: dossier.code, detail: `its row says ${String(head.seq)} events, but there is none` };
  }
  // Only what the engine can have written is hashed; anything else stands outside the closed list of columns and is an edit.
  const foreign = events.findIndex((row) => !isWritable(row));
  const sound = foreign === -1 ? events : events.slice(0, foreign);
  const last = sound.at(-1);
  const end = foreign === -1 ? head : { seq: last?.seq ?? 0, hash: last?.hash ?? engine.sha256(id) };
  const fault = findChainFault(id, sound, end, engine.sha256);
  if (fault !== undefined) {
    return faultOfChain(dossier, fault);
  }
  const edited = events[foreign];
  return edited === undefined ? undefined : faultOfChain(dossier, { seq: edited.seq, fault: 'edited' });
}

function isWritable(row: ChainedRow): boolean {
  const actor = Object.entries(row.actor);
  return (
    actor.length === 3 &&
    actor.every(([key, value]) => ['subject', 'role', 'agency'].includes(key) && typeof value === 'string') &&
    [row.seq, row.ordinal, row.occurredAt, row.recordedAt].every(Number.isSafeInteger)
  );
}

function projectionFault(dossier: StoredDossier): LedgerFault | undefined {
  const named = { dossierId: dossier.id, code: dossier.code };
  try {
    const expected = projectDossier(foldDossier(dossier.events.map(eventOfRow)));
    const column = PROJECTION_COLUMNS.find((name) => !isDeepStrictEqual(dossier.projection[name], expected[name]));
    if (column === undefined) {
      return undefined;
    }
    const [stored, folded] = [dossier.projection[column], expected[column]].map((value) => JSON.stringify(value));
    return { kind: 'projection', ...named, column, detail: `column ${column} holds ${String(stored)}, but its events give ${String(folded)}` };
  } catch (error) {
    return { kind: 'unreadable-event', ...named, detail: `its events cannot be folded: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function fileFault({ id, code, events, files }: StoredDossier): LedgerFault | undefined {
  for (const { type, seq, payload } of events) {
    const attached = type === 'FileAttached' ? (JSON.parse(payload) as EventPayloads['FileAttached']) : undefined;
    const held = attached === undefined ? undefined : files.get(attached.fileId);
    if (attached !== undefined && held !== attached.sha256) {
      return { kind: 'file', dossierId: id, code, seq, detail: `it recorded the file ${attached.fileId} under the hash ${attached.sha256}, but ${held === undefined ? 'no such file is stored' : `the stored one has ${held}`}` };
    }
  }
  return undefined;
}

async function commitmentFault(engine: Verifying, tx: Pick<Transaction, 'first'>, dossier: StoredDossier): Promise<LedgerFault | undefined> {
  const erased = dossier.events.some(({ type }) => type === 'PersonalDataErased');
  for (const row of dossier.events) {
    for (const ref of referencesIn(JSON.parse(row.payload))) {
      const fault = await referenceFault(engine, tx, dossier, ref, erased);
      if (fault !== undefined) {
        return { ...fault, dossierId: dossier.id, code: dossier.code, seq: row.seq };
      }
    }
  }
  return undefined;
}

async function referenceFault(
  engine: Verifying,
  tx: Pick<Transaction, 'first'>,
  dossier: StoredDossier,
  ref: TextRef,
  erased: boolean,
): Promise<Pick<LedgerFault, 'kind' | 'detail'> | undefined> {
  const stored = dossier.records.get(ref.version);
  const named = `personal record ${String(ref.version)}`;
  if (stored === undefined) {
    return erased ? undefined : { kind: 'record-missing', detail: `${named} is gone without an event PersonalDataErased` };
  }
  try {
    const record = await openPersonal(tx, engine.vault, dossier.id, stored);
    return checkCommitment(record, ref.commitment) ? undefined : { kind: 'commitment', detail: `${named} is not the one the event committed to` };
  } catch (error) {
    if (error instanceof SealedDataError) {
      return { kind: 'record-unreadable', detail: `${named} cannot be decrypted: ${error.message}` };
    }
    throw error;
  }
}

/** References to personal records anywhere in a payload. */
function* referencesIn(value: unknown): Generator<TextRef> {
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
