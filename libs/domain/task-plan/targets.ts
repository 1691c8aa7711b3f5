import type { LocalDate } from '../time/local-date.js';
import { clausesOf } from './cell-lines.js';
import type { PlanWords } from './plan-words.js';
import { dayOf } from './schedule.js';

/** How what was reached is held against a target. */
export const COMPARATORS = ['at-least', 'at-most', 'below', 'above'] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** What is to be reached: a share in hundredths of a percent (98 % is 9800), or a number of things. */
export type TargetMeasure = { readonly kind: 'share'; readonly hundredths: number } | { readonly kind: 'count'; readonly count: number };

/** A measured target. */
export interface TaskTarget {
  readonly comparator: Comparator;
  readonly measure: TargetMeasure;
  /** The words of the plan it was read from. */
  readonly wording: string;
  /** The day by which it is to be reached, where it has one of its own. */
  readonly by?: LocalDate;
}

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * The targets a text seems to set, clause by clause, each with its wording: proposals, for a person confirms them. A bare
 * percentage is one to be reached. Years the text leaves out are the plan's.
 */
export function proposeTargets(text: string, planYear: number, words: PlanWords): readonly TaskTarget[] {
  return clausesOf(text).flatMap((clause) => {
    const folded = words.fold(clause).replace(/^[-+] ?/, '');
    const share = words.targets.percent.exec(folded)?.groups;
    const count = words.targets.count.exec(folded)?.groups;
    const measure = share === undefined ? countOf(count) : shareOf(share);
    if (measure === undefined) {
      return [];
    }
    const by = dayBy(words.targets.by.exec(folded)?.groups, planYear);
    return [{ comparator: comparatorOf(share ?? count ?? {}), measure, wording: clause, ...(by !== undefined && { by }) }];
  });
}

function shareOf({ percent = '' }: Groups): TargetMeasure | undefined {
  const hundredths = Math.round(Number(percent.replace(',', '.')) * 100);
  return hundredths <= 10_000 ? { kind: 'share', hundredths } : undefined;
}

function countOf(groups: Groups | undefined): TargetMeasure | undefined {
  return groups?.['count'] === undefined ? undefined : { kind: 'count', count: Number(groups['count']) };
}

function comparatorOf({ most, below, above }: Groups): Comparator {
  return below !== undefined ? 'below' : most !== undefined ? 'at-most' : above !== undefined ? 'above' : 'at-least';
}

function dayBy(groups: Groups | undefined, planYear: number): LocalDate | undefined {
  const { day, month, year, day2, month2, year2 } = groups ?? {};
  const stated = year ?? year2;
  return groups === undefined ? undefined : dayOf(stated === undefined ? planYear : Number(stated), month ?? month2, day ?? day2);
}

/**
 * Whether what was reached meets the target: `reached` of `outOf` things, compared without rounding. A share of nothing has
 * not been reached and has not been missed: undefined.
 */
export function meetsTarget({ comparator, measure }: Pick<TaskTarget, 'comparator' | 'measure'>, reached: number, outOf: number): boolean | undefined {
  if (measure.kind === 'share' && outOf === 0) {
    return undefined;
  }
  const difference = measure.kind === 'share' ? reached * 10_000 - measure.hundredths * outOf : reached - measure.count;
  switch (comparator) {
    case 'at-least':
      return difference >= 0;
    case 'at-most':
      return difference <= 0;
    case 'below':
      return difference < 0;
    case 'above':
      return difference > 0;
  }
}
