import type { Instant } from '#domain';
import { type IndexScheme, parseIndexScheme } from '#domain/figures';
import type { Transaction } from '#persistence';
import type { Reader } from '../rule-book.js';
import { stableText } from '../stable-text.js';

/** Number of the advisory lock under which schemes are published. */
const PUBLISHING = 4_804_026;

/**
 * Publishes the national index as an installation knows it, as its next version; one equal to the version in force changes nothing. One
 * that came with the program never replaces one people published. Throws `ProcedureFormatError` with the path of what is wrong.
 */
export async function publishIndexScheme(tx: Transaction, json: unknown, { at, by }: { readonly at: Instant; readonly by: string }, isOwn = false): Promise<'published' | 'unchanged'> {
  const content = parseIndexScheme(json);
  await tx.run('SELECT pg_advisory_xact_lock($1)', [PUBLISHING]);
  const last = await tx.first<{ version: number; content: IndexScheme; published_by: string }>('SELECT version, content, published_by FROM national_index_scheme ORDER BY version DESC LIMIT 1');
  if (last !== undefined && (stableText(last.content) === stableText(content) || (isOwn && last.published_by !== by))) {
    return 'unchanged';
  }
  await tx.run('INSERT INTO national_index_scheme (version, content, published_at, published_by) VALUES ($1, $2, $3, $4)', [(last?.version ?? 0) + 1, JSON.stringify(content), at, by]);
  return 'published';
}

/** The version in force; `undefined` where the installation has none. */
export async function readIndexScheme(tx: Pick<Reader, 'first'>): Promise<{ readonly version: number; readonly scheme: IndexScheme } | undefined> {
  const row = await tx.first<{ version: number; content: IndexScheme }>('SELECT version, content FROM national_index_scheme ORDER BY version DESC LIMIT 1');
  return row && { version: row.version, scheme: row.content };
}
