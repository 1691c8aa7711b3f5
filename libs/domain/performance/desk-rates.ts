import type { RateDefinition } from './rate-definition.js';

/** Rates of what a desk owes by itself: answers to filings, handing papers over and forwarding them. */
export const DESK_RATES = {
  'transfer-late-rate': {
    formula: 'papers not handed over in time / dossiers received with papers to hand over',
    comparison: 'minute',
    numerator: (figures) => figures.transferLate,
    denominator: (figures) => figures.transferDue,
  },
  'answer-late-rate': {
    formula: 'online filings not answered in time / online filings registered',
    comparison: 'minute',
    numerator: (figures) => figures.answerLate,
    denominator: (figures) => figures.registered,
  },
  'forwarding-late-rate': {
    formula: 'papers not received in time by the competent agency of another territory / dossiers received for one',
    comparison: 'minute',
    numerator: (figures) => figures.forwardingLate,
    denominator: (figures) => figures.forwardingDue,
  },
} as const satisfies Record<string, RateDefinition>;
