import { closingOf, nextWorkingDay, openingOf } from '../calendar/day-bounds.js';
import { addLimit, budgetToEnd, computeDeadline, subtractLimit, TIME_RULE_VERSION } from '../deadline/deadline.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import { termRuleFor } from '../procedure/cases.js';
import type { Channel, ProcedureCase, TermPart } from '../procedure/procedure.js';
import { instant, localDateOf, minuteOfDay, type Instant } from '../time/instant.js';
import type { IntakeClocks, Milestones, PlannedStage, TermSet } from './events.js';
import type { EngineSettings, Rules } from './rules.js';

/** Where a dossier is handled: decides whose calendar counts which clock. */
export interface Route {
  readonly receiving: string;
  readonly competent: string;
  /** Where the land, building or person is; stages may belong to the agency of that place. */
  readonly place: string;
  readonly remote: boolean;
}

/** The dates of one part of a case when its clock starts from `receivedAt`. Throws `CalendarRangeError` beyond any calendar. */
export function planTerm(rules: Rules, chosen: ProcedureCase, part: number, channel: Channel, route: Route, receivedAt: Instant): TermSet {
  const termPart = partOf(chosen, part);
  const rule = part === 1 ? termRuleFor(chosen, channel) : termPart.term;
  const extra = route.remote ? rules.procedure.remoteExtra : undefined;
  const processing = rules.calendars.processing(route.competent);
  const deadline = computeDeadline({
    receivedAt,
    rule,
    processing,
    intake: rules.calendars.intake(route.receiving),
    ...(extra === undefined || part > 1 ? {} : { extra }),
  });
  return {
    part,
    ruleVersion: TIME_RULE_VERSION,
    startAt: deadline.startAt,
    basis: 'computed',
    dueAt: deadline.dueAt,
    unconfirmedYears: deadline.warnings.map((warning) => warning.year),
    stages: planStages(rules, termPart, route, deadline.startAt),
    milestones: milestonesOf(rules, rule.limit, route.competent, deadline.startAt, deadline.dueAt),
  };
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
 * Warning, draft and letter limit before `dueAt`. None lies before the start. Terms of two working days or less, same-day
 * and hour terms apologise at expiry, whatever the procedure says.
 */
export function milestonesOf(rules: Rules, limit: TimeLimit, competent: string, startAt: Instant, dueAt: Instant): Milestones {
  const calendar = rules.calendars.processing(competent);
  const after = (at: Instant): number | undefined => (at > startAt && at < dueAt ? at : undefined);
  const { apology } = rules.procedure;
  const dueSoonAt = after(subtractLimit(dueAt, rules.settings.dueSoonLead, calendar));
  const early = apology.at === 'before-expiry' && !isShort(limit);
  const apologyDraftAt = early ? after(subtractLimit(dueAt, apology.lead, calendar)) : undefined;
  const letterLimitAt = early ? after(subtractLimit(dueAt, apology.letterLimit, calendar)) : undefined;
  return {
    ...(dueSoonAt === undefined ? {} : { dueSoonAt }),
    ...(apologyDraftAt === undefined ? {} : { apologyDraftAt }),
    ...(letterLimitAt === undefined ? {} : { letterLimitAt }),
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

/** The clocks that start at intake beside the term. */
export function planIntakeClocks(rules: Rules, route: Route, receivedAt: Instant, transferNeeded: boolean, forwarded: boolean): IntakeClocks {
  const { agency, desk } = rules.procedure.supplement.requestLimit;
  const calendar = rules.calendars.processing(route.competent);
  const agencyEnd = addLimit(receivedAt, agency, calendar);
  const transfer = transferDueAt(rules.settings, rules, route, receivedAt);
  return {
    supplementRequestDueAt: desk === undefined ? agencyEnd : addLimit(agencyEnd, desk, rules.calendars.intake(route.receiving)),
    ...(transferNeeded ? { transferDueAt: transfer } : {}),
    ...(forwarded ? { forwardingDueAt: transfer } : {}),
  };
}

/** Desk to agency: closing of the same day; received after the cut-off, the opening of the next working day (NĐ 118/2025 Art. 18). */
function transferDueAt(settings: EngineSettings, rules: Rules, route: Route, receivedAt: Instant): Instant {
  const calendar = rules.calendars.intake(route.receiving);
  const day = localDateOf(receivedAt);
  const sameDay = calendar.isWorkingDay(day) && minuteOfDay(receivedAt) < settings.transferCutOffMinute;
  return sameDay ? closingOf(calendar, day) : openingOf(calendar, nextWorkingDay(calendar, day));
}
