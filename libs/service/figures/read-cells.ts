import { type CellPlan, type DaySpan, type Grain, isStock, MEASURES, type PeriodFigures, type StepSpan } from '#domain';
import type { Database } from '#persistence';
import { CELL_COLUMNS, measureIn } from './cells.js';
import { DOSSIER_COLUMNS, endOf, isLateUnrecorded } from './dossier-conditions.js';
import { type FigureQuery, inScope, Parameters } from './scope.js';

/** Counts of one group, as a statement returns them. */
export type GroupedFigures = PeriodFigures & { readonly key: string };

/**
 * Figures from cells and the deltas not yet merged into them, in one statement and so of one moment. Open dossiers that are
 * due before now, or before the period's end if that is past, and not yet recorded as late are added to the overdue ones.
 */
export async function readFromCells(database: Pick<Database, 'read'>, query: FigureQuery, days: DaySpan, plan: CellPlan): Promise<readonly GroupedFigures[]> {
  const parameters = new Parameters();
  const lines = [
    ...plan.before.map((span) => cellLines(query, plan.grain, span, true, parameters)),
    ...plan.within.map((span) => cellLines(query, plan.grain, span, false, parameters)),
    deltaLines('figure_delta', query, days, parameters),
  ].join(' UNION ALL ');
  return database.read.rows<GroupedFigures>(statementOver(lines, query, days, parameters), parameters.values);
}

/** The same figures from the deltas of a recount alone, which tell every dimension apart. */
export async function readFromRecount(tx: Pick<Database['read'], 'rows'>, query: FigureQuery, days: DaySpan): Promise<readonly GroupedFigures[]> {
  const parameters = new Parameters();
  const lines = deltaLines('recounted_delta', query, days, parameters);
  return tx.rows<GroupedFigures>(statementOver(lines, query, days, parameters), parameters.values);
}

function statementOver(lines: string, query: FigureQuery, days: DaySpan, parameters: Parameters): string {
  return `WITH line (key, before, measures) AS (${lines}),
      counted AS (SELECT key, ${SUMS} FROM line GROUP BY key),
      unrecorded AS (${unrecordedLines(query, days, parameters)})
     SELECT key, ${COUNTS} FROM counted FULL JOIN unrecorded USING (key) ORDER BY key COLLATE "C"`;
}

/** Stocks add up over everything before the period too; flows only within it. */
const SUMS = [
  ...MEASURES.map((measure) => `sum(${measureIn('measures', measure)})${isStock(measure) ? '' : ' FILTER (WHERE NOT before)'} AS "${measure}"`),
  `sum(${measureIn('measures', 'open')}) FILTER (WHERE before) AS "carriedOver"`,
].join(', ');

const COUNTS = [...MEASURES, 'carriedOver' as const]
  .map((count) => (count === 'overdue' ? `(coalesce("overdue", 0) + coalesce(late, 0))::bigint AS "overdue"` : `coalesce("${count}", 0)::bigint AS "${count}"`))
  .join(', ');

function cellLines({ scope, groupBy }: FigureQuery, { name, dimensions }: Grain, { step, from, to }: StepSpan, before: boolean, parameters: Parameters): string {
  // The agency stands before the period in the key: named even where it is empty, it makes the period a range of the index.
  const agency = dimensions.includes('agency') ? 'TRUE' : `agency = ''`;
  return `SELECT ${groupBy === undefined ? `''` : CELL_COLUMNS[groupBy]} AS key, ${String(before)} AS before, measures FROM figure_cell
    WHERE grain = ${parameters.add(name, 'text')} AND step = ${parameters.add(step, 'text')} AND ${inScope(scope, CELL_COLUMNS, parameters)}
      AND ${agency} AND period BETWEEN ${parameters.add(from, 'integer')} AND ${parameters.add(to, 'integer')}`;
}

function deltaLines(table: 'figure_delta' | 'recounted_delta', { scope, groupBy }: FigureQuery, { first, last }: DaySpan, parameters: Parameters): string {
  return `SELECT ${groupBy === undefined ? `''` : CELL_COLUMNS[groupBy]}, day < ${parameters.add(first, 'integer')}, measures::bigint[] FROM ${table}
    WHERE ${inScope(scope, CELL_COLUMNS, parameters)} AND day <= ${parameters.add(last, 'integer')}`;
}

/** Lateness of dossiers belongs to the agency: an officer's figures have none. */
function unrecordedLines({ scope, groupBy, at }: FigureQuery, days: DaySpan, parameters: Parameters): string {
  const key = groupBy === undefined ? `''` : DOSSIER_COLUMNS[groupBy];
  const lateBefore = parameters.add(Math.min(at, endOf(days)), 'bigint');
  return `SELECT ${key} AS key, count(*) AS late FROM dossier
    WHERE ${isLateUnrecorded(lateBefore)} AND ${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${String(scope.officer === undefined)} GROUP BY 1`;
}
