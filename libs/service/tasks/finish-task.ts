import { type Actor, type Agency, type Instant, isInReach, isWithin, mayDo, reachOf, type Refusal } from '#domain';
import type { Transaction } from '#persistence';
import type { TaskKind } from '../effects.js';
import type { Engine } from '../engine.js';

/** A task that is done. `doneBy` is null when an event of its dossier closed it. */
export interface FinishedTask {
  readonly key: string;
  readonly kind: TaskKind;
  readonly agency: string;
  readonly subject: string | null;
  /** Epoch milliseconds. */
  readonly doneAt: number;
  readonly doneBy: string | null;
}

/** What became of the wish to mark a task as done. */
type TaskFinish =
  | { readonly kind: 'done'; readonly task: FinishedTask }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'not-found' | 'forbidden' };

/** Tasks of which a person may say that they are done; every other kind ends with the event it waits for. */
const BY_HAND: readonly TaskKind[] = ['command-refused', 'command-dead', 'remind-applicant', 'uncollected-result', 'notify-result', 'pause-ended', 'agency-warned', 'opinion-late', 'promise-broken', 'second-reappointment', 'correct-fault', 'needed-result', 'letter-returned'];
/** What went to the leader is the leader's to look at. */
const OF_LEADERS: readonly TaskKind[] = ['promise-broken', 'second-reappointment'];
const LEADERS: readonly Actor['role'][] = ['head', 'signatory'];

interface TaskRow {
  readonly key: string;
  readonly kind: TaskKind;
  readonly agency: string;
  readonly subject: string | null;
  readonly done_at: number | null;
  readonly done_by: string | null;
}

/**
 * Marks a task as done and records who did it and when. Once only: whoever asks again, or asks for a task that an event has
 * closed, is told how it ended; whoever does not reach its agency, as if there were none. Tasks that only an event of the dossier can close are refused as `task-closed-by-event`.
 */
export async function finishTask(engine: Pick<Engine, 'database' | 'rules'>, key: string, actor: Actor, at: Instant): Promise<TaskFinish> {
  return engine.database.transaction(async (tx): Promise<TaskFinish> => {
    const row = await tx.first<TaskRow>('SELECT key, kind, agency, subject, done_at, done_by FROM task WHERE key = $1 FOR UPDATE', [key]);
    if (row === undefined) {
      return { kind: 'not-found' };
    }
    const agencies = await engine.rules.agencies(tx);
    if (!mayFinish(actor, row, agencies)) {
      return { kind: isInReach(actor, { province: agencies.get(row.agency)?.province ?? '', agencies: [row.agency] }, agencies) ? 'forbidden' : 'not-found' };
    }
    if (!BY_HAND.includes(row.kind)) {
      return { kind: 'refused', refusal: { code: 'task-closed-by-event' } };
    }
    return { kind: 'done', task: await finished(tx, row, actor, at) };
  });
}

async function finished(tx: Transaction, row: TaskRow, actor: Actor, at: Instant): Promise<FinishedTask> {
  const { key, kind, agency, subject } = row;
  if (row.done_at !== null) {
    return { key, kind, agency, subject, doneAt: row.done_at, doneBy: row.done_by };
  }
  await tx.run('UPDATE task SET done_at = $2, done_by = $3 WHERE key = $1', [key, at, actor.subject]);
  return { key, kind, agency, subject, doneAt: at, doneBy: actor.subject };
}

/**
 * A task of one person is for that person, or for a head set over the agency. Any other is for the agency's own people:
 * roles that read its dossiers by belonging to it or standing above it, not those that only watch the province; of them only those who
 * lead for what went to the leader.
 */
function mayFinish(actor: Actor, { kind, agency, subject }: TaskRow, agencies: ReadonlyMap<string, Agency>): boolean {
  if (OF_LEADERS.includes(kind) && !LEADERS.includes(actor.role)) {
    return false;
  }
  if (subject !== null) {
    return actor.subject === subject || (actor.role === 'head' && isWithin(agency, actor.agency, agencies));
  }
  const province = agencies.get(agency)?.province;
  return province !== undefined && reachOf(actor.role, 'ReadDossier') !== 'province' && mayDo(actor, 'ReadDossier', { province, agencies: [agency] }, agencies);
}
