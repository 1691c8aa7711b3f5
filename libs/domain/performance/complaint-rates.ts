import { BUCKETS } from './buckets.js';
import { LATE, TO_PROCESS, TO_PROCESS_WORDS } from './rate-parts.js';
import type { RateDefinition } from './rate-definition.js';
import { sum } from './rate-sum.js';

/** Rates that join dossiers with the feedback linked to them. The feedback is counted where it stands, beside the figures. */
export const COMPLAINT_RATES = {
  'complaint-share': {
    formula: `dossiers with feedback about them received in the period / (${TO_PROCESS_WORDS}); urgings are no feedback`,
    comparison: 'none',
    source: { text: 'QĐ 766 item 5.4 subtracts the share complained about; that every linked feedback is a complaint is own', verified: false },
    buckets: BUCKETS.ofAll,
    numerator: sum(['complained']),
    denominator: TO_PROCESS,
  },
  'satisfaction-by-links': {
    formula: `100 % − (overdue % + complained %): (to process − finished late − open overdue − with feedback about them) / (${TO_PROCESS_WORDS}); who is both is taken off twice`,
    comparison: 'minute',
    source: { text: 'QĐ 766 item 5.4; the share of feedback found dissatisfying stands in the figures of feedback', verified: false },
    buckets: BUCKETS.notLateOfAll,
    numerator: sum(TO_PROCESS.plus, [...TO_PROCESS.minus, ...LATE.plus, 'complained']),
    denominator: TO_PROCESS,
  },
} as const satisfies Record<string, RateDefinition>;
