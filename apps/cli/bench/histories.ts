import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { dossierWorkflowId } from '#workflows';
import type { BenchDossier } from './desk.js';

/** What a workflow's history cost the server. */
export interface HistorySize {
  readonly events: number;
  readonly bytes: number;
  /** The server's own unit of work; sizing guides count in it. */
  readonly stateTransitions: number;
}

/** What the standard dossier may cost at most. */
export const BUDGET: HistorySize = { events: 90, bytes: 14 * 1_024, stateTransitions: 22 };

/** Whether nothing of a history exceeds the budget. */
export function isWithinBudget(size: HistorySize): boolean {
  return size.events <= BUDGET.events && size.bytes <= BUDGET.bytes && size.stateTransitions <= BUDGET.stateTransitions;
}

/** The largest of each figure. */
export function largest(sizes: readonly HistorySize[]): HistorySize {
  const most = (figure: keyof HistorySize): number => Math.max(...sizes.map((size) => size[figure]));
  return { events: most('events'), bytes: most('bytes'), stateTransitions: most('stateTransitions') };
}

/** Waits until a dossier's workflow has ended and asks the server what its history came to. */
export async function measureHistory(client: Client, dossierId: string): Promise<HistorySize> {
  const handle = client.workflow.getHandle(dossierWorkflowId(dossierId));
  await handle.result();
  const { historyLength, historySize, raw } = await handle.describe();
  return { events: historyLength, bytes: historySize ?? 0, stateTransitions: Number(raw.workflowExecutionInfo?.stateTransitionCount ?? 0) };
}

/** How replaying went. */
export interface ReplayResult {
  readonly replayed: number;
  readonly replayFailures: number;
  readonly firstReplayFailure?: string;
}

/** Replays dossiers' histories, each from the server, against the bundle the worker runs. */
export async function replayHistories(client: Client, dossiers: readonly BenchDossier[], workflowBundle: string): Promise<ReplayResult> {
  let [replayed, replayFailures] = [0, 0];
  let firstReplayFailure: string | undefined;
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath: workflowBundle } }, historiesOf(client, dossiers))) {
    replayed += 1;
    if (error !== undefined) {
      replayFailures += 1;
      firstReplayFailure ??= `${workflowId}: ${error.message}`;
    }
  }
  return { replayed, replayFailures, ...(firstReplayFailure === undefined ? {} : { firstReplayFailure }) };
}

async function* historiesOf(client: Client, dossiers: readonly BenchDossier[]): AsyncIterable<{ readonly workflowId: string; readonly history: unknown }> {
  for (const { id } of dossiers) {
    const handle = client.workflow.getHandle(dossierWorkflowId(id));
    yield { workflowId: handle.workflowId, history: await handle.fetchHistory() };
  }
}
