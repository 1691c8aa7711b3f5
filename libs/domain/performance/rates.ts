import type { PeriodFigures } from './measures.js';
import { rateValue, type RateValue } from './rate-value.js';

/** Names of all rates. Screens and reports refer to them and never divide by themselves. */
export const RATE_NAMES = [
  'late-rate',
  'late-of-received',
  'on-time-of-received',
  'late-of-processed',
  'on-time-of-processed',
  'early-of-processed',
  'same-day-of-processed',
  'undated-of-processed',
  'refusal-rate',
  'supplement-rate',
  'second-supplement-rate',
  'online-share',
  'stage-late-rate',
  'apology-coverage',
  'apology-in-time-rate',
  'transfer-late-rate',
  'answer-late-rate',
  'forwarding-late-rate',
  'late-with-letter-in-time',
  'satisfaction',
] as const;
export type RateName = (typeof RATE_NAMES)[number];

/** How being late, on time or early was told: by the minute of the slip, by local date as the portal does, or not at all. */
export type Comparison = 'minute' | 'date' | 'none';

/** One named rate. */
export interface Rate {
  readonly name: RateName;
  /** Numerator and denominator in words. */
  readonly formula: string;
  readonly comparison: Comparison;
  /** What it counts; only rates of stages can be asked for one officer. */
  readonly of: 'dossiers' | 'stages';
  /** It can be told from the dossiers as they stand, without the history the cells keep. */
  readonly fromDossiers: boolean;
  /** The rate stays below this, in hundredths of a percent. */
  readonly target?: number;
  numerator(figures: PeriodFigures): number;
  denominator(figures: PeriodFigures): number;
}

type Definition = Omit<Rate, 'name' | 'of' | 'fromDossiers'> & Partial<Pick<Rate, 'of' | 'fromDossiers'>>;

const TO_PROCESS = 'received + carried over + transferred in + reopened − transferred out − cancelled';
const PROCESSED = 'finished early + on the day + late + without a date';

/** Dossiers a scope had to process in the period (cần xử lý): by the balance, those it finished and those still open. */
export function toProcess(figures: PeriodFigures): number {
  return figures.received + figures.carriedOver + figures.transferredIn + figures.reopened - figures.transferredOut - figures.cancelled;
}

/** Dossiers finished in the period, however they ended. */
export function processed(figures: PeriodFigures): number {
  return figures.finishedEarly + figures.finishedOnTime + figures.finishedLate + figures.finishedUndated;
}

const received = (figures: PeriodFigures): number => figures.received - figures.cancelled;
const late = (figures: PeriodFigures): number => figures.finishedLate + figures.overdue;
const onTime = (figures: PeriodFigures): number => figures.finishedEarly + figures.finishedOnTime;
const broken = (figures: PeriodFigures): number => figures.becameLate + figures.promiseBroken;

const DEFINITIONS: Record<RateName, Definition> = {
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
  'refusal-rate': {
    formula: `refused after appraisal / (${PROCESSED}); refused at intake is neither received nor finished`,
    comparison: 'none',
    numerator: (figures) => figures.refusedAfterAppraisal,
    denominator: processed,
  },
  'supplement-rate': {
    formula: `first supplement requests / (${TO_PROCESS})`,
    comparison: 'none',
    numerator: (figures) => figures.supplementFirst,
    denominator: toProcess,
  },
  'second-supplement-rate': {
    formula: `second supplement requests / (${TO_PROCESS})`,
    comparison: 'none',
    numerator: (figures) => figures.supplementSecond,
    denominator: toProcess,
  },
  'online-share': {
    formula: 'received online / received',
    comparison: 'none',
    numerator: (figures) => figures.receivedOnline,
    denominator: (figures) => figures.received,
  },
  'stage-late-rate': {
    formula: '(stage runs ended late + open past their target) / (stage runs ended + open), runs with a target only',
    comparison: 'minute',
    of: 'stages',
    numerator: (figures) => figures.stageEndedLate + figures.stageOverdue,
    denominator: (figures) => figures.stageEnded + figures.stageOpen,
  },
  'apology-coverage': {
    formula: 'promises broken in the period whose apology is signed by now / promises broken in the period',
    comparison: 'minute',
    numerator: (figures) => figures.apologised,
    denominator: broken,
  },
  'apology-in-time-rate': {
    formula: 'apologies signed by the letter limit / apologies signed',
    comparison: 'minute',
    numerator: (figures) => figures.apologyInTime,
    denominator: (figures) => figures.apologySigned,
  },
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
  'late-with-letter-in-time': {
    formula: 'dossiers that became late in the period, whose first apology was signed by the letter limit (at-expiry procedures: by the term after expiry the installation sets) / dossiers that became late in the period',
    comparison: 'minute',
    numerator: (figures) => figures.becameLateLetterInTime,
    denominator: (figures) => figures.becameLate,
  },
  satisfaction: {
    formula: '(very satisfied + satisfied) / dossiers rated; each by its last rating, on the day of that',
    comparison: 'none',
    fromDossiers: true,
    numerator: (figures) => figures.ratedSatisfied,
    denominator: (figures) => figures.rated,
  },
};

/** A rate by its name. */
export function getRate(name: RateName): Rate {
  return { name, of: 'dossiers', fromDossiers: false, ...DEFINITIONS[name] };
}

/** The catalogue: every rate is defined here and nowhere else. */
export const RATES: readonly Rate[] = RATE_NAMES.map(getRate);

/** A rate of the figures of a scope and period. */
export function computeRate(rate: Rate, figures: PeriodFigures): RateValue {
  return rateValue(rate.numerator(figures), rate.denominator(figures));
}

/** What enters and what leaves a scope in a period; equal unless a stored figure is damaged. */
export function balanceOf(figures: PeriodFigures): { readonly entered: number; readonly left: number } {
  return {
    entered: figures.received + figures.carriedOver + figures.transferredIn + figures.reopened,
    left: processed(figures) + figures.transferredOut + figures.cancelled + figures.open,
  };
}
