import type { Instant } from '#domain';

/** Answers remembered; whoever asks chooses the names. */
const MOST_KEPT = 500;

/** Answers many screens ask for, each made once in so many milliseconds however many ask. One that failed is not kept. */
export class KeptAnswers<Answer> {
  readonly #kept = new Map<string, { readonly madeAt: Instant; readonly answer: Promise<Answer> }>();

  constructor(private readonly freshMs: number) {}

  /** The answer of a name as it is at a moment: the kept one while it is fresh, else what `make` gives. */
  async at(name: string, at: Instant, make: () => Promise<Answer>): Promise<Answer> {
    const kept = this.#kept.get(name);
    if (kept !== undefined && at >= kept.madeAt && at - kept.madeAt < this.freshMs) {
      return kept.answer;
    }
    const answer = make();
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(name, { madeAt: at, answer });
    answer.catch(() => this.#kept.delete(name));
    return answer;
  }
}
