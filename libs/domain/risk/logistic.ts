/** A logistic regression: the intercept and one weight a feature. */
export interface LogisticFit {
  readonly intercept: number;
  readonly weights: readonly number[];
}

const MOST_STEPS = 50;
const SMALL_STEP = 1e-9;
/** Keeps the curvature of what is certain already away from zero. */
const LEAST_CURVATURE = 1e-10;

/**
 * Fits the log-odds of `outcomes` to `rows` by Newton's steps on the likelihood less `ridge` / 2 times the squared weights; the
 * intercept is not held back. Features should be of one scale. The same input gives the same numbers.
 * @throws RangeError where rows and outcomes differ in number, or there are none
 */
export function fitLogistic(rows: readonly (readonly number[])[], outcomes: readonly boolean[], ridge: number): LogisticFit {
  const width = (rows[0]?.length ?? -1) + 1;
  if (width === 0 || rows.length !== outcomes.length) {
    throw new RangeError('A regression needs as many outcomes as rows, and at least one');
  }
  let weights = new Array<number>(width).fill(0);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { gradient, curvature } = slopeAt(weights, rows, outcomes, ridge);
    const change = solve(curvature, gradient);
    weights = weights.map((weight, index) => weight + at(change, index));
    if (change.every((value) => Math.abs(value) < SMALL_STEP)) break;
  }
  return { intercept: at(weights, 0), weights: weights.slice(1) };
}

/** The probability a fit gives a row. */
export function predictLogistic({ intercept, weights }: LogisticFit, row: readonly number[]): number {
  return logistic(weights.reduce((sum, weight, index) => sum + weight * at(row, index), intercept));
}

/** The probability of log-odds. */
export function logistic(logOdds: number): number {
  return logOdds >= 0 ? 1 / (1 + Math.exp(-logOdds)) : Math.exp(logOdds) / (1 + Math.exp(logOdds));
}

/** The log-odds of a probability strictly between 0 and 1. */
export function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function slopeAt(weights: readonly number[], rows: readonly (readonly number[])[], outcomes: readonly boolean[], ridge: number): { readonly gradient: number[]; readonly curvature: number[][] } {
  const width = weights.length;
  const gradient = weights.map((weight, index) => (index === 0 ? 0 : -ridge * weight));
  const curvature = weights.map((_, row) => weights.map((__, column) => (row === column && row > 0 ? ridge : 0)));
  const [intercept, rest] = [at(weights, 0), weights.slice(1)];
  for (const [index, features] of rows.entries()) {
    const probability = predictLogistic({ intercept, weights: rest }, features);
    const error = (outcomes[index] === true ? 1 : 0) - probability;
    const spread = Math.max(probability * (1 - probability), LEAST_CURVATURE);
    for (let row = 0; row < width; row += 1) {
      const left = row === 0 ? 1 : at(features, row - 1);
      gradient[row] = at(gradient, row) + error * left;
      const line = curvature[row] ?? [];
      for (let column = 0; column <= row; column += 1) {
        line[column] = at(line, column) + spread * left * (column === 0 ? 1 : at(features, column - 1));
      }
    }
  }
  return { gradient, curvature };
}

/** Solves a symmetric positive system, of which only the lower half is read, by its Cholesky factor. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const factor: number[][] = [];
  for (const [row, line] of matrix.entries()) {
    const made: number[] = [];
    factor.push(made);
    for (let column = 0; column <= row; column += 1) {
      const other = factor[column] ?? [];
      let rest = at(line, column);
      for (let inner = 0; inner < column; inner += 1) rest -= at(made, inner) * at(other, inner);
      made.push(column === row ? Math.sqrt(Math.max(rest, LEAST_CURVATURE)) : rest / at(other, column));
    }
  }
  const forward: number[] = [];
  for (const [row, line] of factor.entries()) {
    const known = forward.reduce((sum, value, index) => sum + at(line, index) * value, 0);
    forward.push((at(right, row) - known) / at(line, row));
  }
  const solution = new Array<number>(forward.length).fill(0);
  for (let row = forward.length - 1; row >= 0; row -= 1) {
    let rest = at(forward, row);
    for (let later = row + 1; later < forward.length; later += 1) rest -= at(factor[later] ?? [], row) * at(solution, later);
    solution[row] = rest / at(factor[row] ?? [], row);
  }
  return solution;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
