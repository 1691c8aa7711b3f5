import { type Instant, instant, type ProcedureVersion } from '#domain';
import type { Reader } from '../rule-book.js';

/** A version of a procedure with the hash of its text and when it was published. */
export interface CataloguedVersion {
  readonly procedure: ProcedureVersion;
  readonly hash: string;
  readonly publishedAt: Instant;
}

interface Row {
  readonly data: ProcedureVersion;
  readonly hash: string;
  readonly published_at: number;
}

/** Versions of a procedure by their numbers, from the one after `after` on; none when nobody published any. */
export async function listProcedureVersions(read: Reader, code: string, page: { readonly after?: number; readonly limit: number }): Promise<readonly CataloguedVersion[]> {
  const rows = await read.rows<Row>('SELECT data, hash, published_at FROM procedure_version WHERE code = $1 AND version > $2 ORDER BY version LIMIT $3', [code, page.after ?? 0, page.limit]);
  return rows.map(catalogued);
}

/** One version, or `undefined` when it was never published. */
export async function findProcedureVersion(read: Reader, code: string, version: number): Promise<CataloguedVersion | undefined> {
  const row = await read.first<Row>('SELECT data, hash, published_at FROM procedure_version WHERE code = $1 AND version = $2', [code, version]);
  return row === undefined ? undefined : catalogued(row);
}

/** The last version of a procedure whose number is below `bound`, or `undefined` when there is none. */
export async function lastVersionBelow(read: Reader, code: string, bound: number): Promise<CataloguedVersion | undefined> {
  const row = await read.first<Row>('SELECT data, hash, published_at FROM procedure_version WHERE code = $1 AND version < $2 ORDER BY version DESC LIMIT 1', [code, bound]);
  return row === undefined ? undefined : catalogued(row);
}

function catalogued({ data, hash, published_at }: Row): CataloguedVersion {
  return { procedure: data, hash, publishedAt: instant(published_at) };
}
