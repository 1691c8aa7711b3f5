import { late, onTime, processed, PROCESSED, received, TO_PROCESS, toProcess } from './rate-parts.js';
import type { RateDefinition } from './rate-definition.js';

/** Rates of punctuality: the headline and the legal and customary variants of its denominators (NĐ 61/2018 Art. 30.2c, the portal). */
export const PUNCTUALITY_RATES = {
  'late-rate': {
    formula: `(finished late + open overdue) / (${TO_PROCESS})`,
    comparison: 'minute',
    fromDossiers: true,
    target: 200,
    numerator: late,
    denominator: toProcess,
  },
  'late-of-received': {
    formula: '(finished late + open overdue) / (received − cancelled); may exceed 100 %, for the late may have been received earlier',
    comparison: 'minute',
    fromDossiers: true,
    numerator: late,
    denominator: received,
  },
  'on-time-of-received': {
    formula: '(finished early + on the day) / (received − cancelled), as NĐ 61/2018 Art. 30.2c; may exceed 100 %',
    comparison: 'minute',
    fromDossiers: true,
    numerator: onTime,
    denominator: received,
  },
  'late-of-processed': {
    formula: `finished late / (${PROCESSED})`,
    comparison: 'minute',
    fromDossiers: true,
    numerator: (figures) => figures.finishedLate,
    denominator: processed,
  },
  'on-time-of-processed': {
    formula: `(finished early + on the day) / (${PROCESSED})`,
    comparison: 'minute',
    fromDossiers: true,
    numerator: onTime,
    denominator: processed,
  },
  'early-of-processed': {
    formula: `finished on a day before the due date / (${PROCESSED})`,
    comparison: 'date',
    fromDossiers: true,
    numerator: (figures) => figures.finishedEarly,
    denominator: processed,
  },
  'same-day-of-processed': {
    formula: `finished on the due date and in time / (${PROCESSED})`,
    comparison: 'date',
    fromDossiers: true,
    numerator: (figures) => figures.finishedOnTime,
    denominator: processed,
  },
  'undated-of-processed': {
    formula: `finished without a date or maximum to be judged by / (${PROCESSED})`,
    comparison: 'none',
    fromDossiers: true,
    numerator: (figures) => figures.finishedUndated,
    denominator: processed,
  },
} as const satisfies Record<string, RateDefinition>;
