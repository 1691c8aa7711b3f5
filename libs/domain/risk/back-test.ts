import { fitRiskModel, openRiskModel } from './fit-model.js';
import type { PastMoment } from './moment.js';

/** A forecast and what came of it. */
export interface Forecast {
  readonly dossier: string;
  readonly probability: number;
  readonly late: boolean;
  /** The late rate of the moments the model was fitted to, all of them, and those at the same share of the term. */
  readonly baseRate: number;
  readonly baseRateAtShare: number;
}

/** A tenth of the forecasts by their size: expected and observed share of late dossiers, with counts. */
export interface CalibrationBand {
  readonly from: number;
  readonly to: number;
  readonly forecasts: number;
  readonly expected: number;
  readonly late: number;
}

/** How forecasts compare with what came of them. Lower is better for scores and losses; a skill above 0 beats its base rate. */
export interface ForecastQuality {
  readonly dossiers: number;
  readonly forecasts: number;
  readonly late: number;
  readonly brier: number;
  readonly brierOfBaseRate: number;
  readonly skill: number;
  /** Against the harder comparison: a base rate for each share of the term used. */
  readonly brierOfBaseRateAtShare: number;
  readonly skillAtShare: number;
  readonly logLoss: number;
  readonly logLossOfBaseRate: number;
  readonly calibration: readonly CalibrationBand[];
  /** Dossiers for which more than `threshold` was once foretold, and how many of them were late: at the highest threshold with enough of them. */
  readonly warned?: { readonly threshold: number; readonly dossiers: number; readonly late: number };
}

/** One cut of a back-test; `undefined` quality where there was too little to learn from or to judge by. */
export interface BackTestCut {
  readonly cut: number;
  readonly until: number;
  readonly quality?: ForecastQuality;
}

/** A back-test over several cuts, and all their forecasts taken together. */
export interface BackTest {
  readonly cuts: readonly BackTestCut[];
  readonly total?: ForecastQuality;
}

const THRESHOLDS = [0.5, 0.3, 0.2, 0.1, 0.05];
const LEAST_WARNED = 30;
const LEAST_FORECASTS = 50;
const CUT_SHARES = [0.5, 0.6, 0.7, 0.8, 0.9];
const BANDS = 10;
const LEAST_PROBABILITY = 1e-6;

/**
 * Forecasts of the moments of dossiers whose term began from `cut` to before `until`, by a model that knows nothing after `cut`.
 * Only dossiers of which the outcome is known can be judged: the caller leaves out whose due date has not come.
 */
export function forecastAfter(past: readonly PastMoment[], cut: number, until: number): readonly Forecast[] {
  const model = fitRiskModel(past, cut);
  if (model === undefined) {
    return [];
  }
  const scorer = openRiskModel(model);
  const atShare = ratesAtShare(past.filter(({ knownAt }) => knownAt <= cut));
  return past
    .filter(({ termFrom }) => termFrom >= cut && termFrom < until)
    .map((moment) => ({
      dossier: moment.dossier,
      probability: scorer.score(moment).probability,
      late: moment.late,
      baseRate: model.baseRate,
      baseRateAtShare: atShare.get(moment.share) ?? model.baseRate,
    }));
}

/** Where a history is cut for its back-test: after a half of what became known in it, and each further tenth. */
export function cutsOf(past: readonly PastMoment[]): readonly number[] {
  const known = past.map(({ knownAt }) => knownAt).sort((a, b) => a - b);
  return [...new Set(CUT_SHARES.flatMap((share) => known[Math.floor(share * known.length)] ?? []))];
}

/** Cuts through the history: each tells the part after it from everything before it, and the parts add up without overlap. */
export function backTest(past: readonly PastMoment[], cuts: readonly number[], end: number): BackTest {
  return joinParts(cuts.map((cut, index) => testPart(past, cut, cuts[index + 1] ?? end)));
}

/** One part of a back-test. */
export interface TestedPart {
  readonly cut: number;
  readonly until: number;
  readonly forecasts: readonly Forecast[];
}

/** A part by itself: each fits a model anew, and whoever has other work rests between them. */
export function testPart(past: readonly PastMoment[], cut: number, until: number): TestedPart {
  return { cut, until, forecasts: forecastAfter(past, cut, until) };
}

/** The parts as one back-test. */
export function joinParts(parts: readonly TestedPart[]): BackTest {
  const total = qualityOf(parts.flatMap(({ forecasts }) => forecasts));
  return {
    cuts: parts.map(({ cut, until, forecasts }) => {
      const quality = qualityOf(forecasts);
      return { cut, until, ...(quality === undefined ? {} : { quality }) };
    }),
    ...(total === undefined ? {} : { total }),
  };
}

/** How good forecasts were; `undefined` below fifty of them. */
export function qualityOf(forecasts: readonly Forecast[]): ForecastQuality | undefined {
  if (forecasts.length < LEAST_FORECASTS) {
    return undefined;
  }
  const mean = (of: (forecast: Forecast) => number): number => forecasts.reduce((sum, forecast) => sum + of(forecast), 0) / forecasts.length;
  const brier = mean(({ probability, late }) => squared(probability, late));
  const brierOfBaseRate = mean(({ baseRate, late }) => squared(baseRate, late));
  const brierOfBaseRateAtShare = mean(({ baseRateAtShare, late }) => squared(baseRateAtShare, late));
  const warned = warnedOf(forecasts);
  return {
    dossiers: new Set(forecasts.map(({ dossier }) => dossier)).size,
    forecasts: forecasts.length,
    late: forecasts.filter(({ late }) => late).length,
    brier,
    brierOfBaseRate,
    skill: skillOf(brier, brierOfBaseRate),
    brierOfBaseRateAtShare,
    skillAtShare: skillOf(brier, brierOfBaseRateAtShare),
    logLoss: mean(({ probability, late }) => logLoss(probability, late)),
    logLossOfBaseRate: mean(({ baseRate, late }) => logLoss(baseRate, late)),
    calibration: calibrationOf(forecasts),
    ...(warned === undefined ? {} : { warned }),
  };
}

/** Forecasts in ten bands of as nearly the same number as can be, from the lowest. */
function calibrationOf(forecasts: readonly Forecast[]): readonly CalibrationBand[] {
  const sorted = [...forecasts].sort((a, b) => a.probability - b.probability);
  return Array.from({ length: BANDS }, (_, band) => {
    const part = sorted.slice(Math.round((band * sorted.length) / BANDS), Math.round(((band + 1) * sorted.length) / BANDS));
    return {
      from: part[0]?.probability ?? 0,
      to: part.at(-1)?.probability ?? 0,
      forecasts: part.length,
      expected: part.reduce((sum, { probability }) => sum + probability, 0) / Math.max(part.length, 1),
      late: part.filter(({ late }) => late).length,
    };
  });
}

function warnedOf(forecasts: readonly Forecast[]): ForecastQuality['warned'] {
  for (const threshold of THRESHOLDS) {
    const outcomes = new Map(forecasts.filter(({ probability }) => probability > threshold).map(({ dossier, late }) => [dossier, late]));
    if (outcomes.size >= LEAST_WARNED) {
      return { threshold, dossiers: outcomes.size, late: [...outcomes.values()].filter(Boolean).length };
    }
  }
  return undefined;
}

function ratesAtShare(moments: readonly PastMoment[]): ReadonlyMap<number, number> {
  const counts = new Map<number, { n: number; late: number }>();
  for (const { share, late } of moments) {
    const { n, late: before } = counts.get(share) ?? { n: 0, late: 0 };
    counts.set(share, { n: n + 1, late: before + (late ? 1 : 0) });
  }
  return new Map([...counts].map(([share, { n, late }]) => [share, late / n]));
}

function squared(probability: number, late: boolean): number {
  return (probability - (late ? 1 : 0)) ** 2;
}

function logLoss(probability: number, late: boolean): number {
  const kept = Math.min(Math.max(late ? probability : 1 - probability, LEAST_PROBABILITY), 1);
  return -Math.log(kept);
}

function skillOf(score: number, reference: number): number {
  return reference === 0 ? 0 : 1 - score / reference;
}
