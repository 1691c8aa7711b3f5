import type { PeriodFigures } from './measures.js';
import { PROCESSED, TO_PROCESS } from './rate-parts.js';
import type { Count, Sum } from './rate-sum.js';
import type { Rate } from './rates.js';

/** A count one of two rates has and the other has not, with its number in the period. */
export interface DifferingCount {
  readonly count: Count;
  readonly number: number;
}

/**
 * Why two rates differ over the same figures. `more` is what only the left one counts, `less` what only the right one does (or
 * takes off); counts that are nought explain nothing and are left out. `dossiers` is how many the other comparison, or the other
 * promise, judges otherwise.
 */
export type DifferenceCause =
  | { readonly kind: 'comparison'; readonly dossiers: number }
  | { readonly kind: 'promise'; readonly dossiers: number }
  | { readonly kind: 'numerator' | 'denominator'; readonly more: readonly DifferingCount[]; readonly less: readonly DifferingCount[] };

/** The count a variant of it is judged like: by the minute, and by the first promise. */
const BASE: Readonly<Partial<Record<Count, { readonly count: Count; readonly by: 'comparison' | 'promise' }>>> = {
  finishedLateByDate: { count: 'finishedLate', by: 'comparison' },
  overdueByDate: { count: 'overdue', by: 'comparison' },
  finishedLateCurrent: { count: 'finishedLate', by: 'promise' },
  overdueCurrent: { count: 'overdue', by: 'promise' },
};

/**
 * The causes for which two rates of the same scope, period and moment differ; empty when nothing in these figures tells them
 * apart. The causes add up: left − right of the numerators is what `more` has above `less`, corrected by the dossiers the
 * comparison and the promise judge otherwise.
 */
export function whyDifferent(left: Rate, right: Rate, figures: PeriodFigures): readonly DifferenceCause[] {
  return [...judgedOtherwise(left, right, figures), ...countedOtherwise('numerator', left, right, figures), ...countedOtherwise('denominator', left, right, figures)];
}

function judgedOtherwise(left: Rate, right: Rate, figures: PeriodFigures): readonly DifferenceCause[] {
  return (['comparison', 'promise'] as const).flatMap((kind) => {
    const [ours, theirs] = [left, right].map(({ numerator }) => shiftOf(numerator, kind, figures));
    return ours === undefined || theirs === undefined || ours === theirs ? [] : [{ kind, dossiers: Math.abs(ours - theirs) }];
  });
}

/** How many dossiers a sum would hold more of if its variants were judged like their base. */
function shiftOf({ plus, minus }: Sum, by: 'comparison' | 'promise', figures: PeriodFigures): number {
  const shift = (counts: readonly Count[]): number =>
    counts.reduce((total, count) => {
      const base = BASE[count];
      return base?.by === by ? total + figures[base.count] - figures[count] : total;
    }, 0);
  return shift(plus) - shift(minus);
}

function countedOtherwise(kind: 'numerator' | 'denominator', left: Rate, right: Rate, figures: PeriodFigures): readonly DifferenceCause[] {
  const differing = balanced(left[kind], right[kind]) ?? differingCounts(left[kind], right[kind]);
  const told = differing.map(({ count, times }) => ({ count, number: figures[count] * times })).filter(({ number }) => number !== 0);
  if (told.length === 0) {
    return [];
  }
  return [{ kind, more: told.filter(({ number }) => number > 0), less: told.filter(({ number }) => number < 0).map(({ count, number }) => ({ count, number: -number })) }];
}

interface Differing {
  readonly count: Count;
  /** How often the left sum has it more than the right one. */
  readonly times: number;
}

/** By the balance, what was to process is what was finished and what is open: the one difference worth telling. */
function balanced(left: Sum, right: Sum): readonly Differing[] | undefined {
  if (left === TO_PROCESS && right === PROCESSED) {
    return [{ count: 'open', times: 1 }];
  }
  return left === PROCESSED && right === TO_PROCESS ? [{ count: 'open', times: -1 }] : undefined;
}

function differingCounts(left: Sum, right: Sum): readonly Differing[] {
  const times = new Map<Count, number>();
  const add = (counts: readonly Count[], by: number): void => {
    for (const count of counts) {
      const base = BASE[count]?.count ?? count;
      times.set(base, (times.get(base) ?? 0) + by);
    }
  };
  add(left.plus, 1);
  add(left.minus, -1);
  add(right.plus, -1);
  add(right.minus, 1);
  return [...times].filter(([, by]) => by !== 0).map(([count, by]) => ({ count, times: by }));
}
