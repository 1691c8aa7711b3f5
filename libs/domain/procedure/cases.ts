import type { TermRule } from '../deadline/time-limit.js';
import type { Channel, ProcedureCase, ProcedureVersion } from './procedure.js';

/** A case picked at intake, or `unknown-case` with the codes there are. */
export type CaseChoice =
  | { readonly ok: true; readonly chosen: ProcedureCase }
  | { readonly ok: false; readonly code: 'unknown-case'; readonly offered: readonly string[] };

/** The case with this code; `undefined` when the version has none. */
export function caseOf(procedure: ProcedureVersion, caseCode: string): ProcedureCase | undefined {
  return procedure.cases.find((candidate) => candidate.code === caseCode);
}

/** What a version calls its stages: in the case named, else in whichever. */
export function stageNamesOf({ cases }: ProcedureVersion, caseCode?: string): ReadonlyMap<string, string> {
  return new Map(cases.filter(({ code }) => caseCode === undefined || code === caseCode).flatMap(({ parts }) => parts.flatMap(({ groups }) => groups.flatMap(({ stages }) => stages.map(({ id, name }) => [id, name] as const)))));
}

/**
 * The case an intake runs under. Without a code it is the procedure's first case, which the catalogue lists as the usual
 * one; answer and slip name the case, so that nobody takes its term for another's.
 */
export function chooseCase(procedure: ProcedureVersion, caseCode?: string): CaseChoice {
  const chosen = caseCode === undefined ? procedure.cases[0] : caseOf(procedure, caseCode);
  return chosen === undefined ? { ok: false, code: 'unknown-case', offered: procedure.cases.map(({ code }) => code) } : { ok: true, chosen };
}

/** The rule of the first term for a channel: the channel's own where it has one, else the first part's. */
export function termRuleFor(chosen: ProcedureCase, channel: Channel): TermRule {
  return chosen.channelTerms?.[channel] ?? chosen.parts[0].term;
}
