import type { TermRule, TimeLimit } from '../deadline/time-limit.js';
import { caseOf } from '../procedure/cases.js';
import type { ProcedureCase } from '../procedure/procedure.js';
import type { Rules } from './rules.js';
import type { DossierState } from './state.js';
import { extraOf, termRuleOf, type Route } from './term.js';

/** The case a dossier runs under. Throws when the procedure version lost it: versions are immutable, so that is damage. */
export function runningCase(state: DossierState, rules: Pick<Rules, 'procedure'>): ProcedureCase {
  const found = caseOf(rules.procedure, state.procedure.caseCode);
  if (found === undefined) {
    throw new Error(`Procedure ${state.procedure.code} version ${String(state.procedure.version)} has no case ${state.procedure.caseCode}`);
  }
  return found;
}

/** True while a case of two parts is in its first: the result is promised for the end of the second. */
export function secondPartAhead(state: DossierState, rules: Pick<Rules, 'procedure'>): boolean {
  return !state.imported && state.part === 1 && runningCase(state, rules).parts.length > 1;
}

/** Agencies that decide which calendars count. */
export function routeOf(state: DossierState, rules: Rules): Route {
  const place = state.place ?? state.competentAgency;
  return { receiving: state.receivingAgency, competent: state.competentAgency, place, remote: rules.agencies.get(place)?.remote === true };
}

/** A term as the law gives it, and the time it is longer by on a dossier's route. */
export interface StatedTerm {
  readonly limit: TimeLimit;
  readonly extra?: TimeLimit;
}

/** What the term of a part is said to be; the due date counts both. */
export function statedTerm(state: DossierState, rules: Rules, part: number): StatedTerm {
  const { limit } = termRuleOf(rules.procedure, runningCase(state, rules), part, state.channel);
  const extra = extraOf(rules, part, routeOf(state, rules));
  return { limit, ...(extra === undefined ? {} : { extra }) };
}

/** Dates that were not counted by these rules, imported or set by a person: what a pause leaves of them is open time. */
export const UNCOUNTED_RULE: TermRule = { limit: { unit: 'working-days', amount: 3 }, start: 'on-receipt', end: 'same-clock' };

/** How the part a dossier is in is counted. */
export function runningRule(state: DossierState, rules: Rules): TermRule {
  const uncounted = state.basis === 'imported' || state.basis === 'fixed' || (state.imported && state.dueAt === undefined);
  return uncounted ? UNCOUNTED_RULE : termRuleOf(rules.procedure, runningCase(state, rules), state.part, state.channel);
}

/** True when what the dossier is judged by begins again from zero with a full supplement: a counted term does, a date set by a person, taken over, or a legal maximum goes on. */
export function restartsFromZero({ basis, imported }: DossierState): boolean {
  return basis === 'computed' && !imported;
}
