/**
 * Kinds of dossiers about which reports disagree, each as it is at the end of the period: without a date to be judged by,
 * refused at the desk, refused after appraisal, withdrawn by the applicant, paused, stopped by the agency (suspended).
 */
export const BUCKET_KINDS = ['undated', 'refused-at-intake', 'refused-after-appraisal', 'withdrawn', 'paused', 'suspended'] as const;
export type BucketKind = (typeof BUCKET_KINDS)[number];

/** Where a dossier stands in a rate: in numerator and denominator, in the denominator only, or in neither. */
export type Bucket = 'numerator' | 'denominator' | 'neither';

/** The bucket of a kind while its date has not passed and after it has; what ended is judged at its end. One without a date, or never received, has the same in both. */
export interface JudgedBucket {
  readonly inTime: Bucket;
  readonly late: Bucket;
}

/** The bucket of every kind in one rate: the dossier itself received in the period, and nothing else done to it. */
export type Buckets = Readonly<Record<BucketKind, JudgedBucket>>;

function both(bucket: Bucket): JudgedBucket {
  return { inTime: bucket, late: bucket };
}

const NEITHER = both('neither');
const COUNTED = both('denominator');
const IF_LATE: JudgedBucket = { inTime: 'denominator', late: 'numerator' };
const IF_IN_TIME: JudgedBucket = { inTime: 'numerator', late: 'denominator' };
const ONCE_LATE: JudgedBucket = { inTime: 'neither', late: 'denominator' };

function ended(bucket: JudgedBucket): Pick<Buckets, 'refused-after-appraisal' | 'withdrawn' | 'suspended'> {
  return { 'refused-after-appraisal': bucket, withdrawn: bucket, suspended: bucket };
}

const NONE: Buckets = { undated: NEITHER, 'refused-at-intake': NEITHER, paused: NEITHER, ...ended(NEITHER) };

/** Buckets by what a rate asks of a dossier; a rate names one of these and, where it differs, its own cells. */
export const BUCKETS = {
  /** Late of all to process, or of all received: what ended is judged at its end, what is paused by the lateness recorded. */
  lateOfAll: { undated: COUNTED, 'refused-at-intake': NEITHER, paused: IF_LATE, ...ended(IF_LATE) },
  /** In time of all to process: whatever is not late, the open ones included. */
  notLateOfAll: { undated: both('numerator'), 'refused-at-intake': NEITHER, paused: IF_IN_TIME, ...ended(IF_IN_TIME) },
  /** Finished in time of all received: the open ones are not finished. */
  inTimeOfReceived: { undated: COUNTED, 'refused-at-intake': NEITHER, paused: COUNTED, ...ended(IF_IN_TIME) },
  /** Late of all finished. */
  lateOfFinished: { undated: COUNTED, 'refused-at-intake': NEITHER, paused: NEITHER, ...ended(IF_LATE) },
  /** In time of all finished. */
  inTimeOfFinished: { undated: COUNTED, 'refused-at-intake': NEITHER, paused: NEITHER, ...ended(IF_IN_TIME) },
  /** Of all finished, whatever their dates; the kind asked for is named beside. */
  ofFinished: { undated: COUNTED, 'refused-at-intake': NEITHER, paused: NEITHER, ...ended(COUNTED) },
  /** Of all received or to process, whatever their dates. */
  ofAll: { undated: COUNTED, 'refused-at-intake': NEITHER, paused: COUNTED, ...ended(COUNTED) },
  /** Of those still open. */
  ofOpen: { undated: NEITHER, 'refused-at-intake': NEITHER, paused: COUNTED, ...ended(NEITHER) },
  /** Of dates broken in the period: whoever became late. */
  ofBroken: { undated: NEITHER, 'refused-at-intake': NEITHER, paused: ONCE_LATE, ...ended(ONCE_LATE) },
  /** Of something other than dossiers received: letters, filings, ratings, payments, results. */
  none: NONE,
} as const satisfies Readonly<Record<string, Buckets>>;

/** Buckets with some cells of their own. */
export function bucketsWith(base: Buckets, own: Readonly<Partial<Record<BucketKind, Bucket | JudgedBucket>>>): Buckets {
  return { ...base, ...Object.fromEntries(Object.entries(own).map(([kind, bucket]) => [kind, typeof bucket === 'string' ? both(bucket) : bucket])) };
}
