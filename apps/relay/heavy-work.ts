import { Worker, type WorkerOptions } from 'node:worker_threads';
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

interface Asked {
  readonly resolve: (more: boolean) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One thread for all heavy work of a process, begun when it is first asked for and again after it died: what it was at is refused then,
 * and taken up by the next pass of whoever asked. Jobs wait for each other.
 */
export class HeavyThread implements HeavyWork {
  #thread: Worker | undefined;
  #last = 0;
  #isClosed = false;
  readonly #asked = new Map<number, Asked>();

  /** @param options what the thread has of its own, such as another environment than its process's */
  constructor(
    private readonly entry: URL,
    private readonly options: Pick<WorkerOptions, 'env' | 'execArgv'> = {},
  ) {}

  run(job: HeavyJob): Promise<boolean> {
    if (this.#isClosed) return Promise.reject(new Error('The thread of heavy work is closed'));
    const thread = (this.#thread ??= this.#begin());
    this.#last += 1;
    const request: HeavyRequest = { id: this.#last, job };
    return new Promise((resolve, reject) => {
      this.#asked.set(request.id, { resolve, reject });
      thread.postMessage(request);
    });
  }

  /** Ends the thread at once: what it holds by a lease is free when that is over, and what it has not committed is undone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.terminate();
  }

  #begin(): Worker {
    const thread = new Worker(this.entry, this.options);
    thread.on('message', (answer: HeavyAnswer) => {
      const asked = this.#asked.get(answer.id);
      this.#asked.delete(answer.id);
      if ('error' in answer) asked?.reject(new Error(answer.error));
      else asked?.resolve(answer.more);
    });
    thread.on('error', (error) => this.#refuse(thread, error));
    thread.on('exit', () => this.#refuse(thread, new Error('The thread of heavy work ended')));
    return thread;
  }

  #refuse(thread: Worker, error: unknown): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    for (const { reject } of this.#asked.values()) reject(error instanceof Error ? error : new Error(String(error)));
    this.#asked.clear();
  }
}
