import { instant, type Instant } from '#domain';
import { hastenCommands, lastRestoration, markWorkflowsEnded } from '#service';
import type { Tally } from './carry.js';
import { reconcileCasesOnce } from './case-loops.js';
import { PASS_SIZE, type ReconciledPage, reconcileOnce, type RelayParts, startLetters } from './loops.js';

const EVERY_MS = 3_600_000;

/**
 * Compares everything PostgreSQL knows to be open with what runs in Temporal, and starts what is missing: when the process
 * begins, whenever Temporal comes back or is found to be another one than before, and every hour. A Temporal that lost its
 * database, or came back with an older one, is so refilled at once, and commands put off while it was away are due. After a restore of
 * the database it is the other way round: every workflow from before is ended first, for it may know of what was lost.
 */
export class Reconciliation {
  #identity: string | undefined;
  #passedAt: Instant | undefined;

  /** @param carried told of what each page came to */
  constructor(
    private readonly parts: RelayParts,
    private readonly carried: (tally: Tally) => void,
  ) {}

  /**
   * Looks at Temporal and reconciles where there is reason to; returns whether it did.
   * @throws when something could not be asked about: there is still reason then
   */
  async once(at: Instant): Promise<boolean> {
    const identity = await this.parts.gateway.identity();
    if (identity !== this.#identity) this.#passedAt = undefined;
    this.#identity = identity;
    if (identity !== undefined && (await this.#endFormerWorkflows(at))) this.#passedAt = undefined;
    if (identity === undefined || (this.#passedAt !== undefined && at - this.#passedAt < EVERY_MS)) return false;
    await this.#pass(at);
    this.#passedAt = at;
    return true;
  }

  /** True when there were any to end, once for each restore: those started since stay. */
  async #endFormerWorkflows(at: Instant): Promise<boolean> {
    const { engine, gateway } = this.parts;
    const restoration = await lastRestoration(engine.database.read);
    if (restoration === undefined || restoration.workflowsEndedAt !== null) return false;
    // The index of what runs lags by seconds: only a look that finds nothing more is the last.
    const ended = await gateway.endStartedBefore(instant(restoration.restoredAt), `the database was restored (${String(restoration.number)})`);
    if (ended === 0) await markWorkflowsEnded(engine, restoration.number, at);
    return true;
  }

  async #pass(at: Instant): Promise<void> {
    await hastenCommands(this.parts.engine.database, at);
    const unasked = (await this.#pages(reconcileOnce)) + (await this.#pages(reconcileCasesOnce)) + (await this.#letters(at));
    if (unasked > 0) throw new Error(`Temporal could not be asked about ${String(unasked)} dossiers, cases and letters`);
  }

  async #pages(reconcile: (parts: RelayParts, after?: string) => Promise<ReconciledPage>): Promise<number> {
    let unasked = 0;
    let after: string | undefined;
    do {
      const page = await reconcile(this.parts, after);
      unasked += this.#told(page);
      after = page.next;
    } while (after !== undefined && unasked < PASS_SIZE);
    return unasked;
  }

  async #letters(at: Instant): Promise<number> {
    let unasked = 0;
    let page: Tally;
    do {
      page = await startLetters(this.parts, at, instant(at - 1));
      unasked += this.#told(page);
    } while (page.delivered === PASS_SIZE);
    return unasked;
  }

  #told(tally: Tally): number {
    this.carried(tally);
    return tally.unavailable + tally.left;
  }
}
