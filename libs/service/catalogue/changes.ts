import type { Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Reader } from '../rule-book.js';

/** What of the catalogue people change by hand. Templates, calendars and targets keep who changed them with their own versions. */
type ChangeSubject = 'agency' | 'procedure' | 'settings' | 'number-series';

/** Who changes something, when, and under which key, or by which import. */
export interface ChangeAuthor {
  readonly at: Instant;
  readonly by: string;
  readonly request?: { readonly key: string; readonly hash: string };
  readonly importId?: string;
}

/** A change as it was kept. */
export interface CatalogueChange {
  readonly number: number;
  readonly version?: number;
  readonly before: unknown;
  readonly after: unknown;
  readonly changedAt: number;
  readonly changedBy: string;
  /** The import that made it. */
  readonly importId?: string;
}

interface Row {
  readonly number: number;
  readonly version: number | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly changed_at: number;
  readonly changed_by: string;
  readonly import_id: string | null;
}

/** What is changed: of which subject and code, from what to what. */
interface ChangeMade {
  readonly subject: ChangeSubject;
  readonly code: string;
  readonly version?: number;
  /** Absent for what is new. */
  readonly before?: unknown;
  readonly after: unknown;
}

/** Keeps a change in the transaction that makes it. */
export async function keepChange(tx: Transaction, { subject, code, version, before, after }: ChangeMade, { at, by, request, importId }: ChangeAuthor): Promise<void> {
  await tx.run(
    `INSERT INTO catalogue_change (subject, code, version, before, after, changed_at, changed_by, request_key, request_hash, import_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [subject, code, version ?? null, before === undefined ? null : JSON.stringify(before), JSON.stringify(after), at, by, request?.key ?? null, request?.hash ?? null, importId ?? null],
  );
}

/** What a repeated request made the first time; `key-conflict` when the key stands for another one. Whoever asks waits for a request under this key that is still running. */
export async function knownChange(tx: Transaction, { by, request }: ChangeAuthor): Promise<CatalogueChange | 'key-conflict' | undefined> {
  if (request === undefined) {
    return undefined;
  }
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`catalogue-change:${by}:${request.key}`]);
  const row = await tx.first<Row & { readonly request_hash: string }>(
    'SELECT number, version, before, after, changed_at, changed_by, import_id, request_hash FROM catalogue_change WHERE changed_by = $1 AND request_key = $2',
    [by, request.key],
  );
  if (row === undefined) {
    return undefined;
  }
  return row.request_hash === request.hash ? changeOf(row) : 'key-conflict';
}

/** Changes of one thing, the last first. */
export async function listChanges(read: Reader, { subject, code, before, limit }: { readonly subject: ChangeSubject; readonly code: string; readonly before?: number; readonly limit: number }): Promise<readonly CatalogueChange[]> {
  const rows = await read.rows<Row>(
    'SELECT number, version, before, after, changed_at, changed_by, import_id FROM catalogue_change WHERE subject = $1 AND code = $2 AND ($3::bigint IS NULL OR number < $3) ORDER BY number DESC LIMIT $4',
    [subject, code, before ?? null, limit],
  );
  return rows.map(changeOf);
}

function changeOf({ number, version, before, after, changed_at, changed_by, import_id }: Row): CatalogueChange {
  return { number, ...(version === null ? {} : { version }), before, after, changedAt: changed_at, changedBy: changed_by, ...(import_id === null ? {} : { importId: import_id }) };
}
