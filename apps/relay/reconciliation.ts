import { instant, type Instant } from '#domain';
import { hastenCommands, lastRestoration, markWorkflowsEnded } from '#service';
import type { Tally } from './carry.js';
import { reconcileCasesOnce } from './case-loops.js';
import { PASS_SIZE, type ReconciledPage, reconcileOnce, type RelayParts, startLetters } from './loops.js';

const EVERY_MS = 3_600_000;
/** Temporal's index of what runs lags, by seconds when all is well: a workflow it does not show now it shows within this. */
const INDEX_LAG_MS = 60_000;

/**
 * Compares everything PostgreSQL knows to be open with what runs in Temporal, and starts what is missing: when the process
 * begins, whenever Temporal comes back or is found to be another one than before, and every hour. A Temporal that lost its
 * database, or came back with an older one, is so refilled at once, and commands put off while it was away are due. After a restore of
 * the database it is the other way round: every workflow from before is ended first, for it may know of what was lost.
 */
export class Reconciliation {
  #identity: string | undefined;
  #passedAt: Instant | undefined;
  /** The last look that found a workflow from before this restore, or else the first after it; every one since was answered, by the same Temporal. */
  #noneFound: { readonly restoration: number; readonly since: Instant } | undefined;

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
    if (identity !== this.#identity) {
      this.#passedAt = undefined;
      this.#noneFound = undefined;
    }
    this.#identity = identity;
    if (identity === undefined) return false;
    await this.#endFormerWorkflows(at);
    if (this.#passedAt !== undefined && at - this.#passedAt < EVERY_MS) return false;
    await this.#pass(at);
    this.#passedAt = at;
    return true;
  }

  /** After a restore, until none was found for as long as the index may lag: those started since stay, and where there were any others are started at once. */
  async #endFormerWorkflows(at: Instant): Promise<void> {
    const { engine, gateway } = this.parts;
    const restoration = await lastRestoration(engine.database.read);
    if (restoration === undefined || restoration.workflowsEndedAt !== null) return;
    const { number, restoredAt } = restoration;
    const [noneFound, passedAt] = [this.#noneFound, this.#passedAt];
    // Of a look that breaks off nobody knows what it ended.
    this.#noneFound = undefined;
    this.#passedAt = undefined;
    const ended = await gateway.endStartedBefore(instant(restoredAt), `the database was restored (${String(number)})`);
    if (ended === 0) this.#passedAt = passedAt;
    const since = ended === 0 && noneFound?.restoration === number ? noneFound.since : at;
    this.#noneFound = { restoration: number, since };
    if (at - since >= INDEX_LAG_MS) await markWorkflowsEnded(engine, number, at);
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
