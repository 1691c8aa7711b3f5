import { MEASURES, measureIndex, type Measure } from './measures.js';
import type { LocalDate } from '../time/local-date.js';

/** Signed counts one transaction adds to the figures of a day and a scope. `measures` is in the order of `MEASURES`. */
export interface FigureDelta {
  /** Vietnamese local day on which the counts are booked. */
  readonly day: LocalDate;
  readonly province: string;
  /** Competent agency; for counts of stages the agency of the stage, for answers and hand-overs the desk. */
  readonly agency: string;
  readonly procedureCode: string;
  readonly fieldCode: string;
  readonly channel: string;
  /** Subject of the officer a stage's counts belong to; empty for everything that belongs to the agency. */
  readonly officer: string;
  readonly measures: readonly number[];
}

/** What a delta is about, without its counts. */
export type DeltaScope = Omit<FigureDelta, 'measures'>;

/** Deltas with equal scope added together; those that cancel out are left out. */
export function mergeDeltas(deltas: readonly FigureDelta[]): readonly FigureDelta[] {
  const book = new DeltaBook();
  for (const { measures, ...scope } of deltas) {
    measures.forEach((count, index) => {
      book.add(scope, MEASURES[index], count);
    });
  }
  return book.deltas();
}

/** Gathers counts by scope. */
export class DeltaBook {
  readonly #lines = new Map<string, { readonly scope: DeltaScope; readonly measures: number[] }>();

  /** Adds a count. Throws for a measure beyond the catalogue: such a delta was written by a newer program. */
  add(scope: DeltaScope, measure: Measure | undefined, count: number): void {
    if (measure === undefined) {
      throw new RangeError(`A figure delta has more measures than the ${String(MEASURES.length)} this program knows`);
    }
    if (count === 0) {
      return;
    }
    const { day, province, agency, procedureCode, fieldCode, channel, officer } = scope;
    const key = JSON.stringify([day, province, agency, procedureCode, fieldCode, channel, officer]);
    const line = this.#lines.get(key) ?? { scope, measures: MEASURES.map(() => 0) };
    const index = measureIndex(measure);
    line.measures[index] = (line.measures[index] ?? 0) + count;
    this.#lines.set(key, line);
  }

  /** What was gathered, without lines that cancelled out. */
  deltas(): readonly FigureDelta[] {
    return [...this.#lines.values()]
      .filter(({ measures }) => measures.some((count) => count !== 0))
      .map(({ scope, measures }) => ({ ...scope, measures }));
  }
}
