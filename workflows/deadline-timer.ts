import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/** An instant that was woken for and is still not settled is asked about again after this long, never in a tight loop. */
const ASK_AGAIN_MS = 60_000;

interface Armed {
  readonly at: number;
  readonly scope: CancellationScope;
}

/**
 * The one timer of a workflow, at an instant that may move both ways. Replacing it costs two events in a task that runs
 * anyway, letting it fire for nothing five with a task of its own. So it is replaced at once when it would fire too late,
 * but when it would fire too early only at the second occasion: handing a dossier over and taking it over come in pairs.
 */
export class DeadlineTimer {
  #armed: Armed | undefined;
  #wanted: number | undefined;
  #isLeftEarly = false;
  #lastWoken: number | undefined;

  /** @param onWake called when the wanted instant has come, however late, and never before */
  constructor(private readonly onWake: () => void) {}

  /** Waits for `at` (epoch ms) and for nothing else; `undefined` waits for nothing. A past instant wakes at once. */
  arm(at: number | undefined): void {
    this.#wanted = at;
    if (this.#armed?.at === at) {
      this.#isLeftEarly = false;
    } else if (this.#armed !== undefined && isAfter(at, this.#armed.at) && !this.#isLeftEarly) {
      this.#isLeftEarly = true;
    } else {
      this.#replace(at);
    }
  }

  #replace(at: number | undefined): void {
    this.#armed?.scope.cancel();
    this.#armed = undefined;
    this.#isLeftEarly = false;
    if (at === undefined) return;
    const armed: Armed = { at, scope: new CancellationScope() };
    this.#armed = armed;
    armed.scope.run(() => sleep(this.#waitFor(at))).then(
      () => {
        if (this.#armed === armed) this.#fire();
      },
      (error: unknown) => {
        if (!isCancellation(error)) throw error;
      },
    );
  }

  #waitFor(at: number): number {
    return Math.max(at === this.#lastWoken ? ASK_AGAIN_MS : 1, at - Date.now());
  }

  #fire(): void {
    this.#armed = undefined;
    const wanted = this.#wanted;
    if (isAfter(wanted, Date.now())) {
      this.#replace(wanted);
      return;
    }
    this.#lastWoken = wanted;
    this.onWake();
  }
}

/** Whether an instant lies after another; one that never comes does. */
function isAfter(at: number | undefined, other: number): boolean {
  return at === undefined || at > other;
}
