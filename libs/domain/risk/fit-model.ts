import { featuresOf, plainValue, RISK_FEATURES, type RiskFeature } from './features.js';
import { History, type HistoryOptions, type Tally } from './history.js';
import { fitLogistic, logistic } from './logistic.js';
import type { PastMoment, RiskMoment } from './moment.js';

/** A fitted model as it is stored. */
export interface RiskModel {
  /** Moments known after this were not used. */
  readonly trainedThrough: number;
  readonly dossiers: number;
  readonly late: number;
  readonly moments: number;
  /** Late rate of the moments it was fitted to. */
  readonly baseRate: number;
  readonly options: HistoryOptions;
  readonly history: readonly (readonly [string, Tally])[];
  readonly intercept: number;
  readonly features: readonly { readonly name: RiskFeature; readonly mean: number; readonly spread: number; readonly weight: number }[];
}

/** Fewer past dossiers than this and no probability is given. */
export const LEAST_DOSSIERS = 200;
/** Nor where fewer than this were late, or punctual. */
const LEAST_OF_EITHER = 20;

/** Pull of the weights towards nothing, on features of unit spread. */
const RIDGE = 1;
/** Facts the history must have taken in before a moment serves to weigh features. */
const BURN_IN = 100;
/** Weights of levels of the history below this are not kept. */
const LEAST_KEPT = 1;
const STRENGTHS = [10, 40, 160];
const HALF_LIVES = [undefined, 180, 60];

/**
 * Fits a model to what was known at `through`: moments of dossiers whose due date had passed by then. Every moment is described
 * by what was known at it, so the weights learn from histories that hold no later outcome and not the moment's own. Returns
 * `undefined` where there is too little. The same moments give the same model, in whatever order they come.
 */
export function fitRiskModel(past: readonly PastMoment[], through: number): RiskModel | undefined {
  const known = past.filter(({ knownAt }) => knownAt <= through).sort(byTime);
  const outcomes = new Map(known.map(({ dossier, late }) => [dossier, late]));
  const late = [...outcomes.values()].filter(Boolean).length;
  if (outcomes.size < LEAST_DOSSIERS || late < LEAST_OF_EITHER || outcomes.size - late < LEAST_OF_EITHER) {
    return undefined;
  }
  const options = chooseOptions(timelineOf(known, false));
  const timeline = timelineOf(known, true);
  const rows: (readonly number[])[] = [];
  const labels: boolean[] = [];
  const history = walk(timeline, through, options, (moment, so) => {
    rows.push(featuresOf(moment, so));
    labels.push(moment.late);
  });
  if (rows.length === 0) {
    return undefined;
  }
  const scales = RISK_FEATURES.map((_, index) => scaleOf(rows.map((row) => row[index] ?? 0)));
  const { intercept, weights } = fitLogistic(rows.map((row) => row.map((value, index) => scaled(value, scales[index]))), labels, RIDGE);
  return {
    trainedThrough: through,
    dossiers: outcomes.size,
    late,
    moments: known.length,
    baseRate: known.filter((moment) => moment.late).length / known.length,
    options,
    history: history.entries(LEAST_KEPT),
    intercept,
    features: RISK_FEATURES.map((name, index) => ({ name, ...(scales[index] ?? { mean: 0, spread: 1 }), weight: weights[index] ?? 0 })),
  };
}

/** How much a feature moves the log-odds of a dossier away from those of a middling one, and its value as `plainValue` gives it. */
export interface Contribution {
  readonly feature: RiskFeature;
  readonly value: number;
  readonly logOdds: number;
}

/** A probability of lateness and what it is made of, the strongest first. */
export interface RiskScore {
  readonly probability: number;
  readonly contributions: readonly Contribution[];
}

/** A model ready to score; opening it once serves any number of moments. */
export interface RiskScorer {
  readonly history: History;
  score(moment: RiskMoment): RiskScore;
}

/** Opens a stored model. */
export function openRiskModel(model: RiskModel): RiskScorer {
  const history = new History(model.options, model.history);
  return {
    history,
    score: (moment) => {
      const values = featuresOf(moment, history);
      const contributions = model.features.map(({ name, weight, ...scale }, index) => ({ feature: name, value: plainValue(name, values[index] ?? 0), logOdds: weight * scaled(values[index] ?? 0, scale) }));
      return {
        probability: logistic(contributions.reduce((sum, { logOdds }) => sum + logOdds, model.intercept)),
        contributions: contributions.sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds)),
      };
    },
  };
}

/** When what becomes known, for walks under any options. */
interface Timeline {
  readonly moments: readonly PastMoment[];
  readonly learned: readonly { readonly at: number; readonly learn: (history: History) => void }[];
}

function timelineOf(moments: readonly PastMoment[], withDwell: boolean): Timeline {
  const outcomes = moments.map((moment) => ({ at: moment.knownAt, learn: (history: History) => { history.learnOutcome(moment); } }));
  const ends = moments.flatMap((moment) => (withDwell && moment.endedAt !== undefined ? [{ at: moment.endedAt, learn: (history: History) => { history.learnDwell(moment); } }] : []));
  return { moments, learned: [...outcomes, ...ends].sort((a, b) => a.at - b.at) };
}

/** How fast history fades and how far it is drawn together: what foretold best, of a few, as time went on. */
function chooseOptions(timeline: Timeline): HistoryOptions {
  const candidates = STRENGTHS.flatMap((strength) => HALF_LIVES.map((halfLifeDays): HistoryOptions => ({ strength, ...(halfLifeDays === undefined ? {} : { halfLifeDays }) })));
  const losses = candidates.map((options) => {
    let loss = 0;
    walk(timeline, 0, options, (moment, so) => {
      const rate = so.rateOf(moment);
      loss -= Math.log(moment.late ? rate : 1 - rate);
    });
    return { options, loss };
  });
  return losses.reduce((best, next) => (next.loss < best.loss ? next : best)).options;
}

/** Shows each moment beside the history of what was known before it, then takes in what became known until `through`. */
function walk({ moments, learned }: Timeline, through: number, options: HistoryOptions, see: (moment: PastMoment, history: History) => void): History {
  const history = new History(options);
  let next = 0;
  const learnUntil = (at: number): void => {
    for (let step = learned[next]; step !== undefined && step.at <= at; step = learned[next]) {
      step.learn(history);
      next += 1;
    }
  };
  for (const moment of moments) {
    learnUntil(moment.at);
    if (next >= BURN_IN) see(moment, history);
  }
  learnUntil(through);
  return history;
}

function scaleOf(values: readonly number[]): { readonly mean: number; readonly spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, spread: variance < 1e-12 ? 1 : Math.sqrt(variance) };
}

function scaled(value: number, scale: { readonly mean: number; readonly spread: number } | undefined): number {
  return scale === undefined ? value : (value - scale.mean) / scale.spread;
}

function byTime(a: PastMoment, b: PastMoment): number {
  return a.at - b.at || (a.dossier < b.dossier ? -1 : a.dossier > b.dossier ? 1 : 0);
}
