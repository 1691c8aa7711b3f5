import { BUCKETS, bucketsWith } from './buckets.js';
import { PROCESSED, PROCESSED_WORDS, RECEIVED, TO_PROCESS, TO_PROCESS_WORDS } from './rate-parts.js';
import type { RateDefinition } from './rate-definition.js';
import { type Sum, sum } from './rate-sum.js';

const BY_INDEX = 'by local days against the first appointment moved by the waits; asked for papers twice is late (index 766 item 2.1, not the legal date)';
/** A wait the index allows holds its date back, whatever the legal date says: what is paused in it is not overdue. */
const PAUSED_IN_TIME = { paused: { inTime: 'numerator', late: 'numerator' } } as const;
const SOURCE = { text: 'QĐ 766/QĐ-TTg item 2.1, as practice reads it', verified: false };

/** In time by the index: ended so, or open and not overdue at the end of the period. A dossier that waits for its first supplement ended with the request. */
export const INDEX_ON_TIME: Sum = sum(['indexInTime', 'open'], ['indexOverdue', 'indexOpenUndated']);

/**
 * Rates by item 2.1 of index 766, beside those of the legal date and never mixed with them. Dossiers without a date the index could judge
 * by are never on time: `index-undated` tells how many there are.
 */
export const NATIONAL_RATES = {
  'index-on-time-of-received': {
    formula: `(ended in time + open and not overdue, without those without a date) / (received − cancelled), ${BY_INDEX}; may exceed 100 %, for the others may have been received earlier`,
    comparison: 'date',
    source: SOURCE,
    buckets: bucketsWith(BUCKETS.notLateOfAll, { undated: 'denominator', ...PAUSED_IN_TIME }),
    numerator: INDEX_ON_TIME,
    denominator: RECEIVED,
  },
  'index-on-time': {
    formula: `(ended in time + open and not overdue, without those without a date) / (${TO_PROCESS_WORDS}), ${BY_INDEX}`,
    comparison: 'date',
    source: SOURCE,
    buckets: bucketsWith(BUCKETS.notLateOfAll, { undated: 'denominator', ...PAUSED_IN_TIME }),
    numerator: INDEX_ON_TIME,
    denominator: TO_PROCESS,
  },
  'index-late-rate': {
    formula: `(ended late + open overdue) / (${TO_PROCESS_WORDS}), ${BY_INDEX}`,
    comparison: 'date',
    source: SOURCE,
    buckets: bucketsWith(BUCKETS.lateOfAll, { paused: 'denominator' }),
    numerator: sum(['indexLate', 'indexOverdue']),
    denominator: TO_PROCESS,
  },
  'index-late-of-processed': {
    formula: `ended late / (${PROCESSED_WORDS}), ${BY_INDEX}`,
    comparison: 'date',
    source: SOURCE,
    buckets: BUCKETS.lateOfFinished,
    numerator: sum(['indexLate']),
    denominator: PROCESSED,
  },
  'index-undated': {
    formula: `(ended + open, both without appointment and legal maximum) / (${TO_PROCESS_WORDS})`,
    comparison: 'none',
    source: SOURCE,
    buckets: bucketsWith(BUCKETS.ofAll, { undated: 'numerator' }),
    numerator: sum(['indexUndated', 'indexOpenUndated']),
    denominator: TO_PROCESS,
  },
} as const satisfies Record<string, RateDefinition>;
