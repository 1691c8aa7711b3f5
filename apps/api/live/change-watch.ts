import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ChangeHub } from './change-hub.js';

/** Between two looks: what one clerk does is on another's screen within about a second. */
const LOOK_EVERY_MS = 500;
const LONGEST_REST_MS = 8_000;
/** Proxies and browsers give up lines that say nothing. */
const BEAT_EVERY_MS = 15_000;
/** Looks go on so long after the last reader left: who comes back is told what was missed. */
const LINGER_MS = 60_000;

/**
 * Has the hub look at the ledger twice a second while somebody reads, and a minute longer. Looks that fail are made again
 * after half a second, one, two, at most eight.
 */
@Injectable()
export class ChangeWatch implements OnModuleDestroy {
  readonly #stopping = new AbortController();
  #watching: Promise<void> | undefined;
  #failures = 0;

  constructor(private readonly hub: ChangeHub) {}

  /** Looks that failed since the last that did not. */
  get failures(): number {
    return this.#failures;
  }

  /** Goes on watching, or begins to: somebody reads. While the process drains, their stream ends at once. */
  attend(): void {
    if (this.#stopping.signal.aborted) {
      this.hub.end();
      return;
    }
    this.#watching ??= this.#watch().finally(() => {
      this.#watching = undefined;
      if (this.hub.streams > 0) this.attend();
    });
  }

  /** Ends every stream and waits for the look under way. */
  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort();
    this.hub.end();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping;
    const beat = setInterval(() => void this.hub.beat(), BEAT_EVERY_MS);
    for (let readAt = performance.now(); !signal.aborted && performance.now() - readAt < LINGER_MS; ) {
      if (this.hub.streams > 0) readAt = performance.now();
      await this.#look();
      await delay(Math.min(LOOK_EVERY_MS * 2 ** this.#failures, LONGEST_REST_MS), undefined, { signal }).catch(() => undefined);
    }
    clearInterval(beat);
    this.hub.rest();
  }

  async #look(): Promise<void> {
    try {
      await this.hub.look();
      this.#failures = 0;
    } catch {
      // The database is away: requests say so; how often in a row is a metric.
      this.#failures += 1;
    }
  }
}
