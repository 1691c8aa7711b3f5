const MS_PER_SECOND = 1_000;

/**
 * How many workflows a process starts by itself: at most so many a second, and at most so many while none is answered.
 * What is beyond is left to the relay, which starts it when the rush is over: a counter's rush has the machine first, and a
 * Temporal that does not answer has no requests piled up before it.
 */
export class StartPace {
  #underWay = 0;
  #second = 0;
  #startedInSecond = 0;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(
    private readonly limits: { readonly perSecond: number; readonly atOnce: number },
    private readonly now: () => number,
  ) {}

  /** Starts, unless that is too much now. Nobody waits for it, and it reports its own failures. */
  start(request: () => Promise<unknown>): void {
    const second = Math.floor(this.now() / MS_PER_SECOND);
    if (second !== this.#second) {
      this.#second = second;
      this.#startedInSecond = 0;
    }
    if (this.#underWay >= this.limits.atOnce || this.#startedInSecond >= this.limits.perSecond) {
      return;
    }
    this.#underWay += 1;
    this.#startedInSecond += 1;
    void request().finally(() => (this.#underWay -= 1));
  }
}
