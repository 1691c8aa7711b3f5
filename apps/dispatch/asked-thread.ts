import { Worker, type WorkerOptions } from 'node:worker_threads';

/** What a thread is begun with beside its entry: what it has of its own, such as another environment than its process's. */
export type ThreadOptions = Pick<WorkerOptions, 'env' | 'execArgv'>;

interface Asked<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread that answers questions one after the other, begun when it is first asked and again after it died: what it was at is refused then. A question is
 * sent with an `id` the answer has to bear; an answer with an `error` refuses it.
 */
export class AskedThread<Question extends object, Answer extends object> {
  #thread: Worker | undefined;
  #last = 0;
  #isClosed = false;
  readonly #asked = new Map<number, Asked<Answer>>();

  /** @param name what the thread is called where it is told that it ended */
  constructor(
    private readonly name: string,
    private readonly entry: URL,
    private readonly options: ThreadOptions = {},
  ) {}

  ask(question: Question): Promise<Answer> {
    if (this.#isClosed) return Promise.reject(new Error(`${this.name} is closed`));
    const thread = (this.#thread ??= this.#begin());
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      thread.postMessage({ ...question, id });
    });
  }

  /** Ends the thread at once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.terminate();
  }

  #begin(): Worker {
    const thread = new Worker(this.entry, this.options);
    thread.on('message', (answer: { readonly id: number } & (Answer | { readonly error: string })) => {
      const asked = this.#asked.get(answer.id);
      this.#asked.delete(answer.id);
      if ('error' in answer) asked?.reject(new Error(answer.error));
      else asked?.resolve(answer);
    });
    thread.on('error', (error) => this.#refuse(thread, error));
    thread.on('exit', () => this.#refuse(thread, new Error(`${this.name} ended`)));
    return thread;
  }

  #refuse(thread: Worker, error: unknown): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    for (const { reject } of this.#asked.values()) reject(error instanceof Error ? error : new Error(String(error)));
    this.#asked.clear();
  }
}
