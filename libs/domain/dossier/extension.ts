import { type Count, countLimit, nominalEnd, withinItsDay } from '../deadline/count.js';
import { TIME_RULE_VERSION } from '../deadline/deadline.js';
import type { EndRule } from '../deadline/time-limit.js';
import type { TermExtension } from '../procedure/procedure.js';
import { instant, type Instant } from '../time/instant.js';
import { dueDates, followDue } from './dates.js';
import { objectToDate, type DateObjection } from './date-objection.js';
import type { DatesMoved } from './events.js';
import type { Rules } from './rules.js';
import { runningRule } from './running-rules.js';
import { currentPromise, openStages, type DossierState } from './state.js';

/** The dates a legal extension gives, or why it gives none. */
export type Extended = { readonly kind: 'extended'; readonly dates: DatesMoved } | ({ readonly kind: 'objection' } & DateObjection);

interface End {
  readonly dueAt: Instant;
  readonly nominalAt: Instant;
}

/**
 * The dates after an extension to `wanted`, or to the end of what it allows: its limit is counted from the day the term would have
 * ended, as the term itself is. The date is later than before, never beyond the limit, and lies within hours. Stages open at the
 * competent agency get the added time. The dossier has a due date that has not passed. Throws `CalendarRangeError` beyond the declared years.
 */
export function extendedDates(state: DossierState, rules: Rules, extension: TermExtension, wanted: number | undefined, at: Instant): Extended {
  const before = state.dueAt;
  const calendar = rules.calendars.processing(state.competentAgency);
  const furthest = furthestCount(state, rules, extension);
  const most: End | undefined = furthest === undefined ? undefined : { dueAt: furthest.at, nominalAt: nominalEnd(furthest) };
  const end = wanted === undefined ? most : { dueAt: instant(wanted), nominalAt: instant(wanted) };
  if (before === undefined || end === undefined) {
    return { kind: 'objection', code: 'extension-needs-date', data: { extension: extension.name } };
  }
  if (end.dueAt <= before) {
    return { kind: 'objection', code: 'date-not-later', data: { dueAt: before } };
  }
  if (most !== undefined && end.dueAt > most.dueAt) {
    return { kind: 'objection', code: 'extension-too-long', data: { latest: most.dueAt } };
  }
  const objection = wanted === undefined || wanted === most?.dueAt ? undefined : objectToDate(wanted, at, calendar);
  if (objection !== undefined) {
    return { kind: 'objection', ...objection };
  }
  const nominalAt = end.dueAt === most?.dueAt ? most.nominalAt : end.nominalAt;
  const promise = currentPromise(state);
  const later = promise === undefined || promise.number === state.duePromise ? undefined : promise.at;
  return {
    kind: 'extended',
    dates: {
      ruleVersion: TIME_RULE_VERSION,
      ...dueDates(state, end.dueAt, later),
      ...(nominalAt === end.dueAt ? {} : { nominalDueAt: nominalAt }),
      ...followDue(state, rules, end.dueAt, at),
      stageTargets: laterTargets(state, rules, instant(before), end.dueAt, at),
    },
  };
}

/** The count of the most an extension allows, from the day the term would have ended; `undefined` when only the agreement says how long. */
export function furthestCount(state: DossierState, rules: Rules, { limit }: TermExtension): Count | undefined {
  if (limit === undefined || state.dueAt === undefined) {
    return undefined;
  }
  const from = withinItsDay(instant(state.nominalDueAt ?? state.dueAt));
  return countLimit(from, limit, rules.calendars.processing(state.competentAgency), endRuleOf(state, rules));
}

/** What is done within the day ends at closing, and so does what the law adds to it. */
function endRuleOf(state: DossierState, rules: Rules): EndRule {
  const { limit, end } = runningRule(state, rules);
  return limit.unit === 'same-day' && end === 'same-clock' ? 'closing' : end;
}

function laterTargets(state: DossierState, rules: Rules, before: Instant, dueAt: Instant, at: Instant): DatesMoved['stageTargets'] {
  const calendar = rules.calendars.processing(state.competentAgency);
  const added = calendar.workingTimeBetween(before, dueAt);
  return openStages(state).flatMap(({ id, agency, targetAt, lateRuns, run }) =>
    agency !== state.competentAgency || targetAt === undefined || targetAt < at || lateRuns.includes(run)
      ? []
      : [{ stage: id, targetAt: calendar.addWorkingTime(instant(targetAt), added) }],
  );
}
