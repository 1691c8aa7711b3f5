import { localDate } from '#domain';
import { type CellPlan, type CellShare, type DaySpan, DOSSIER_DIMENSIONS, endsHalfMonth, type Grain, isStock, type Measure, MEASURES, type PeriodFigures, stepNumber, type StepSpan } from '#domain/figures';
import type { Database } from '#persistence';
import { CELL_COLUMNS, measureIn } from './cells.js';
import { complainedWithin, COUNTED, dateOfJudgement, DOSSIER_COLUMNS, isIndexOverdue, isLateUnrecorded, isPromiseUnrecorded, isStatutoryOverdue, mayBeUnrecorded, type Moments, momentsOf } from './dossier-conditions.js';
import { type AnyDaysQuery, type FigureQuery, groupIn, inScope, Parameters, toldApart } from './scope.js';
import type { Wanted } from './wanted-counts.js';

/** Counts of one group, as a statement returns them. */
export type GroupedFigures = Partial<PeriodFigures> & { readonly key: string };

/**
 * The days a statement asks for, as SQL: placeholders where it asks for one period, columns of a table of periods where it asks for a
 * series of them, whose places are then its keys.
 */
export interface AskedDays {
  /** Tables of periods, before the others of the statement; empty for one period. */
  readonly tables: string;
  /** Joined to whatever has no period of its own; empty for one period. */
  readonly from: string;
  /** The key of a period of a series. */
  readonly place: string | undefined;
  readonly first: () => string;
  readonly last: () => string;
  /** The day of judgement. */
  readonly judged: () => string;
  readonly moments: Moments;
  /** Around the moments of every period, so that an index can be asked for all of them; absent for one period. */
  readonly bounds?: Moments;
}

/** Where it is kept how many are overdue by the minute and, due on the day of judgement itself, not yet by the date. */
export type DueDay = { readonly from: 'cells'; readonly span: StepSpan; readonly measure: Measure } | { readonly from: 'dossiers' };

/**
 * Figures from cells and the deltas not yet merged into them, in one statement and so of one moment. Open dossiers that are
 * due before now, or before the period's end if that is past, and not yet recorded as late are added to the overdue ones; so are
 * those the index or the statute holds overdue by then, whose days are booked when they leave.
 */
export async function readFromCells(database: Pick<Database, 'read'>, query: FigureQuery, days: DaySpan, plan: CellPlan, wanted: Wanted): Promise<readonly GroupedFigures[]> {
  const parameters = new Parameters();
  const dueDay = dueDayOf(plan.grain, days, query);
  const asked = oneSpan(days, query, parameters);
  const lines = [
    ...plan.parts.map((part) => cellLines(query, plan.grain, part, tellingOf(part), parameters)),
    ...(dueDay.from === 'cells' ? [cellLines(query, plan.grain, dueDay.span, tellingDueDay(measureIn('measures', dueDay.measure)), parameters)] : []),
    deltaLines('figure_delta', query, asked, dueDay.from === 'cells' ? 'TRUE' : 'FALSE', parameters),
  ].join(' UNION ALL ');
  return database.read.rows<GroupedFigures>(statementOver(lines, query, asked, { ...wanted, dueDay: dueDay.from === 'dossiers' ? 'TRUE' : 'FALSE' }, parameters), parameters.values);
}

/** The same figures from the deltas of a recount alone, which tell every dimension of cells apart. Throws `RangeError` for one they do not tell. */
export async function readFromRecount(tx: Pick<Database['read'], 'rows'>, query: FigureQuery, days: DaySpan, wanted: Wanted): Promise<readonly GroupedFigures[]> {
  const untold = DOSSIER_DIMENSIONS.find((dimension) => toldApart(query).includes(dimension));
  if (untold !== undefined) {
    throw new RangeError(`The events' figures are not kept apart by ${untold}: only the dossiers themselves tell it`);
  }
  const parameters = new Parameters();
  const asked = oneSpan(days, query, parameters);
  const lines = deltaLines('recounted_delta', query, asked, 'TRUE', parameters);
  return tx.rows<GroupedFigures>(statementOver(lines, query, asked, { ...wanted, dueDay: 'FALSE' }, parameters), parameters.values);
}

function oneSpan(days: DaySpan, { at }: AnyDaysQuery, parameters: Parameters): AskedDays {
  return {
    tables: '',
    from: '',
    place: undefined,
    first: () => parameters.add(days.first, 'integer'),
    last: () => parameters.add(days.last, 'integer'),
    judged: () => parameters.add(dateOfJudgement(days, at), 'integer'),
    moments: momentsOf(days, at, parameters),
  };
}

/** Grains without days keep it for the ends of half-months; on any other day of the present it is counted from the dossiers. */
export function dueDayOf({ steps }: Grain, days: DaySpan, { at }: AnyDaysQuery): DueDay {
  const day = localDate(dateOfJudgement(days, at));
  if (steps.includes('day')) {
    return { from: 'cells', span: { step: 'day', from: day, to: day }, measure: 'overdueOnDueDay' };
  }
  const number = stepNumber('half-month', day);
  return endsHalfMonth(day) ? { from: 'cells', span: { step: 'half-month', from: number, to: number }, measure: 'overdueOnHalfMonthEnd' } : { from: 'dossiers' };
}

/**
 * The statement over lines of cells and deltas. `dueDay` is SQL that is true where dossiers have to tell how many are overdue by the
 * minute alone.
 */
export function statementOver(lines: string, query: AnyDaysQuery, asked: AskedDays, { isWanted, complaints, dueDay }: Wanted & { readonly dueDay: string }, parameters: Parameters): string {
  return `WITH ${asked.tables}line (key, stock, carried, within, measures, due_day) AS (${lines}),
      counted AS (SELECT key, ${sumsOf(isWanted)} FROM line GROUP BY key),
      unrecorded AS (${unrecordedLines(query, asked, parameters)}),
      unbooked AS (${isWanted('indexOverdue') || isWanted('statutoryOverdue') ? unbookedLines(query, asked, parameters) : NONE_UNBOOKED}),
      due_today AS (${dueDay !== 'FALSE' && isWanted('overdueByDate') ? dueTodayLines(query, asked, dueDay, parameters) : NO_LINES}),
      feedback_about AS (${complaints ? complaintLines(query, asked, parameters) : NO_LINES})
     SELECT key, ${countsOf(isWanted)} FROM counted FULL JOIN unrecorded USING (key) FULL JOIN unbooked USING (key) FULL JOIN due_today USING (key) FULL JOIN feedback_about USING (key)
     ORDER BY key COLLATE "C"`;
}

const NO_LINES = `SELECT ''::text AS key, 0::bigint AS dossiers WHERE FALSE`;
const NONE_UNBOOKED = `SELECT ''::text AS key, 0::bigint AS by_index, 0::bigint AS by_statute WHERE FALSE`;

/** Stocks add up over what came before the period too, or over everything without what came after it; flows only within it: of a line that counts for neither no element is taken. As floating point, exact to 2^53 and faster to add. */
function sumsOf(isWanted: Wanted['isWanted']): string {
  const summed = MEASURES.filter((measure) => isWanted(measure) || (measure === 'overdue' && isWanted('overdueByDate')));
  return [
    ...summed.map((measure) => `${isStock(measure) ? `sum(stock * ${measureIn('measures', measure)}::float8) FILTER (WHERE stock <> 0)` : `sum(${measureIn('measures', measure)}::float8) FILTER (WHERE within)`} AS "${measure}"`),
    `sum(carried * ${measureIn('measures', 'open')}::float8) FILTER (WHERE carried <> 0) AS "carriedOver"`,
    'sum(due_day::float8) AS due_day',
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

/** SQL: what a line says beside its key: its shares, its measures, and what of them is due on the day of judgement alone. */
function tellingOf({ stock, carried, within }: CellShare): string {
  return `${String(stock)}, ${String(carried)}, ${String(within)}, measures, 0::bigint`;
}

function tellingDueDay(count: string): string {
  return `0, 0, FALSE, NULL::bigint[], ${count}`;
}

function cellLines(query: AnyDaysQuery, { name, dimensions }: Grain, { step, from, to }: StepSpan, telling: string, parameters: Parameters): string {
  // The agency stands before the period in the key: named even where it is empty, it makes the period a range of the index.
  const agency = dimensions.includes('agency') ? 'TRUE' : `agency = ''`;
  return `SELECT ${groupIn(query, CELL_COLUMNS)} AS key, ${telling} FROM figure_cell
    WHERE grain = ${parameters.add(name, 'text')} AND step = ${parameters.add(step, 'text')} AND ${inScope(query.scope, CELL_COLUMNS, parameters)}
      AND ${agency} AND period BETWEEN ${parameters.add(from, 'integer')} AND ${parameters.add(to, 'integer')}`;
}

/** `dueDay` is SQL that is true where the cells, and so the deltas, tell how many are overdue by the minute alone. */
export function deltaLines(table: 'figure_delta' | 'recounted_delta', query: AnyDaysQuery, asked: AskedDays, dueDay: string, parameters: Parameters): string {
  const onDueDay = dueDay === 'FALSE' ? '0' : `CASE WHEN ${dueDay} AND day = ${asked.judged()} THEN ${measureIn('measures', 'overdueOnDueDay')} END`;
  return `SELECT ${asked.place ?? groupIn(query, CELL_COLUMNS)} AS key, 1, (day < ${asked.first()})::integer, day >= ${asked.first()}, measures::bigint[], (${onDueDay})::bigint AS due_day FROM ${asked.from}${table}
    WHERE ${inScope(query.scope, CELL_COLUMNS, parameters)} AND day <= ${asked.last()}`;
}

/** Lateness of dossiers belongs to the agency: an officer's figures have none. */
function ofDossiers({ scope }: AnyDaysQuery, parameters: Parameters): string {
  return `${inScope(scope, DOSSIER_COLUMNS, parameters)} AND ${String(scope.officer === undefined)}`;
}

function bounded({ bounds }: AskedDays, condition: (moments: Moments) => string): string {
  return bounds === undefined ? '' : `${condition(bounds)} AND `;
}

function unrecordedLines(query: AnyDaysQuery, asked: AskedDays, parameters: Parameters): string {
  const { from, place, moments } = asked;
  const { lateBefore, dateBegins } = moments;
  const [first, current] = [isLateUnrecorded(lateBefore), isPromiseUnrecorded(lateBefore)];
  return `SELECT ${place ?? groupIn(query, DOSSIER_COLUMNS)} AS key, count(*) FILTER (WHERE ${first}) AS late, count(*) FILTER (WHERE ${first} AND due_at <= ${dateBegins}) AS late_by_date,
      count(*) FILTER (WHERE ${current}) AS late_current
    FROM ${from}dossier WHERE ${bounded(asked, (bounds) => mayBeUnrecorded(bounds.lateBefore))}${mayBeUnrecorded(lateBefore)} AND ${ofDossiers(query, parameters)} GROUP BY 1`;
}

/** No event marks the day a dossier became overdue by the index or the statute: those still in the stock are counted as they stand. */
function unbookedLines(query: AnyDaysQuery, asked: AskedDays, parameters: Parameters): string {
  const { from, place, moments } = asked;
  const [byIndex, byStatute] = [isIndexOverdue(moments.lateBefore), isStatutoryOverdue(moments.lateBefore)];
  const within = bounded(asked, ({ lateBefore }) => `(${isIndexOverdue(lateBefore)} OR ${isStatutoryOverdue(lateBefore)})`);
  return `SELECT ${place ?? groupIn(query, DOSSIER_COLUMNS)} AS key, count(*) FILTER (WHERE ${byIndex}) AS by_index, count(*) FILTER (WHERE ${byStatute}) AS by_statute
    FROM ${from}dossier WHERE ${within}(${byIndex} OR ${byStatute}) AND ${ofDossiers(query, parameters)} GROUP BY 1`;
}

/** Recorded as late today, and so overdue by the minute and not by the date. */
function dueTodayLines(query: AnyDaysQuery, asked: AskedDays, dueDay: string, parameters: Parameters): string {
  const { from, place, moments } = asked;
  const within = bounded(asked, ({ dateBegins }) => `became_late_at > ${dateBegins}`);
  return `SELECT ${place ?? groupIn(query, DOSSIER_COLUMNS)} AS key, count(*) AS dossiers FROM ${from}dossier
    WHERE ${dueDay} AND in_stock AND became_late_at IS NOT NULL AND ${within}became_late_at > ${moments.dateBegins} AND ${ofDossiers(query, parameters)} GROUP BY 1`;
}

function complaintLines(query: AnyDaysQuery, asked: AskedDays, parameters: Parameters): string {
  const { from, place, moments } = asked;
  const within = bounded(asked, ({ start, end }) => complainedWithin(start, end));
  return `SELECT ${place ?? groupIn(query, DOSSIER_COLUMNS)} AS key, count(*) AS dossiers FROM ${from}dossier
    WHERE ${within}${complainedWithin(moments.start, moments.end)} AND ${COUNTED} AND ${ofDossiers(query, parameters)} GROUP BY 1`;
}
