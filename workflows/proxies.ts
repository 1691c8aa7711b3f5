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

/** Produces letters, without end where one cannot be composed or PostgreSQL stays down. */
export const { produceLetter } = proxyActivities<LetterActivities>({
  taskQueue: LETTER_QUEUE,
  startToCloseTimeout: '2m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '2s', backoffCoefficient: 2, maximumInterval: '2m' },
});

/** Hands letters over. A worker that died is noticed by its silence; whoever goes on then finds a claimed letter and asks before sending. */
export const { deliverLetter } = proxyActivities<LetterActivities>({
  taskQueue: LETTER_QUEUE,
  startToCloseTimeout: '2m',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '30s' },
});

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
