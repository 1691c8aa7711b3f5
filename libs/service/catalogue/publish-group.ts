import { type GroupProblem, type Instant, type ProcedureGroup, type ProcedureVersion, type Sha256, validateGroup } from '#domain';
import type { Transaction } from '#persistence';
import { stableText } from '../stable-text.js';

/** What publishing a version of a group came to. A version that differs from a published one of the same number is refused. */
export type GroupPublication =
  | { readonly kind: 'published' | 'unchanged' }
  | { readonly kind: 'refused'; readonly problems: readonly GroupProblem[] }
  | { readonly kind: 'version-taken' };

/**
 * Publishes a version of an interlinked group: refused when it does not fit the newest versions of its member procedures; from
 * then on it is immutable, under the hash of its text, because filings keep the version they were filed under.
 */
export async function publishGroup(tx: Transaction, group: ProcedureGroup, sha256: Sha256, at: Instant): Promise<GroupPublication> {
  const members = group.cases.flatMap((each) => each.members.map(({ procedureCode }) => procedureCode));
  const newest = await tx.rows<{ data: ProcedureVersion }>(
    'SELECT DISTINCT ON (code) data FROM procedure_version WHERE code = ANY($1) ORDER BY code, effective_from DESC, version DESC',
    [members],
  );
  const problems = validateGroup(group, new Map(newest.map(({ data }) => [data.code, data])));
  if (problems.length > 0) {
    return { kind: 'refused', problems };
  }
  const hash = sha256(stableText(group));
  const known = await tx.first<{ hash: string }>('SELECT hash FROM procedure_group_version WHERE code = $1 AND version = $2', [group.code, group.version]);
  if (known !== undefined) {
    return { kind: known.hash === hash ? 'unchanged' : 'version-taken' };
  }
  await tx.run('INSERT INTO procedure_group_version (code, version, hash, data, effective_from, published_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING', [
    group.code,
    group.version,
    hash,
    JSON.stringify(group),
    group.effectiveFrom,
    at,
  ]);
  return { kind: 'published' };
}
