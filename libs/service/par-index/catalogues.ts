import type { Instant } from '#domain';
import { type ParCatalogue, parseParCatalogue } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Reader } from '../rule-book.js';
import { stableText } from '../stable-text.js';

/** A published version of a set of criteria. */
export interface PublishedParCatalogue {
  readonly version: number;
  readonly content: ParCatalogue;
  readonly publishedAt: Instant;
  readonly publishedBy: string;
}

interface Row {
  readonly version: number;
  readonly content: ParCatalogue;
  readonly published_at: Instant;
  readonly published_by: string;
}

const COLUMNS = 'version, content, published_at, published_by';

/** Number of the advisory lock under which sets of criteria are published. */
const PUBLISHING = 4_804_017;

/**
 * Publishes a set as its next version; one that equals the version in force gives that. Sheets keep the version they are scored by until
 * they are told to go over. Throws `ProcedureFormatError` with the path of what is wrong.
 */
export async function publishParCatalogue(tx: Transaction, json: unknown, { at, by }: { readonly at: Instant; readonly by: string }): Promise<PublishedParCatalogue> {
  const content = parseParCatalogue(json);
  await tx.run('SELECT pg_advisory_xact_lock($1)', [PUBLISHING]);
  const last = await findParCatalogue(tx, content.code);
  if (last !== undefined && stableText(last.content) === stableText(content)) {
    return last;
  }
  const version = (last?.version ?? 0) + 1;
  await tx.run('INSERT INTO par_catalogue (code, version, content, published_at, published_by) VALUES ($1, $2, $3, $4, $5)', [content.code, version, JSON.stringify(content), at, by]);
  return { version, content, publishedAt: at, publishedBy: by };
}

/** Publishes the sets of a data folder; one that people have published since keeps theirs. */
export async function introduceParCatalogues(tx: Transaction, catalogues: readonly { readonly code: string; readonly json: unknown }[], at: Instant, by: string): Promise<void> {
  for (const { code, json } of catalogues) {
    const kept = await tx.first('SELECT FROM par_catalogue WHERE code = $1 AND published_by <> $2 LIMIT 1', [code, by]);
    if (kept === undefined) {
      await publishParCatalogue(tx, json, { at, by });
    }
  }
}

/** A version of a set, the one in force when none is named. */
export async function findParCatalogue(tx: Pick<Reader, 'first'>, code: string, version?: number): Promise<PublishedParCatalogue | undefined> {
  const row = await tx.first<Row>(`SELECT ${COLUMNS} FROM par_catalogue WHERE code = $1 AND ($2::integer IS NULL OR version = $2) ORDER BY version DESC LIMIT 1`, [code, version ?? null]);
  return row && catalogueOf(row);
}

/** The version in force of every set, by code; a page of them. */
export async function listParCatalogues(tx: Pick<Reader, 'rows'>, { limit, after = '' }: { readonly limit: number; readonly after?: string }): Promise<readonly PublishedParCatalogue[]> {
  const rows = await tx.rows<Row>(`SELECT DISTINCT ON (code) ${COLUMNS} FROM par_catalogue WHERE code > $1 ORDER BY code, version DESC LIMIT $2`, [after, limit]);
  return rows.map(catalogueOf);
}

function catalogueOf({ version, content, published_at, published_by }: Row): PublishedParCatalogue {
  return { version, content, publishedAt: published_at, publishedBy: published_by };
}
