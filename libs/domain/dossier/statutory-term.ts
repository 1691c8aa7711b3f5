import { CalendarRangeError } from '../calendar/errors.js';
import { computeDeadline } from '../deadline/deadline.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import { instant, type Instant } from '../time/instant.js';
import type { Rules } from './rules.js';
import { routeOf, runningCase } from './running-rules.js';
import type { DossierState } from './state.js';
import { termInput } from './term.js';

/** The term the statute gives, where the province promises a shorter one. */
export interface StatutoryTerm {
  readonly limit: TimeLimit;
  /** When it would end; absent for a term in parts, of which the statute counts none alone, and beyond any calendar. */
  readonly dueAt?: Instant;
}

/**
 * The statutory term beside the promised one, counted from the same moment by the same start and end rules, with the same time
 * added in remote communes. Nobody is judged by it. `undefined` where the case states none.
 */
export function statutoryTerm(state: DossierState, rules: Rules, countedFrom: number): StatutoryTerm | undefined {
  const chosen = runningCase(state, rules);
  const limit = chosen.statutoryLimit;
  if (limit === undefined) {
    return undefined;
  }
  const dueAt = chosen.parts.length > 1 ? undefined : statutoryEnd(state, rules, limit, instant(countedFrom));
  return { limit, ...(dueAt === undefined ? {} : { dueAt }) };
}

function statutoryEnd(state: DossierState, rules: Rules, limit: TimeLimit, countedFrom: Instant): Instant | undefined {
  const input = termInput(rules, runningCase(state, rules), 1, state.channel, routeOf(state, rules), countedFrom);
  try {
    return computeDeadline({ ...input, rule: { ...input.rule, limit } }).dueAt;
  } catch (error) {
    if (error instanceof CalendarRangeError) {
      return undefined;
    }
    throw error;
  }
}
