import { formatInstant, type Instant, instant } from '#domain';
import type { Statements } from '#persistence';
import type { Engine } from '../engine.js';
import { addFinding } from './findings.js';
import { lastRestoration } from './restoration.js';

interface Erased {
  readonly kind: 'dossier' | 'case';
  readonly code: string;
  readonly decision: string;
  readonly proposed_by: string;
  readonly erased_by: string;
  readonly at: number;
}

/** What was ever erased of people: of several restores, and by clocks that differ, no moment tells what was lost, only what stands here. What went with its dossier goes with it again. */
const ERASED = `SELECT 'dossier' AS kind, d.code, e.payload->>'decisionNumber' AS decision, e.payload->>'secondPerson' AS proposed_by, e.actor->>'subject' AS erased_by, e.recorded_at AS at
    FROM dossier d JOIN dossier_event e ON e.dossier_id = d.id WHERE d.erased AND e.type = 'PersonalDataErased'
  UNION ALL SELECT 'case', c.code, e.payload->>'decisionNumber', e.payload->>'secondPerson', e.actor->>'subject', e.recorded_at
    FROM case_event e JOIN deadline_case c ON c.id = e.case_id WHERE e.type = 'CaseRecordsErased' AND NOT starts_with(e.cause, 'dossier-erased:')
  ORDER BY at, code`;
const STILL_HERE = {
  dossier: 'SELECT code FROM dossier WHERE code = ANY($1) AND NOT erased',
  case: `SELECT c.code FROM deadline_case c WHERE c.code = ANY($1) AND NOT EXISTS (SELECT FROM case_event e WHERE e.case_id = c.id AND e.type = 'CaseRecordsErased')`,
} as const;

/**
 * Keeps, as known outside and not here, what the database from before a restore, or another that goes further, erased of people and stands here unerased: a restore has brought it back.
 * Reads of that database what was decided, and nothing of anybody. Returns how many stand here unerased; undefined where nothing was ever restored.
 */
export async function noteLostErasures({ database }: Pick<Engine, 'database'>, former: Pick<Statements, 'rows'>, at: Instant): Promise<number | undefined> {
  const restoration = await lastRestoration(database.read);
  if (restoration === undefined) {
    return undefined;
  }
  const erased = await former.rows<Erased>(ERASED);
  const here = { dossier: await stillHere(database, 'dossier', erased), case: await stillHere(database, 'case', erased) };
  const undone = erased.filter(({ kind, code }) => here[kind].has(code));
  for (const { code, decision, proposed_by: proposedBy, erased_by: erasedBy, at: erasedAt } of undone) {
    const detail = `erased at ${formatInstant(instant(erasedAt))} by decision ${decision}, proposed by ${proposedBy}, done by ${erasedBy}: erase it again`;
    await addFinding(database.read, restoration.number, { kind: 'erasure-undone', subject: code, detail }, at);
  }
  return undone.length;
}

/** Codes of what stands here unerased: asked for once, however many were ever erased. */
async function stillHere({ read }: Engine['database'], kind: Erased['kind'], erased: readonly Erased[]): Promise<ReadonlySet<string>> {
  const rows = await read.rows<{ code: string }>(STILL_HERE[kind], [erased.filter((each) => each.kind === kind).map(({ code }) => code)]);
  return new Set(rows.map(({ code }) => code));
}
