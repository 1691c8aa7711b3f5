import type { Actor, Instant } from '#domain';
import type { Engine } from '../engine.js';
import { readEvidence, storeEvidence, type StoreEvidenceResult } from '../files/evidence.js';
import type { FileStore } from '../files/file-store.js';
import { hashOfContent, type ReadFileResult, type StoredFile } from '../files/files.js';
import type { MediaType } from '../files/media-type.js';
import type { Reader } from '../rule-book.js';
import { type KeyConflict, onceByKey } from './once-by-key.js';
import { lockSheet } from './sheet-ledger.js';

/** A file brought for a score sheet. */
export interface SheetEvidence {
  readonly sheetId: string;
  readonly content: Uint8Array;
  readonly actor: Actor;
  readonly key: string;
  readonly at: Instant;
}

/** What bringing it came to. */
export type EvidenceOutcome = StoreEvidenceResult | { readonly kind: 'not-found' | 'submitted' } | KeyConflict;

/** Stores a file for a sheet that is not submitted; rows then name it. The same key gives the same file. */
export async function addParEvidence(engine: Engine, store: FileStore, { sheetId, content, actor, key, at }: SheetEvidence): Promise<EvidenceOutcome> {
  const request = { evidence: { sheetId, sha256: hashOfContent(content) } };
  return onceByKey<EvidenceOutcome>(engine, { actor, key, at, request }, async (tx) => {
    const sheet = await lockSheet(tx, sheetId);
    if (sheet === undefined) {
      return { kind: 'not-found' };
    }
    if (sheet.submittedAt !== undefined) {
      return { kind: 'submitted' };
    }
    const stored = await storeEvidence(engine, store, { agency: sheet.agency, content, by: actor, at }, tx);
    if (stored.kind === 'stored') {
      await tx.run('INSERT INTO par_evidence (file_id, sheet_id) VALUES ($1, $2)', [stored.file.fileId, sheetId]);
    }
    return stored;
  });
}

/** A file of a sheet; who reads it is recorded. */
export async function readParEvidence(engine: Engine, store: FileStore, { sheetId, fileId, by, at }: { readonly sheetId: string; readonly fileId: string; readonly by: Actor; readonly at: Instant }): Promise<ReadFileResult> {
  const known = await engine.database.read.first<{ agency: string }>('SELECT s.agency FROM par_evidence e JOIN par_sheet s ON s.id = e.sheet_id WHERE e.file_id = $1 AND e.sheet_id = $2', [fileId, sheetId]);
  return known === undefined ? { kind: 'file-not-found' } : readEvidence(engine, store, { fileId, agency: known.agency, by, at });
}

/** What is known of a sheet's files, by id. */
export async function listParEvidence(tx: Pick<Reader, 'rows'>, sheetId: string): Promise<ReadonlyMap<string, StoredFile>> {
  const rows = await tx.rows<{ id: string; sha256: string; media_type: MediaType; size: number }>('SELECT f.id, f.sha256, f.media_type, f.size FROM par_evidence e JOIN stored_file f ON f.id = e.file_id WHERE e.sheet_id = $1', [sheetId]);
  return new Map(rows.map(({ id, sha256, media_type, size }) => [id, { fileId: id, sha256, mediaType: media_type, size }]));
}
