import type { DecisionReference, Instant, ProcedureProblem, ProcedureVersion } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { VERSION_IN_FORCE } from '../rule-book.js';
import { nextVersion } from './next-version.js';
import { publishProcedure } from './publish.js';

/** A repeal: which procedure takes no dossier from which local day on (ISO), by which decision. */
export interface Repeal {
  readonly code: string;
  readonly endsOn: string;
  readonly decision: DecisionReference;
  readonly at: Instant;
}

/**
 * What a repeal came to. `unchanged`: this decision has ended it already. `already-ended`: another has, no later. `later-version`:
 * a version that begins after the day would take dossiers again; whoever announced it must say which of the two holds.
 */
export type ProcedureRepeal =
  | { readonly kind: 'repealed' | 'unchanged'; readonly version: number; readonly endsOn: string }
  | { readonly kind: 'unknown-procedure' }
  | { readonly kind: 'already-ended'; readonly version: number; readonly endsOn: string }
  | { readonly kind: 'later-version'; readonly version: number; readonly effectiveFrom: string }
  | { readonly kind: 'refused'; readonly problems: readonly ProcedureProblem[] };

/**
 * Ends the intake of a procedure on a day by publishing a version that says so, under the rules in force on that day, in their place.
 * Repeating it changes nothing. Running dossiers keep their version.
 */
export async function repealProcedure({ rules, sha256 }: Pick<Engine, 'rules' | 'sha256'>, tx: Transaction, { code, endsOn, decision, at }: Repeal): Promise<ProcedureRepeal> {
  const version = await nextVersion(tx, code);
  const done = await tx.first<{ version: number }>(
    `SELECT version FROM procedure_version WHERE code = $1 AND data->>'endsOn' = $2 AND data->'repealedBy'->>'number' = $3 AND data->'repealedBy'->>'date' = $4`,
    [code, endsOn, decision.number, decision.date],
  );
  if (done !== undefined) {
    return { kind: 'unchanged', version: done.version, endsOn };
  }
  const inForce = await tx.first<{ version: number }>(VERSION_IN_FORCE, [code, endsOn]);
  const later = await tx.first<{ version: number; effective_from: string }>('SELECT version, effective_from FROM procedure_version WHERE code = $1 AND effective_from > $2 ORDER BY effective_from, version LIMIT 1', [code, endsOn]);
  if (later !== undefined) {
    return { kind: 'later-version', version: later.version, effectiveFrom: later.effective_from };
  }
  if (inForce === undefined) {
    return { kind: 'unknown-procedure' };
  }
  const { procedure } = await rules.procedure(tx, code, inForce.version);
  if (procedure.endsOn !== undefined && procedure.endsOn <= endsOn) {
    return { kind: 'already-ended', version: procedure.version, endsOn: procedure.endsOn };
  }
  const ending: ProcedureVersion = { ...procedure, version, endsOn, repealedBy: decision };
  const agencies = new Set((await rules.agencies(tx)).keys());
  const publication = await publishProcedure(tx, ending, agencies, sha256, at);
  switch (publication.kind) {
    case 'refused':
      return { kind: 'refused', problems: publication.problems };
    case 'version-taken':
      throw new Error(`Version ${String(version)} of procedure ${code} was published while its number was held`);
    case 'published':
    case 'unchanged':
      return { kind: 'repealed', version, endsOn };
  }
}
