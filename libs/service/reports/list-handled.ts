import type { Channel, Instant } from '#domain';
import { type DaySpan, PROCESSED, type ReportComparison, type Sum, TO_PROCESS } from '#domain/figures';
import type { Database } from '#persistence';
import { behindSum } from '../figures/behind-counts.js';
import { DOSSIER_COLUMNS, momentsOf } from '../figures/dossier-conditions.js';
import { type DossierBehind, type DossierPlace, pageOfDossiers } from '../figures/list-behind.js';
import { inScope, Parameters } from '../figures/scope.js';
import type { HandlingScope } from './read-handling.js';
import { FINISHED_IN_ERROR } from './read-details.js';

/** The columns of the table of handling whose dossiers can be listed. */
export const HANDLED_COLUMNS = [
  'total', 'received', 'received-online', 'received-counter', 'received-post', 'carried-over', 'processed', 'early', 'on-time', 'late', 'in-error', 'open', 'in-time', 'running-in-time', 'overdue', 'paused-in-time', 'paused-overdue', 'late-of-all',
] as const;
export type HandledColumn = (typeof HANDLED_COLUMNS)[number];

/** The dossiers of a column: a sum of counts, of which only those `among` others, less errors of imported data or only those, and of one channel or all. */
interface ListedColumn {
  readonly sum: Sum;
  readonly among?: Sum;
  readonly channel?: Channel;
  readonly errors?: 'without' | 'only';
}

const RECEIVED: Sum = { plus: ['received'], minus: [] };
const UNDATED: Sum = { plus: ['finishedUndated'], minus: [] };
const PLAIN: Readonly<Record<Exclude<HandledColumn, 'on-time' | 'late' | 'in-time' | 'running-in-time' | 'overdue' | 'paused-in-time' | 'paused-overdue' | 'late-of-all'>, ListedColumn>> = {
  total: { sum: TO_PROCESS },
  received: { sum: RECEIVED },
  'received-online': { sum: RECEIVED, channel: 'online' },
  'received-counter': { sum: RECEIVED, channel: 'counter' },
  'received-post': { sum: RECEIVED, channel: 'post' },
  'carried-over': { sum: { plus: ['carriedOver'], minus: [] } },
  processed: { sum: PROCESSED },
  early: { sum: { plus: ['finishedEarly'], minus: [] } },
  'in-error': { sum: UNDATED, errors: 'only' },
  open: { sum: { plus: ['open'], minus: [] } },
};

/** As `handlingLine` counts them. */
function listedColumn(column: HandledColumn, comparison: ReportComparison): ListedColumn {
  const [late, overdue] = comparison === 'date' ? (['finishedLateByDate', 'overdueByDate'] as const) : (['finishedLate', 'overdue'] as const);
  switch (column) {
    case 'on-time':
      return { sum: { plus: ['finishedOnTime', 'finishedUndated', ...(comparison === 'date' ? (['finishedLate'] as const) : [])], minus: comparison === 'date' ? [late] : [] }, errors: 'without' };
    case 'late':
      return { sum: { plus: [late], minus: [] } };
    case 'in-time':
      return { sum: { plus: ['open'], minus: [overdue] } };
    case 'running-in-time':
      return { sum: { plus: ['open'], minus: [overdue, 'pausedInTime', 'pausedOverdue'] } };
    // What was paused late on its own day is in time by its date.
    case 'paused-in-time':
      return { sum: { plus: ['pausedInTime', 'pausedOverdue'], minus: [overdue] } };
    case 'paused-overdue':
      return { sum: { plus: ['pausedOverdue'], minus: [] }, among: { plus: [overdue], minus: [] } };
    case 'overdue':
      return { sum: { plus: [overdue], minus: [] } };
    case 'late-of-all':
      return { sum: { plus: [late, overdue], minus: [] } };
    default:
      return PLAIN[column];
  }
}

/** A question about the dossiers of a cell of the table. */
export interface HandledQuery {
  readonly column: HandledColumn;
  readonly comparison: ReportComparison;
  readonly scope: HandlingScope;
  readonly days: DaySpan;
  readonly at: Instant;
}

/**
 * A page of the dossiers of a cell of the table, the earliest received first. One line a dossier as it stands, as everywhere behind
 * figures: one that was transferred is its present agency's, one that was finished twice is listed once, and those that were handed to
 * another agency or opened under a wrong procedure, which the number takes off, are not listed.
 */
export async function listHandled(database: Pick<Database, 'read'>, { column, comparison, scope, days, at }: HandledQuery, page: DossierPlace): Promise<readonly DossierBehind[]> {
  const parameters = new Parameters();
  const { sum, among, channel, errors } = listedColumn(column, comparison);
  const moments = momentsOf(days, at, parameters);
  const behind = [sum, ...(among === undefined ? [] : [among])].map((each) => String(behindSum(each, moments))).join(' AND ');
  const faulty = errors === undefined ? 'TRUE' : `${errors === 'only' ? '' : 'NOT '}(${FINISHED_IN_ERROR})`;
  const sql = `${inScope(channel === undefined ? scope : { ...scope, channel }, DOSSIER_COLUMNS, parameters)} AND ${behind} AND ${faulty}`;
  return pageOfDossiers(database, { sql, parameters, reasons: `'{}'::text[]` }, page);
}
