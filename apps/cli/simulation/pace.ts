import { type Instant, instant } from '#domain';
import type { Happening } from './month.js';
import type { Random } from './random.js';

const HOUR = 3_600_000;
const MARK = HOUR / 2;

/**
 * When one thing follows another in the life of a case. Everything falls on half hours, so that much of it happens at one
 * virtual instant, and nothing of one case at the same.
 */
export class Pace {
  readonly happenings: Happening[] = [];
  #at: number;

  /** @param slowness hours between one step and the next are drawn up to this */
  constructor(begins: Instant, private readonly random: Random, private readonly slowness: number) {
    this.#at = Math.ceil(begins / MARK) * MARK;
  }

  /** The instant of the last step. */
  get at(): Instant {
    return instant(this.#at);
  }

  /** What happens now. */
  now(act: () => Promise<void>): this {
    this.happenings.push({ at: this.at, act });
    return this;
  }

  /** What happens some hours on: up to the case's slowness unless told otherwise. */
  then(act: () => Promise<void>, hours = this.random.between(1, this.slowness)): this {
    this.#at += Math.max(1, Math.round((hours * HOUR) / MARK)) * MARK;
    return this.now(act);
  }
}
