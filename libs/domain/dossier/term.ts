import { budgetToEnd, computeDeadline, type DeadlineInput, subtractLimit, TIME_RULE_VERSION } from '../deadline/deadline.js';
import type { TermRule, TimeLimit } from '../deadline/time-limit.js';
import { termRuleFor } from '../procedure/cases.js';
import type { Channel, ProcedureCase, ProcedureVersion, TermPart } from '../procedure/procedure.js';
import { withExtra } from '../procedure/stages.js';
import { instant, type Instant } from '../time/instant.js';
import type { Milestones, PlannedStage, TermSet } from './events.js';
import type { Rules } from './rules.js';

/** Where a dossier is handled: decides whose calendar counts which clock. */
export interface Route {
  readonly receiving: string;
  readonly competent: string;
  /** Where the land, building or person is; stages may belong to the agency of that place. */
  readonly place: string;
  readonly remote: boolean;
}

/**
 * The dates of one part of a case when its start rule is asked about `receivedAt`. `at` is when this is decided: a warning
 * or draft whose moment has passed by then is due at once (see `milestonesOf`). A case the law gives no term for has the end of
 * its legal maximum instead, with basis `none`, and no end at all where a person must set the date. Throws `CalendarRangeError`
 * beyond any calendar.
 */
export function planTerm(rules: Rules, chosen: ProcedureCase, part: number, channel: Channel, route: Route, receivedAt: Instant, at: Instant = receivedAt): TermSet {
  const input = termInput(rules, chosen, part, channel, route, receivedAt);
  const deadline = computeDeadline(input);
  const planned = {
    part,
    ruleVersion: TIME_RULE_VERSION,
    countedFrom: receivedAt,
    startAt: deadline.startAt,
    stages: planStages(rules, extendedPart(rules, chosen, part, route), route, deadline.startAt),
  };
  const { dating } = chosen;
  if (dating !== undefined && rules.procedure.undatedMaximum === undefined) {
    return { ...planned, basis: 'none', unconfirmedYears: [], milestones: {} };
  }
  return {
    ...planned,
    basis: dating === undefined ? 'computed' : 'none',
    dueAt: deadline.dueAt,
    ...(deadline.nominalAt === deadline.dueAt ? {} : { nominalDueAt: deadline.nominalAt }),
    unconfirmedYears: deadline.warnings.map((warning) => warning.year),
    milestones: milestonesOf(rules, input.rule.limit, route.competent, deadline.startAt, deadline.dueAt, at),
  };
}

/** What the due date of a part is counted from; the same input explains it. */
export function termInput(rules: Rules, chosen: ProcedureCase, part: number, channel: Channel, route: Route, receivedAt: Instant): DeadlineInput {
  const extra = extraOf(rules, part, route);
  return {
    receivedAt,
    rule: termRuleOf(rules.procedure, chosen, part, channel),
    processing: rules.calendars.processing(route.competent),
    intake: rules.calendars.intake(route.receiving),
    ...(extra === undefined ? {} : { extra }),
  };
}

/** Time the term of a part is longer by: in remote communes, for the first part. */
export function extraOf({ procedure }: Rules, part: number, { remote }: Route): TimeLimit | undefined {
  return remote && part === 1 ? procedure.remoteExtra : undefined;
}

/** A part of a case with the budgets its stages have on this route: time added to the term is given to one of them. */
export function extendedPart(rules: Rules, chosen: ProcedureCase, part: number, route: Route): TermPart {
  return withExtra(partOf(chosen, part), extraOf(rules, part, route));
}

/**
 * How a part is counted: the first may have a term of its own for the channel of filing. Of a case the law gives no term for,
 * how its legal maximum is, where the version has one.
 */
export function termRuleOf({ undatedMaximum }: Pick<ProcedureVersion, 'undatedMaximum'>, chosen: ProcedureCase, part: number, channel: Channel): TermRule {
  const rule = part === 1 ? termRuleFor(chosen, channel) : partOf(chosen, part).term;
  return chosen.dating === undefined || undatedMaximum === undefined ? rule : { ...rule, limit: undatedMaximum };
}

/** The part of a case by its number (1 or 2). Throws when the case has no such part: callers check first. */
export function partOf(chosen: ProcedureCase, part: number): TermPart {
  const found = chosen.parts[part - 1];
  if (found === undefined) {
    throw new RangeError(`Case ${chosen.code} has ${String(chosen.parts.length)} part(s), part ${String(part)} was asked for`);
  }
  return found;
}

/**
 * Stages with owners filled in and targets counted from the start of the part: each group begins where the budgets before
 * it end, so the targets of the last counted group meet the term when the budgets fill it.
 */
export function planStages(rules: Rules, part: TermPart, route: Route, startAt: Instant): readonly PlannedStage[] {
  let groupStart = startAt;
  return part.groups.flatMap((group, index) => {
    let groupEnd = groupStart;
    const planned = group.stages.map((stage): PlannedStage => {
      const agency = ownerOf(stage.owner, route);
      if (stage.budget === undefined || stage.excluded !== undefined) {
        return { id: stage.id, group: index, agency };
      }
      const targetAt = budgetToEnd(groupStart, stage.budget, rules.calendars.processing(agency));
      groupEnd = instant(Math.max(groupEnd, targetAt));
      return { id: stage.id, group: index, agency, targetAt };
    });
    groupStart = groupEnd;
    return planned;
  });
}

/** The agency code behind a stage's owner. */
export function ownerOf(owner: string, route: Route): string {
  switch (owner) {
    case 'receiving':
      return route.receiving;
    case 'competent':
      return route.competent;
    case 'place':
      return route.place;
    default:
      return owner;
  }
}

/**
 * Warning, draft, letter limit and hand-over of the result before `dueAt`. None lies before the start of the term: a lead that covers the whole term
 * gives none. `at` is when the date is set or moved: a warning or draft due earlier than that is due at once, so that a
 * clock that runs on with less left than the lead is assessed again, and nothing is recorded within a pause; a limit of
 * letter or hand-over already behind cannot be kept any more and is left out, and nothing precedes a date that has itself passed. Terms of two
 * working days or less, same-day and hour terms apologise at expiry, whatever the procedure says.
 */
export function milestonesOf(rules: Rules, limit: TimeLimit, competent: string, startAt: Instant, dueAt: Instant, at: Instant = startAt): Milestones {
  const calendar = rules.calendars.processing(competent);
  const within = (moment: Instant): boolean => moment > startAt && moment < dueAt && at < dueAt;
  const soonest = (moment: Instant): number | undefined => (within(moment) ? Math.max(moment, at) : undefined);
  const { apology } = rules.procedure;
  const dueSoonAt = soonest(subtractLimit(dueAt, rules.settings.dueSoonLead, calendar));
  const early = apology.at === 'before-expiry' && !isShort(limit);
  const apologyDraftAt = early ? soonest(subtractLimit(dueAt, apology.lead, calendar)) : undefined;
  const letterLimit = subtractLimit(dueAt, apology.letterLimit, calendar);
  const letterLimitAt = early && within(letterLimit) && letterLimit >= at ? letterLimit : undefined;
  const handoverLead = rules.settings.resultHandoverLead;
  const handover = handoverLead === undefined ? undefined : subtractLimit(dueAt, handoverLead, calendar);
  return {
    ...(dueSoonAt === undefined ? {} : { dueSoonAt }),
    ...(apologyDraftAt === undefined ? {} : { apologyDraftAt }),
    ...(letterLimitAt === undefined ? {} : { letterLimitAt }),
    ...(handover !== undefined && within(handover) && handover >= at ? { resultHandoverAt: handover } : {}),
  };
}

function isShort(limit: TimeLimit): boolean {
  switch (limit.unit) {
    case 'same-day':
    case 'working-hours':
      return true;
    case 'working-days':
    case 'calendar-days':
      return limit.amount <= 2;
    case 'months':
    case 'years':
      return false;
  }
}
