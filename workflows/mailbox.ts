import { condition } from '@temporalio/workflow';

interface Item {
  readonly cause: string;
  isServed: boolean;
}

/**
 * What waits for the next transition. Handlers only put something in and wait; the workflow's main loop alone takes it
 * out, so that transitions never overlap: a history in which local activities overlap an update cannot be replayed.
 */
export class Mailbox {
  #waiting: Item[] = [];

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Asks for a transition without waiting for it. Asking twice for the same reason is asking once. */
  post(cause: string): void {
    if (!this.#waiting.some((item) => item.cause === cause)) this.#waiting.push({ cause, isServed: false });
  }

  /** Asks for a transition and resolves when one that began afterwards is done. */
  async deliver(cause: string): Promise<void> {
    const item: Item = { cause, isServed: false };
    this.#waiting.push(item);
    await condition(() => item.isServed);
  }

  /** Runs one transition for everything that waits now. What comes in meanwhile waits for the next. */
  async serve(transition: (causes: readonly string[]) => Promise<void>): Promise<void> {
    const served = this.#waiting;
    this.#waiting = [];
    await transition(served.map(({ cause }) => cause));
    for (const item of served) item.isServed = true;
  }
}
