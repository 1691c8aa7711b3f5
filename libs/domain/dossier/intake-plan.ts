import { closingOf, nextWorkingDay, openingOf } from '../calendar/day-bounds.js';
import { addLimit } from '../deadline/deadline.js';
import type { Channel, ProcedureCase } from '../procedure/procedure.js';
import { instant, localDateOf, minuteOfDay, MS_PER_MINUTE, type Instant } from '../time/instant.js';
import { formatLocalDate } from '../time/local-date.js';
import type { AnswerClock, IntakeClocks, TermSet } from './events.js';
import { withFixedEnd } from './dated-term.js';
import type { FixedDate } from './fixed-date.js';
import { isForwarded } from './routing.js';
import type { Rules } from './rules.js';
import { ownerOf, planTerm, type Route } from './term.js';

/** Moments of an intake: what the applicant's receipt says, when the desk had it complete, and when it is entered. */
export interface IntakeMoments {
  readonly receivedAt: Instant;
  /** The desk's clocks run from here: the receipt, or the acceptance of an online filing. */
  readonly takenAt: Instant;
  readonly at: Instant;
}

/**
 * The first term of a dossier and the clocks beside it. The term counts from the receipt; in non-territorial intake from
 * the planned receipt by the competent agency, which `ConfirmReceipt` may correct. `fixed` is the date a person set for it. Throws
 * `CalendarRangeError` beyond any calendar.
 */
export function planIntake(rules: Rules, chosen: ProcedureCase, channel: Channel, route: Route, moments: IntakeMoments, fixed?: FixedDate): { readonly term: TermSet; readonly clocks: IntakeClocks } {
  const clocks = planIntakeClocks(rules, chosen, route, moments.takenAt);
  const countedFrom = clocks.forwardingDueAt === undefined ? moments.receivedAt : instant(clocks.forwardingDueAt);
  const term = planTerm(rules, chosen, 1, channel, route, countedFrom, moments.at);
  const { transferCutOffMinute: cutOffMinute, transferToleranceMinutes: toleranceMinutes } = rules.settings;
  const dated = fixed === undefined ? term : withFixedEnd(rules, route, term, fixed, moments.at);
  return { term: clocks.forwardingDueAt === undefined ? dated : { ...dated, plannedBy: { cutOffMinute, toleranceMinutes } }, clocks };
}

/** When a filing complete at `from` must be answered and when its desk is alerted: 8 and 2 working hours of the desk unless the procedure says otherwise. */
export function planAnswer(rules: Rules, receiving: string, from: Instant): AnswerClock {
  const desk = rules.calendars.intake(receiving);
  const { limit, alert } = rules.procedure.answer;
  return { alertAt: addLimit(from, alert, desk), dueAt: addLimit(from, limit, desk) };
}

/** The clocks that start when the desk has taken a dossier in, beside its term. */
function planIntakeClocks(rules: Rules, chosen: ProcedureCase, route: Route, takenAt: Instant): IntakeClocks {
  const { agency, desk } = rules.procedure.supplement.requestLimit;
  const agencyEnd = addLimit(takenAt, agency, rules.calendars.processing(route.competent));
  const transfer = transferDueAt(rules, route, takenAt);
  return {
    supplementRequestDueAt: desk === undefined ? agencyEnd : addLimit(agencyEnd, desk, rules.calendars.intake(route.receiving)),
    ...(needsTransfer(route, chosen) ? { transferDueAt: transfer } : {}),
    ...(isForwarded(route, rules.agencies, chosen, formatLocalDate(localDateOf(takenAt))) ? { forwardingDueAt: transfer } : {}),
  };
}

/**
 * Papers begin at the desk, and after the steps it takes as the desk they go to another agency. A stage the same agency owns
 * for another reason, as the competent one or that of the place, is no step of the desk: there the papers have arrived.
 */
function needsTransfer(route: Route, chosen: ProcedureCase): boolean {
  const { groups } = chosen.parts[0];
  const next = groups.findIndex(({ stages }) => !stages.every(({ owner }) => owner === 'receiving' || owner === route.receiving));
  return next > 0 && groups[next]?.stages.some(({ owner }) => ownerOf(owner, route) !== route.receiving) === true;
}

/**
 * Desk to agency: closing of the same day; received after the cut-off or when the desk has closed, the start of the next
 * working day, within the tolerance of the settings after its opening (NĐ 118/2025 Art. 18).
 */
function transferDueAt({ calendars, settings }: Rules, route: Route, takenAt: Instant): Instant {
  const calendar = calendars.intake(route.receiving);
  const day = localDateOf(takenAt);
  const beforeCutOff = calendar.isWorkingDay(day) && minuteOfDay(takenAt) <= settings.transferCutOffMinute;
  return beforeCutOff && takenAt < closingOf(calendar, day)
    ? closingOf(calendar, day)
    : calendar.addWorkingTime(openingOf(calendar, nextWorkingDay(calendar, day)), settings.transferToleranceMinutes * MS_PER_MINUTE);
}
