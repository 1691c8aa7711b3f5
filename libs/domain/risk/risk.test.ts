import { describe, expect, test } from 'vitest';
import { backTest, forecastAfter, qualityOf } from './back-test.js';
import { RISK_FEATURES } from './features.js';
import { fitRiskModel, LEAST_DOSSIERS, openRiskModel, type RiskModel } from './fit-model.js';
import { History } from './history.js';
import { type PastMoment, type RiskMoment, shareUsed, timeLeft } from './moment.js';
import { MADE_FROM, madeMoments } from './test-support/made-moments.js';

const MS_PER_DAY = 86_400_000;
const CUT = MADE_FROM + 400 * MS_PER_DAY;
const END = MADE_FROM + 700 * MS_PER_DAY;
const made = madeMoments(4_000, 20261129);

function fitted(past: readonly PastMoment[], through = CUT): RiskModel {
  const model = fitRiskModel(past, through);
  if (model === undefined) throw new Error('Too little to fit');
  return model;
}

describe('probabilities of dossiers whose true probabilities are known', () => {
  const forecasts = forecastAfter(made, CUT, END);
  const quality = qualityOf(forecasts);

  test('lie near the true ones', () => {
    const truths = made.filter(({ termFrom }) => termFrom >= CUT).map(({ truth }) => truth);
    const off = forecasts.reduce((sum, { probability }, index) => sum + Math.abs(probability - (truths[index] ?? 1)), 0) / forecasts.length;
    expect(forecasts.length).toBe(truths.length);
    expect(off).toBeLessThan(0.03);
  });

  test('are calibrated: each tenth of them was late as often as foretold, within three standard errors of its dossiers', () => {
    expect(quality?.calibration).toHaveLength(10);
    for (const { forecasts: n, expected, late } of quality?.calibration ?? []) {
      // Moments of one dossier share its outcome: a tenth holds about as many independent ones as a fifth of its forecasts.
      expect(Math.abs(late / n - expected)).toBeLessThan(3 * Math.sqrt((expected * (1 - expected)) / (n / 5)) + 0.02);
    }
  });

  test('beat the base rate in Brier score and log loss', () => {
    expect(quality?.skill).toBeGreaterThan(0.08);
    expect(quality?.logLoss).toBeLessThan(quality?.logLossOfBaseRate ?? 0);
  });
});

describe('nothing known later enters', () => {
  test('what became of dossiers due after the cut changes neither model nor forecast', () => {
    const turned = made.map((moment) => (moment.knownAt > CUT ? { ...moment, late: !moment.late, endedAt: moment.dueAt + 90 * MS_PER_DAY } : moment));
    expect(fitRiskModel(turned, CUT)).toEqual(fitRiskModel(made, CUT));
    expect(forecastAfter(turned, CUT, END).map(({ probability }) => probability)).toEqual(forecastAfter(made, CUT, END).map(({ probability }) => probability));
  });

  test('a history holds an outcome from the due date on, not from an early end on', () => {
    const early = made.slice(0, 5).map((moment) => ({ ...moment, late: false, endedAt: moment.termFrom + 1 }));
    const withLast = [...made.filter(({ knownAt }) => knownAt <= CUT), ...early.map((moment) => ({ ...moment, dossier: 'early', dueAt: CUT + 1, knownAt: CUT + 1 }))];
    expect(fitted(withLast).dossiers).toBe(fitted(made).dossiers);
  });

  test('the order in which moments are read changes nothing', () => {
    expect(fitRiskModel([...made].reverse(), CUT)).toEqual(fitRiskModel(made, CUT));
  });
});

describe('little data', () => {
  test('fewer dossiers than the least give no model', () => {
    const few = made.filter(({ dossier }) => Number(dossier.slice(1)) < LEAST_DOSSIERS - 1);
    expect(fitRiskModel(few, END)).toBeUndefined();
  });

  test('where next to nobody was late there is no model', () => {
    expect(fitRiskModel(made.map((moment) => ({ ...moment, late: moment.dossier === 'd1' })), END)).toBeUndefined();
  });

  test('a cut without a model before it is told without quality, and adds nothing to the total', () => {
    const test = backTest(made, [MADE_FROM + MS_PER_DAY, CUT], END);
    expect(test.cuts.map(({ quality }) => quality === undefined)).toEqual([true, false]);
    expect(test.total).toEqual(test.cuts[1]?.quality);
  });

  test('an agency never seen has the rate of its procedure, one seen once hardly another', () => {
    const history = new History({ strength: 20 });
    for (const moment of made.slice(0, 500)) history.learnOutcome(moment);
    const unseen: RiskMoment = { ...first(), agency: 'new' };
    const before = history.rateOf(unseen);
    history.learnOutcome({ ...first(), agency: 'new', late: true });
    expect(before).toBeCloseTo(history.baseRate, 2);
    expect(history.rateOf(unseen)).toBeGreaterThan(before);
    expect(history.rateOf(unseen)).toBeLessThan(before + 0.2);
  });
});

describe('a stored model', () => {
  const model = fitted(made);

  test('says after a way through JSON what it said before', () => {
    const again = openRiskModel(JSON.parse(JSON.stringify(model)) as RiskModel);
    expect(again.score(first())).toEqual(openRiskModel(model).score(first()));
  });

  test('tells what moves a probability, the strongest first, and the parts add up to it', () => {
    const { probability, contributions } = openRiskModel(model).score({ ...first(), agency: 'a2', supplements: 1 });
    const sizes = contributions.map(({ logOdds }) => Math.abs(logOdds));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(contributions.map(({ feature }) => feature).sort()).toEqual([...RISK_FEATURES].sort());
    expect(1 / (1 + Math.exp(-contributions.reduce((sum, { logOdds }) => sum + logOdds, model.intercept)))).toBeCloseTo(probability, 12);
    expect(contributions.slice(0, 2).map(({ feature }) => feature)).toContain('supplements');
  });
});

test('while the clock stands still no term is used and none runs out', () => {
  const moment = { ...first(), at: first().termFrom + 15 * MS_PER_DAY, pausedSince: first().termFrom + 5 * MS_PER_DAY };
  expect(shareUsed(moment)).toBe(0.25);
  expect(timeLeft(moment)).toBe(15 * MS_PER_DAY);
});

function first(): PastMoment {
  const [moment] = made;
  if (moment === undefined) throw new Error('Nothing was made');
  return moment;
}
