import { type CellPlan, type DaySpan, type Grain, isStock, type Measure, MEASURES, type PeriodFigures, type StepSpan } from '#domain';
import type { Database } from '#persistence';
import { CELL_COLUMNS, measureIn } from './cells.js';
import { DOSSIER_COLUMNS, endOf, isIndexOverdue, isLateUnrecorded } from './dossier-conditions.js';
import { type FigureQuery, inScope, Parameters } from './scope.js';

/** Counts of one group, as a statement returns them. */
export type GroupedFigures = PeriodFigures & { readonly key: string };

/**
 * Figures from cells and the deltas not yet merged into them, in one statement and so of one moment. Open dossiers that are
 * due before now, or before the period's end if that is past, and not yet recorded as late are added to the overdue ones; so are
 * those the index holds overdue by then, whose days are booked when they leave.
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
      unrecorded AS (${openLines('late', isLateUnrecorded, query, days, parameters)}),
      unbooked AS (${openLines('index_late', isIndexOverdue, query, days, parameters)})
     SELECT key, ${COUNTS} FROM counted FULL JOIN unrecorded USING (key) FULL JOIN unbooked USING (key) ORDER BY key COLLATE "C"`;
}

/** Stocks add up over everything before the period too; flows only within it. */
const SUMS = [
  ...MEASURES.map((measure) => `sum(${measureIn('measures', measure)})${isStock(measure) ? '' : ' FILTER (WHERE NOT before)'} AS "${measure}"`),
  `sum(${measureIn('measures', 'open')}) FILTER (WHERE before) AS "carriedOver"`,
].join(', ');

/** Counts of open dossiers as they stand, added to what is booked. */
const ADDED: { readonly [M in Measure]?: string } = { overdue: 'late', indexOverdue: 'index_late' };

const COUNTS = [...MEASURES.map((measure) => countOf(measure, ADDED[measure])), countOf('carriedOver')].join(', ');

function countOf(count: string, added?: string): string {
  return `(coalesce("${count}", 0)${added === undefined ? '' : ` + coalesce(${added}, 0)`})::bigint AS "${count}"`;
}

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
function openLines(name: string, isOverdue: (before: string) => string, { scope, groupBy, at }: FigureQuery, days: DaySpan, parameters: Parameters): string {
  const key = groupBy === undefined ? `''` : DOSSIER_COLUMNS[groupBy];
  const before = parameters.add(Math.min(at, endOf(days)), 'bigint');
  return `SELECT ${key} AS key, count(*) AS ${name} FROM dossier
    WHERE ${isOverdue(before)} AND ${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${String(scope.officer === undefined)} GROUP BY 1`;
}
