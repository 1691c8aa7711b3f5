import { expect, test } from 'vitest';
import { fitLogistic, logistic, logOdds, predictLogistic } from './logistic.js';
import { chances } from './test-support/made-moments.js';

test('without features the probability is the share of what happened', () => {
  const fit = fitLogistic([[], [], [], []], [true, false, false, false], 1);
  expect(predictLogistic(fit, [])).toBeCloseTo(0.25, 9);
});

test('the weights a sample was drawn with are found again', () => {
  const next = chances(7);
  const rows = Array.from({ length: 20_000 }, () => [next() * 2 - 1, next() * 2 - 1]);
  const outcomes = rows.map(([a = 0, b = 0]) => next() < logistic(-1 + 2 * a - 0.5 * b));
  const { intercept, weights } = fitLogistic(rows, outcomes, 0.001);
  expect(intercept).toBeCloseTo(-1, 1);
  expect(weights[0]).toBeCloseTo(2, 0.8);
  expect(weights[1]).toBeCloseTo(-0.5, 0.8);
});

test('a stronger ridge holds the weights back, and the intercept is free', () => {
  const rows = [[1], [1], [1], [-1], [-1], [-1]];
  const outcomes = [true, true, true, false, false, true];
  const [free, held] = [0.1, 1_000].map((ridge) => fitLogistic(rows, outcomes, ridge));
  expect(free?.weights[0]).toBeGreaterThan(1);
  expect(held?.weights[0]).toBeLessThan(0.01);
  expect(logistic(held?.intercept ?? 0)).toBeCloseTo(4 / 6, 3);
});

test('what parts outcomes without fail, a constant feature and two that say the same leave finite weights', () => {
  const fit = fitLogistic([[1, 1, 5], [2, 2, 5], [-1, -1, 5], [-2, -2, 5]], [true, true, false, false], 1);
  expect(fit.weights.every(Number.isFinite)).toBe(true);
  expect(fit.weights[0]).toBeCloseTo(fit.weights[1] ?? 0, 9);
});

test('log-odds and probabilities are each other\'s inverse', () => {
  for (const probability of [0.001, 0.3, 0.5, 0.999]) expect(logistic(logOdds(probability))).toBeCloseTo(probability, 12);
});

test('no rows, or not an outcome for each, are refused', () => {
  expect(() => fitLogistic([], [], 1)).toThrow(RangeError);
  expect(() => fitLogistic([[1]], [true, false], 1)).toThrow(RangeError);
});
