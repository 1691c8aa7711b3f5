import { BUCKETS, bucketsWith } from './buckets.js';
import type { RateDefinition } from './rate-definition.js';
import { sum } from './rate-sum.js';

const SOURCE = { text: 'own: the statutory limit stands beside the shorter one a province promises', verified: false };

/**
 * Lateness by the statute's own limit, where a case states one beside the shorter promise. Told of what has ended: of an open dossier no
 * event says yet what the statute gives it. Ends from before this was recorded, imported ones, and limits that cannot be dated (terms in
 * parts, beyond any calendar) are not judged and shown apart.
 */
export const STATUTORY_RATES = {
  'late-of-processed-statutory': {
    formula: 'ended after the limit of the statute / ended with a limit of the statute beside the promise, whose end is known',
    comparison: 'minute',
    source: SOURCE,
    buckets: BUCKETS.none,
    numerator: sum(['finishedLateStatutory']),
    denominator: sum(['finishedLateStatutory', 'finishedInTimeStatutory']),
  },
  'statutory-unknown': {
    formula: 'ended without a word on the limit of the statute, or on when it ends / those + ended with a limit of the statute whose end is known',
    comparison: 'none',
    source: SOURCE,
    // As told of an end that says nothing of the statute; one that does is in neither unless it states a limit.
    buckets: bucketsWith(BUCKETS.ofFinished, { undated: 'numerator', 'refused-after-appraisal': 'numerator', withdrawn: 'numerator', suspended: 'numerator' }),
    numerator: sum(['finishedStatutoryUnknown']),
    denominator: sum(['finishedStatutoryUnknown', 'finishedLateStatutory', 'finishedInTimeStatutory']),
  },
} as const satisfies Record<string, RateDefinition>;
