import type { PeriodFigures } from './measures.js';
import { processed, received, TO_PROCESS, toProcess } from './rate-parts.js';
import type { RateDefinition } from './rate-definition.js';

const BY_INDEX = 'by local days against the first appointment moved by the waits; asked for papers twice is late (index 766 item 2.1, not the legal date)';

/**
 * Rates by item 2.1 of index 766, beside those of the legal date and never mixed with them. Dossiers without a date the index could judge
 * by are never on time: `index-undated` tells how many there are.
 */
export const NATIONAL_RATES = {
  'index-on-time-of-received': {
    formula: `(ended in time + open and not overdue, without those without a date) / (received − cancelled), ${BY_INDEX}; may exceed 100 %, for the others may have been received earlier`,
    comparison: 'date',
    numerator: indexOnTime,
    denominator: received,
  },
  'index-on-time': {
    formula: `(ended in time + open and not overdue, without those without a date) / (${TO_PROCESS}), ${BY_INDEX}`,
    comparison: 'date',
    numerator: indexOnTime,
    denominator: toProcess,
  },
  'index-late-rate': {
    formula: `(ended late + open overdue) / (${TO_PROCESS}), ${BY_INDEX}`,
    comparison: 'date',
    fromDossiers: true,
    numerator: (figures) => figures.indexLate + figures.indexOverdue,
    denominator: toProcess,
  },
  'index-late-of-processed': {
    formula: `ended late / (ended early + on the day + late + without a date), ${BY_INDEX}`,
    comparison: 'date',
    fromDossiers: true,
    numerator: (figures) => figures.indexLate,
    denominator: processed,
  },
  'index-undated': {
    formula: `(ended + open, both without appointment and legal maximum) / (${TO_PROCESS})`,
    comparison: 'none',
    numerator: (figures) => figures.indexUndated + figures.indexOpenUndated,
    denominator: toProcess,
  },
} as const satisfies Record<string, RateDefinition>;

/** In time by the index: ended so, or open and not overdue at the end of the period. A dossier that waits for its first supplement ended with the request. */
export function indexOnTime(figures: PeriodFigures): number {
  return figures.indexInTime + figures.open - figures.indexOverdue - figures.indexOpenUndated;
}
