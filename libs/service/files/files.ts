import { createHash, randomUUID } from 'node:crypto';
import type { Actor, Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { FileContentError, type FileStore, locationOf } from './file-store.js';
import { findMediaType, type MediaType } from './media-type.js';

/** Largest file a dossier may hold, in bytes. */
export const FILE_LIMIT = 20 * 1024 * 1024;

/** What the ledger records of a file, through the command `AttachFile`. */
export interface StoredFile {
  readonly fileId: string;
  readonly sha256: string;
  readonly mediaType: MediaType;
  readonly size: number;
}

/** Why a content is not taken. */
export interface RefusedFile {
  readonly kind: 'refused';
  readonly code: 'file-empty' | 'file-too-large' | 'file-type-not-allowed';
}

/** What storing a file came to. */
export type StoreFileResult = { readonly kind: 'stored'; readonly file: StoredFile } | RefusedFile | { readonly kind: 'dossier-not-found' };

/** What reading a file came to. `erased`: its dossier's personal data was erased, and the file with it. */
export type ReadFileResult =
  | { readonly kind: 'read'; readonly file: StoredFile; readonly content: Buffer }
  | { readonly kind: 'file-not-found' | 'erased' };

/** What files are kept with. */
export type Filing = Pick<Engine, 'database' | 'vault'>;

/**
 * Checks a file by its content, encrypts it under the key of the dossier's agency and stores it. It belongs to the dossier
 * from then on; the ledger learns of it by the command `AttachFile`. When the last step fails an encrypted content without
 * an owner may stay behind, never a file without its content.
 */
export async function storeFile(engine: Filing, store: FileStore, upload: { readonly dossierId: string; readonly content: Uint8Array; readonly by: Actor; readonly at: Instant }): Promise<StoreFileResult> {
  const { content } = upload;
  const file = await examineFile(content);
  if ('kind' in file) {
    return file;
  }
  return engine.database.transaction(async (tx): Promise<StoreFileResult> => {
    const dossier = await tx.first<{ competent_agency: string }>('SELECT competent_agency FROM dossier WHERE id = $1 AND NOT erased FOR SHARE', [upload.dossierId]);
    if (dossier === undefined) {
      return { kind: 'dossier-not-found' };
    }
    await putFile(engine, store, tx, { file, of: { dossierId: upload.dossierId }, keyOf: dossier.competent_agency, content, by: upload.by, at: upload.at });
    return { kind: 'stored', file };
  });
}

/** Looks at a content before it is taken: what is known of it, or why it is not taken. */
export async function examineFile(content: Uint8Array): Promise<StoredFile | RefusedFile> {
  if (content.length === 0) {
    return { kind: 'refused', code: 'file-empty' };
  }
  if (content.length > FILE_LIMIT) {
    return { kind: 'refused', code: 'file-too-large' };
  }
  const mediaType = await findMediaType(content);
  return mediaType === undefined ? { kind: 'refused', code: 'file-type-not-allowed' } : { fileId: randomUUID(), sha256: hashOfContent(content), mediaType, size: content.length };
}

/** A file on its way into the store, and whose it is: a dossier's, or evidence of an agency. */
interface NewFile {
  readonly file: StoredFile;
  readonly of: { readonly dossierId: string } | { readonly agency: string };
  /** The agency under whose key it is encrypted. */
  readonly keyOf: string;
  readonly content: Uint8Array;
  readonly by: Actor;
  readonly at: Instant;
}

/** Encrypts a content, stores it and writes its row. */
export async function putFile(engine: Filing, store: FileStore, tx: Transaction, { file, of, keyOf, content, by, at }: NewFile): Promise<void> {
  const location = locationOf(file.fileId);
  const { ciphertext, keyRef } = await engine.vault.seal(tx, { agency: keyOf, at }, contextOf(file.fileId), content);
  await store.put(location, ciphertext);
  await tx.run(
    `INSERT INTO stored_file (id, dossier_id, agency, sha256, media_type, size, key_ref, location, uploaded_by, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [file.fileId, 'dossierId' in of ? of.dossierId : null, 'agency' in of ? of.agency : null, file.sha256, file.mediaType, file.size, keyRef, location, by.subject, at],
  );
}

interface FileRow {
  readonly sha256: string;
  readonly media_type: MediaType;
  readonly size: number;
  readonly key_ref: string | null;
  readonly location: string | null;
  readonly erased_at: number | null;
}

/**
 * Reads a file of a dossier and records who did. The record is committed before the content is handed out.
 * @throws FileContentError when the store lost the content or holds another
 */
export async function readFile(engine: Filing, store: FileStore, request: FileReading & { readonly dossierId: string }): Promise<ReadFileResult> {
  return openFile(engine, store, request, { column: 'dossier_id', owner: request.dossierId });
}

/** Who reads which file, and when. */
export interface FileReading {
  readonly fileId: string;
  readonly by: Actor;
  readonly at: Instant;
}

/** As `readFile`, of whatever owns the file. */
export async function openFile(engine: Filing, store: FileStore, { fileId, by, at }: FileReading, of: { readonly column: 'dossier_id' | 'agency'; readonly owner: string }): Promise<ReadFileResult> {
  const row = await engine.database.transaction(async (tx) => {
    const found = await tx.first<FileRow>(`SELECT sha256, media_type, size, key_ref, location, erased_at FROM stored_file WHERE id = $1 AND ${of.column} = $2`, [fileId, of.owner]);
    if (found?.erased_at === null) {
      await tx.run('INSERT INTO file_access (file_id, subject, role, at) VALUES ($1, $2, $3, $4)', [fileId, by.subject, by.role, at]);
    }
    return found;
  });
  if (row === undefined) {
    return { kind: 'file-not-found' };
  }
  if (row.location === null || row.key_ref === null || row.erased_at !== null) {
    return { kind: 'erased' };
  }
  const content = await engine.vault.open(engine.database.read, row.key_ref, contextOf(fileId), await store.get(row.location));
  if (hashOfContent(content) !== row.sha256) {
    throw new FileContentError(`File ${fileId} does not have the hash it was stored under: restore its content and row from the same backup`);
  }
  return { kind: 'read', file: { fileId, sha256: row.sha256, mediaType: row.media_type, size: row.size }, content };
}

/** Most contents one call of `purgeErasedFiles` removes. */
export const PURGED_AT_ONCE = 100;

/** Removes contents of erased files from the store, some at a time; call it after an erasure and now and then. Returns how many. */
export async function purgeErasedFiles(engine: Pick<Engine, 'database'>, store: FileStore): Promise<number> {
  const rows = await engine.database.read.rows<{ id: string; location: string }>(
    `SELECT id, location FROM stored_file WHERE erased_at IS NOT NULL AND location IS NOT NULL ORDER BY erased_at LIMIT ${String(PURGED_AT_ONCE)}`,
  );
  for (const { id, location } of rows) {
    await store.remove(location);
    await engine.database.read.run('UPDATE stored_file SET location = NULL, key_ref = NULL WHERE id = $1', [id]);
  }
  return rows.length;
}

/** The place a file's ciphertext belongs to; it opens under no other. */
export function contextOf(fileId: string): string {
  return `file:${fileId}`;
}

/** SHA-256 of a content, in lower-case hex. */
export function hashOfContent(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
