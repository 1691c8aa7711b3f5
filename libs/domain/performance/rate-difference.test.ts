import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MEASURES, NO_FIGURES, type PeriodFigures } from './measures.js';
import { type DifferenceCause, whyDifferent } from './rate-difference.js';
import { computeRate, getRate, RATES, type RateName } from './rates.js';

const FIGURES: PeriodFigures = {
  ...NO_FIGURES,
  carriedOver: 20, received: 100, finishedEarly: 60, finishedOnTime: 20, finishedLate: 5, finishedUndated: 0, open: 35, overdue: 3,
  finishedLateByDate: 2, overdueByDate: 2, finishedLateCurrent: 4, overdueCurrent: 1,
};

describe('why two rates differ', () => {
  test.each<[RateName, RateName, readonly DifferenceCause[]]>([
    ['late-rate', 'late-rate', []],
    ['late-rate-by-date', 'late-rate-by-end-of-day', []],
    ['late-rate', 'late-rate-by-date', [{ kind: 'comparison', dossiers: 4 }]],
    ['late-rate-by-current-promise', 'late-rate', [{ kind: 'promise', dossiers: 3 }]],
    ['late-rate-by-date', 'late-rate-by-current-promise', [{ kind: 'comparison', dossiers: 4 }, { kind: 'promise', dossiers: 3 }]],
    ['late-rate', 'late-of-received', [{ kind: 'denominator', more: [{ count: 'carriedOver', number: 20 }], less: [] }]],
    ['late-rate', 'late-of-processed', [{ kind: 'numerator', more: [{ count: 'overdue', number: 3 }], less: [] }, { kind: 'denominator', more: [{ count: 'open', number: 35 }], less: [] }]],
    ['late-of-processed', 'late-rate', [{ kind: 'numerator', more: [], less: [{ count: 'overdue', number: 3 }] }, { kind: 'denominator', more: [], less: [{ count: 'open', number: 35 }] }]],
  ])('%s and %s', (left, right, causes) => {
    expect(whyDifferent(getRate(left), getRate(right), FIGURES)).toEqual(causes);
  });

  test('the causes add up to the difference of the numerators, for every pair and whatever the figures', () => {
    const counts = fc.record(Object.fromEntries([...MEASURES, 'carriedOver', 'overdueByDate', 'complained'].map((count) => [count, fc.nat({ max: 50 })])));
    fc.assert(
      fc.property(counts, fc.constantFrom(...RATES), fc.constantFrom(...RATES), (drawn, left, right) => {
        const some = drawn as unknown as PeriodFigures;
        // The variants judge fewer dossiers late than the minute of the first promise does.
        const figures = { ...some, finishedLate: 200, overdue: 200 };
        const causes = whyDifferent(left, right, figures).filter(({ kind }) => kind !== 'denominator');
        const counted = causes.flatMap((cause) => ('more' in cause ? [...cause.more.map(({ number }) => number), ...cause.less.map(({ number }) => -number)] : []));
        const judged = causes.flatMap((cause) => ('dossiers' in cause ? [cause.dossiers] : []));
        const rest = computeRate(left, figures).n - computeRate(right, figures).n - counted.reduce((sum, number) => sum + number, 0);
        // What is left is told by the comparison and the promise, each in one direction or the other.
        const reachable = judged.reduce<readonly number[]>((sums, number) => sums.flatMap((sum) => [sum + number, sum - number]), [0]);
        expect(reachable).toContain(rest);
      }),
      { seed: 29, numRuns: 3_000 },
    );
  });
});
