import type { DwellDelta } from '#domain/figures';
import type { Transaction } from '#persistence';

/** What tells one count of finished runs from another, in deltas and cells; an empty agency of a cell stands for all of the province. */
export const DWELL_COLUMNS = 'province, procedure_code, agency, half_month, stage, bucket';

/**
 * Adds the finished runs of a transaction, in the same transaction and by one statement; by none where no run ended. Each is a
 * row of its own and updates no counter.
 */
export async function insertDwells(tx: Pick<Transaction, 'run'>, dwells: readonly DwellDelta[]): Promise<void> {
  if (dwells.length > 0) {
    await tx.run(`INSERT INTO dwell_delta (${DWELL_COLUMNS}) ${unnested(1)}`, valuesOf(dwells));
  }
}

/** SQL: rows of dwell deltas from parameters numbered from `first`, in the order of `valuesOf`. */
export function unnested(first: number): string {
  const types = ['text', 'text', 'text', 'integer', 'text', 'smallint'];
  return `SELECT * FROM unnest(${types.map((type, index) => `$${String(first + index)}::${type}[]`).join(', ')})`;
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
  ];
}

/** SQL: the cells the deltas of a table (or CTE) make: one for the agency, one for all agencies of the province together. */
export function dwellCellsOf(deltas: string, count = 'count(*)'): string {
  return `SELECT delta.province, delta.procedure_code, whose.agency, delta.half_month, delta.stage, delta.bucket, ${count} AS runs
    FROM ${deltas} AS delta CROSS JOIN LATERAL (VALUES (delta.agency), ('')) AS whose (agency)
    GROUP BY 1, 2, 3, 4, 5, 6`;
}

/** SQL: merges the finished runs a condition tells into their cells; one statement deletes and adds, so that none is counted twice or lost. */
export function dwellFold(which: string): string {
  return `WITH taken AS (
    DELETE FROM dwell_delta WHERE ${which} RETURNING ${DWELL_COLUMNS}
  ), merged AS (
    INSERT INTO dwell_cell AS cell (${DWELL_COLUMNS}, runs)
    ${dwellCellsOf('taken')}
    ON CONFLICT ON CONSTRAINT dwell_cell_pk DO UPDATE SET runs = cell.runs + EXCLUDED.runs
  )
  SELECT count(*) AS folded FROM taken`;
}
