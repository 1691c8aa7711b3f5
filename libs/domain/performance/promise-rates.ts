import { BUCKETS } from './buckets.js';
import { ON_TIME, PROCESSED, PROCESSED_WORDS, TO_PROCESS, TO_PROCESS_WORDS } from './rate-parts.js';
import type { RateDefinition } from './rate-definition.js';
import { sum } from './rate-sum.js';

const SOURCE = { text: 'own: NĐ 61/2018 Art. 19.9 allows one new date and does not say that it undoes the lateness', verified: false };

/**
 * Rates by the date the applicant was last given. Where nobody promised one, the legal maximum stands for it as in the others.
 * A promise once broken stays broken until a new one is signed, even where a pause moves the appointment on.
 */
export const PROMISE_RATES = {
  'late-rate-by-current-promise': {
    formula: `(finished after the date last given + open past it) / (${TO_PROCESS_WORDS})`,
    comparison: 'minute',
    promise: 'current',
    source: SOURCE,
    buckets: BUCKETS.lateOfAll,
    numerator: sum(['finishedLateCurrent', 'overdueCurrent']),
    denominator: TO_PROCESS,
  },
  'late-of-processed-by-current-promise': {
    formula: `finished after the date last given / (${PROCESSED_WORDS})`,
    comparison: 'minute',
    promise: 'current',
    source: SOURCE,
    buckets: BUCKETS.lateOfFinished,
    numerator: sum(['finishedLateCurrent']),
    denominator: PROCESSED,
  },
  'on-time-of-processed-by-current-promise': {
    formula: `finished not after the date last given / (${PROCESSED_WORDS})`,
    comparison: 'minute',
    promise: 'current',
    source: SOURCE,
    buckets: BUCKETS.inTimeOfFinished,
    numerator: sum([...ON_TIME.plus, 'finishedLate'], ['finishedLateCurrent']),
    denominator: PROCESSED,
  },
} as const satisfies Record<string, RateDefinition>;
