import { randomUUID } from 'node:crypto';
import { type Actor, formatInstant, type Instant } from '#domain';
import type { ZipEntry } from '#letters';
import { noteAccess, type Shown } from '../access/note-access.js';
import { readCaseRecords } from '../cases/case-records.js';
import { listDeliveries } from '../delivery/list-deliveries.js';
import { readTimeline } from '../dossiers/timeline.js';
import type { Engine } from '../engine.js';
import { readFile } from '../files/files.js';
import type { FileStore } from '../files/file-store.js';
import { listFiles } from '../files/list-files.js';
import { MEDIA_TYPES } from '../files/media-type.js';
import { readLetter } from '../letters/letter-store.js';
import { type LetterEntry, listLetters } from '../letters/list-letters.js';
import { listNotesOf, NOTE_LIMIT } from '../notes/dossier-notes.js';
import { archiveNames } from './archive-names.js';
import { findPersonCases, findPersonDossiers, type PersonCase, type PersonDossier, type PersonQuestion } from './find-person.js';

/** Why everything held about one person is handed out. */
export const EXPORT_REASONS = ['person-asked', 'court', 'inspection', 'other-authority'] as const;
/** See `EXPORT_REASONS`. */
export type ExportReason = (typeof EXPORT_REASONS)[number];

/** Who asks for everything held about whom, and on what it rests. */
export interface PersonExportRequest {
  readonly person: PersonQuestion;
  readonly actor: Actor;
  readonly reason: ExportReason;
  readonly documentNumber: string;
  readonly requestId: string;
  readonly addressHmac: string;
  readonly at: Instant;
}

/** What is to be handed out: it is on record already. */
export interface PersonExport {
  readonly id: string;
  readonly dossiers: readonly PersonDossier[];
  readonly cases: readonly PersonCase[];
}

const AT_ONCE = 200;

/** Finds everything held about a person and puts on record who was given it and why, in one transaction; the number itself is not kept. */
export function beginPersonExport(engine: Pick<Engine, 'database' | 'vault'>, { person, actor, reason, documentNumber, requestId, addressHmac, at }: PersonExportRequest): Promise<PersonExport> {
  return engine.database.transaction(async (tx) => {
    const dossiers = await findPersonDossiers(tx, engine, person);
    const cases = await findPersonCases(tx, engine, person);
    const id = randomUUID();
    await tx.run('INSERT INTO person_export (id, at, subject, role, agency, known_by, reason, document_number, dossiers) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      id, at, actor.subject, actor.role, actor.agency, person.knownBy, reason, documentNumber, dossiers.length,
    ]);
    const shown: readonly Shown[] = [
      ...dossiers.map(({ code }): Shown => ({ kind: 'dossier', key: code, fields: ['everything'] })),
      ...cases.map(({ code }): Shown => ({ kind: 'case', key: code, fields: ['everything'] })),
    ];
    await noteAccess(tx, { actor, view: 'export', shown, requestId, addressHmac, at });
    return { id, dossiers, cases };
  }, 'person-export');
}

/** The files of an export, one at a time: what is known of each dossier and feedback as JSON, with its files and letters. */
export async function* exportEntries(engine: Engine, files: FileStore, { id, dossiers, cases }: PersonExport, { actor, at }: Pick<PersonExportRequest, 'actor' | 'at'>): AsyncGenerator<ZipEntry> {
  yield json('index.json', { export: id, at: formatInstant(at), dossiers: dossiers.map(({ code }) => code), feedback: cases.map(({ code }) => code) });
  const [folders, names] = [archiveNames(dossiers.map(({ code }) => code)), archiveNames(cases.map(({ code }) => code))];
  for (const dossier of dossiers) {
    const folder = `dossiers/${folders.get(dossier.code) ?? dossier.id}`;
    const letters = await listLetters(engine, dossier.code);
    yield json(`${folder}/dossier.json`, await dossierContent(engine, dossier, letters));
    yield* filesOf(engine, files, dossier, folder, { actor, at });
    yield* lettersOf(engine, letters, folder);
  }
  for (const { id: caseId, code } of cases) {
    const records = await readCaseRecords(engine.database.read, engine.vault, caseId);
    yield json(`feedback/${names.get(code) ?? caseId}.json`, { code, records: [...records.values()].map(({ kind, data }) => ({ kind, data })) });
  }
}

async function dossierContent(engine: Engine, { id, code, record }: PersonDossier, letters: readonly LetterEntry[]): Promise<object> {
  const history = [];
  for (let after: number | undefined = undefined as number | undefined; ; ) {
    const entries = (await readTimeline(engine, code, { limit: AT_ONCE, withText: true, ...(after === undefined ? {} : { after }) })) ?? [];
    history.push(...entries);
    if (entries.length < AT_ONCE) break;
    after = entries.at(-1)?.seq;
  }
  const notes = await listNotesOf(engine, id, { limit: NOTE_LIMIT });
  const deliveries = await Promise.all(letters.map(async ({ key, kind }) => ({ key, kind, ways: await listDeliveries(engine, key, true) })));
  return { code, personal: record, history, notes, deliveries };
}

async function* filesOf(engine: Engine, store: FileStore, { id }: PersonDossier, folder: string, { actor, at }: Pick<PersonExportRequest, 'actor' | 'at'>): AsyncGenerator<ZipEntry> {
  for (let after: { readonly at: number; readonly id: string } | undefined = undefined as { readonly at: number; readonly id: string } | undefined; ; ) {
    const listed = await listFiles(engine, id, { limit: AT_ONCE, ...(after === undefined ? {} : { after }) });
    for (const { fileId, uploadedAt, erased } of listed) {
      after = { at: uploadedAt, id: fileId };
      const found = erased ? undefined : await readFile(engine, store, { dossierId: id, fileId, by: actor, at });
      if (found?.kind === 'read') yield { path: `${folder}/files/${fileId}.${MEDIA_TYPES[found.file.mediaType]}`, content: found.content, isPacked: true };
    }
    if (listed.length < AT_ONCE) return;
  }
}

async function* lettersOf(engine: Engine, letters: readonly LetterEntry[], folder: string): AsyncGenerator<ZipEntry> {
  for (const [index, { key, form }] of letters.entries()) {
    const pdf = await readLetter(engine, key);
    if (pdf !== undefined) yield { path: `${folder}/letters/${String(index + 1)}-${form}.pdf`, content: pdf, isPacked: true };
  }
}

function json(path: string, content: object): ZipEntry {
  return { path, content: Buffer.from(`${JSON.stringify(content, null, 2)}\n`, 'utf8'), isPacked: false };
}
