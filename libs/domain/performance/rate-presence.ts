import type { PeriodFigures } from './measures.js';
import type { Count } from './rate-sum.js';
import type { RateValue } from './rate-value.js';
import type { RateName } from './rates.js';

/** Whether a rate has something to tell: it was counted, nothing arose that it judges, or nothing of its kind ever reached this system. */
export const RATE_STATES = ['counted', 'nothing-arose', 'no-data'] as const;
export type RateState = (typeof RATE_STATES)[number];

/**
 * What must have come at least once before nought means nought: filings online where a portal hands them over, ratings where somebody
 * asks for them, payments on the portal where it tells of them, lists of papers. Other rates are of what every desk records.
 */
const SOURCES: Readonly<Partial<Record<RateName, readonly Count[]>>> = {
  satisfaction: ['rated'],
  'online-share': ['registered', 'receivedOnline'],
  'answer-late-rate': ['registered'],
  'digitised-share': ['receivedWithPapers'],
  'reuse-share': ['receivedWithPapers'],
  'e-result-share': ['resultsElectronic'],
  'portal-payment-share': ['paymentsPortal'],
  'cashless-payment-share': ['payments'],
};

/** True for a value that may be nought only because nothing of its kind is recorded here: whoever shows it asks for all that ever was. */
export function mayLackData(name: RateName, { n }: RateValue): boolean {
  return SOURCES[name] !== undefined && n === 0;
}

/** What there is to say of a value. `ever` are the figures of everything recorded so far, needed where `mayLackData`. */
export function stateOfRate(name: RateName, value: RateValue, ever: Partial<PeriodFigures> = {}): RateState {
  const sources = SOURCES[name];
  if (sources !== undefined && value.n === 0 && sources.every((count) => (ever[count] ?? 0) === 0)) {
    return 'no-data';
  }
  return value.d > 0 ? 'counted' : 'nothing-arose';
}
