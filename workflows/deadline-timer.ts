import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/** An instant that was woken for and is still ahead of settlement is asked about again after this long, never in a tight loop. */
const ASK_AGAIN_MS = 60_000;

interface Armed {
  readonly at: number;
  readonly scope: CancellationScope;
}

/**
 * The one timer of a workflow, at an instant that may move both ways. It is touched only when the instant changes:
 * replacing a timer costs two events in a task that runs anyway, while letting it fire for nothing costs six and a task
 * of its own.
 */
export class DeadlineTimer {
  #armed: Armed | undefined;
  #lastWoken: number | undefined;

  /** @param onWake called when an armed instant has come, however late */
  constructor(private readonly onWake: () => void) {}

  /** Waits for `at` (epoch ms) and for nothing else; `undefined` waits for nothing. A past instant wakes at once. */
  arm(at: number | undefined): void {
    if (this.#armed?.at === at) return;
    this.#armed?.scope.cancel();
    this.#armed = undefined;
    if (at === undefined) return;
    const armed: Armed = { at, scope: new CancellationScope() };
    this.#armed = armed;
    armed.scope.run(() => sleep(this.#waitFor(at))).then(
      () => {
        if (this.#armed === armed) this.#wake(at);
      },
      (error: unknown) => {
        if (!isCancellation(error)) throw error;
      },
    );
  }

  #waitFor(at: number): number {
    return Math.max(at === this.#lastWoken ? ASK_AGAIN_MS : 1, at - Date.now());
  }

  #wake(at: number): void {
    this.#armed = undefined;
    this.#lastWoken = at;
    this.onWake();
  }
}
