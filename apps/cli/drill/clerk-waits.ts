import { quantile } from '../bench/load.js';
import type { Waited } from './load.js';

/** How long clerks waited in a while. */
export interface Waits {
  readonly calls: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** How long clerks waited in a while: for intakes and for commands apart. */
export type WaitsOfClerks = Readonly<Record<Waited['kind'], Waits>>;

/** Keeps how long every clerk waited. */
export class ClerkWaits {
  readonly #waited: Waited[] = [];

  readonly hear = (waited: Waited): void => {
    this.#waited.push(waited);
  };

  /** The waits for calls that were sent from one moment until another, epoch ms. */
  between(from: number, until: number): WaitsOfClerks {
    const within = this.#waited.filter(({ at }) => at >= from && at < until);
    const of = (asked: Waited['kind']): Waits => {
      const sorted = within.flatMap(({ kind, tookMs }) => (kind === asked ? [tookMs] : [])).toSorted((one, other) => one - other);
      return { calls: sorted.length, perSecond: (sorted.length * 1_000) / (until - from), p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) };
    };
    return { intake: of('intake'), command: of('command') };
  }
}
