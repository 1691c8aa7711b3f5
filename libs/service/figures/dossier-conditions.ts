import { type DaySpan, type Dimension, type Instant, localDate, startOfDay } from '#domain';
import { type FigureGroup, type FigureQuery, inScope, Parameters } from './scope.js';

/** Column of the dossier row that holds a dimension. Officers have none: the row knows those of open stages only. */
export const DOSSIER_COLUMNS: Partial<Record<Dimension, string>> & Record<FigureGroup, string> = {
  agency: 'competent_agency',
  procedure: 'procedure_code',
  field: 'field_code',
  channel: 'channel',
};

/** The instant at which a span of days ends. */
export function endOf({ last }: DaySpan): Instant {
  return startOfDay(localDate(last + 1));
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

/** SQL: in the stock and overdue at the end of a period, recorded or not. */
export function overdueAt(end: string, lateBefore: string): string {
  return `(${openAt(end)} AND (became_late_at < ${end} OR ${isLateUnrecorded(lateBefore)}))`;
}

/** SQL: in the stock and overdue by item 2.1 of index 766 before an instant; its partial index answers it. */
export function isIndexOverdue(before: string): string {
  return `(in_stock AND index_overdue_at < ${before})`;
}

/** SQL: left the stock within a period. */
export function leftWithin(start: string, end: string): string {
  return `(NOT in_stock AND ${LEFT_AT} >= ${start} AND ${LEFT_AT} < ${end})`;
}

/** SQL: rated within a period, by the rating that counts. */
export function ratedWithin(start: string, end: string): string {
  return `(rated_at >= ${start} AND rated_at < ${end})`;
}

/** A condition on the table `dossier` and the values of its placeholders. */
export interface DossierCondition {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * The dossiers behind the numerator of `late-rate`: open and overdue at the end of the days (or now, if that is earlier), or
 * finished late within them. One line a dossier: one that was finished late, reopened and finished late again within the
 * period is in the number twice. A past period lists dossiers with their present agency.
 */
export function listBehind({ scope, at }: Pick<FigureQuery, 'scope' | 'at'>, days: DaySpan): DossierCondition {
  const parameters = new Parameters();
  const start = parameters.add(startOfDay(days.first), 'bigint');
  const end = parameters.add(endOf(days), 'bigint');
  const lateBefore = parameters.add(Math.min(at, endOf(days)), 'bigint');
  const sql = `${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${COUNTED} AND (${overdueAt(end, lateBefore)} OR (punctuality = 'late' AND ${leftWithin(start, end)}))`;
  return { sql, parameters: parameters.values };
}

/**
 * The dossiers behind the numerator of `index-late-rate`: open and overdue by item 2.1 of index 766 at the end of the days (or now, if
 * that is earlier), or ended late by it within them. One line a dossier, with its present agency, as in `listBehind`.
 */
export function listBehindIndex({ scope, at }: Pick<FigureQuery, 'scope' | 'at'>, days: DaySpan): DossierCondition {
  const parameters = new Parameters();
  const start = parameters.add(startOfDay(days.first), 'bigint');
  const end = parameters.add(endOf(days), 'bigint');
  const before = parameters.add(Math.min(at, endOf(days)), 'bigint');
  const sql = `${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${COUNTED} AND ((${openAt(end)} AND index_overdue_at < ${before}) OR (index_end = 'late' AND ${leftWithin(start, end)}))`;
  return { sql, parameters: parameters.values };
}

/**
 * The dossiers behind the numbers of `satisfaction`: rated within the days, by the last rating; where one was replaced, only that.
 * Dossiers are listed with their present agency.
 */
export function listRated({ scope }: Pick<FigureQuery, 'scope'>, days: DaySpan): DossierCondition {
  const parameters = new Parameters();
  const start = parameters.add(startOfDay(days.first), 'bigint');
  const end = parameters.add(endOf(days), 'bigint');
  return { sql: `${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${COUNTED} AND ${ratedWithin(start, end)}`, parameters: parameters.values };
}
