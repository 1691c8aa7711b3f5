import { PROCESSED, processed, TO_PROCESS, toProcess } from './rate-parts.js';
import type { RateDefinition } from './rate-definition.js';

/** Rates of how dossiers were handled: refusals, supplements, channels, stages. */
export const HANDLING_RATES = {
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
  satisfaction: {
    formula: '(very satisfied + satisfied) / dossiers rated; each by its last rating, on the day of that',
    comparison: 'none',
    fromDossiers: true,
    numerator: (figures) => figures.ratedSatisfied,
    denominator: (figures) => figures.rated,
  },
} as const satisfies Record<string, RateDefinition>;
