import { BUCKETS, bucketsWith } from './buckets.js';
import type { RateDefinition } from './rate-definition.js';
import { sum } from './rate-sum.js';

/** Rates of what came, was paid and was given without paper. */
export const ONLINE_RATES = {
  'online-share': {
    formula: 'received online / received',
    comparison: 'none',
    source: { text: 'QĐ 766 online services: dossiers filed online; full marks from 50 % as one vendor counts them', verified: false },
    buckets: BUCKETS.ofAll,
    numerator: sum(['receivedOnline']),
    denominator: sum(['received']),
  },
  'digitised-share': {
    formula: 'received with every paper electronic (scanned, reused or from a data store) / received with papers listed; as listed at receipt',
    comparison: 'none',
    source: { text: 'QĐ 766 digitisation; the points in the decision were not all found', verified: false },
    buckets: BUCKETS.ofAll,
    numerator: sum(['receivedDigital']),
    denominator: sum(['receivedWithPapers']),
  },
  'reuse-share': {
    formula: 'received with at least one paper reused or from a data store / received with papers listed; as listed at receipt',
    comparison: 'none',
    source: { text: 'QĐ 766 digitisation: reuse of data; the points in the decision were not all found', verified: false },
    buckets: BUCKETS.ofAll,
    numerator: sum(['receivedReused']),
    denominator: sum(['receivedWithPapers']),
  },
  'e-result-share': {
    formula: 'results of the period kept as a file by now / results recorded in the period, granted or refused; without those an import brought',
    comparison: 'none',
    source: { text: 'QĐ 766 digitisation: electronic results; whether a scanned copy is enough was not found', verified: false },
    buckets: bucketsWith(BUCKETS.none, { undated: 'denominator', 'refused-after-appraisal': 'denominator' }),
    numerator: sum(['resultsElectronic']),
    denominator: sum(['results']),
  },
  'portal-payment-share': {
    formula: 'payments made on the public service portal / payments recorded',
    comparison: 'none',
    of: 'payments',
    source: { text: 'Khánh Hòa: at least 30 % of transactions paid online; QĐ 766 counts dossiers with fees instead', verified: false },
    buckets: BUCKETS.none,
    numerator: sum(['paymentsPortal']),
    denominator: sum(['payments']),
  },
  'cashless-payment-share': {
    formula: 'payments by transfer or card, at the desk or on the portal / payments recorded',
    comparison: 'none',
    of: 'payments',
    source: { text: 'own: beside the share of the portal', verified: false },
    buckets: BUCKETS.none,
    numerator: sum(['paymentsCashless']),
    denominator: sum(['payments']),
  },
} as const satisfies Record<string, RateDefinition>;
