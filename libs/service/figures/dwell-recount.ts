import { type DwellDelta, dwellRange } from '#domain/figures';
import type { Transaction } from '#persistence';
import { DWELL_COLUMNS, dwellCellsOf, unnested, valuesOf } from './dwell-deltas.js';
import type { FigureDifference } from './figure-difference.js';

const RUNS_IN_MEMORY = 50_000;

/** Counts finished runs of stages anew, in bounded memory, and compares them with the kept cells and the deltas not yet merged. */
export class DwellRecount {
  #waiting: DwellDelta[] = [];

  constructor(private readonly tx: Pick<Transaction, 'run' | 'rows'>) {}

  /** Counts what an event ended. */
  async add(dwells: readonly DwellDelta[]): Promise<void> {
    this.#waiting.push(...dwells);
    if (this.#waiting.length >= RUNS_IN_MEMORY) {
      await this.#store();
    }
  }

  /** The first cells, in order of their keys, that are not what was counted here. */
  async differences(limit: number): Promise<readonly FigureDifference[]> {
    await this.#store();
    return (await this.tx.rows<ComparedDwell>(COMPARISON, [limit])).map(differenceOf);
  }

  async #store(): Promise<void> {
    await this.tx.run(
      `CREATE TEMPORARY TABLE IF NOT EXISTS recounted_dwell (province text NOT NULL, procedure_code text NOT NULL, agency text NOT NULL,
         half_month integer NOT NULL, stage text NOT NULL, bucket smallint NOT NULL, runs bigint NOT NULL) ON COMMIT DROP`,
    );
    if (this.#waiting.length > 0) {
      await this.tx.run(`INSERT INTO recounted_dwell (${DWELL_COLUMNS}, runs) SELECT *, count(*) FROM (${unnested(1)}) AS run GROUP BY 1, 2, 3, 4, 5, 6`, valuesOf(this.#waiting));
    }
    this.#waiting = [];
  }
}

interface ComparedDwell {
  readonly province: string;
  readonly procedure_code: string;
  readonly agency: string;
  readonly half_month: number;
  readonly stage: string;
  readonly bucket: number;
  readonly kept: number;
  readonly recounted: number;
}

/** SQL: the cells that, with the runs not yet merged, are not what was counted anew. @param recounted a query of recounted cells, `runs` among its columns */
export function comparedDwells(recounted: string): string {
  return `WITH kept AS (
    SELECT ${DWELL_COLUMNS}, sum(runs)::bigint AS kept
    FROM (SELECT ${DWELL_COLUMNS}, runs FROM dwell_cell UNION ALL ${dwellCellsOf('dwell_delta')}) AS line GROUP BY ${DWELL_COLUMNS}
  ), recounted AS (
    SELECT ${DWELL_COLUMNS}, runs::bigint AS recounted FROM (${recounted}) AS line
  )
  SELECT ${DWELL_COLUMNS}, coalesce(kept, 0) AS kept, coalesce(recounted, 0) AS recounted
  FROM kept FULL JOIN recounted USING (${DWELL_COLUMNS})
  WHERE coalesce(kept, 0) <> coalesce(recounted, 0)`;
}

const COMPARISON = `${comparedDwells(dwellCellsOf('recounted_dwell', 'sum(delta.runs)'))} ORDER BY ${DWELL_COLUMNS} LIMIT $1`;

function differenceOf({ province, procedure_code: procedureCode, agency, half_month: period, stage, bucket, kept, recounted }: ComparedDwell): FigureDifference {
  const { from, to } = dwellRange(bucket);
  const measure = `finished runs of stage ${stage} of ${String(from)} to ${to === undefined ? 'any' : String(to)} minutes`;
  return { grain: 'dwell', step: 'half-month', period, province, agency, procedureCode, fieldCode: '', channel: '', officer: '', measures: [{ measure, kept, recounted }] };
}
