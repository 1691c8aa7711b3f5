import type { PeriodFigures } from './measures.js';

/** `toProcess` in words. */
export const TO_PROCESS = 'received + carried over + transferred in + reopened − transferred out − cancelled';
/** `processed` in words. */
export const PROCESSED = 'finished early + on the day + late + without a date';

/** Dossiers a scope had to process in the period (cần xử lý): by the balance, those it finished and those still open. */
export function toProcess(figures: PeriodFigures): number {
  return figures.received + figures.carriedOver + figures.transferredIn + figures.reopened - figures.transferredOut - figures.cancelled;
}

/** Dossiers finished in the period, however they ended. */
export function processed(figures: PeriodFigures): number {
  return figures.finishedEarly + figures.finishedOnTime + figures.finishedLate + figures.finishedUndated;
}

/** Dossiers received, without those taken out as opened under a wrong procedure. */
export function received(figures: PeriodFigures): number {
  return figures.received - figures.cancelled;
}

/** Finished late, and open past their date. */
export function late(figures: PeriodFigures): number {
  return figures.finishedLate + figures.overdue;
}

/** Finished in time, on an earlier day or on that of the date. */
export function onTime(figures: PeriodFigures): number {
  return figures.finishedEarly + figures.finishedOnTime;
}

/** Promises of every number broken in the period. */
export function broken(figures: PeriodFigures): number {
  return figures.becameLate + figures.promiseBroken;
}
