import { BrokenChainError } from '../dossier/broken-chain.js';
import type { NewEvent } from '../dossier/events.js';
import { foldEvent } from '../dossier/fold.js';
import type { DossierState, StageState } from '../dossier/state.js';

/** One run of a stage: who held it at its end and when it ended. Instants are epoch milliseconds. */
export interface WorkRun {
  readonly stage: string;
  readonly run: number;
  readonly agency: string;
  readonly officer?: string;
  readonly targetAt?: number;
  readonly endedAt?: number;
  /** Its lateness is recorded. */
  readonly late: boolean;
}

/** A dossier with every run its stages ever had; the state itself keeps the last of each. */
export interface WorkedDossier {
  readonly state: DossierState;
  readonly runs: readonly WorkRun[];
}

/**
 * Folds a ledger and keeps the runs of stages on the way. A run that changed hands is of whoever held it last. Throws `BrokenChainError` for a
 * ledger that is empty or does not begin with an opening.
 */
export function workRunsOf(events: readonly NewEvent[]): WorkedDossier {
  const runs = new Map<string, WorkRun>();
  let state: DossierState | undefined;
  for (const event of events) {
    const next = foldEvent(state, event);
    for (const stage of next.stages) {
      const before = state?.stages.find(({ id }) => id === stage.id);
      if (stage.status === 'open') {
        runs.set(keyOf(stage), runOf(stage));
      } else if (before?.status === 'open') {
        runs.set(keyOf(before), { ...runOf(before), endedAt: event.occurredAt });
      }
    }
    state = next;
  }
  if (state === undefined) {
    throw new BrokenChainError('a dossier has at least one event');
  }
  const late = new Set(state.stages.flatMap((stage) => stage.lateRuns.map((run) => keyOf({ id: stage.id, run }))));
  return { state, runs: [...runs].map(([key, run]) => ({ ...run, late: late.has(key) })) };
}

function keyOf({ id, run }: Pick<StageState, 'id' | 'run'>): string {
  return `${id}#${String(run)}`;
}

function runOf({ id, run, agency, officer, targetAt }: StageState): WorkRun {
  return { stage: id, run, agency, late: false, ...(officer === undefined ? {} : { officer }), ...(targetAt === undefined ? {} : { targetAt }) };
}
