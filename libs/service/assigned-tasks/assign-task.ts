import type { PlanReading } from '#domain';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';
import { type ConfirmationFault, confirmPlan, type PlanConfirmed } from './confirm-plan.js';
import type { TakenTask } from './confirmed-task.js';
import { keepPlan, type PlanDocument } from './keep-plan.js';

/** A task somebody assigns outside a plan, by a document of its own. */
export interface TaskAssignment extends PlanDocument {
  readonly task: Omit<TakenTask, 'place' | 'title' | 'result'> & { readonly title: string; readonly result: string };
}

/** What an assignment came to. `confirmed` anew, `known` for a repeated key. */
export type TaskAssigned =
  | Extract<PlanConfirmed, { readonly kind: 'confirmed' | 'known' }>
  | { readonly kind: 'faulty'; readonly faults: readonly ConfirmationFault[] }
  | { readonly kind: 'unknown-agency' | 'key-conflict' | 'ends-before-issue' };

/** A document that assigns one task is a plan of one line: it is kept as such and confirmed at once, both or neither. */
export async function assignTask(engine: Engine, { task, ...document }: TaskAssignment): Promise<TaskAssigned> {
  if (document.endsOn < document.issuedOn) {
    return { kind: 'ends-before-issue' };
  }
  const sha256 = engine.sha256(stableText(task));
  try {
    return await engine.database.transaction(async (tx): Promise<TaskAssigned> => {
      const kept = await keepPlan(engine, tx, { ...document, format: 'entered', sha256, read: () => readingOfTask(task) });
      if (kept.kind !== 'uploaded') {
        return kept;
      }
      const confirmed = await confirmPlan(engine, { planId: kept.plan.id, actor: document.actor, tasks: [{ ...task, place: 1 }], at: document.at }, tx);
      switch (confirmed.kind) {
        case 'confirmed':
        case 'known':
          return confirmed;
        case 'faulty':
          throw new FaultyAssignment(confirmed.faults);
        case 'not-found':
        case 'already-confirmed':
          throw new Error(`The plan ${kept.plan.id} of one task was kept and is ${confirmed.kind}`);
      }
    });
  } catch (error) {
    if (error instanceof FaultyAssignment) {
      return { kind: 'faulty', faults: error.faults };
    }
    throw error;
  }
}

function readingOfTask({ title, result }: TaskAssignment['task']): PlanReading {
  const nothing = { reference: '', sections: [], scheduleText: '', assumed: [], leads: [], coordinating: [], inherited: [], proposedTargets: [], places: [] };
  return { lines: [], tasks: [{ ...nothing, title, result, schedule: { kind: 'awaiting', because: 'missing' } }], problems: [] };
}

/** Carries the faults out of the transaction, so that nothing of it is kept. */
class FaultyAssignment extends Error {
  constructor(readonly faults: readonly ConfirmationFault[]) {
    super('The task cannot be assigned');
  }
}
