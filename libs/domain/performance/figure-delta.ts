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
  for (const delta of deltas) {
    book.addAll(delta);
  }
  return book.deltas();
}

/** The largest count a stored delta holds, either way: `figure_delta.measures` are two bytes each. */
const LARGEST_COUNT = 32_767;

/** The same deltas in rows none of whose counts is beyond what is stored: minutes of one long delay take several. */
export function splitDeltas(deltas: readonly FigureDelta[]): readonly FigureDelta[] {
  return deltas.flatMap((delta) => {
    const rows = Math.ceil(Math.max(...delta.measures.map(Math.abs)) / LARGEST_COUNT);
    return rows <= 1 ? [delta] : Array.from({ length: rows }, (_, row) => ({ ...delta, measures: delta.measures.map((count) => partOf(count, row)) }));
  });
}

function partOf(count: number, row: number): number {
  return Math.sign(count) * Math.min(LARGEST_COUNT, Math.max(0, Math.abs(count) - row * LARGEST_COUNT));
}

/** Gathers counts by scope. */
export class DeltaBook {
  readonly #lines = new Map<string, { readonly scope: DeltaScope; readonly measures: number[] }>();

  /** Lines gathered, those that cancelled out included. */
  get size(): number {
    return this.#lines.size;
  }

  /** Adds a count. */
  add(scope: DeltaScope, measure: Measure, count: number): void {
    if (count !== 0) {
      const counts = this.#countsOf(scope);
      const index = measureIndex(measure);
      counts[index] = (counts[index] ?? 0) + count;
    }
  }

  /** Adds every count of a delta. Throws for measures beyond the catalogue: such a delta was written by a newer program. */
  addAll(delta: FigureDelta): void {
    if (delta.measures.length > MEASURES.length) {
      throw new RangeError(`A figure delta has more measures than the ${String(MEASURES.length)} this program knows`);
    }
    const counts = this.#countsOf(delta);
    delta.measures.forEach((count, index) => {
      counts[index] = (counts[index] ?? 0) + count;
    });
  }

  /** What was gathered, without lines that cancelled out. */
  deltas(): readonly FigureDelta[] {
    return [...this.#lines.values()]
      .filter(({ measures }) => measures.some((count) => count !== 0))
      .map(({ scope, measures }) => ({ ...scope, measures }));
  }

  #countsOf({ day, province, agency, procedureCode, fieldCode, channel, officer }: DeltaScope): number[] {
    // Joined by the one character that no text of the database can hold, so that different scopes never have one key.
    const key = `${String(day)}\0${province}\0${agency}\0${procedureCode}\0${fieldCode}\0${channel}\0${officer}`;
    const known = this.#lines.get(key);
    if (known !== undefined) {
      return known.measures;
    }
    const measures = MEASURES.map(() => 0);
    this.#lines.set(key, { scope: { day, province, agency, procedureCode, fieldCode, channel, officer }, measures });
    return measures;
  }
}
