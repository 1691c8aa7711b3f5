import { withinCalendar } from '../calendar/within-calendar.js';
import { computeDeadline } from '../deadline/deadline.js';
import { giveBack, remainingUntil, type Remaining } from '../deadline/remaining.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import { instant, type Instant } from '../time/instant.js';
import type { NewEvent } from './events.js';
import { foldDossier } from './fold.js';
import { lastTerm } from './last-term.js';
import type { Rules } from './rules.js';
import { routeOf, runningCase } from './running-rules.js';
import type { DossierState } from './state.js';
import { termInput } from './term.js';

/** The statute's own limit, beside the shorter one the province promises. Told on screens and letters; lateness is judged by the promise, and figures compare both. */
export interface StatutoryTerm {
  readonly limit: TimeLimit;
  /** When it ends; absent for a term in parts, of which the statute counts none alone, and beyond any calendar. */
  readonly dueAt?: Instant;
}

interface End {
  readonly dueAt: Instant;
  readonly nominalAt: Instant;
}

/**
 * The statute's limit of a dossier: counted from where its term last began, with what its pauses gave back since, and never
 * before the date it is judged by. `rules` are those of the calendars it stands on now. `undefined` where the case states none,
 * and for imported dossiers.
 */
export function statutoryTermOf(events: readonly NewEvent[], rules: Rules): StatutoryTerm | undefined {
  const begun = lastTerm(events);
  const state = foldDossier(events);
  return begun === undefined ? undefined : termOf(state, rules, (limit) => givenBack(events.slice(begun.index + 1), begun.from, countFrom(state, rules, limit, begun.from), state, limit, rules));
}

/** The statute's limit counted from a moment alone, by the start and end rules of the promise; as `statutoryTermOf` where no pause follows. */
export function statutoryTermFrom(state: DossierState, rules: Rules, from: Instant): StatutoryTerm | undefined {
  return termOf(state, rules, (limit) => countFrom(state, rules, limit, from).dueAt);
}

function termOf(state: DossierState, rules: Rules, endOf: (limit: TimeLimit) => Instant): StatutoryTerm | undefined {
  const chosen = state.imported ? undefined : runningCase(state, rules);
  if (chosen?.statutoryLimit === undefined) {
    return undefined;
  }
  const { statutoryLimit: limit, parts } = chosen;
  const dueAt = parts.length > 1 ? undefined : withinCalendar(() => endOf(limit));
  return { limit, ...(dueAt === undefined ? {} : { dueAt }) };
}

function countFrom(state: DossierState, rules: Rules, limit: TimeLimit, from: Instant): End {
  const input = termInput(rules, runningCase(state, rules), 1, state.channel, routeOf(state, rules), from);
  return computeDeadline({ ...input, rule: { ...input.rule, limit } });
}

function givenBack(later: readonly NewEvent[], from: Instant, counted: End, state: DossierState, limit: TimeLimit, rules: Rules): Instant {
  const calendar = rules.calendars.processing(state.competentAgency);
  const { end: endRule } = runningCase(state, rules).parts[0].term;
  let end = counted;
  let left: Remaining | undefined;
  for (const event of later) {
    const at = instant(Math.max(event.occurredAt, from));
    if (stops(event)) {
      left = end.dueAt < at ? undefined : remainingUntil(end, at, limit, calendar);
    } else if (runsOn(event) && left !== undefined) {
      const dueAt = instant(Math.max(end.dueAt, giveBack(end.dueAt, left, at, endRule, calendar)));
      end = { dueAt, nominalAt: left.kind === 'wall' ? instant(at + left.ms) : dueAt };
      left = undefined;
    }
  }
  return instant(Math.max(end.dueAt, state.dueAt ?? end.dueAt));
}

/** Pauses, and ends a dossier may be reopened after. */
function stops({ type }: NewEvent): boolean {
  return ['ClockPaused', 'FinancialObligationRaised', 'SupplementRequested', 'ResultRecorded', 'UnsupplementedClosed', 'DossierWithdrawn', 'DossierSuspended'].includes(type);
}

function runsOn({ type }: NewEvent): boolean {
  return ['ClockResumed', 'FinancialObligationMet', 'SupplementReceived', 'DossierReopened'].includes(type);
}
