import type { Actor, EvidenceRef, Instant } from '#domain';
import type { Statements, Transaction } from '#persistence';
import type { FileStore } from './file-store.js';
import { examineFile, type FileReading, type Filing, openFile, putFile, type ReadFileResult, type RefusedFile, type StoredFile } from './files.js';

/** Evidence that is stored: what an event refers to, and the agency it belongs to. */
export interface StoredEvidence extends EvidenceRef {
  readonly agency: string;
}

/** A file that shall prove something. */
export interface EvidenceUpload {
  readonly agency: string;
  readonly content: Uint8Array;
  readonly by: Actor;
  readonly at: Instant;
}

/** What storing it came to. */
export type StoreEvidenceResult = { readonly kind: 'stored'; readonly file: StoredFile } | RefusedFile;

/**
 * Checks a file by its content, encrypts it under the key of the agency whose evidence it is, and stores it. A case learns of
 * it by the command that refers to it. When the last step fails an encrypted content without an owner may stay behind.
 * @param within the caller's transaction, where more is written with it
 */
export async function storeEvidence(engine: Filing, store: FileStore, { agency, content, by, at }: EvidenceUpload, within?: Transaction): Promise<StoreEvidenceResult> {
  const file = await examineFile(content);
  if ('kind' in file) {
    return file;
  }
  const put = (tx: Transaction): Promise<void> => putFile(engine, store, tx, { file, of: { agency }, keyOf: agency, content, by, at });
  await (within === undefined ? engine.database.transaction(put) : put(within));
  return { kind: 'stored', file };
}

/** Evidence by its ids, in their order; those that nobody uploaded, or that belong to a dossier, are left out. */
export async function findEvidence(tx: Pick<Statements, 'rows'>, ids: readonly string[]): Promise<readonly StoredEvidence[]> {
  if (ids.length === 0) {
    return [];
  }
  return tx.rows<StoredEvidence>(
    `SELECT f.id AS file, f.sha256, f.agency FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted(id, place) JOIN stored_file f ON f.id = wanted.id
     WHERE f.agency IS NOT NULL AND f.erased_at IS NULL ORDER BY wanted.place`,
    [ids],
  );
}

/**
 * Reads evidence and records who did, before its content is handed out.
 * @throws FileContentError when the store lost the content or holds another
 */
export async function readEvidence(engine: Filing, store: FileStore, request: FileReading & { readonly agency: string }): Promise<ReadFileResult> {
  return openFile(engine, store, request, { column: 'agency', owner: request.agency });
}
