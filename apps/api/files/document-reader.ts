import { DocumentError, type DocumentProblem, type DocumentReader, type ReadDocument } from '#service';
import { AskedThread, type ThreadOptions } from '../../dispatch/asked-thread.js';

/** What the thread is asked: a document and, unless they are the usual ones, its limits. */
export interface DocumentQuestion {
  readonly content: Uint8Array;
  readonly limits?: Parameters<DocumentReader>[1];
}
/** What the document holds, or why it cannot be read. */
export type DocumentAnswer = { readonly document: ReadDocument } | { readonly problem: DocumentProblem; readonly detail: string };

/** Reads office documents in a thread of its own: one of some megabytes takes seconds, in which the API would answer nobody. */
export class DocumentThread {
  readonly #thread: AskedThread<DocumentQuestion, DocumentAnswer>;

  constructor(entry: URL, options?: ThreadOptions) {
    this.#thread = new AskedThread('The thread that reads documents', entry, options);
  }

  readonly read: DocumentReader = async (content, limits) => {
    const answer = await this.#thread.ask({ content, ...(limits === undefined ? {} : { limits }) });
    if ('problem' in answer) throw new DocumentError(answer.problem, answer.detail);
    return answer.document;
  };

  close(): Promise<void> {
    return this.#thread.close();
  }
}
