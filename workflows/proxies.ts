import type { DossierView } from '#domain';
import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { DossierActivities, LetterActivities } from './activities.js';
import { DOSSIER_QUEUE, LETTER_QUEUE } from './names.js';

// Within one workflow task (10 s): a few quick tries, each one short.
const quickly = proxyLocalActivities<DossierActivities>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '5s',
  retry: { maximumAttempts: 3, initialInterval: '100ms', backoffCoefficient: 3 },
});

const patiently = proxyActivities<DossierActivities>({
  taskQueue: DOSSIER_QUEUE,
  startToCloseTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
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
