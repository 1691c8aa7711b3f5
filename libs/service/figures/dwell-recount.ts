import { type DwellDelta, dwellRange, NO_LENGTH } from '#domain/figures';
import type { Transaction } from '#persistence';
import { DWELL_COLUMNS, DWELL_COUNTS, DWELL_KEY, dwellCellsOf, dwellSums, unnested, valuesOf } from './dwell-deltas.js';
import type { FigureDifference } from './figure-difference.js';

const RUNS_IN_MEMORY = 50_000;

/** Counts what is kept of stages anew, in bounded memory, and compares them with the kept cells and the deltas not yet merged. */
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
         half_month integer NOT NULL, stage text NOT NULL, bucket smallint NOT NULL, ${DWELL_COUNTS.map((count) => `${count} bigint NOT NULL`).join(', ')}) ON COMMIT DROP`,
    );
    if (this.#waiting.length > 0) {
      await this.tx.run(`INSERT INTO recounted_dwell (${DWELL_COLUMNS}) SELECT ${DWELL_KEY}, ${dwellSums('run')} FROM (${unnested(1)}) AS run GROUP BY ${DWELL_KEY}`, valuesOf(this.#waiting));
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
  /** In the order of `DWELL_COUNTS`. Elements of a bigint array come as text. */
  readonly kept: readonly string[];
  readonly recounted: readonly string[];
}

/** SQL: the cells that, with what is not yet merged, are not what was counted anew, each count in the order of `DWELL_COUNTS`. @param recounted a query of recounted cells with every count among its columns */
export function comparedDwells(recounted: string): string {
  return `WITH kept AS (
    SELECT ${DWELL_KEY}, ${countArray('sum(', ')::bigint')} AS kept
    FROM (SELECT ${DWELL_COLUMNS} FROM dwell_cell UNION ALL ${dwellCellsOf('dwell_delta')}) AS line GROUP BY ${DWELL_KEY}
  ), recounted AS (
    SELECT ${DWELL_KEY}, ${countArray('', '::bigint')} AS recounted FROM (${recounted}) AS line
  )
  SELECT ${DWELL_KEY}, coalesce(kept, ${NOTHING}) AS kept, coalesce(recounted, ${NOTHING}) AS recounted
  FROM kept FULL JOIN recounted USING (${DWELL_KEY})
  WHERE coalesce(kept, ${NOTHING}) <> coalesce(recounted, ${NOTHING})`;
}

function countArray(before: string, after: string): string {
  return `ARRAY[${DWELL_COUNTS.map((count) => `${before}line.${count}${after}`).join(', ')}]`;
}

const NOTHING = `array_fill(0::bigint, ARRAY[${String(DWELL_COUNTS.length)}])`;

const COMPARISON = `${comparedDwells(dwellCellsOf('recounted_dwell'))} ORDER BY ${DWELL_KEY} LIMIT $1`;

const COUNTED: Readonly<Record<(typeof DWELL_COUNTS)[number], string>> = { runs: 'finished runs', ended: 'ended runs with a target', ended_late: 'runs ended late', delay_minutes: 'minutes of delay' };

function differenceOf({ province, procedure_code: procedureCode, agency, half_month: period, stage, bucket, kept, recounted }: ComparedDwell): FigureDifference {
  const of = `of stage ${stage === '' ? '(none)' : stage}${bucket === NO_LENGTH ? '' : ` ${lengthText(bucket)}`}`;
  const measures = DWELL_COUNTS.flatMap((count, index) =>
    kept[index] === recounted[index] ? [] : [{ measure: `${COUNTED[count]} ${of}`, kept: Number(kept[index]), recounted: Number(recounted[index]) }],
  );
  return { grain: 'dwell', step: 'half-month', period, province, agency, procedureCode, fieldCode: '', channel: '', officer: '', measures };
}

function lengthText(bucket: number): string {
  const { from, to } = dwellRange(bucket);
  return `of ${String(from)} to ${to === undefined ? 'any' : String(to)} minutes`;
}
