/**
 * A quantity of which every day has some whole units, such as open minutes. Days are numbered from 1970-01-01; units are
 * numbered in the order of their days, from an origin of the tally's own.
 */
export interface DayTally {
  /** Units of all days before `day`, from the origin. */
  before(day: number): number;

  /** The day that holds unit number `unit`; NaN where there is none, and for NaN. */
  dayOf(unit: number): number;
}

/** A number of a typed array that is known to reach so far; the fallback only satisfies the type. */
export function entry(values: Float64Array | Int32Array, i: number): number {
  return values[i] ?? 0;
}
