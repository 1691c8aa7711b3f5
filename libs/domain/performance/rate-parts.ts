import type { PeriodFigures } from './measures.js';
import { type Sum, sum, totalOf } from './rate-sum.js';

/** `TO_PROCESS` in words. */
export const TO_PROCESS_WORDS = 'received + carried over + transferred in + reopened − transferred out − cancelled';
/** `PROCESSED` in words. */
export const PROCESSED_WORDS = 'finished early + on the day + late + without a date';

/** Dossiers a scope had to process in the period (cần xử lý): by the balance, those it finished and those still open. */
export const TO_PROCESS: Sum = sum(['received', 'carriedOver', 'transferredIn', 'reopened'], ['transferredOut', 'cancelled']);
/** Dossiers finished in the period, however they ended. */
export const PROCESSED = sum(['finishedEarly', 'finishedOnTime', 'finishedLate', 'finishedUndated']);
/** Dossiers received, without those taken out as opened under a wrong procedure. */
export const RECEIVED: Sum = sum(['received'], ['cancelled']);
/** Finished late, and open past their date. */
export const LATE: Sum = sum(['finishedLate', 'overdue']);
/** Finished in time, on an earlier day or on that of the date. */
export const ON_TIME: Sum = sum(['finishedEarly', 'finishedOnTime']);
/** Promises of every number broken in the period. */
export const BROKEN: Sum = sum(['becameLate', 'promiseBroken']);

/** Dossiers a scope had to process in the period. */
export function toProcess(figures: PeriodFigures): number {
  return totalOf(TO_PROCESS, figures);
}

/** Dossiers finished in the period, however they ended. */
export function processed(figures: Readonly<Record<(typeof PROCESSED)['plus'][number], number>>): number {
  return totalOf(PROCESSED, figures);
}
