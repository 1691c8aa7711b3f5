import type { Wake } from '#domain';
import { allHandlersFinished, condition, workflowInfo } from '@temporalio/workflow';
import { DeadlineTimer } from './deadline-timer.js';
import type { Mailbox } from './mailbox.js';

/** What a workflow has to know of the thing it carries: when to look again, and whether anything is left to look for. */
export interface CarriedView {
  readonly points: readonly Wake[];
  readonly closed: boolean;
}

/** How one kind of thing is carried. */
export interface Carrying {
  /** What waits for the next look; the workflow's handlers post into it. */
  readonly mailbox: Mailbox;
  /** Looks once, for everything that waits. */
  readonly look: (causes: readonly string[]) => Promise<CarriedView>;
  /** Carries it on in a new run with a history of its own. */
  readonly renew: () => Promise<never>;
}

/** A standard dossier has about 90 events; beyond this many a run is replaced, long before the server's limits. */
const LONGEST_HISTORY = 2_000;

/**
 * Carries one thing with deadlines: looks at it, one look at a time, whenever something has happened and at the nearest
 * point of the view it got back, and ends once it is closed and no handler is amid anything. A run for what is closed
 * already ends after its first look.
 */
export async function carry({ mailbox, look, renew }: Carrying): Promise<void> {
  let view: CarriedView | undefined;
  const timer = new DeadlineTimer(() => {
    mailbox.post('wake');
  });
  for (;;) {
    await mailbox.serve(async (causes) => {
      view = await look(causes);
    });
    if (view?.closed === true || isHistoryLong()) {
      await condition(() => !mailbox.isEmpty || allHandlersFinished());
      if (!mailbox.isEmpty) continue;
      if (view?.closed === true) return;
      await renew();
    }
    if (mailbox.isEmpty) timer.arm(nearestPoint(view));
    await condition(() => !mailbox.isEmpty);
  }
}

function nearestPoint(view: CarriedView | undefined): number | undefined {
  const instants = view?.points.map(({ at }) => at) ?? [];
  return instants.length === 0 ? undefined : Math.min(...instants);
}

function isHistoryLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return historyLength > LONGEST_HISTORY || continueAsNewSuggested;
}
