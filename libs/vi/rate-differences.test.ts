import { describe, expect, test } from 'vitest';
import { computeRate, getRate, MEASURES, NO_FIGURES, type PeriodFigures, RATES, type RateName, whyDifferent } from '#domain/figures';
import { rateDifferenceVi } from './rate-differences.js';

/** A period of a province as its screens would tell it; the other counts are all different, so that none is taken for another. */
const FIGURES: PeriodFigures = {
  ...NO_FIGURES,
  ...(Object.fromEntries(MEASURES.map((measure, index) => [measure, 301 + index])) as Partial<PeriodFigures>),
  carriedOver: 20, received: 100, transferredIn: 3, transferredOut: 2, reopened: 4, cancelled: 1,
  finishedEarly: 60, finishedOnTime: 20, finishedLate: 8, finishedUndated: 2, open: 34, overdue: 5, pausedInTime: 6, pausedOverdue: 1, openUnjudged: 1,
  finishedLateByDate: 5, overdueByDate: 3, finishedLateCurrent: 6, overdueCurrent: 2, complained: 7,
};

/** Rates a portal or another report shows where ours shows the headline. */
const HEADLINE_LIKE: readonly RateName[] = RATES.filter(({ name, of }) => of === 'dossiers' && /late|on-time|early|overdue/.test(name) && name !== 'late-rate').map(({ name }) => name);

function compared(left: RateName, right: RateName): { readonly sentence: string; readonly difference: number } {
  const [ours, theirs] = [left, right].map((name) => ({ name, value: computeRate(getRate(name), FIGURES) }));
  if (ours === undefined || theirs === undefined) throw new Error('Two rates are compared');
  return { sentence: rateDifferenceVi(ours, theirs, whyDifferent(getRate(left), getRate(right), FIGURES)), difference: ours.value.n - theirs.value.n };
}

/** The sums a sentence names for the numerators: what the first counts more, less what the second does. */
function numbersOf(sentence: string): { readonly counted: number; readonly judged: readonly number[] } {
  const numerators = /tử số khác: (?<told>[^;]*?)(?:;|\.$)/.exec(sentence)?.groups?.['told'] ?? '';
  const [more = '', less = ''] = numerators.includes('bên sau tính thêm') ? numerators.split('bên sau tính thêm') : [numerators];
  const sum = (text: string): number => [...text.matchAll(/ (\d+)(?= \+|,|$)/g)].reduce((total, [, number]) => total + Number(number), 0);
  return { counted: sum(more) - sum(less), judged: [...sentence.matchAll(/\((\d+) hồ sơ quá/g)].map(([, number]) => Number(number)) };
}

describe('why the headline and another rate differ', () => {
  test.each(HEADLINE_LIKE)('is one Vietnamese sentence whose numbers add up: %s', (other) => {
    const { sentence, difference } = compared('late-rate', other);
    expect(sentence).toMatch(/^«Tỷ lệ quá hạn» 10,48% \(13\/124\) và «[^»]+» [^;]+ khác nhau vì [^.]+\.$/);
    const { counted, judged } = numbersOf(sentence);
    const reachable = judged.reduce<readonly number[]>((sums, number) => sums.flatMap((sum) => [sum + number, sum - number]), [counted]);
    expect(reachable).toContain(difference);
  });

  test.each(RATES.map(({ name }) => name))('names no count by its name in the program: %s', (other) => {
    const { sentence } = compared('late-rate', other);
    expect(sentence).not.toMatch(/[a-z][A-Z]/);
    expect(sentence).not.toContain('undefined');
  });

  test('compares with the rates portals show', () => {
    expect(HEADLINE_LIKE).toEqual(expect.arrayContaining(['late-rate-by-date', 'late-of-received', 'late-of-processed', 'late-of-processed-by-date', 'index-late-rate', 'index-on-time', 'late-of-processed-statutory']));
  });
});
