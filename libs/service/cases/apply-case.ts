import { type CaseView, instant, type Instant, viewOfCase } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { CasePassage } from './case-passage.js';
import { lockCase } from './case-rows.js';

/**
 * Takes a case to `at`, in one transaction: passes every calendar publication, settles every point older than the clock skew
 * at its legal instant, and returns the view its workflow waits by. Whoever calls, however often, the ledger is the same.
 *
 * @param by whose work it is: only its workflow has heard of the case by it
 *
 * Throws when PostgreSQL fails or there is no such case; then nothing was written and calling again is right.
 */
export async function applyCase(engine: Engine, caseId: string, at: Instant, by: 'workflow' | 'watchdog' = 'workflow'): Promise<CaseView> {
  const work = async (tx: Transaction): Promise<CaseView> => {
    const [head, locked] = await Promise.all([engine.rules.holdCalendar(tx), lockCase(tx, caseId)]);
    if (locked === undefined) {
      throw new Error(`Case ${caseId} does not exist`);
    }
    const skewMs = engine.options.clockSkewMs;
    const passage = await CasePassage.begin(engine, tx, locked, head, instant(Math.max(at, locked.settledAt)));
    passage.passPublications(Infinity);
    passage.settle(instant(at - skewMs), true);
    await passage.finish(tx, by === 'workflow');
    return viewOfCase(passage.state, skewMs);
  };
  return engine.database.transaction(work, 'applyCase');
}
