import { BUCKETS, bucketsWith } from './buckets.js';
import { PROCESSED, PROCESSED_WORDS, TO_PROCESS, TO_PROCESS_WORDS } from './rate-parts.js';
import type { RateDefinition } from './rate-definition.js';
import { sum } from './rate-sum.js';

/** Rates of how dossiers were handled: refusals, supplements, ends, pauses, stages, satisfaction. */
export const HANDLING_RATES = {
  'refusal-rate': {
    formula: `refused after appraisal / (${PROCESSED_WORDS}); refused at intake is neither received nor finished`,
    comparison: 'none',
    source: { text: 'own: NĐ 61/2018 names refusals and no rate of them', verified: false },
    buckets: bucketsWith(BUCKETS.ofFinished, { 'refused-after-appraisal': 'numerator' }),
    numerator: sum(['refusedAfterAppraisal']),
    denominator: PROCESSED,
  },
  'intake-refusal-share': {
    formula: 'refused at intake / (received − cancelled + refused at intake)',
    comparison: 'none',
    source: { text: 'own: NĐ 61/2018 Art. 17 names the refusal at the desk and no rate of it', verified: false },
    buckets: bucketsWith(BUCKETS.ofAll, { 'refused-at-intake': 'numerator' }),
    numerator: sum(['intakeRefused']),
    denominator: sum(['received', 'intakeRefused'], ['cancelled']),
  },
  'withdrawn-share': {
    formula: `withdrawn by the applicant / (${PROCESSED_WORDS})`,
    comparison: 'none',
    source: { text: 'own: portal code 7', verified: false },
    buckets: bucketsWith(BUCKETS.ofFinished, { withdrawn: 'numerator' }),
    numerator: sum(['withdrawn']),
    denominator: PROCESSED,
  },
  'suspended-share': {
    formula: `stopped by the agency / (${PROCESSED_WORDS})`,
    comparison: 'none',
    source: { text: 'own: portal code 8, form 05 of 2025', verified: false },
    buckets: bucketsWith(BUCKETS.ofFinished, { suspended: 'numerator' }),
    numerator: sum(['suspended']),
    denominator: PROCESSED,
  },
  'supplement-rate': {
    formula: `first supplement requests / (${TO_PROCESS_WORDS})`,
    comparison: 'none',
    source: { text: 'NĐ 61/2018 Art. 19.4 allows the request; the rate is own', verified: false },
    buckets: BUCKETS.ofAll,
    numerator: sum(['supplementFirst']),
    denominator: TO_PROCESS,
  },
  'second-supplement-rate': {
    formula: `second supplement requests / (${TO_PROCESS_WORDS})`,
    comparison: 'none',
    source: { text: 'NĐ 61/2018 Art. 19.4 allows one request; the rate of the second is own', verified: false },
    buckets: BUCKETS.ofAll,
    numerator: sum(['supplementSecond']),
    denominator: TO_PROCESS,
  },
  'overdue-of-open': {
    formula: 'open overdue / open',
    comparison: 'minute',
    source: { text: 'form II.06a/VPCP/KSTT columns (13) and (11)', verified: true },
    buckets: bucketsWith(BUCKETS.ofOpen, { paused: { inTime: 'denominator', late: 'numerator' } }),
    numerator: sum(['overdue']),
    denominator: sum(['open']),
  },
  'paused-of-open': {
    formula: '(paused in time + paused overdue) / open',
    comparison: 'none',
    source: { text: 'own: QĐ 766 progress table as one vendor prints it has a column of its own for the paused', verified: false },
    buckets: bucketsWith(BUCKETS.ofOpen, { paused: 'numerator' }),
    numerator: sum(['pausedInTime', 'pausedOverdue']),
    denominator: sum(['open']),
  },
  'stage-late-rate': {
    formula: '(stage runs ended late + open past their target) / (stage runs ended + open), runs with a target only',
    comparison: 'minute',
    of: 'stages',
    source: { text: 'own: targets are those of the published internal process', verified: false },
    buckets: bucketsWith(BUCKETS.ofAll, { undated: 'neither' }),
    numerator: sum(['stageEndedLate', 'stageOverdue']),
    denominator: sum(['stageEnded', 'stageOpen']),
  },
  'stage-late-of-ended': {
    formula: 'stage runs ended late / stage runs ended, runs with a target only',
    comparison: 'minute',
    of: 'stages',
    source: { text: 'own: targets are those of the published internal process', verified: false },
    buckets: bucketsWith(BUCKETS.ofFinished, { undated: 'neither' }),
    numerator: sum(['stageEndedLate']),
    denominator: sum(['stageEnded']),
  },
  satisfaction: {
    formula: '(very satisfied + satisfied) / dossiers rated; each by its last rating, on the day of that',
    comparison: 'none',
    source: { text: 'rating of each dossier as the portal asks for it: very satisfied, satisfied, dissatisfied', verified: true },
    buckets: BUCKETS.none,
    numerator: sum(['ratedSatisfied']),
    denominator: sum(['rated']),
  },
} as const satisfies Record<string, RateDefinition>;
