import { AskedThread, type ThreadOptions } from '../dispatch/asked-thread.js';
import type { HeavyJob } from './heavy-jobs.js';

/** Whoever does heavy work, beside the thread that carries everything else. */
export interface HeavyWork {
  /** Does a job; true when more of it waits. Rejects when it fails, or the thread ends meanwhile. */
  run(job: HeavyJob): Promise<boolean>;
}

/** What the thread is asked. */
export interface HeavyRequest {
  readonly id: number;
  readonly job: HeavyJob;
}
/** What it answers: whether more waits, or why it failed. */
export type HeavyAnswer = { readonly id: number } & ({ readonly more: boolean } | { readonly error: string });

/** One thread for all heavy work of a process: what it was at when it died is taken up by the next pass of whoever asked. Jobs wait for each other. */
export class HeavyThread implements HeavyWork {
  readonly #thread: AskedThread<Pick<HeavyRequest, 'job'>, { readonly more: boolean }>;

  constructor(entry: URL, options?: ThreadOptions) {
    this.#thread = new AskedThread('The thread of heavy work', entry, options);
  }

  async run(job: HeavyJob): Promise<boolean> {
    return (await this.#thread.ask({ job })).more;
  }

  /** Ends the thread at once: what it holds by a lease is free when that is over, and what it has not committed is undone. */
  close(): Promise<void> {
    return this.#thread.close();
  }
}
