import { type Instant, localDate, localDateOf, startOfDay } from '#domain';
import type { DaySpan, DossierCount } from '#domain/figures';
import { type AskedDimension, type FigureGroup, Parameters } from './scope.js';

/** Column of the dossier row that holds a dimension. Officers have none: the row knows those of open stages only. */
export const DOSSIER_COLUMNS: Partial<Record<AskedDimension, string>> & Record<FigureGroup, string> = {
  agency: 'competent_agency',
  procedure: 'procedure_code',
  field: 'field_code',
  channel: 'channel',
  case: 'case_code',
  commune: `coalesce(place, '')`,
};

/** The instant at which a span of days ends. */
export function endOf({ last }: DaySpan): Instant {
  return startOfDay(localDate(last + 1));
}

/** The day on which a comparison by date is made: the last of the span, or today while it lasts. What is due on it is not late. */
export function dateOfJudgement({ last }: DaySpan, at: Instant): number {
  return Math.min(last, localDateOf(at));
}

/** SQL: received, and not taken out as opened under a wrong procedure. */
export const COUNTED = `(accepted_at IS NOT NULL AND status NOT IN ('registered', 'intake-refused', 'cancelled'))`;

/** SQL: when a dossier that is no longer in the stock left it, never before it came in. */
export const LEFT_AT = 'greatest(finished_at, accepted_at)';

/** SQL: in the stock at the end of a period. */
export function openAt(end: string): string {
  return `(accepted_at < ${end} AND (in_stock OR ${LEFT_AT} >= ${end}))`;
}

/**
 * SQL: due before an instant although no event says so yet, because its timer is on the way. The one definition of this for
 * figures and lists; the partial index on due dates answers it.
 */
export function isLateUnrecorded(before: string): string {
  return `(in_stock AND became_late_at IS NULL AND paused_at IS NULL AND NOT provisional AND due_at < ${before} AND coalesce(accepted_at, received_at) < ${before})`;
}

/**
 * SQL: the same of the date last given. Until a second one is given the two dates are one, so the index on due dates answers it;
 * re-appointed dossiers have an index of their own.
 */
export function isPromiseUnrecorded(before: string): string {
  return `(in_stock AND promise_broken_at IS NULL AND paused_at IS NULL AND NOT provisional AND coalesce(accepted_at, received_at) < ${before}
    AND ((promises <= 1 AND became_late_at IS NULL AND due_at < ${before}) OR (promises > 1 AND appointment < ${before})))`;
}

/** SQL: all that is in either of the two, in the words of the two partial indexes. */
export function mayBeUnrecorded(before: string): string {
  return `((in_stock AND became_late_at IS NULL AND paused_at IS NULL AND due_at < ${before})
    OR (in_stock AND promise_broken_at IS NULL AND paused_at IS NULL AND promises > 1 AND appointment < ${before}))`;
}

/** SQL: in the stock and overdue at the end of a period, recorded or not. */
function overdueAt(end: string, lateBefore: string): string {
  return `(${openAt(end)} AND (became_late_at < ${end} OR ${isLateUnrecorded(lateBefore)}))`;
}

/** SQL: in the stock and overdue by item 2.1 of index 766 before an instant; its partial index answers it. */
export function isIndexOverdue(before: string): string {
  return `(in_stock AND index_overdue_at < ${before})`;
}

/** SQL: in the stock and past the limit of the statute before an instant; its partial index answers it. */
export function isStatutoryOverdue(before: string): string {
  return `(in_stock AND statutory_overdue_at < ${before})`;
}

/** SQL: left the stock within a period. */
export function leftWithin(start: string, end: string): string {
  return `(NOT in_stock AND ${LEFT_AT} >= ${start} AND ${LEFT_AT} < ${end})`;
}

/** SQL: rated within a period, by the rating that counts. */
export function ratedWithin(start: string, end: string): string {
  return `(rated_at >= ${start} AND rated_at < ${end})`;
}

/** SQL: feedback about dossiers received within a period; urgings are none. */
export function complainedWithin(start: string, end: string): string {
  return `(id IN (SELECT c.dossier_id FROM feedback f JOIN deadline_case c ON c.id = f.case_id
    WHERE f.urging_number IS NULL AND c.dossier_id IS NOT NULL AND f.received_at >= ${start} AND f.received_at < ${end}))`;
}

/** Midnight of day 0, and from one midnight to the next: Vietnam has no clock changes. */
const FIRST_MIDNIGHT = startOfDay(localDate(0));
const BETWEEN_MIDNIGHTS = startOfDay(localDate(1)) - FIRST_MIDNIGHT;

/** SQL twin of the domain's `dayEndingAt`: a moment at 24:00 belongs to the day it ends. */
export function dayEndingAt(column: string): string {
  return `((${column} - 1 - (${String(FIRST_MIDNIGHT)})) / ${String(BETWEEN_MIDNIGHTS)})`;
}

/** The placeholders conditions about a span of days are made of. */
export interface Moments {
  readonly start: string;
  readonly end: string;
  readonly lateBefore: string;
  /** What was due at or before it is past its date on the day of judgement. */
  readonly dateBegins: string;
}

/** The moments of a span of days; each is added to the statement when it is first asked for, for a placeholder nobody uses is an error. */
export function momentsOf(days: DaySpan, at: Instant, parameters: Parameters): Moments {
  const added = new Map<keyof Moments, string>();
  const once = (name: keyof Moments, value: number): string => {
    const placeholder = added.get(name) ?? parameters.add(value, 'bigint');
    added.set(name, placeholder);
    return placeholder;
  };
  return {
    get start() {
      return once('start', startOfDay(days.first));
    },
    get end() {
      return once('end', endOf(days));
    },
    get lateBefore() {
      return once('lateBefore', Math.min(at, endOf(days)));
    },
    get dateBegins() {
      return once('dateBegins', startOfDay(localDate(dateOfJudgement(days, at))));
    },
  };
}

/** SQL about the dossier row, made of the moments of a span of days. */
export type Condition = (moments: Moments) => string;

const left: Condition = ({ start, end }) => leftWithin(start, end);

/**
 * SQL: the dossiers each count holds, of those that are `COUNTED` and came in before the end. Figures told from dossiers and the
 * lists behind figures are made of these alone. A dossier counts as it stands: one that was reopened by its last end, one that was
 * transferred by its present agency, one that was given a new date by that date.
 */
export const COUNT_CONDITIONS: Readonly<Record<DossierCount, Condition>> = {
  carriedOver: ({ start }) => `accepted_at < ${start} AND ${openAt(start)}`,
  received: ({ start }) => `accepted_at >= ${start}`,
  receivedOnline: ({ start }) => `accepted_at >= ${start} AND channel = 'online'`,
  finishedEarly: (moments) => `punctuality = 'early' AND ${left(moments)}`,
  finishedOnTime: (moments) => `punctuality = 'on-time' AND ${left(moments)}`,
  finishedLate: (moments) => `punctuality = 'late' AND ${left(moments)}`,
  finishedUndated: (moments) => `coalesce(punctuality, 'undated') = 'undated' AND ${left(moments)}`,
  finishedLateByDate: (moments) => `punctuality = 'late' AND ${left(moments)} AND ${dayEndingAt('finished_at')} > ${dayEndingAt('due_at')}`,
  finishedLateCurrent: (moments) => `punctuality <> 'undated' AND ${left(moments)} AND (promise_broken_at IS NOT NULL OR finished_at > coalesce(appointment, due_at))`,
  withdrawn: (moments) => `status = 'withdrawn' AND ${left(moments)}`,
  suspended: (moments) => `status = 'suspended' AND ${left(moments)}`,
  open: ({ end }) => openAt(end),
  overdue: ({ end, lateBefore }) => overdueAt(end, lateBefore),
  overdueByDate: ({ end, lateBefore, dateBegins }) => `${overdueAt(end, lateBefore)} AND due_at <= ${dateBegins}`,
  overdueCurrent: ({ end, lateBefore }) => `${openAt(end)} AND (promise_broken_at < ${end} OR ${isPromiseUnrecorded(lateBefore)})`,
  openUndated: ({ end }) => `basis = 'none' AND ${openAt(end)}`,
  openUnjudged: ({ end }) => `due_at IS NULL AND ${openAt(end)}`,
  indexInTime: (moments) => `index_end = 'in-time' AND ${left(moments)}`,
  indexLate: (moments) => `index_end = 'late' AND ${left(moments)}`,
  indexUndated: (moments) => `coalesce(index_end, 'undated') = 'undated' AND ${left(moments)}`,
  indexOverdue: ({ end, lateBefore }) => `${openAt(end)} AND index_overdue_at < ${lateBefore}`,
  indexOpenUndated: ({ end }) => `index_undated AND ${openAt(end)}`,
  finishedInTimeStatutory: (moments) => `statutory_due_at >= finished_at AND ${left(moments)}`,
  finishedLateStatutory: (moments) => `statutory_due_at < finished_at AND ${left(moments)}`,
  finishedStatutoryUnknown: (moments) => `statutory_unknown AND ${left(moments)}`,
  openStatutory: ({ end }) => `statutory_due_at IS NOT NULL AND ${openAt(end)}`,
  statutoryOverdue: ({ end, lateBefore }) => `${openAt(end)} AND statutory_overdue_at < ${lateBefore}`,
  rated: ({ start, end }) => ratedWithin(start, end),
  ratedSatisfied: ({ start, end }) => `rating <> 'dissatisfied' AND ${ratedWithin(start, end)}`,
  complained: ({ start, end }) => complainedWithin(start, end),
};
