import type { Instant, Sha256 } from '#domain';
import type { Transaction } from '#persistence';
import { stableText } from '../stable-text.js';

/** What every published version has, of a procedure or of a group of them. */
interface Versioned {
  readonly code: string;
  readonly version: number;
  readonly effectiveFrom: string;
}

/** Keeps a version under the hash of its text, once: the same text again changes nothing, another under its number is not kept. */
export async function keepVersion(tx: Transaction, table: 'procedure_version' | 'procedure_group_version', kept: Versioned, sha256: Sha256, at: Instant): Promise<'published' | 'unchanged' | 'version-taken'> {
  const { code, version, effectiveFrom } = kept;
  const hash = sha256(stableText(kept));
  const published = await tx.first(
    `INSERT INTO ${table} (code, version, hash, data, effective_from, published_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING version`,
    [code, version, hash, JSON.stringify(kept), effectiveFrom, at],
  );
  if (published !== undefined) {
    return 'published';
  }
  const known = await tx.first<{ hash: string }>(`SELECT hash FROM ${table} WHERE code = $1 AND version = $2`, [code, version]);
  return known?.hash === hash ? 'unchanged' : 'version-taken';
}
