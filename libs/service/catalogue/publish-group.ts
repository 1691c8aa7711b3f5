import { type GroupProblem, type Instant, type ProcedureGroup, type ProcedureVersion, type Sha256, validateGroup } from '#domain';
import type { Transaction } from '#persistence';
import { keepVersion } from './keep-version.js';

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
  return { kind: await keepVersion(tx, 'procedure_group_version', group, sha256, at) };
}
