import type { Actor, TextRef } from '#domain';
import { ROLE_LABELS } from '#vi';
import type { Engine } from '../engine.js';
import { type ApplicantRecord, checkCommitment, openPersonal, type StoredPersonal } from '../personal/index.js';
import type { SoundLedger } from './sound-ledger.js';

/** What people said of themselves and to each other, opened for the moment of sending. */
export interface OpenedRecords {
  readonly applicant: ApplicantRecord | undefined;
  /** Free texts by the version their event names. */
  readonly texts: ReadonlyMap<number, string>;
}

/**
 * Opens the records a message needs: the applicant's as these events name it, and the texts of requests for papers; nothing of people
 * who were erased. `undefined` when a record is missing though nobody erased it, or is not the one its event committed to:
 * then nothing may be told.
 */
export async function openTold({ database, vault }: Pick<Engine, 'database' | 'vault'>, dossierId: string, personal: TextRef, { events, isErased }: Pick<SoundLedger, 'events' | 'isErased'>): Promise<OpenedRecords | undefined> {
  if (isErased) {
    return { applicant: undefined, texts: new Map() };
  }
  const requests = events.flatMap((event) => (event.type === 'SupplementRequested' || event.type === 'CompletionRequested' ? [event.payload.text] : []));
  const refs = [personal, ...requests];
  const rows = await database.read.rows<StoredPersonal>('SELECT version, kind, ciphertext, key_ref FROM personal_record WHERE dossier_id = $1 AND version = ANY($2)', [dossierId, refs.map(({ version }) => version)]);
  let applicant: ApplicantRecord | undefined;
  const texts = new Map<number, string>();
  for (const row of rows) {
    const record = await openPersonal(database.read, vault, dossierId, row);
    if (refs.some((ref) => ref.version === row.version && !checkCommitment(record, ref.commitment))) {
      return undefined;
    }
    const { reason } = record.data;
    if (row.version === personal.version) applicant = record.data as unknown as ApplicantRecord;
    else if (typeof reason === 'string') texts.set(row.version, reason);
  }
  return rows.length < new Set(refs.map(({ version }) => version)).size ? undefined : { applicant, texts };
}

/** How staff are named to the portal: by the directory, else by their role; the engine itself is the system. */
export interface ToldStaff {
  nameOf(actor: Actor): string;
  positionOf(actor: Actor): string;
}

/** The people of the directory among the actors of these events. */
export async function readToldStaff({ database }: Pick<Engine, 'database'>, actors: readonly Actor[]): Promise<ToldStaff> {
  const rows = await database.read.rows<{ subject: string; name: string; position: string }>('SELECT subject, name, position FROM staff WHERE subject = ANY($1)', [
    [...new Set(actors.map(({ subject }) => subject))],
  ]);
  const known = new Map(rows.map((row) => [row.subject, row]));
  return {
    nameOf: ({ subject, role }) => known.get(subject)?.name ?? ROLE_LABELS[role],
    positionOf: ({ subject, role }) => known.get(subject)?.position ?? ROLE_LABELS[role],
  };
}
