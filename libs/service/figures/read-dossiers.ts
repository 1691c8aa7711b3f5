import { type DaySpan, type PeriodFigures, startOfDay } from '#domain';
import type { Database } from '#persistence';
import { COUNTED, DOSSIER_COLUMNS, endOf, leftWithin, openAt, overdueAt, ratedWithin } from './dossier-conditions.js';
import { type FigureQuery, inScope, Parameters } from './scope.js';

/** Counts that dossiers as they stand can tell. */
export const COUNTS_OF_DOSSIERS = [
  'carriedOver', 'received', 'receivedOnline', 'finishedEarly', 'finishedOnTime', 'finishedLate', 'finishedUndated',
  'withdrawn', 'suspended', 'open', 'overdue', 'openUndated', 'rated', 'ratedSatisfied',
  'indexInTime', 'indexLate', 'indexUndated', 'indexOverdue',
] as const satisfies readonly (keyof PeriodFigures)[];

/** Counts of one group told from dossiers. */
export type DossierCounts = { readonly key: string } & Readonly<Record<(typeof COUNTS_OF_DOSSIERS)[number], number>>;

/**
 * Figures counted from the dossier table, in one statement, for questions no grain answers. They differ from the cells' where
 * a dossier has more than one history: one that was reopened counts by its last end, one that was transferred by its present
 * agency, and one that was cancelled not at all.
 */
export async function readFromDossiers(database: Pick<Database, 'read'>, query: FigureQuery, days: DaySpan): Promise<readonly DossierCounts[]> {
  const { scope, groupBy, at } = query;
  const parameters = new Parameters();
  const start = parameters.add(startOfDay(days.first), 'bigint');
  const end = parameters.add(endOf(days), 'bigint');
  const lateBefore = parameters.add(Math.min(at, endOf(days)), 'bigint');
  const left = leftWithin(start, end);
  const conditions: Record<(typeof COUNTS_OF_DOSSIERS)[number], string> = {
    carriedOver: `accepted_at < ${start} AND ${openAt(start)}`,
    received: `accepted_at >= ${start}`,
    receivedOnline: `accepted_at >= ${start} AND channel = 'online'`,
    finishedEarly: `punctuality = 'early' AND ${left}`,
    finishedOnTime: `punctuality = 'on-time' AND ${left}`,
    finishedLate: `punctuality = 'late' AND ${left}`,
    finishedUndated: `coalesce(punctuality, 'undated') = 'undated' AND ${left}`,
    withdrawn: `status = 'withdrawn' AND ${left}`,
    suspended: `status = 'suspended' AND ${left}`,
    open: openAt(end),
    overdue: overdueAt(end, lateBefore),
    openUndated: `basis = 'none' AND ${openAt(end)}`,
    indexInTime: `index_end = 'in-time' AND ${left}`,
    indexLate: `index_end = 'late' AND ${left}`,
    indexUndated: `coalesce(index_end, 'undated') = 'undated' AND ${left}`,
    indexOverdue: `${openAt(end)} AND index_overdue_at < ${lateBefore}`,
    rated: ratedWithin(start, end),
    ratedSatisfied: `rating <> 'dissatisfied' AND ${ratedWithin(start, end)}`,
  };
  const columns = COUNTS_OF_DOSSIERS.map((count) => `count(*) FILTER (WHERE ${conditions[count]}) AS "${count}"`);
  return database.read.rows<DossierCounts>(
    `SELECT * FROM (
       SELECT ${groupBy === undefined ? `''` : DOSSIER_COLUMNS[groupBy]} AS key, ${columns.join(', ')}
       FROM dossier WHERE ${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${COUNTED} AND accepted_at < ${end}
       GROUP BY 1
     ) AS counted ORDER BY key COLLATE "C"`,
    parameters.values,
  );
}
