import { continueAsNew, patched, sleep, workflowInfo } from '@temporalio/workflow';
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
 * person has to find something out it ends, and the answer starts it again. PostgreSQL knows what was done: a run that begins
 * anew at any point does nothing twice.
 */
export async function deliverLetterWorkflow({ key }: LetterInput): Promise<void> {
  await produceLetter(key, Date.now());
  if (!patched('delivers-letters')) return;
  for (;;) {
    const next = await deliverLetter(key, Date.now());
    if (next === null) return;
    await sleep(Math.max(1, next - Date.now()));
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    if (historyLength > LONGEST_HISTORY || continueAsNewSuggested) await continueAsNew<typeof deliverLetterWorkflow>({ key });
  }
}
