import { type Dimension, GRAINS, MEASURES, type Measure, measureIndex, type Step } from '#domain';

/** Column of cells and deltas that holds a dimension. */
export const CELL_COLUMNS: Record<Dimension, string> = {
  agency: 'agency',
  procedure: 'procedure_code',
  field: 'field_code',
  channel: 'channel',
  officer: 'officer',
};

/** The columns that tell one cell from another. */
export const CELL_KEY = 'grain, step, period, province, agency, procedure_code, field_code, channel, officer';

const DATE = `(DATE '1970-01-01' + delta.day)`;

/** SQL twins of the domain's `stepNumber`, on the day of a delta; whole days only, no zone is involved. */
const STEP_NUMBERS: Record<Step, string> = {
  day: 'delta.day',
  'half-month': `(extract(year FROM ${DATE})::integer * 24 + extract(month FROM ${DATE})::integer * 2 - CASE WHEN extract(day FROM ${DATE}) < 15 THEN 2 ELSE 1 END)`,
  quarter: `(extract(year FROM ${DATE})::integer * 4 + extract(quarter FROM ${DATE})::integer - 1)`,
  year: `extract(year FROM ${DATE})::integer`,
};

/** SQL: the element of a measure in an array of measures; NULL where the row is older than the measure. */
export function measureIn(array: string, measure: Measure): string {
  return `${array}[${String(measureIndex(measure) + 1)}]`;
}

/** SQL: an array of measures from one expression for each. */
export function measureArray(expression: (measure: Measure) => string): string {
  return `ARRAY[${MEASURES.map(expression).join(', ')}]::bigint[]`;
}

/** SQL: sums of every measure over a group of rows. */
function summedMeasures(array: string): string {
  return measureArray((measure) => `coalesce(sum(${measureIn(array, measure)}), 0)`);
}

/**
 * SQL: the cells of every grain and step that the deltas of a table (or CTE) make. Officers' figures are kept only where
 * there is an officer: the agency has its own.
 */
export function cellsOf(deltas: string): string {
  return `SELECT cell.grain, cell.step, cell.period, delta.province, cell.agency, cell.procedure_code, cell.field_code, cell.channel, cell.officer,
      ${summedMeasures('delta.measures')} AS measures
    FROM ${deltas} AS delta
    CROSS JOIN LATERAL (VALUES ${CELL_VALUES}) AS cell (grain, step, period, agency, procedure_code, field_code, channel, officer)
    WHERE cell.grain <> 'officer' OR delta.officer <> ''
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9`;
}

const CELL_VALUES = GRAINS.flatMap(({ name, dimensions, steps }) =>
  steps.map((step) => {
    const kept = (dimension: Dimension): string => (dimensions.includes(dimension) ? `delta.${CELL_COLUMNS[dimension]}` : `''`);
    return `('${name}', '${step}', ${STEP_NUMBERS[step]}, ${kept('agency')}, ${kept('procedure')}, ${kept('field')}, ${kept('channel')}, ${kept('officer')})`;
  }),
).join(', ');
