import type { HistorySize, ReplayResult } from './histories.js';
import { type LoadResult, loadLine } from './load.js';

/** What the bench of the workflow measured; sizes are the largest over all standard dossiers. */
export interface WorkflowBenchResult extends HistorySize, ReplayResult {
  readonly budget: HistorySize;
  readonly dossiers: number;
  /** Timers that woke a dossier: two of each, fewer where a command was slower than the timer it armed. */
  readonly wakes: number;
  readonly dossiersPerSecond: number;
  readonly commandsPerSecond: number;
  readonly commandP50Ms: number;
  readonly commandP99Ms: number;
  readonly emptyWorkflows: LoadResult;
  readonly emptyUpdates: LoadResult;
}

/** Prints a result as a table, or as one line of JSON. */
export function printWorkflowBench(result: WorkflowBenchResult, json: boolean): void {
  const { emptyWorkflows, emptyUpdates, ...own } = result;
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...own, emptyWorkflowsPerSecond: emptyWorkflows.perSecond, emptyUpdatesPerSecond: emptyUpdates.perSecond })}\n`);
    return;
  }
  const sizes = (['events', 'bytes', 'stateTransitions'] as const).map((figure) => {
    const verdict = result[figure] > result.budget[figure] ? 'TOO MUCH' : 'within';
    return `${SIZES[figure].padEnd(44)} ${String(result[figure]).padStart(8)}     ${verdict} ${String(result.budget[figure])}`;
  });
  const lines = [
    `The standard dossier's history, largest of ${String(result.dossiers)} (${String(result.wakes)} timers fired)`,
    ...sizes,
    rateLine('standard dossiers', result.dossiersPerSecond, `${ratio(result.dossiersPerSecond, emptyWorkflows)} × empty workflow`),
    rateLine('their commands', result.commandsPerSecond, `p50 ${result.commandP50Ms.toFixed(1)} ms   p99 ${result.commandP99Ms.toFixed(1)} ms   ${ratio(result.commandsPerSecond, emptyUpdates)} × empty update`),
    loadLine('empty workflow', emptyWorkflows),
    loadLine('empty update', emptyUpdates),
    `${'histories of concurrent commands replayed'.padEnd(44)} ${String(result.replayed).padStart(8)}     ${String(result.replayFailures)} failed`,
    ...(result.firstReplayFailure === undefined ? [] : [`  first: ${result.firstReplayFailure}`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const SIZES: Readonly<Record<keyof HistorySize, string>> = { events: 'history events', bytes: 'bytes', stateTransitions: 'state transitions' };

function rateLine(name: string, perSecond: number, rest: string): string {
  return `${name.padEnd(44)} ${perSecond.toFixed(1).padStart(8)}/s   ${rest}`;
}

function ratio(perSecond: number, against: LoadResult): string {
  return (perSecond / against.perSecond).toFixed(2);
}
