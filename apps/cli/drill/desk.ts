import { setTimeout as delay } from 'node:timers/promises';
import type { startIssuer } from '../bench/own-processes.js';
import { COMMUNE } from './quick-procedure.js';

/** A call to the API. */
export interface Call {
  readonly role: 'clerk' | 'officer' | 'head';
  readonly path: string;
  readonly key: string;
  readonly body: object;
}

/** An answer the API stands by: it was accepted, refused, or is known already. */
export interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A process that hangs does not answer at all. */
const ANSWER_WITHIN_MS = 15_000;
const REST_MS = 200;

/** A careful client of the API: it asks again under the same key until the API answers for itself. */
export class Desk {
  #isOver = false;

  constructor(
    private readonly url: string,
    private readonly issuer: Awaited<ReturnType<typeof startIssuer>>,
  ) {}

  /** Resolves with the answer, however long it takes; undefined where the desk was closed before. */
  async post({ role, path, key, body }: Call): Promise<Answered | undefined> {
    while (!this.#isOver) {
      const answer = await this.#once(role, path, key, body).catch(() => undefined);
      if (answer !== undefined && answer.status < 500 && answer.status !== 429) return answer;
      await delay(REST_MS);
    }
    return undefined;
  }

  /** Nobody waits for answers any more. */
  close(): void {
    this.#isOver = true;
  }

  async #once(role: string, path: string, key: string, body: object): Promise<Answered> {
    const headers = { authorization: `Bearer ${await this.issuer.token(role, COMMUNE)}`, 'content-type': 'application/json', 'idempotency-key': key };
    const answer = await fetch(`${this.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, unknown>> };
  }
}
