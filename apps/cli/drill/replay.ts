import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';

/** What replaying came to. */
export interface Replayed {
  readonly histories: number;
  /** Names and reasons of the histories that do not replay. */
  readonly differing: readonly string[];
}

const AT_ONCE = 10;

/** Replays every history Temporal has, of running workflows and ended ones, on the workflows of a bundle. */
export async function replayHistories(client: Client, workflowBundle: string): Promise<Replayed> {
  let histories = 0;
  const differing: string[] = [];
  const recorded = client.workflow.list().intoHistories({ concurrency: AT_ONCE });
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath: workflowBundle } }, recorded)) {
    histories += 1;
    if (error !== undefined) differing.push(`${workflowId}: ${error.message}`);
  }
  return { histories, differing };
}
