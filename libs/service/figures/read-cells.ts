import { localDate } from '#domain';
import { type CellPlan, type DaySpan, DOSSIER_DIMENSIONS, endsHalfMonth, type Grain, isStock, type Measure, MEASURES, type PeriodFigures, stepNumber, type StepSpan } from '#domain/figures';
import type { Database } from '#persistence';
import { CELL_COLUMNS, measureIn } from './cells.js';
import { complainedWithin, COUNTED, dateOfJudgement, DOSSIER_COLUMNS, isIndexOverdue, isLateUnrecorded, isPromiseUnrecorded, isStatutoryOverdue, mayBeUnrecorded, type Moments, momentsOf } from './dossier-conditions.js';
import { askedDimensions, type FigureGroup, type FigureQuery, inScope, Parameters } from './scope.js';
import type { Wanted } from './wanted-counts.js';

/** Counts of one group, as a statement returns them. */
export type GroupedFigures = Partial<PeriodFigures> & { readonly key: string };

/** Where it is kept how many are overdue by the minute and, due on the day of judgement itself, not yet by the date. */
type DueDay = { readonly from: 'cells'; readonly span: StepSpan; readonly measure: Measure } | { readonly from: 'dossiers' };

/**
 * Figures from cells and the deltas not yet merged into them, in one statement and so of one moment. Open dossiers that are
 * due before now, or before the period's end if that is past, and not yet recorded as late are added to the overdue ones; so are
 * those the index or the statute holds overdue by then, whose days are booked when they leave.
 */
export async function readFromCells(database: Pick<Database, 'read'>, query: FigureQuery, days: DaySpan, plan: CellPlan, wanted: Wanted): Promise<readonly GroupedFigures[]> {
  const parameters = new Parameters();
  const dueDay = dueDayOf(plan.grain, days, query);
  const lines = [
    ...plan.before.map((span) => cellLines(query, plan.grain, span, 'before', parameters)),
    ...plan.within.map((span) => cellLines(query, plan.grain, span, 'within', parameters)),
    ...(dueDay.from === 'cells' ? [cellLines(query, plan.grain, dueDay.span, dueDay.measure, parameters)] : []),
    deltaLines('figure_delta', query, days, dueDay.from === 'cells', parameters),
  ].join(' UNION ALL ');
  return database.read.rows<GroupedFigures>(statementOver(lines, query, days, { ...wanted, dueDay: dueDay.from === 'dossiers' }, parameters), parameters.values);
}

/** The same figures from the deltas of a recount alone, which tell every dimension of cells apart. Throws `RangeError` for one they do not tell. */
export async function readFromRecount(tx: Pick<Database['read'], 'rows'>, query: FigureQuery, days: DaySpan, wanted: Wanted): Promise<readonly GroupedFigures[]> {
  const asked = [...askedDimensions(query.scope), ...(query.groupBy === undefined ? [] : [query.groupBy])];
  const untold = DOSSIER_DIMENSIONS.find((dimension) => asked.includes(dimension));
  if (untold !== undefined) {
    throw new RangeError(`The events' figures are not kept apart by ${untold}: only the dossiers themselves tell it`);
  }
  const parameters = new Parameters();
  const lines = deltaLines('recounted_delta', query, days, true, parameters);
  return tx.rows<GroupedFigures>(statementOver(lines, query, days, { ...wanted, dueDay: false }, parameters), parameters.values);
}

/** Grains without days keep it for the ends of half-months; on any other day of the present it is counted from the dossiers. */
function dueDayOf({ steps }: Grain, days: DaySpan, { at }: FigureQuery): DueDay {
  const day = localDate(dateOfJudgement(days, at));
  if (steps.includes('day')) {
    return { from: 'cells', span: { step: 'day', from: day, to: day }, measure: 'overdueOnDueDay' };
  }
  const number = stepNumber('half-month', day);
  return endsHalfMonth(day) ? { from: 'cells', span: { step: 'half-month', from: number, to: number }, measure: 'overdueOnHalfMonthEnd' } : { from: 'dossiers' };
}

function statementOver(lines: string, query: FigureQuery, days: DaySpan, { isWanted, complaints, dueDay }: Wanted & { readonly dueDay: boolean }, parameters: Parameters): string {
  const moments = momentsOf(days, query.at, parameters);
  return `WITH line (key, before, measures, due_day) AS (${lines}),
      counted AS (SELECT key, ${sumsOf(isWanted)} FROM line GROUP BY key),
      unrecorded AS (${unrecordedLines(query, moments, parameters)}),
      unbooked AS (${isWanted('indexOverdue') || isWanted('statutoryOverdue') ? unbookedLines(query, moments, parameters) : NONE_UNBOOKED}),
      due_today AS (${dueDay && isWanted('overdueByDate') ? dueTodayLines(query, moments, parameters) : NO_LINES}),
      feedback_about AS (${complaints ? complaintLines(query, moments, parameters) : NO_LINES})
     SELECT key, ${countsOf(isWanted)} FROM counted FULL JOIN unrecorded USING (key) FULL JOIN unbooked USING (key) FULL JOIN due_today USING (key) FULL JOIN feedback_about USING (key)
     ORDER BY key COLLATE "C"`;
}

const NO_LINES = `SELECT ''::text AS key, 0::bigint AS dossiers WHERE FALSE`;
const NONE_UNBOOKED = `SELECT ''::text AS key, 0::bigint AS by_index, 0::bigint AS by_statute WHERE FALSE`;

/** Stocks add up over everything before the period too; flows only within it. */
function sumsOf(isWanted: Wanted['isWanted']): string {
  const summed = MEASURES.filter((measure) => isWanted(measure) || (measure === 'overdue' && isWanted('overdueByDate')));
  return [
    ...summed.map((measure) => `sum(${measureIn('measures', measure)})${isStock(measure) ? '' : ' FILTER (WHERE NOT before)'} AS "${measure}"`),
    `sum(${measureIn('measures', 'open')}) FILTER (WHERE before) AS "carriedOver"`,
    'sum(due_day) AS due_day',
  ].join(', ');
}

/** Counts that are more than a sum of what is kept. */
const JOINED: Readonly<Partial<Record<keyof PeriodFigures, string>>> = {
  overdue: 'coalesce("overdue", 0) + coalesce(late, 0)',
  overdueCurrent: 'coalesce("overdueCurrent", 0) + coalesce(late_current, 0)',
  overdueByDate: 'coalesce("overdue", 0) - coalesce(due_day, 0) - coalesce(due_today.dossiers, 0) + coalesce(late_by_date, 0)',
  complained: 'coalesce(feedback_about.dossiers, 0)',
  indexOverdue: 'coalesce("indexOverdue", 0) + coalesce(by_index, 0)',
  statutoryOverdue: 'coalesce("statutoryOverdue", 0) + coalesce(by_statute, 0)',
};

function countsOf(isWanted: Wanted['isWanted']): string {
  return ([...MEASURES, 'carriedOver', 'overdueByDate', 'complained'] as const)
    .filter(isWanted)
    .map((count) => `(${JOINED[count] ?? `coalesce("${count}", 0)`})::bigint AS "${count}"`)
    .join(', ');
}

function cellLines({ scope, groupBy }: FigureQuery, { name, dimensions }: Grain, { step, from, to }: StepSpan, part: 'before' | 'within' | Measure, parameters: Parameters): string {
  // The agency stands before the period in the key: named even where it is empty, it makes the period a range of the index.
  const agency = dimensions.includes('agency') ? 'TRUE' : `agency = ''`;
  const told = part === 'before' || part === 'within' ? `${String(part === 'before')} AS before, measures, 0::bigint AS due_day` : `FALSE, NULL::bigint[], ${measureIn('measures', part)}`;
  return `SELECT ${cellKey(groupBy)} AS key, ${told} FROM figure_cell
    WHERE grain = ${parameters.add(name, 'text')} AND step = ${parameters.add(step, 'text')} AND ${inScope(scope, CELL_COLUMNS, parameters)}
      AND ${agency} AND period BETWEEN ${parameters.add(from, 'integer')} AND ${parameters.add(to, 'integer')}`;
}

function deltaLines(table: 'figure_delta' | 'recounted_delta', query: FigureQuery, days: DaySpan, dueDay: boolean, parameters: Parameters): string {
  const onDueDay = dueDay ? `CASE WHEN day = ${parameters.add(dateOfJudgement(days, query.at), 'integer')} THEN ${measureIn('measures', 'overdueOnDueDay')} END` : '0';
  return `SELECT ${cellKey(query.groupBy)} AS key, day < ${parameters.add(days.first, 'integer')} AS before, measures::bigint[], (${onDueDay})::bigint AS due_day FROM ${table}
    WHERE ${inScope(query.scope, CELL_COLUMNS, parameters)} AND day <= ${parameters.add(days.last, 'integer')}`;
}

function cellKey(groupBy: FigureGroup | undefined): string {
  const columns: Readonly<Partial<Record<FigureGroup, string>>> = CELL_COLUMNS;
  return groupBy === undefined ? `''` : (columns[groupBy] ?? `''`);
}

function dossierKey(groupBy: FigureGroup | undefined): string {
  return groupBy === undefined ? `''` : DOSSIER_COLUMNS[groupBy];
}

/** Lateness of dossiers belongs to the agency: an officer's figures have none. */
function ofDossiers({ scope }: FigureQuery, parameters: Parameters): string {
  return `${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${String(scope.officer === undefined)}`;
}

function unrecordedLines(query: FigureQuery, { lateBefore, dateBegins }: Moments, parameters: Parameters): string {
  const [first, current] = [isLateUnrecorded(lateBefore), isPromiseUnrecorded(lateBefore)];
  return `SELECT ${dossierKey(query.groupBy)} AS key, count(*) FILTER (WHERE ${first}) AS late, count(*) FILTER (WHERE ${first} AND due_at <= ${dateBegins}) AS late_by_date,
      count(*) FILTER (WHERE ${current}) AS late_current
    FROM dossier WHERE ${mayBeUnrecorded(lateBefore)} AND ${ofDossiers(query, parameters)} GROUP BY 1`;
}

/** No event marks the day a dossier became overdue by the index or the statute: those still in the stock are counted as they stand. */
function unbookedLines(query: FigureQuery, { lateBefore }: Moments, parameters: Parameters): string {
  const [byIndex, byStatute] = [isIndexOverdue(lateBefore), isStatutoryOverdue(lateBefore)];
  return `SELECT ${dossierKey(query.groupBy)} AS key, count(*) FILTER (WHERE ${byIndex}) AS by_index, count(*) FILTER (WHERE ${byStatute}) AS by_statute
    FROM dossier WHERE (${byIndex} OR ${byStatute}) AND ${ofDossiers(query, parameters)} GROUP BY 1`;
}

/** Recorded as late today, and so overdue by the minute and not by the date. */
function dueTodayLines(query: FigureQuery, { dateBegins }: Moments, parameters: Parameters): string {
  return `SELECT ${dossierKey(query.groupBy)} AS key, count(*) AS dossiers FROM dossier
    WHERE in_stock AND became_late_at IS NOT NULL AND became_late_at > ${dateBegins} AND ${ofDossiers(query, parameters)} GROUP BY 1`;
}

function complaintLines(query: FigureQuery, { start, end }: Moments, parameters: Parameters): string {
  return `SELECT ${dossierKey(query.groupBy)} AS key, count(*) AS dossiers FROM dossier
    WHERE ${complainedWithin(start, end)} AND ${COUNTED} AND ${ofDossiers(query, parameters)} GROUP BY 1`;
}
