import { continueAsNew, patched, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import { goOnSignal } from './messages.js';
import { deliverLetter, produceLetter } from './proxies.js';

/** What a letter's delivery is started with. */
export interface LetterInput {
  /** The letter's business key. */
  readonly key: string;
}

/** A letter takes a dozen events; one put off for weeks is carried on by a new run long before the server's limits. */
const LONGEST_HISTORY = 2_000;

/**
 * Delivers one owed letter: produces it, then takes its delivery from step to step, waiting in between by a durable timer for
 * the end of quiet hours, of a refusal, or for the time to ask what became of it. It decides nothing and never fails; where a
 * person has to find something out it ends, and the answer starts it again, or is heard by a run that has not quite ended: the
 * server lets no run end over a signal it has not seen. PostgreSQL knows what was done: a run that begins anew at any point
 * does nothing twice.
 */
export async function deliverLetterWorkflow({ key }: LetterInput): Promise<void> {
  let opened = 0;
  setHandler(goOnSignal, () => {
    opened += 1;
  });
  await produceLetter(key, Date.now());
  if (!patched('delivers-letters')) return;
  for (;;) {
    const before = opened;
    const next = await deliverLetter(key, Date.now());
    if (next !== null) await sleep(Math.max(1, next - Date.now()));
    else if (opened === before) return;
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    if (historyLength > LONGEST_HISTORY || continueAsNewSuggested) await continueAsNew<typeof deliverLetterWorkflow>({ key });
  }
}
