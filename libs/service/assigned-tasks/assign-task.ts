import { createHash } from 'node:crypto';
import type { Actor, Instant, LocalDate, PlanReading } from '#domain';
import type { Engine } from '../engine.js';
import { stableText } from '../stable-text.js';
import { type ConfirmationFault, confirmPlan, type PlanConfirmed } from './confirm-plan.js';
import type { TakenTask } from './confirmed-task.js';
import { keepPlan } from './keep-plan.js';

/** A task somebody assigns outside a plan, by a document of its own. */
export interface TaskAssignment {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  /** Who issued the document, its number and day. */
  readonly agency: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  /** The last day of the work: continuous work is looked at then, and no report of it begins later. */
  readonly endsOn: LocalDate;
  readonly task: Omit<TakenTask, 'place' | 'title' | 'result'> & { readonly title: string; readonly result: string };
  readonly at: Instant;
}

/** What an assignment came to. `confirmed` anew, `known` for a repeated key. */
export type TaskAssigned =
  | Extract<PlanConfirmed, { readonly kind: 'confirmed' | 'known' }>
  | { readonly kind: 'faulty'; readonly faults: readonly ConfirmationFault[] }
  | { readonly kind: 'unknown-agency' | 'key-conflict' | 'ends-before-issue' };

/** A document that assigns one task is a plan of one line: it is kept as such and confirmed at once, both or neither. */
export async function assignTask(engine: Engine, { task, endsOn, issuedOn, actor, at, ...document }: TaskAssignment): Promise<TaskAssigned> {
  if (endsOn < issuedOn) {
    return { kind: 'ends-before-issue' };
  }
  const sha256 = createHash('sha256').update(stableText(task)).digest('hex');
  try {
    return await engine.database.transaction(async (tx): Promise<TaskAssigned> => {
      const kept = await keepPlan(engine, tx, { ...document, actor, issuedOn, endsOn, at, format: 'entered', sha256, read: () => readingOfTask(task) });
      if (kept.kind !== 'uploaded') {
        return kept;
      }
      const confirmed = await confirmPlan(engine, { planId: kept.plan.id, actor, tasks: [{ ...task, place: 1 }], at }, tx);
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
