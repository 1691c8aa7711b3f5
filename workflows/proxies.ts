import type { CaseView, DossierView } from '#domain';
import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { CaseActivities, DossierActivities, LetterActivities, ReportActivities } from './activities.js';
import { CASE_QUEUE, DOSSIER_QUEUE, LETTER_QUEUE } from './names.js';

// Within one workflow task (10 s): a few quick tries, each one short.
const QUICKLY = {
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '5s',
  retry: { maximumAttempts: 3, initialInterval: '100ms', backoffCoefficient: 3 },
} as const;

const PATIENTLY = {
  startToCloseTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
} as const;

const quickly = proxyLocalActivities<DossierActivities>(QUICKLY);
const patiently = proxyActivities<DossierActivities>({ taskQueue: DOSSIER_QUEUE, ...PATIENTLY });
const quicklyOfCases = proxyLocalActivities<CaseActivities>(QUICKLY);
const patientlyOfCases = proxyActivities<CaseActivities>({ taskQueue: CASE_QUEUE, ...PATIENTLY });

/**
 * Composing reports reads whole periods: a worker shows by its beats that it is at it, and one that died is noticed by its silence. One whose
 * figures cannot be published yet is tried again until they can.
 */
export const { makeDueReports } = proxyActivities<ReportActivities>({
  taskQueue: CASE_QUEUE,
  startToCloseTimeout: '15m',
  heartbeatTimeout: '1m',
  retry: { initialInterval: '5s', backoffCoefficient: 2, maximumInterval: '5m' },
});

/**
 * Letters' activities are tried without end. One that failed says itself how long it rests, ever longer; these short rests are
 * for a worker that died, which its silence tells: however often that happens, it says nothing about the letter.
 */
const OF_LETTERS = {
  taskQueue: LETTER_QUEUE,
  startToCloseTimeout: '2m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '5s' },
} as const;

/** Produces letters; and hands them over, where whoever goes on after a death finds a claimed letter and asks before sending. */
export const { produceLetter, deliverLetter } = proxyActivities<LetterActivities>(OF_LETTERS);

/**
 * Applies one transition within the running workflow task. When that fails, the database is away rather than the
 * transition wrong: a regular activity then tries without end, so that an outage parks dossiers instead of keeping
 * workflow tasks open.
 */
export async function applyTransition(dossierId: string, causes: readonly string[]): Promise<DossierView> {
  try {
    return await quickly.applyTransition(dossierId, causes, Date.now());
  } catch (error) {
    if (isCancellation(error)) throw error;
    return await patiently.applyTransition(dossierId, causes, Date.now());
  }
}

/** Takes a case as far as the workflow's time, as `applyTransition` takes a dossier. */
export async function applyCase(caseId: string): Promise<CaseView> {
  try {
    return await quicklyOfCases.applyCase(caseId, Date.now());
  } catch (error) {
    if (isCancellation(error)) throw error;
    return await patientlyOfCases.applyCase(caseId, Date.now());
  }
}
