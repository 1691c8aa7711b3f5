import { BUCKETS, bucketsWith } from './buckets.js';
import type { RateDefinition } from './rate-definition.js';
import { sum } from './rate-sum.js';

const SOURCE = { text: 'own: the statutory limit stands beside the shorter one a province promises', verified: false };

/** As told of a dossier whose limit is known; an end that says a limit is stated and not when it ends, or nothing, is unknown. */
const KNOWN = bucketsWith(BUCKETS.lateOfFinished, { undated: 'neither' });

/**
 * Lateness by the statute's own limit, where a case states one beside the shorter promise. Dossiers from before it was recorded, imported
 * ones, and limits that cannot be dated (terms in parts, beyond any calendar) are not judged; of the ended it is shown apart how many.
 */
export const STATUTORY_RATES = {
  'late-rate-statutory': {
    formula: '(ended after the limit of the statute + open past it) / (ended + open, both with a limit of the statute beside the promise, whose end is known)',
    comparison: 'minute',
    source: SOURCE,
    buckets: bucketsWith(BUCKETS.lateOfAll, { undated: 'neither' }),
    numerator: sum(['finishedLateStatutory', 'statutoryOverdue']),
    denominator: sum(['finishedLateStatutory', 'finishedInTimeStatutory', 'openStatutory']),
  },
  'late-of-processed-statutory': {
    formula: 'ended after the limit of the statute / ended with a limit of the statute beside the promise, whose end is known',
    comparison: 'minute',
    source: SOURCE,
    buckets: KNOWN,
    numerator: sum(['finishedLateStatutory']),
    denominator: sum(['finishedLateStatutory', 'finishedInTimeStatutory']),
  },
  'statutory-unknown': {
    formula: 'ended without a word on the limit of the statute, or on when it ends / those + ended with a limit of the statute whose end is known',
    comparison: 'none',
    source: SOURCE,
    buckets: bucketsWith(BUCKETS.ofFinished, { undated: 'numerator' }),
    numerator: sum(['finishedStatutoryUnknown']),
    denominator: sum(['finishedStatutoryUnknown', 'finishedLateStatutory', 'finishedInTimeStatutory']),
  },
} as const satisfies Record<string, RateDefinition>;
