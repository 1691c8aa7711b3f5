import { activityInfo, ApplicationFailure, CancelledFailure, cancellationSignal, heartbeat, sleep } from '@temporalio/activity';
import { instant, type Instant } from '#domain';
import { isConnectionError } from '#persistence';
import { applyCase, applyTransition, deliverLetter, type Engine, type LetterPorts, produceLetter } from '#service';
import { makeDueReports, type ReportParts } from '#service/figures';
import type { CaseActivities, DossierActivities, LetterActivities, ReportActivities } from '#workflows';

/** Told of an activity that failed; what Temporal keeps of it says no more than its kind. */
export type FailureListener = (activity: string, error: unknown) => void;

/** Takes the time Temporal's server told, or an earlier one where that server's clock is not to be believed. */
export type TimeGuard = (told: Instant) => Instant;

const asTold: TimeGuard = (told) => told;

/** The dossiers' activities on an engine. */
export function dossierActivities(engine: Engine, failed: FailureListener, guard: TimeGuard = asTold): DossierActivities {
  return {
    applyTransition: (dossierId, causes, at) => guarded('applyTransition', failed, () => applyTransition(engine, dossierId, causes, guard(timeOfAttempt(at)))),
  } satisfies DossierActivities;
}

/** The cases' activities on an engine. */
export function caseActivities(engine: Engine, failed: FailureListener, guard: TimeGuard = asTold): CaseActivities {
  return {
    applyCase: (caseId, at) => guarded('applyCase', failed, () => applyCase(engine, caseId, guard(timeOfAttempt(at)))),
  } satisfies CaseActivities;
}

/** The reports' activities on an engine, a store of files and what composes the reports. */
export function reportActivities(engine: Engine, parts: ReportParts, failed: FailureListener): ReportActivities {
  return {
    makeDueReports: (report, at) => cancellable(() => guarded('makeDueReports', failed, () => beating(() => makeDueReports(engine, parts, report, timeOfAttempt(at), cancellationSignal())))),
  } satisfies ReportActivities;
}

/**
 * The letters' activities on an engine and the ways out of the house.
 * @param rest resolves after so many milliseconds, or rejects when the attempt is to end
 */
export function letterActivities(engine: Engine, ports: LetterPorts, failed: FailureListener, rest: (ms: number) => Promise<void> = sleep): LetterActivities {
  const letterActivity = <T>(activity: string, at: number, work: (at: Instant) => Promise<T>): Promise<T> =>
    guarded(activity, failed, () => beating(() => throughOutage(activity, at, { work, failed, rest })), restAfter);
  return {
    produceLetter: (key, at) => letterActivity('produceLetter', at, (now) => produceLetter(engine, key, now)),
    deliverLetter: (key, at) => letterActivity('deliverLetter', at, async (now) => (await deliverLetter(engine, ports, key, now)) ?? null),
  } satisfies LetterActivities;
}

const [FIRST_REST_MS, LONGEST_REST_MS] = [2_000, 120_000];

/** A letter that cannot be produced or handed over waits for somebody to mend something: ever longer, at most two minutes. */
function restAfter(): number {
  return Math.min(FIRST_REST_MS * 2 ** (activityInfo().attempt - 1), LONGEST_REST_MS);
}

const OUTAGE_REST_MS = 1_000;
/** Tries of one attempt: together well within its time. */
const OUTAGE_TRIES = 60;
const BEAT_MS = 2_000;

/** What an attempt of a letter's activity consists of. */
interface LetterAttempt<T> {
  readonly work: (at: Instant) => Promise<T>;
  readonly failed: FailureListener;
  readonly rest: (ms: number) => Promise<void>;
}

/**
 * An outage of PostgreSQL says nothing about a letter, so it costs no attempt: Temporal would let the next ones rest ever
 * longer, and a worker that dies after the outage would leave its letters waiting for minutes.
 */
async function throughOutage<T>(activity: string, at: number, { work, failed, rest }: LetterAttempt<T>): Promise<T> {
  const began = timeOfAttempt(at);
  for (let tries = 1; ; tries += 1) {
    try {
      return await work(instant(began + (tries - 1) * OUTAGE_REST_MS));
    } catch (error) {
      if (!isConnectionError(error) || tries === OUTAGE_TRIES) throw error;
      failed(activity, error);
    }
    await rest(OUTAGE_REST_MS);
  }
}

/** Shows the server that this process lives while it works: silence tells within seconds that it died, whatever it waited for. */
async function beating<T>(work: () => Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

/** Work that ended because it was cancelled says so; whatever else stopped it, such as a worker that closes, is a failure and tried again. */
async function cancellable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason: unknown = cancellationSignal().reason;
    throw reason instanceof CancelledFailure && reason.message === 'CANCELLED' ? reason : error;
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
async function guarded<T>(activity: string, failed: FailureListener, work: () => Promise<T>, rest?: () => number): Promise<T> {
  try {
    return await work();
  } catch (error) {
    failed(activity, error);
    const failure = ApplicationFailure.create({
      message: `${activity} failed: the worker's log has the reason`,
      type: codeOf(error),
      nonRetryable: false,
      ...(rest === undefined ? {} : { nextRetryDelay: rest() }),
    });
    failure.stack = '';
    throw failure;
  }
}

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
