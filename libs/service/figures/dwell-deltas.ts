import type { DwellDelta } from '#domain/figures';
import type { Transaction } from '#persistence';

/** What tells the counts of a stage from others, in deltas and cells; an empty agency of a cell stands for all of the province. */
export const DWELL_KEY = 'province, procedure_code, agency, half_month, stage, bucket';

/** What is counted of a stage: see `DwellDelta`. */
export const DWELL_COUNTS = ['runs', 'ended', 'ended_late', 'delay_minutes'] as const;

/** Key and counts, in the order in which rows give them. */
export const DWELL_COLUMNS = `${DWELL_KEY}, ${DWELL_COUNTS.join(', ')}`;

/**
 * Adds what a transaction counts of stages, in the same transaction and by one statement; by none where there is nothing. Each is a
 * row of its own and updates no counter.
 */
export async function insertDwells(tx: Pick<Transaction, 'run'>, dwells: readonly DwellDelta[]): Promise<void> {
  if (dwells.length > 0) {
    await tx.run(`INSERT INTO dwell_delta (${DWELL_COLUMNS}) ${unnested(1)}`, valuesOf(dwells));
  }
}

/** SQL: rows of dwell deltas from parameters numbered from `first`, in the order of `valuesOf`. */
export function unnested(first: number): string {
  const types = ['text', 'text', 'text', 'integer', 'text', 'smallint', 'smallint', 'smallint', 'smallint', 'integer'];
  return `SELECT * FROM unnest(${types.map((type, index) => `$${String(first + index)}::${type}[]`).join(', ')}) AS delta (${DWELL_COLUMNS})`;
}

/** The columns of dwell deltas as parameters. */
export function valuesOf(dwells: readonly DwellDelta[]): readonly unknown[] {
  return [
    dwells.map(({ province }) => province),
    dwells.map(({ procedureCode }) => procedureCode),
    dwells.map(({ agency }) => agency),
    dwells.map(({ halfMonth }) => halfMonth),
    dwells.map(({ stage }) => stage),
    dwells.map(({ bucket }) => bucket),
    dwells.map(({ runs }) => runs),
    dwells.map(({ ended }) => ended),
    dwells.map(({ endedLate }) => endedLate),
    dwells.map(({ delayMinutes }) => delayMinutes),
  ];
}

/** SQL: the cells the deltas of a table (or CTE) make: one for the agency, one for all agencies of the province together. */
export function dwellCellsOf(deltas: string): string {
  return `SELECT delta.province, delta.procedure_code, whose.agency, delta.half_month, delta.stage, delta.bucket, ${dwellSums('delta')}
    FROM ${deltas} AS delta CROSS JOIN LATERAL (VALUES (delta.agency), ('')) AS whose (agency)
    GROUP BY 1, 2, 3, 4, 5, 6`;
}

/** SQL: the sums of every count of the rows of an alias. */
export function dwellSums(alias: string): string {
  return DWELL_COUNTS.map((count) => `sum(${alias}.${count})::bigint AS ${count}`).join(', ');
}

/** SQL: adds rows to the cells of a table they have in common, as `ON CONFLICT` of an insertion whose target is called `cell`. */
export function addedToDwells(constraint: string): string {
  return `ON CONFLICT ON CONSTRAINT ${constraint} DO UPDATE SET ${DWELL_COUNTS.map((count) => `${count} = cell.${count} + EXCLUDED.${count}`).join(', ')}`;
}

/** SQL: merges the counts of stages a condition tells into their cells; one statement deletes and adds, so that none is counted twice or lost. */
export function dwellFold(which: string): string {
  return `WITH taken AS (
    DELETE FROM dwell_delta WHERE ${which} RETURNING ${DWELL_COLUMNS}
  ), merged AS (
    INSERT INTO dwell_cell AS cell (${DWELL_COLUMNS})
    ${dwellCellsOf('taken')}
    ${addedToDwells('dwell_cell_pk')}
  )
  SELECT count(*) AS folded FROM taken`;
}
