/** A source of random numbers that gives the same ones for the same seed on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number in [0, 1); mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** True in `share` of the cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of the values. */
  pick<T>(values: readonly [T, ...T[]]): T {
    return values[Math.floor(this.next() * values.length)] ?? values[0];
  }

  /** One of the values, each as likely as its weight among all. */
  weighted<T>(values: readonly [T, ...T[]], weightOf: (value: T) => number): T {
    let left = this.next() * values.reduce((sum, value) => sum + weightOf(value), 0);
    return values.find((value) => (left -= weightOf(value)) < 0) ?? values[0];
  }

  /** An independent source: what it gives does not depend on what others drew meanwhile. */
  branch(number: number): Random {
    return new Random(Math.imul(this.#state ^ 0x9e3779b9, number + 1) + number);
  }
}
