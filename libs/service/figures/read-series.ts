import { localDate, localDateOf, startOfDay } from '#domain';
import { type CellPlan, COUNTS_OF_DOSSIERS, type DaySpan, daysOf, getRate, type Grain, type Period, planCells, RATE_NAMES } from '#domain/figures';
import type { Database } from '#persistence';
import { CELL_COLUMNS, measureIn } from './cells.js';
import { COUNT_CONDITIONS, COUNTED, dateOfJudgement, DOSSIER_COLUMNS, endOf } from './dossier-conditions.js';
import { type AskedDays, deltaLines, dueDayOf, type GroupedFigures, statementOver } from './read-cells.js';
import { canTell, type FigureAnswer, figuresOf } from './read-figure.js';
import { type AnyDaysQuery, askedDimensions, inScope, Parameters } from './scope.js';
import { wantedCounts } from './wanted-counts.js';

/** A period of a series with the place its answer has in it. */
interface Step {
  readonly place: number;
  readonly days: DaySpan;
  readonly plan: CellPlan | undefined;
}

/**
 * The same question for one period after another, such as the months of a year: each answer is that of `readFigure`. All periods
 * that one grain answers are read by one statement, whose text does not depend on how many there are, and so are those no grain does.
 */
export async function readSeries(database: Pick<Database, 'read'>, query: Omit<AnyDaysQuery, 'groupBy'>, periods: readonly Period[]): Promise<readonly FigureAnswer[]> {
  const dimensions = askedDimensions(query.scope);
  const steps = periods.map((period, place): Step => {
    const days = daysOf(period);
    return { place, days, plan: planCells(dimensions, days, localDateOf(query.at)) };
  });
  const rates = (query.rates === 'all' ? RATE_NAMES : query.rates).map(getRate);
  const answers: FigureAnswer[] = [];
  for (const [grain, own] of Map.groupBy(steps, ({ plan }) => plan?.grain)) {
    const source = grain === undefined ? 'dossiers' : 'cells';
    const told = rates.filter((rate) => canTell(rate, source, query));
    const rows = grain === undefined ? await dossierSeries(database, query, own) : await cellSeries(database, query, grain, own);
    const omitted = rates.filter((rate) => !told.includes(rate)).map(({ name }) => name);
    for (const { place, days } of own) {
      const figures = rows.filter(({ key }) => key === String(place)).map((row) => ({ ...row, key: '' }));
      answers[place] = { source, days, at: query.at, figures: figuresOf(figures, query, told), omitted };
    }
  }
  return answers;
}

async function cellSeries(database: Pick<Database, 'read'>, query: AnyDaysQuery, grain: Grain, steps: readonly Step[]): Promise<readonly GroupedFigures[]> {
  const parameters = new Parameters();
  const dueDays = new Map(steps.map((step) => [step, dueDayOf(grain, step.days, query)]));
  const byCells = (step: Step): boolean => dueDays.get(step)?.from === 'cells';
  const spans = steps.flatMap((step) => {
    const dueDay = dueDays.get(step);
    const parts = [
      ...(step.plan?.parts ?? []).map((part) => ({ ...part, part: 'sum' })),
      ...(dueDay?.from === 'cells' ? [{ ...dueDay.span, stock: 0, carried: 0, within: false, part: dueDay.measure }] : []),
    ];
    return parts.map((part) => ({ ...part, place: String(step.place) }));
  });
  const span = tableOf('span', {
    nth: ['text', spans.map(({ place }) => place)],
    part: ['text', spans.map(({ part }) => part)],
    stock: ['integer', spans.map(({ stock }) => stock)],
    carried: ['integer', spans.map(({ carried }) => carried)],
    within: ['boolean', spans.map(({ within }) => within)],
    of_step: ['text', spans.map(({ step }) => step)],
    low: ['integer', spans.map(({ from }) => from)],
    high: ['integer', spans.map(({ to }) => to)],
  }, parameters);
  const asked = askedSteps(query, steps, byCells, span, parameters);
  const lines = [cellLines(query, grain, parameters), deltaLines('figure_delta', query, asked, 'asked.by_cells', parameters)].join(' UNION ALL ');
  const rates = (query.rates === 'all' ? RATE_NAMES : query.rates).map(getRate).filter((rate) => canTell(rate, 'cells', query));
  const dueDay = steps.every(byCells) ? 'FALSE' : 'NOT asked.by_cells';
  return database.read.rows<GroupedFigures>(statementOver(lines, query, asked, { ...wantedCounts(rates, query.counts), dueDay }, parameters), parameters.values);
}

/** As `readFromCells` sums cells, for every period at once. */
function cellLines({ scope }: AnyDaysQuery, { name, dimensions }: Grain, parameters: Parameters): string {
  const agency = dimensions.includes('agency') ? 'TRUE' : `agency = ''`;
  const dueDay = (['overdueOnDueDay', 'overdueOnHalfMonthEnd'] as const).map((measure) => `WHEN '${measure}' THEN ${measureIn('measures', measure)}`).join(' ');
  return `SELECT span.nth AS key, span.stock, span.carried, span.within, CASE WHEN span.part = 'sum' THEN measures END AS measures, CASE span.part ${dueDay} ELSE 0 END AS due_day
    FROM span JOIN figure_cell ON step = span.of_step AND period BETWEEN span.low AND span.high
    WHERE grain = ${parameters.add(name, 'text')} AND ${inScope(scope, CELL_COLUMNS, parameters)} AND ${agency}`;
}

/** As `readFromDossiers` counts them, for every period at once. */
async function dossierSeries(database: Pick<Database, 'read'>, query: AnyDaysQuery, steps: readonly Step[]): Promise<readonly GroupedFigures[]> {
  const parameters = new Parameters();
  const { tables, from, moments } = askedSteps(query, steps, () => false, '', parameters);
  const columns = COUNTS_OF_DOSSIERS.map((count) => `count(*) FILTER (WHERE ${COUNT_CONDITIONS[count](moments)}) AS "${count}"`);
  return database.read.rows<GroupedFigures>(
    `WITH ${tables.replace(/, $/u, '')} SELECT asked.nth AS key, ${columns.join(', ')} FROM ${from}dossier
     WHERE ${inScope(query.scope, DOSSIER_COLUMNS, parameters)} AND ${COUNTED} AND accepted_at < ${moments.end} GROUP BY 1`,
    parameters.values,
  );
}

/** The periods of a series as a table `asked`, with the moments of each. */
function askedSteps({ at }: AnyDaysQuery, steps: readonly Step[], byCells: (step: Step) => boolean, further: string, parameters: Parameters): AskedDays {
  const starts = steps.map(({ days }) => startOfDay(days.first));
  const ends = steps.map(({ days }) => endOf(days));
  const judged = steps.map(({ days }) => dateOfJudgement(days, at));
  const dateBegins = judged.map((day) => startOfDay(localDate(day)));
  const asked = tableOf('asked', {
    nth: ['text', steps.map(({ place }) => String(place))],
    first_day: ['integer', steps.map(({ days }) => days.first)],
    last_day: ['integer', steps.map(({ days }) => days.last)],
    judged_day: ['integer', judged],
    by_cells: ['boolean', steps.map(byCells)],
    starts: ['bigint', starts],
    ends: ['bigint', ends],
    late_before: ['bigint', ends.map((end) => Math.min(at, end))],
    date_begins: ['bigint', dateBegins],
  }, parameters);
  const bound = (value: number): string => parameters.add(value, 'bigint');
  return {
    tables: `${asked}, ${further === '' ? '' : `${further}, `}`,
    from: 'asked CROSS JOIN ',
    place: 'asked.nth',
    first: () => 'asked.first_day',
    last: () => 'asked.last_day',
    judged: () => 'asked.judged_day',
    moments: { start: 'asked.starts', end: 'asked.ends', lateBefore: 'asked.late_before', dateBegins: 'asked.date_begins' },
    bounds: {
      get start() {
        return bound(Math.min(...starts));
      },
      get end() {
        return bound(Math.max(...ends));
      },
      get lateBefore() {
        return bound(Math.min(at, Math.max(...ends)));
      },
      get dateBegins() {
        return bound(Math.min(...dateBegins));
      },
    },
  };
}

/** One column of a table, with the type of its values. */
type Column = readonly [type: 'boolean' | 'bigint' | 'integer' | 'text', values: readonly (boolean | number | string)[]];

/** SQL: rows of values as a table of the statement. */
function tableOf(name: string, columns: Readonly<Record<string, Column>>, parameters: Parameters): string {
  const arrays = Object.values(columns).map(([type, values]) => parameters.addArray(values, type));
  return `${name} AS (SELECT * FROM unnest(${arrays.join(', ')}) AS of_${name} (${Object.keys(columns).join(', ')}))`;
}
