import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/** How the stand-in can be told to treat what comes in. */
export const behaviourSchema = z.strictObject({
  /**
   * `normal`; `slow`: waits first; `refuse`: not now; `reject`: never, the address is wrong; `drop`: breaks off before taking;
   * `take-and-drop`: takes and then breaks off instead of answering; `hold-received` and `hold-taken`: waits before taking, or
   * between taking and answering, until it is told otherwise.
   */
  mode: z.enum(['normal', 'slow', 'refuse', 'reject', 'drop', 'take-and-drop', 'hold-received', 'hold-taken']),
  /** How long `slow` waits. */
  ms: z.int().min(0).max(600_000).default(5_000),
  /** How many things it applies to; absent: all until told otherwise. */
  times: z.int().min(1).exactOptional(),
});
/** An order that was checked. */
export type Told = z.output<typeof behaviourSchema>;

/** The way a single thing is treated. */
export interface Treatment {
  readonly refuse: 'now' | 'for-good' | undefined;
  readonly isDroppedBefore: boolean;
  readonly isDroppedAfter: boolean;
  /** Resolves when it may be taken. */
  readonly beforeTaking: () => Promise<unknown>;
  /** Resolves when it may be answered. */
  readonly beforeAnswering: () => Promise<unknown>;
}

/** What the stand-in was told, and what it holds because of it. */
export class Behaviour {
  #told: Told = { mode: 'normal', ms: 0 };
  #left: number | undefined;
  #released = Promise.withResolvers<undefined>();
  readonly #held: string[] = [];

  get told(): Told {
    return this.#told;
  }

  /** Takes a new order; whatever was held goes on. */
  tell(told: Told): void {
    this.#released.resolve(undefined);
    this.#released = Promise.withResolvers<undefined>();
    this.#told = told;
    this.#left = told.times;
  }

  /** Names of the things held right now: a letter's key or a mail's Message-ID. */
  get held(): readonly string[] {
    return this.#held;
  }

  /** How the next thing is treated, known by its name. */
  next(name: string): Treatment {
    const { mode, ms } = this.#left === 0 ? ({ mode: 'normal', ms: 0 } as const) : this.#told;
    if (this.#left !== undefined && this.#left > 0) this.#left -= 1;
    const nothing = (): Promise<unknown> => Promise.resolve();
    return {
      refuse: mode === 'refuse' ? 'now' : mode === 'reject' ? 'for-good' : undefined,
      isDroppedBefore: mode === 'drop',
      isDroppedAfter: mode === 'take-and-drop',
      beforeTaking: mode === 'slow' ? () => delay(ms) : mode === 'hold-received' ? () => this.#hold(name) : nothing,
      beforeAnswering: mode === 'hold-taken' ? () => this.#hold(name) : nothing,
    };
  }

  async #hold(name: string): Promise<void> {
    this.#held.push(name);
    await this.#released.promise;
    this.#held.splice(this.#held.indexOf(name), 1);
  }
}
