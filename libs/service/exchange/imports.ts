import { randomUUID } from 'node:crypto';
import { formatLocalDate, type Instant, localDateOf, type ProcedureVersion } from '#domain';
import { readAgencies } from '../catalogue/agencies.js';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { comparedText, compareContent, type ExchangeItem, type PresentContent } from './compare-content.js';
import { EXCHANGE_PARTS, type ExchangeFile, ExchangeFileError, type ExchangePart, readExchangeFile } from './exchange-file.js';
import { readContent } from './export-catalogue.js';
import { beyondProvince } from './province-bounds.js';

/** What was done with one thing of a file. */
export interface AppliedItem {
  readonly part: ExchangePart;
  readonly key: string;
  /** The number a version got here. */
  readonly version?: number;
}

/** What applying an import came to. */
export interface ExchangeOutcome {
  readonly parts: readonly ExchangePart[];
  readonly items: readonly AppliedItem[];
  /** The draft that a second person publishes; absent where no calendar differed. */
  readonly calendarDraft?: string;
}

/** An uploaded catalogue. Instants are epoch milliseconds. */
export interface ExchangeImport {
  readonly id: string;
  readonly province: string;
  readonly contentHash: string;
  readonly file: ExchangeFile;
  readonly uploadedAt: number;
  readonly uploadedBy: string;
  readonly applied?: { readonly at: number; readonly by: string; readonly outcome: ExchangeOutcome };
}

interface Row {
  readonly id: string;
  readonly province: string;
  readonly content_hash: string;
  readonly content: ExchangeFile;
  readonly uploaded_at: number;
  readonly uploaded_by: string;
  readonly request_hash: string;
  readonly applied_at: number | null;
  readonly applied_by: string | null;
  readonly outcome: ExchangeOutcome | null;
}

const COLUMNS = 'id, province, content_hash, content, uploaded_at, uploaded_by, request_hash, applied_at, applied_by, outcome';

/** What uploading a file came to. */
type ExchangeUpload = { readonly kind: 'uploaded'; readonly id: string } | { readonly kind: 'other-province'; readonly province: string } | { readonly kind: 'key-conflict' };

/**
 * Keeps a file that was checked, once for a key; nothing of it is applied. Throws `ExchangeFileError` for one that is no whole catalogue, or
 * that says something of another province.
 */
export async function uploadExchange(
  { database, sha256 }: Pick<Engine, 'database' | 'sha256'>,
  json: unknown,
  { province, by, key, at }: { readonly province: string; readonly by: string; readonly key: string; readonly at: Instant },
): Promise<ExchangeUpload> {
  const file = readExchangeFile(json, sha256);
  if (file.province !== province) {
    return { kind: 'other-province', province: file.province };
  }
  const [beyond] = beyondProvince(file, await readAgencies(database.read));
  if (beyond !== undefined) {
    throw new ExchangeFileError('beyond-province', beyond.path, `must be of ${province}: a file holds its own province's catalogue alone`);
  }
  const inserted = await database.read.first<{ id: string }>(
    `INSERT INTO exchange_import (id, province, content_hash, content, uploaded_at, uploaded_by, request_key, request_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $3)
     ON CONFLICT ON CONSTRAINT exchange_import_request DO NOTHING RETURNING id`,
    [randomUUID(), province, file.contentHash, JSON.stringify(file), at, by, key],
  );
  if (inserted !== undefined) {
    return { kind: 'uploaded', id: inserted.id };
  }
  const known = await database.read.first<Pick<Row, 'id' | 'request_hash'>>('SELECT id, request_hash FROM exchange_import WHERE uploaded_by = $1 AND request_key = $2', [by, key]);
  return known?.request_hash === file.contentHash ? { kind: 'uploaded', id: known.id } : { kind: 'key-conflict' };
}

/** Imports of a province, the last first. */
export async function listExchangeImports(read: Reader, { province, before, limit }: { readonly province: string; readonly before?: { readonly at: number; readonly key: string }; readonly limit: number }): Promise<readonly ExchangeImport[]> {
  const rows = await read.rows<Row>(`SELECT ${COLUMNS} FROM exchange_import WHERE province = $1 AND ($2::bigint IS NULL OR (uploaded_at, id) < ($2, $3::uuid)) ORDER BY uploaded_at DESC, id DESC LIMIT $4`, [
    province, before?.at ?? null, before?.key ?? null, limit,
  ]);
  return rows.map(importOf);
}

/** One import; `undefined` when there is none of this id. With `hold` it stands still until the transaction ends. */
export async function findExchangeImport(read: Reader, id: string, hold = false): Promise<ExchangeImport | undefined> {
  const row = await read.first<Row>(`SELECT ${COLUMNS} FROM exchange_import WHERE id = $1${hold ? ' FOR UPDATE' : ''}`, [id]);
  return row === undefined ? undefined : importOf(row);
}

/** An uploaded file beside the catalogue as it stands at `at`. */
export async function compareImport(read: Reader, { province, file }: ExchangeImport, at: Instant): Promise<readonly ExchangeItem[]> {
  return compareContent(file.parts, await readPresent(read, province, file, at), at);
}

async function readPresent(read: Reader, province: string, { parts }: ExchangeFile, at: Instant): Promise<PresentContent> {
  const today = formatLocalDate(localDateOf(at));
  const content = await readContent(read, province, EXCHANGE_PARTS.filter((part) => parts[part] !== undefined), at);
  const codes = (parts.procedures ?? []).map(({ code }) => code);
  const earlier = new Map<string, Set<string>>();
  for (const { data } of await read.rows<{ data: ProcedureVersion }>('SELECT data FROM procedure_version WHERE code = ANY($1)', [codes])) {
    earlier.set(data.code, (earlier.get(data.code) ?? new Set<string>()).add(comparedText(data, today)));
  }
  return { content, earlier };
}

function importOf(row: Row): ExchangeImport {
  return {
    id: row.id,
    province: row.province,
    contentHash: row.content_hash,
    file: row.content,
    uploadedAt: row.uploaded_at,
    uploadedBy: row.uploaded_by,
    ...(row.applied_at === null || row.applied_by === null || row.outcome === null ? {} : { applied: { at: row.applied_at, by: row.applied_by, outcome: row.outcome } }),
  };
}
