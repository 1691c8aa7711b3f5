import { addLimit, applicantDeadline, subtractLimit } from '../deadline/deadline.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import { budgetFor, pauseRuleOf } from '../procedure/pause-rules.js';
import type { PartyRule, PauseRule } from '../procedure/procedure.js';
import type { Instant } from '../time/instant.js';
import type { PartyClock, PauseBounds } from './party-events.js';
import type { DecideContext, Rules } from './rules.js';
import { routeOf } from './running-rules.js';
import type { DossierState } from './state.js';
import { ownerOf } from './term.js';

/**
 * When a pause that begins now should be over and how long the body at work has; the end a person planned stands before the
 * legal one. `undefined` for a case the ground's rule does not know.
 */
export function boundsOfPause(
  state: DossierState,
  context: DecideContext,
  rule: PauseRule,
  { plannedEndAt, partyCase }: { readonly plannedEndAt?: number; readonly partyCase?: string },
): PauseBounds | undefined {
  const party = rule.party === undefined ? undefined : answerClock(state, context, rule.party, partyCase);
  if (partyCase !== undefined && party === undefined) {
    return undefined;
  }
  const end = plannedEndAt === undefined && rule.limit !== undefined ? legalEnd(state, context, rule.limit, context.at) : undefined;
  return {
    ...(plannedEndAt === undefined ? {} : { plannedEndAt }),
    ...(end === undefined ? {} : { plannedEndAt: end, legalEnd: true }),
    ...(party === undefined ? {} : { party }),
  };
}

/** The end of a pause of legal length: 24:00 of its last day, a working day of the competent agency (Civil Code 2015 Art. 148.5, 148.6). */
function legalEnd(state: DossierState, { calendars }: Rules, limit: TimeLimit, at: Instant): Instant {
  return applicantDeadline(at, limit, calendars.processing(state.competentAgency));
}

/** The time to confirm a payment from the voucher on; `undefined` where the rule gives none. */
export function confirmationClock(state: DossierState, rules: Rules, party: PartyRule, at: Instant): PartyClock | undefined {
  const { confirmation } = party;
  return confirmation === undefined ? undefined : clockOf(state, rules, party, confirmation, at);
}

/** The bounds an event gave a pause, counted again by `rules` from the state before it; an end somebody planned stands. */
export function boundsAgain(state: DossierState, rules: Rules, ground: string, bounds: PauseBounds, at: Instant): PauseBounds {
  const rule = pauseRuleOf(rules.procedure, ground);
  const { party } = bounds;
  return {
    ...(bounds.legalEnd === undefined || rule?.limit === undefined ? {} : { plannedEndAt: legalEnd(state, rules, rule.limit, at) }),
    ...(party === undefined ? {} : { party: partyAgain(state, rules, ground, party, at) }),
  };
}

/** The time of a body at work, counted again by `rules`. */
export function partyAgain(state: DossierState, rules: Rules, ground: string, stated: PartyClock, at: Instant): PartyClock {
  const party = pauseRuleOf(rules.procedure, ground)?.party;
  const limit = stated.case === undefined ? party?.confirmation : party?.budgets.find(({ code }) => code === stated.case)?.limit;
  if (party === undefined || limit === undefined) {
    return stated;
  }
  const { warnAt, ...rest } = stated;
  return { ...(warnAt === undefined ? stated : rest), ...clockOf(state, rules, party, limit, at) };
}

function answerClock(state: DossierState, context: DecideContext, party: PartyRule, named: string | undefined): PartyClock | undefined {
  const budget = budgetFor(party, named, state.applicantType);
  return budget === undefined ? undefined : { ...clockOf(state, context, party, budget.limit, context.at), case: budget.code };
}

/** A budget is counted as a stage's, on the body's own calendar if it is an agency of the catalogue, else on that of the competent agency. */
function clockOf(state: DossierState, rules: Rules, party: PartyRule, limit: TimeLimit, at: Instant): PartyClock {
  const agency = party.owner === undefined ? undefined : ownerOf(party.owner, routeOf(state, rules));
  const calendar = rules.calendars.processing(agency ?? state.competentAgency);
  const dueAt = addLimit(at, limit, calendar);
  const warnAt = subtractLimit(dueAt, rules.settings.partyWarningLead, calendar);
  return { number: state.parties.length + 1, code: party.code, ...(agency === undefined ? {} : { agency }), dueAt, ...(warnAt > at && warnAt < dueAt ? { warnAt } : {}) };
}
