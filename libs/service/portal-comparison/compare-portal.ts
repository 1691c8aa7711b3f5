import { randomUUID } from 'node:crypto';
import type { Actor, Instant, LocalDate } from '#domain';
import type { PortalColumn } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { hashOfContent } from '../files/files.js';
import { stableText } from '../stable-text.js';
import { compareTable, type PortalDocument, readPortalDocument, type Unreadable } from './compare-table.js';
import { COMPARISON_COLUMNS, type PortalComparison, UPLOAD_COLUMNS } from './comparison-rows.js';
import type { ComparedScope } from './difference.js';
import { type ComparisonRow, keepComparison } from './keep-comparison.js';

/** A table of the portal somebody uploads: a file stored as evidence before, or the text of a CSV. */
export interface PortalUpload {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly province: string;
  /** Absent: the whole province. */
  readonly agency?: string;
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly content: Uint8Array;
  readonly fileId?: string;
  /** Headings that mean a column whatever they say. */
  readonly columns?: Readonly<Partial<Record<PortalColumn, string>>>;
  readonly at: Instant;
}

/** What an upload came to, again for a repeated key: a comparison that stands, or one that the relay makes. */
export type PortalUploaded = { readonly kind: 'taken'; readonly comparison: PortalComparison } | Unreadable | { readonly kind: 'key-conflict' };

/** Bytes that are read and compared while their sender waits; anything longer is left to the relay. */
const AT_ONCE_BYTES = 200_000;

/**
 * Takes a table of the portal. A short one is read, held against the ledger's figures and dossiers as they stand now, and kept with what
 * it was read from; a long one is kept for the relay, which does the same of the moment it comes to it (`compareNextUpload`).
 */
export async function comparePortal(engine: Engine, upload: PortalUpload): Promise<PortalUploaded> {
  const document = upload.content.length > AT_ONCE_BYTES ? 'long' : await readShort(engine, upload);
  if (document !== 'long' && 'kind' in document) {
    return document;
  }
  const { actor, idempotencyKey, province, agency, first, last, columns } = upload;
  const sha256 = hashOfContent(upload.content);
  const hmac = engine.vault.hmac('portal-comparison', stableText({ province, agency: agency ?? '', first, last, sha256, columns: columns ?? {} }));
  return engine.database.transaction(async (tx): Promise<PortalUploaded> => {
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`portal-comparison:${actor.subject}:${idempotencyKey}`]);
    const known = await findByKey(tx, actor.subject, idempotencyKey);
    if (known !== undefined) {
      const { request_hmac, ...comparison } = known;
      return request_hmac === hmac ? { kind: 'taken', comparison } : { kind: 'key-conflict' };
    }
    if (document === 'long') {
      return { kind: 'taken', comparison: await keepUpload(tx, await sealed(engine, tx, upload, { sha256, hmac }), columns) };
    }
    const scope: ComparedScope = { province, ...(agency === undefined ? {} : { agency }), days: { first, last }, at: upload.at };
    const compared = await compareTable(engine, tx, document, scope);
    if ('kind' in compared) {
      return compared;
    }
    const row = await sealed(engine, tx, upload, { sha256, hmac });
    return { kind: 'taken', comparison: await keepComparison(tx, upload.fileId === undefined ? row : { ...row, source: null, keyRef: null }, document, compared) };
  });
}

/** A short document may unpack to a long one. */
async function readShort(engine: Engine, { content, columns }: PortalUpload): Promise<PortalDocument | Unreadable | 'long'> {
  const document = await readPortalDocument(engine, content, columns);
  return 'kind' in document && document.kind === 'unreadable' && ['too-many-rows', 'too-large'].includes(document.error.problem) ? 'long' : document;
}

async function findByKey(tx: Pick<Transaction, 'first'>, subject: string, key: string): Promise<(PortalComparison & { readonly request_hmac: string }) | undefined> {
  return tx.first(
    `SELECT ${COMPARISON_COLUMNS}, request_hmac FROM portal_comparison WHERE uploaded_by = $1 AND idempotency_key = $2
     UNION ALL SELECT ${UPLOAD_COLUMNS}, request_hmac FROM portal_upload WHERE uploaded_by = $1 AND idempotency_key = $2 LIMIT 1`,
    [subject, key],
  );
}

async function sealed(engine: Engine, tx: Transaction, { actor, province, agency, first, last, fileId, content, idempotencyKey, at }: PortalUpload, { sha256, hmac }: { readonly sha256: string; readonly hmac: string }): Promise<ComparisonRow> {
  const id = randomUUID();
  const { ciphertext, keyRef } = await engine.vault.seal(tx, { agency: agency ?? actor.agency, at }, contextOfComparison(id), content);
  return { id, province, agency: agency ?? null, first, last, sha256, fileId: fileId ?? null, source: ciphertext, keyRef, uploadedBy: actor.subject, uploadedAt: at, idempotencyKey, hmac };
}

async function keepUpload(tx: Pick<Transaction, 'first'>, row: ComparisonRow, columns: PortalUpload['columns']): Promise<PortalComparison> {
  const kept = await tx.first<PortalComparison>(
    `INSERT INTO portal_upload (id, province, agency, first_day, last_day, sha256, file_id, source, key_ref, columns, state, done, begun, uploaded_by, uploaded_at, idempotency_key, request_hmac)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'comparing', 0, 0, $11, $12, $13, $14) RETURNING ${UPLOAD_COLUMNS}`,
    [row.id, row.province, row.agency, row.first, row.last, row.sha256, row.fileId, row.source, row.keyRef, JSON.stringify(columns ?? {}), row.uploadedBy, row.uploadedAt, row.idempotencyKey, row.hmac],
  );
  if (kept === undefined) {
    throw new Error('The upload vanished');
  }
  return kept;
}

/** The place the source of a comparison is sealed for. */
export function contextOfComparison(id: string): string {
  return `portal-comparison:${id}`;
}
