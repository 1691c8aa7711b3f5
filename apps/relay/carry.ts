import { annotate, inTopSpan } from '#tracing';
import type { Delivery } from '../dispatch/gateway.js';

/** What became of one pass over things to be carried to Temporal. */
export interface Tally {
  readonly delivered: number;
  readonly unavailable: number;
  /** Not tried any more, because nothing before them arrived. */
  readonly left: number;
}

const AT_ONCE = 10;

/**
 * Carries items to Temporal, ten at a time. Once ten have found it unavailable and none has arrived the rest is left for a
 * later pass: one dossier that does not answer holds nobody up, while a server that is down is not asked a thousand times.
 * @param pass what a trace calls a pass that has something to carry
 */
export async function carryAll<Item>(pass: string, items: readonly Item[], carry: (item: Item) => Promise<Delivery>): Promise<Tally> {
  if (items.length === 0) return { delivered: 0, unavailable: 0, left: 0 };
  return inTopSpan(`relay ${pass}`, { 'dunghan.items': items.length }, async () => {
    const tally = await carryEach(items, carry);
    annotate({ 'dunghan.delivered': tally.delivered, 'dunghan.unavailable': tally.unavailable, 'dunghan.left': tally.left });
    return tally;
  });
}

async function carryEach<Item>(items: readonly Item[], carry: (item: Item) => Promise<Delivery>): Promise<Tally> {
  const tally = { delivered: 0, unavailable: 0, left: 0 };
  const queue = items.values();
  const carrier = async (): Promise<void> => {
    for (const item of queue) {
      if (tally.delivered === 0 && tally.unavailable >= AT_ONCE) tally.left += 1;
      else tally[await carry(item)] += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, carrier));
  return tally;
}
