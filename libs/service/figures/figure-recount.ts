import { formatLocalDate } from '#domain';
import { type DaySpan, DeltaBook, type DwellDelta, type FigureDelta, MEASURES, stepDays, STEPS } from '#domain/figures';
import type { Transaction } from '#persistence';
import { CELL_KEY, measureArray, measureIn } from './cells.js';
import { rollUp } from './rolled-up.js';
import { DwellRecount } from './dwell-recount.js';
import type { FigureDifference } from './figure-difference.js';
import { insertRecounted, RECOUNTED_TABLE } from './deltas.js';
import { type GroupedFigures, readFromRecount } from './read-cells.js';
import type { FigureQuery } from './scope.js';
import type { Wanted } from './wanted-counts.js';

/** Lines kept in memory before they go into a temporary table. Until then the transaction holds no sealer back. */
const LINES_IN_MEMORY = 50_000;

/**
 * Counts the figures anew from deltas that are given one after another, in bounded memory, and compares them with the kept
 * ones. Lives within one transaction that sees one moment (REPEATABLE READ).
 */
export class FigureRecount {
  #book = new DeltaBook();
  readonly #dwells: DwellRecount;

  constructor(
    private readonly tx: Pick<Transaction, 'run' | 'rows'>,
    private readonly linesInMemory = LINES_IN_MEMORY,
  ) {
    this.#dwells = new DwellRecount(tx);
  }

  /** Counts what an event did to the figures, and the runs of stages it ended. */
  async add(deltas: readonly FigureDelta[], dwells: readonly DwellDelta[] = []): Promise<void> {
    await this.#dwells.add(dwells);
    for (const delta of deltas) {
      this.#book.addAll(delta);
    }
    if (this.#book.size >= this.linesInMemory) {
      await this.#store();
    }
  }

  /**
   * The cells of every grain that, with the deltas not yet merged, are not what was counted here; the first `limit` in order
   * of their keys, those of everything last.
   */
  async differences(limit: number): Promise<readonly FigureDifference[]> {
    await this.#store();
    const cells = (await comparing(this.tx, () => this.tx.rows<ComparedRow>(COMPARISON, [limit]))).map(differenceOf);
    return [...cells, ...(await this.#dwells.differences(limit))].slice(0, limit);
  }

  /** The answer to a question about figures from what was counted here alone. */
  async figures(query: FigureQuery, days: DaySpan, wanted: Wanted): Promise<readonly GroupedFigures[]> {
    await this.#store();
    return readFromRecount(this.tx, query, days, wanted);
  }

  async #store(): Promise<void> {
    await this.tx.run(RECOUNTED_TABLE);
    await insertRecounted(this.tx, this.#book.deltas());
    this.#book = new DeltaBook();
  }
}

/** A difference as a line for a person: which figures, of which days, and both numbers. */
export function describeDifference({ grain, step, period, province, agency, procedureCode, fieldCode, channel, officer, measures }: FigureDifference): string {
  const named = { province, agency, procedure: procedureCode, field: fieldCode, channel, officer };
  const scope = Object.entries(named).flatMap(([dimension, value]) => (value === '' ? [] : [`${dimension} ${value}`]));
  const known = STEPS.find((one) => one === step);
  const days = known === undefined ? 'all days' : daysText(stepDays(known, period));
  const counts = measures.map(({ measure, kept, recounted }) => `${measure} is kept as ${String(kept)}, the events give ${String(recounted)}`);
  return `figures of ${scope.join(', ')} from ${days} (${grain}): ${counts.join('; ')}`;
}

function daysText({ first, last }: DaySpan): string {
  return `${formatLocalDate(first)} to ${formatLocalDate(last)}`;
}

interface ComparedRow {
  readonly grain: string;
  readonly step: string;
  readonly period: number;
  readonly province: string;
  readonly agency: string;
  readonly procedure_code: string;
  readonly field_code: string;
  readonly channel: string;
  readonly officer: string;
  /** Elements of a bigint array come as text. */
  readonly kept: readonly string[];
  readonly recounted: readonly string[];
}

/**
 * SQL: `WITH` expressions of which `compared` has every cell as kept, with what waits for the folder, and as recounted.
 * A cell that cancelled out to zeros is as good as none. Every cell has one row: joining it to what waits for the folder spares
 * the sum over all of them.
 * @param recounted the expressions of the recounted cells, the last of them called `recounted`
 */
export function comparedCells(recounted: string): string {
  return `WITH ${rollUp('figure_delta', 'waiting')}, kept AS (
    SELECT ${CELL_KEY}, CASE WHEN waiting.measures IS NULL AND cardinality(figure_cell.measures) = ${String(MEASURES.length)} THEN figure_cell.measures ELSE ${WITH_WAITING} END AS measures
    FROM figure_cell FULL JOIN waiting USING (${CELL_KEY})
  ), ${recounted}, compared AS (
    SELECT ${CELL_KEY},
      coalesce(kept.measures, array_fill(0::bigint, ARRAY[${String(MEASURES.length)}])) AS kept,
      coalesce(recounted.measures, array_fill(0::bigint, ARRAY[${String(MEASURES.length)}])) AS recounted
    FROM kept FULL JOIN recounted USING (${CELL_KEY})
  )`;
}

/** SQL: a cell with what waits for it, as long as there are measures today; made only where the cell as it lies is not that already, as nearly all are. */
const WITH_WAITING = measureArray((measure) => `coalesce(${measureIn('figure_cell.measures', measure)}, 0) + coalesce(${measureIn('waiting.measures', measure)}, 0)`);

/**
 * Runs a comparison of all cells with the planner told what it cannot know: to sort both sides' long rows takes longer than to hash one of
 * them, and to compile the sums of every measure of every level longer than to run them.
 */
export async function comparing<T>(tx: Pick<Transaction, 'run'>, compare: () => Promise<T>): Promise<T> {
  await tx.run('SET LOCAL enable_mergejoin = off');
  await tx.run('SET LOCAL jit = off');
  const result = await compare();
  await tx.run('SET LOCAL enable_mergejoin = DEFAULT');
  await tx.run('SET LOCAL jit = DEFAULT');
  return result;
}

/** Cells of some days first: that of everything says least about what is wrong. */
const COMPARISON = `${comparedCells(rollUp('recounted_delta', 'recounted'))} SELECT * FROM compared WHERE kept <> recounted ORDER BY step = 'all', ${CELL_KEY} LIMIT $1`;

function differenceOf({ procedure_code, field_code, kept, recounted, ...cell }: ComparedRow): FigureDifference {
  return {
    ...cell,
    procedureCode: procedure_code,
    fieldCode: field_code,
    measures: MEASURES.flatMap((measure, index) =>
      kept[index] === recounted[index] ? [] : [{ measure, kept: Number(kept[index]), recounted: Number(recounted[index]) }],
    ),
  };
}
