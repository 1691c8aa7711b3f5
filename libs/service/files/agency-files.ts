import { createHash, randomUUID } from 'node:crypto';
import type { Actor, Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { FileContentError, type FileStore, locationOf } from './file-store.js';
import { contextOf, FILE_LIMIT, type ReadFileResult, type StoredFile, type StoreFileResult } from './files.js';
import { findMediaType, type MediaType } from './media-type.js';

/** A file that belongs to an agency and to no dossier: evidence of what it was assigned or scores itself for. */
export interface AgencyUpload {
  readonly agency: string;
  readonly content: Uint8Array;
  readonly by: Actor;
  readonly at: Instant;
}

/** What storing it came to. */
export type StoreAgencyFileResult = Exclude<StoreFileResult, { readonly kind: 'dossier-not-found' }>;

/** Checks a file by its content, encrypts it under the agency's key and stores it, its row in the caller's transaction. */
export async function storeAgencyFile(engine: Pick<Engine, 'vault'>, store: FileStore, tx: Pick<Transaction, 'first' | 'run'>, { agency, content, by, at }: AgencyUpload): Promise<StoreAgencyFileResult> {
  if (content.length === 0) {
    return { kind: 'refused', code: 'file-empty' };
  }
  if (content.length > FILE_LIMIT) {
    return { kind: 'refused', code: 'file-too-large' };
  }
  const mediaType = await findMediaType(content);
  if (mediaType === undefined) {
    return { kind: 'refused', code: 'file-type-not-allowed' };
  }
  const file: StoredFile = { fileId: randomUUID(), sha256: hashOf(content), mediaType, size: content.length };
  const location = locationOf(file.fileId);
  const { ciphertext, keyRef } = await engine.vault.seal(tx, { agency, at }, contextOf(file.fileId), content);
  await store.put(location, ciphertext);
  await tx.run('INSERT INTO stored_file (id, agency, sha256, media_type, size, key_ref, location, uploaded_by, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    file.fileId,
    agency,
    file.sha256,
    mediaType,
    file.size,
    keyRef,
    location,
    by.subject,
    at,
  ]);
  return { kind: 'stored', file };
}

/**
 * Reads a file of an agency and records who did. The record is committed before the content is handed out.
 * @throws FileContentError when the store lost the content or holds another
 */
export async function readAgencyFile(engine: Pick<Engine, 'database' | 'vault'>, store: FileStore, { fileId, by, at }: { readonly fileId: string; readonly by: Actor; readonly at: Instant }): Promise<ReadFileResult> {
  const row = await engine.database.transaction(async (tx) => {
    const found = await tx.first<{ sha256: string; media_type: MediaType; size: number; key_ref: string; location: string | null; erased_at: number | null }>(
      'SELECT sha256, media_type, size, key_ref, location, erased_at FROM stored_file WHERE id = $1 AND agency IS NOT NULL',
      [fileId],
    );
    if (found?.erased_at === null) {
      await tx.run('INSERT INTO file_access (file_id, subject, role, at) VALUES ($1, $2, $3, $4)', [fileId, by.subject, by.role, at]);
    }
    return found;
  });
  if (row === undefined) {
    return { kind: 'file-not-found' };
  }
  if (row.location === null || row.erased_at !== null) {
    return { kind: 'erased' };
  }
  const content = await engine.vault.open(engine.database.read, row.key_ref, contextOf(fileId), await store.get(row.location));
  if (hashOf(content) !== row.sha256) {
    throw new FileContentError(`File ${fileId} does not have the hash it was stored under: restore its content and row from the same backup`);
  }
  return { kind: 'read', file: { fileId, sha256: row.sha256, mediaType: row.media_type, size: row.size }, content };
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
