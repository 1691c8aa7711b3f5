import { BUCKETS } from './buckets.js';
import type { RateDefinition } from './rate-definition.js';
import { sum } from './rate-sum.js';

/** Rates of what a desk owes by itself: answers to filings, handing papers over and forwarding them. */
export const DESK_RATES = {
  'transfer-late-rate': {
    formula: 'papers not handed over in time / dossiers received with papers to hand over',
    comparison: 'minute',
    source: { text: 'NĐ 61/2018 Art. 18: the same day, after 15:00 the next working day', verified: true },
    buckets: BUCKETS.ofAll,
    numerator: sum(['transferLate']),
    denominator: sum(['transferDue']),
  },
  'answer-late-rate': {
    formula: 'online filings not answered in time / online filings registered',
    comparison: 'minute',
    of: 'filings',
    source: { text: 'own: the term to answer a filing is a rule of the procedure', verified: false },
    buckets: BUCKETS.none,
    numerator: sum(['answerLate']),
    denominator: sum(['registered']),
  },
  'forwarding-late-rate': {
    formula: 'papers not received in time by the competent agency of another territory / dossiers received for one',
    comparison: 'minute',
    source: { text: 'NĐ 309/2026: papers taken in outside the territory', verified: false },
    buckets: BUCKETS.ofAll,
    numerator: sum(['forwardingLate']),
    denominator: sum(['forwardingDue']),
  },
} as const satisfies Record<string, RateDefinition>;
