import { BUCKETS, bucketsWith } from './buckets.js';
import { LATE, ON_TIME, PROCESSED, PROCESSED_WORDS, RECEIVED, TO_PROCESS, TO_PROCESS_WORDS } from './rate-parts.js';
import type { RateDefinition } from './rate-definition.js';
import { sum } from './rate-sum.js';

/** Rates of punctuality by the minute of the slip: the headline and the legal and customary variants of its denominator. */
export const PUNCTUALITY_RATES = {
  'late-rate': {
    formula: `(finished late + open overdue) / (${TO_PROCESS_WORDS})`,
    comparison: 'minute',
    source: { text: 'Gia Lai, motcua.gialai.gov.vn: late of all to process; below 2 %: Khánh Hòa', verified: true },
    buckets: BUCKETS.lateOfAll,
    target: 200,
    numerator: LATE,
    denominator: TO_PROCESS,
  },
  'on-time-of-to-process': {
    formula: `100 % − late-rate, less what no date or maximum can judge: (to process − finished late − open overdue − finished or open without any date) / (${TO_PROCESS_WORDS})`,
    comparison: 'minute',
    source: { text: 'Gia Lai, motcua.gialai.gov.vn: 100 % less the late rate', verified: true },
    buckets: bucketsWith(BUCKETS.notLateOfAll, { undated: 'denominator' }),
    numerator: sum(TO_PROCESS.plus, [...TO_PROCESS.minus, ...LATE.plus, 'finishedUndated', 'openUnjudged']),
    denominator: TO_PROCESS,
  },
  'late-of-received': {
    formula: '(finished late + open overdue) / (received − cancelled); may exceed 100 %, for the late may have been received earlier',
    comparison: 'minute',
    source: { text: 'counterpart of NĐ 61/2018 Art. 30.2c, which states the share in time only', verified: false },
    buckets: BUCKETS.lateOfAll,
    numerator: LATE,
    denominator: RECEIVED,
  },
  'on-time-of-received': {
    formula: '(finished early + on the day) / (received − cancelled); may exceed 100 %',
    comparison: 'minute',
    source: { text: 'NĐ 61/2018 Art. 30.2c', verified: true },
    buckets: BUCKETS.inTimeOfReceived,
    numerator: ON_TIME,
    denominator: RECEIVED,
  },
  'late-of-processed': {
    formula: `finished late / (${PROCESSED_WORDS})`,
    comparison: 'minute',
    source: { text: 'Thừa Thiên Huế, dichvucong.thuathienhue.gov.vn/thongke: share of what was processed', verified: true },
    buckets: BUCKETS.lateOfFinished,
    numerator: sum(['finishedLate']),
    denominator: PROCESSED,
  },
  'on-time-of-processed': {
    formula: `(finished early + on the day) / (${PROCESSED_WORDS})`,
    comparison: 'minute',
    source: { text: 'Thừa Thiên Huế, dichvucong.thuathienhue.gov.vn/thongke: share of what was processed', verified: true },
    buckets: BUCKETS.inTimeOfFinished,
    numerator: ON_TIME,
    denominator: PROCESSED,
  },
  'early-of-processed': {
    formula: `finished on a day before the due date / (${PROCESSED_WORDS})`,
    comparison: 'date',
    source: { text: 'form II.06a/VPCP/KSTT column (8)', verified: true },
    buckets: BUCKETS.inTimeOfFinished,
    numerator: sum(['finishedEarly']),
    denominator: PROCESSED,
  },
  'same-day-of-processed': {
    formula: `finished on the due date and not after its minute / (${PROCESSED_WORDS})`,
    comparison: 'minute',
    source: { text: 'form II.06a/VPCP/KSTT column (9); the form does not say whether the minute counts', verified: false },
    buckets: BUCKETS.ofFinished,
    numerator: sum(['finishedOnTime']),
    denominator: PROCESSED,
  },
  'undated-of-processed': {
    formula: `finished without a date or maximum to be judged by / (${PROCESSED_WORDS})`,
    comparison: 'none',
    source: { text: 'own: the portal calls these on time, no rate here does', verified: false },
    buckets: bucketsWith(BUCKETS.ofFinished, { undated: 'numerator' }),
    numerator: sum(['finishedUndated']),
    denominator: PROCESSED,
  },
} as const satisfies Record<string, RateDefinition>;
