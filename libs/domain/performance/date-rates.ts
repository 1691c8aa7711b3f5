import { BUCKETS } from './buckets.js';
import { ON_TIME, PROCESSED, PROCESSED_WORDS, TO_PROCESS, TO_PROCESS_WORDS } from './rate-parts.js';
import type { RateDefinition } from './rate-definition.js';
import { sum } from './rate-sum.js';

const LATE_BY_DATE = sum(['finishedLateByDate', 'overdueByDate']);
const PORTAL = { text: 'national portal and its vendor: dates are compared, the same day is on time', verified: true };

/** The same rates as the portal compares: by date. A result at 16:00 for a date of 09:00 is late by the minute and on time here. */
export const DATE_RATES = {
  'late-rate-by-date': {
    formula: `(finished on a day after the due date + open on a day after it) / (${TO_PROCESS_WORDS})`,
    comparison: 'date',
    source: PORTAL,
    buckets: BUCKETS.lateOfAll,
    numerator: LATE_BY_DATE,
    denominator: TO_PROCESS,
  },
  'late-rate-by-end-of-day': {
    formula: `(finished after 24:00 of the due date + open after it) / (${TO_PROCESS_WORDS})`,
    comparison: 'end-of-day',
    source: { text: 'Civil Code 2015 Art. 148.6: a term counted in days ends at 24:00 of its last day', verified: true },
    buckets: BUCKETS.lateOfAll,
    numerator: LATE_BY_DATE,
    denominator: TO_PROCESS,
  },
  'late-of-processed-by-date': {
    formula: `finished on a day after the due date / (${PROCESSED_WORDS})`,
    comparison: 'date',
    source: PORTAL,
    buckets: BUCKETS.lateOfFinished,
    numerator: sum(['finishedLateByDate']),
    denominator: PROCESSED,
  },
  'on-time-of-processed-by-date': {
    formula: `finished on the due date or a day before it / (${PROCESSED_WORDS}); unlike on the portal, never what has no date`,
    comparison: 'date',
    source: PORTAL,
    buckets: BUCKETS.inTimeOfFinished,
    numerator: sum([...ON_TIME.plus, 'finishedLate'], ['finishedLateByDate']),
    denominator: PROCESSED,
  },
  'same-day-of-processed-by-date': {
    formula: `finished on the due date, before or after its minute / (${PROCESSED_WORDS})`,
    comparison: 'date',
    source: PORTAL,
    buckets: BUCKETS.ofFinished,
    numerator: sum(['finishedOnTime', 'finishedLate'], ['finishedLateByDate']),
    denominator: PROCESSED,
  },
} as const satisfies Record<string, RateDefinition>;
