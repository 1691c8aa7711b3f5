import { broken } from './rate-parts.js';
import type { RateDefinition } from './rate-definition.js';

/** Rates of apologies to those whose promise was broken. */
export const LETTER_RATES = {
  'apology-coverage': {
    formula: 'promises broken in the period whose apology is signed by now / promises broken in the period',
    comparison: 'minute',
    numerator: (figures) => figures.apologised,
    denominator: broken,
  },
  'apology-in-time-rate': {
    formula: 'apologies signed by the letter limit / apologies signed',
    comparison: 'minute',
    numerator: (figures) => figures.apologyInTime,
    denominator: (figures) => figures.apologySigned,
  },
  'late-with-letter-in-time': {
    formula: 'dossiers that became late in the period, whose first apology was signed by the letter limit (at-expiry procedures: by the term after expiry the installation sets) / dossiers that became late in the period',
    comparison: 'minute',
    numerator: (figures) => figures.becameLateLetterInTime,
    denominator: (figures) => figures.becameLate,
  },
} as const satisfies Record<string, RateDefinition>;
