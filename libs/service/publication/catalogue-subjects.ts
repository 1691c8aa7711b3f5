import { type AnnouncedItem, type AnnouncementFacts, type CaseFacts, type CaseRefusal, type CaseState, type Instant, missingGroupParts, missingParts, type ProcedureGroup, type ProcedureVersion } from '#domain';
import type { Transaction } from '#persistence';
import { publishGroup } from '../catalogue/publish-group.js';
import { readGroup } from '../catalogue/read-groups.js';
import { repealProcedure } from '../catalogue/repeal.js';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';

/** The version itself is not in the catalogue: everything is missing. */
const NO_VERSION = ['version'];

/**
 * Codes of the parts a subject lacks for its posting (NĐ 63/2010 Art. 8), each once; none of what is repealed. A version the
 * catalogue does not have yet lacks itself: the decision may be entered first.
 */
export async function missingPartsOf(tx: Reader, { kind, code, version, change }: AnnouncedItem): Promise<readonly string[]> {
  if (change === 'repealed') {
    return [];
  }
  if (kind === 'group') {
    const published = await readGroup(tx, code, version);
    return published === undefined ? NO_VERSION : codesOf(missingGroupParts(published.group));
  }
  const row = await tx.first<{ data: ProcedureVersion }>('SELECT data FROM procedure_version WHERE code = $1 AND version = $2', [code, version]);
  return row === undefined ? NO_VERSION : codesOf(missingParts(row.data));
}

function codesOf(parts: readonly { readonly code: string }[]): readonly string[] {
  return [...new Set(parts.map(({ code }) => code))];
}

/** What the posting of a publication is decided on: the parts of its subject, as they are in the transaction of the command. */
export async function gatherParts(tx: Transaction, { own }: CaseState): Promise<CaseFacts> {
  const item = own.kind === 'publication' ? own.item : undefined;
  return item === undefined ? {} : { missingParts: await missingPartsOf(tx, item.subject) };
}

/** Ends the intake of a repealed subject on the day the decision's legal text takes effect. Returns why it cannot be ended; what has ended by then already stays so. */
export async function endIntake(engine: Pick<Engine, 'rules' | 'sha256'>, tx: Transaction, { kind, code }: AnnouncedItem, { number, issuer, signedOn, effectiveOn }: AnnouncementFacts, at: Instant): Promise<CaseRefusal | undefined> {
  if (kind === 'group') {
    return endGroup(engine, tx, code, effectiveOn, at);
  }
  const repeal = await repealProcedure(engine, tx, { code, endsOn: effectiveOn, decision: { number, date: signedOn, issuer: issuer.agency }, at });
  switch (repeal.kind) {
    case 'repealed':
    case 'unchanged':
    case 'already-ended':
      return undefined;
    case 'unknown-procedure':
      return { code: 'repealed-unknown', data: { subject: code } };
    case 'later-version':
      return { code: 'repealed-has-later-version', data: { subject: code, day: repeal.effectiveFrom } };
    case 'refused':
      return { code: 'repeal-not-published', data: { subject: code, problems: repeal.problems.map((problem) => problem.code).join(', ') } };
  }
}

/** The newest version of the group goes on saying what it says, and when it ends. */
async function endGroup({ sha256 }: Pick<Engine, 'sha256'>, tx: Transaction, code: string, endsOn: string, at: Instant): Promise<CaseRefusal | undefined> {
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`group:${code}`]);
  const newest = await tx.first<{ data: ProcedureGroup; last: number }>(
    'SELECT data, (SELECT max(version) FROM procedure_group_version WHERE code = $1) AS last FROM procedure_group_version WHERE code = $1 ORDER BY effective_from DESC, version DESC LIMIT 1',
    [code],
  );
  if (newest === undefined) {
    return { code: 'repealed-unknown', data: { subject: code } };
  }
  const { data: group, last } = newest;
  if (group.effectiveFrom > endsOn) {
    return { code: 'repealed-has-later-version', data: { subject: code, day: group.effectiveFrom } };
  }
  if (group.endsOn !== undefined && group.endsOn <= endsOn) {
    return undefined;
  }
  const ended = await publishGroup(tx, { ...group, version: last + 1, endsOn }, sha256, at);
  return ended.kind === 'refused' ? { code: 'repeal-not-published', data: { subject: code, problems: ended.problems.map((problem) => problem.code).join(', ') } } : undefined;
}
