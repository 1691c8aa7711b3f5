import type { TermRule } from '../deadline/time-limit.js';
import type { Channel, ProcedureCase, ProcedureVersion } from './procedure.js';

/** A case picked at intake, or why none could be: `unknown-case`, or `case-required` when there are several and none was named. */
export type CaseChoice =
  | { readonly ok: true; readonly chosen: ProcedureCase }
  | { readonly ok: false; readonly code: 'unknown-case' | 'case-required'; readonly offered: readonly string[] };

/** The case with this code; `undefined` when the version has none. */
export function caseOf(procedure: ProcedureVersion, caseCode: string): ProcedureCase | undefined {
  return procedure.cases.find((candidate) => candidate.code === caseCode);
}

/**
 * The case an intake runs under. A procedure with one case needs no code; with several the code must be given, because
 * each case promises another term and a guessed one would be a wrong promise.
 */
export function chooseCase(procedure: ProcedureVersion, caseCode?: string): CaseChoice {
  const offered = procedure.cases.map((candidate) => candidate.code);
  if (caseCode === undefined) {
    return procedure.cases.length === 1 ? { ok: true, chosen: procedure.cases[0] } : { ok: false, code: 'case-required', offered };
  }
  const chosen = caseOf(procedure, caseCode);
  return chosen === undefined ? { ok: false, code: 'unknown-case', offered } : { ok: true, chosen };
}

/** The rule of the first term for a channel: the channel's own where it has one, else the first part's. */
export function termRuleFor(chosen: ProcedureCase, channel: Channel): TermRule {
  return chosen.channelTerms?.[channel] ?? chosen.parts[0].term;
}
