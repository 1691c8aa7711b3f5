import { COUNTS_OF_DOSSIERS, type DaySpan, type DossierCount } from '#domain/figures';
import type { Database } from '#persistence';
import { COUNT_CONDITIONS, COUNTED, DOSSIER_COLUMNS, momentsOf } from './dossier-conditions.js';
import { type FigureQuery, groupIn, inScope, Parameters } from './scope.js';

/** Counts of one group told from dossiers. */
export type DossierCounts = { readonly key: string } & Readonly<Record<DossierCount, number>>;

/**
 * Figures counted from the dossier table, in one statement, for questions no grain answers. They differ from the cells' where
 * a dossier has more than one history: one that was reopened counts by its last end, one that was transferred by its present
 * agency, and one that was cancelled not at all.
 * @param rows the kept rows, or those of a recount
 */
export async function readFromDossiers(database: Pick<Database, 'read'>, query: FigureQuery, days: DaySpan, rows: 'dossier' | 'recounted_dossier' = 'dossier'): Promise<readonly DossierCounts[]> {
  const { scope, at } = query;
  const parameters = new Parameters();
  const moments = momentsOf(days, at, parameters);
  const columns = COUNTS_OF_DOSSIERS.map((count) => `count(*) FILTER (WHERE ${COUNT_CONDITIONS[count](moments)}) AS "${count}"`);
  return database.read.rows<DossierCounts>(
    `SELECT * FROM (
       SELECT ${groupIn(query, DOSSIER_COLUMNS)} AS key, ${columns.join(', ')}
       FROM ${rows} WHERE ${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${COUNTED} AND accepted_at < ${moments.end}
       GROUP BY 1
     ) AS counted ORDER BY key COLLATE "C"`,
    parameters.values,
  );
}
