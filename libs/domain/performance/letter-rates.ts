import { BUCKETS } from './buckets.js';
import { BROKEN } from './rate-parts.js';
import type { RateDefinition } from './rate-definition.js';
import { sum } from './rate-sum.js';

/** Rates of apologies to those whose promise was broken. */
export const LETTER_RATES = {
  'apology-coverage': {
    formula: 'promises broken in the period whose apology is signed by now / promises broken in the period',
    comparison: 'minute',
    of: 'letters',
    source: { text: 'NĐ 61/2018 Art. 19.9; Khánh Hòa: a letter for every late dossier', verified: true },
    buckets: BUCKETS.ofBroken,
    numerator: sum(['apologised']),
    denominator: BROKEN,
  },
  'apology-in-time-rate': {
    formula: 'apologies signed by the letter limit / apologies signed',
    comparison: 'minute',
    of: 'letters',
    source: { text: 'NĐ 61/2018 Art. 19.9: a day before the date', verified: true },
    buckets: BUCKETS.none,
    numerator: sum(['apologyInTime']),
    denominator: sum(['apologySigned']),
  },
  'late-with-letter-in-time': {
    formula: 'dossiers that became late in the period, whose first apology was signed by the letter limit (at-expiry procedures: by the term after expiry the installation sets) / dossiers that became late in the period',
    comparison: 'minute',
    source: { text: 'NĐ 61/2018 Art. 19.9; the term after expiry is a setting', verified: false },
    buckets: BUCKETS.ofBroken,
    numerator: sum(['becameLateLetterInTime']),
    denominator: sum(['becameLate']),
  },
} as const satisfies Record<string, RateDefinition>;
