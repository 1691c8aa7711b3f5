import { yearStatus } from '../calendar/effective.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { computeDeadline, TIME_RULE_VERSION } from '../deadline/deadline.js';
import type { Channel, ProcedureCase } from '../procedure/procedure.js';
import { dayEndingAt, instant, yearOfInstant, type Instant } from '../time/instant.js';
import { yearOf } from '../time/local-date.js';
import type { DatesMoved, Milestones, TermSet } from './events.js';
import type { FixedDate } from './fixed-date.js';
import type { Rules } from './rules.js';
import { currentPromise, type DossierState } from './state.js';
import { milestonesOf, termInput, type Route } from './term.js';

/** Warnings and drafts of a date a person set run as those of a term of days. */
const FIXED_TERM = { unit: 'working-days', amount: 3 } as const;

/** A planned term whose end a person set. */
export function withFixedEnd(rules: Rules, route: Route, planned: TermSet, { dueAt, ...fixed }: FixedDate, at: Instant): TermSet {
  const { nominalDueAt, ...term } = planned;
  const startAt = instant(term.startAt);
  return { ...term, basis: 'fixed', fixed, dueAt, ...followFixed(rules, route.competent, startAt, instant(dueAt), at) };
}

/**
 * When the legal maximum of a dossier without a date is reached, counted from its receipt as its term would be; `undefined` where
 * the version has none. Throws `CalendarRangeError` beyond the declared years.
 */
export function legalMaximumAt(rules: Rules, chosen: ProcedureCase, channel: Channel, route: Route, receivedAt: Instant): Instant | undefined {
  const { undatedMaximum: limit } = rules.procedure;
  const input = termInput(rules, chosen, 1, channel, route, receivedAt);
  return limit === undefined ? undefined : computeDeadline({ ...input, rule: { ...input.rule, limit } }).dueAt;
}

/** The dates of a running dossier when a person sets its date. A new appointment already promised for later stays. */
export function fixedDates(state: DossierState, rules: Rules, dueAt: Instant, at: Instant): DatesMoved {
  const promise = currentPromise(state);
  const later = promise === undefined || promise.number === state.duePromise ? dueAt : promise.at;
  return {
    ruleVersion: TIME_RULE_VERSION,
    dueAt,
    appointment: Math.max(dueAt, later),
    ...followFixed(rules, state.competentAgency, instant(state.startAt ?? state.receivedAt), dueAt, at),
    stageTargets: [],
  };
}

/** Years from the start of a term to its end that have no official notice yet. */
export function unconfirmedYearsUntil(startAt: Instant, dueAt: Instant, { effective }: WorkingCalendar): readonly number[] {
  const first = yearOfInstant(startAt);
  const years = Array.from({ length: Math.max(0, yearOf(dayEndingAt(dueAt)) - first + 1) }, (_, index) => first + index);
  return years.filter((year) => yearStatus(effective, year) !== 'confirmed');
}

function followFixed(rules: Rules, competent: string, startAt: Instant, dueAt: Instant, at: Instant): { readonly unconfirmedYears: readonly number[]; readonly milestones: Milestones } {
  return {
    unconfirmedYears: unconfirmedYearsUntil(startAt, dueAt, rules.calendars.processing(competent)),
    milestones: milestonesOf(rules, FIXED_TERM, competent, startAt, dueAt, at),
  };
}
