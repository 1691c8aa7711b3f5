import { type Dimension, MEASURES, type Measure, measureIndex } from '#domain/figures';

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

/**
 * The same in the order of the table's key: cells that one question adds up are written beside each other, and so lie on few pages. Of
 * every folder's writing, so that two never wait for each other in a circle.
 */
export const CELL_ORDER = 'grain, step, province, agency, period, procedure_code, field_code, channel, officer';

/** SQL: the element of a measure in an array of measures; NULL where the row is older than the measure. */
export function measureIn(array: string, measure: Measure): string {
  return `${array}[${String(measureIndex(measure) + 1)}]`;
}

/** SQL: an array of measures from one expression for each. */
export function measureArray(expression: (measure: Measure) => string): string {
  return `ARRAY[${MEASURES.map(expression).join(', ')}]::bigint[]`;
}
