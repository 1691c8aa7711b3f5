import { activityInfo, ApplicationFailure, heartbeat } from '@temporalio/activity';
import { instant, type Instant } from '#domain';
import { isConnectionError } from '#persistence';
import { applyTransition, deliverLetter, type Engine, type LetterPorts, produceLetter } from '#service';
import type { DossierActivities, LetterActivities } from '#workflows';

/** Told of an activity that failed; what Temporal keeps of it says no more than its kind. */
export type FailureListener = (activity: string, error: unknown) => void;

/** The dossiers' activities on an engine. */
export function dossierActivities(engine: Engine, failed: FailureListener): DossierActivities {
  return {
    applyTransition: (dossierId, causes, at) => guarded('applyTransition', failed, () => applyTransition(engine, dossierId, causes, timeOfAttempt(at))),
  } satisfies DossierActivities;
}

/** The letters' activities on an engine and the ways out of the house. */
export function letterActivities(engine: Engine, ports: LetterPorts, failed: FailureListener): LetterActivities {
  return {
    produceLetter: (key, at) => guarded('produceLetter', failed, () => beating(() => produceLetter(engine, key, timeOfAttempt(at))), true),
    deliverLetter: (key, at) => guarded('deliverLetter', failed, () => beating(async () => (await deliverLetter(engine, ports, key, timeOfAttempt(at))) ?? null), true),
  } satisfies LetterActivities;
}

/** An outage of PostgreSQL says nothing about a letter: it is tried again at this pace, however often it met one. */
const OUTAGE_REST = '3s';
const BEAT_MS = 2_000;

/** Shows the server that this process lives while it works: silence tells within seconds that it died, whatever it waited for. */
async function beating<T>(work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

/**
 * The workflow's time when the activity was asked for or, when the server has tried it again since, the server's time of
 * this attempt: after an outage of hours a transition must not act as if it were still then. An activity inside a workflow
 * task is never that late, and its attempts know this machine's clock alone.
 */
export function timeOfAttempt(at: number): Instant {
  const { isLocal, currentAttemptScheduledTimestampMs } = activityInfo();
  return instant(isLocal ? at : Math.max(at, Math.floor(currentAttemptScheduledTimestampMs)));
}

/**
 * Every error is a matter of time, since refusals are recorded outcomes: Temporal tries again. Its message and stack stay
 * here, for a database's error may quote what it was given, and histories hold no personal data.
 */
async function guarded<T>(activity: string, failed: FailureListener, work: () => Promise<T>, rests = false): Promise<T> {
  try {
    return await work();
  } catch (error) {
    failed(activity, error);
    const failure = ApplicationFailure.create({
      message: `${activity} failed: the worker's log has the reason`,
      type: codeOf(error),
      nonRetryable: false,
      ...(rests && isConnectionError(error) ? { nextRetryDelay: OUTAGE_REST } : {}),
    });
    failure.stack = '';
    throw failure;
  }
}

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
