import type { PeriodFigures } from './measures.js';

/** A count of the figures of a period. */
export type Count = keyof PeriodFigures;

/** A numerator or denominator: counts added, less counts taken away. Kept as data, so that the list behind it is made of the same counts. */
export interface Sum<C extends Count = Count> {
  readonly plus: readonly C[];
  readonly minus: readonly C[];
}

/** Counts added, less counts taken away. */
export function sum<C extends Count>(plus: readonly C[], minus: readonly C[] = []): Sum<C> {
  return { plus, minus };
}

/** The number a sum gives, of figures that hold its counts. */
export function totalOf<C extends Count>({ plus, minus }: Sum<C>, figures: Readonly<Record<C, number>>): number {
  const added = (counts: readonly C[]): number => counts.reduce((total, count) => total + figures[count], 0);
  return added(plus) - added(minus);
}

/** Counts the dossiers as they stand can tell for any span of days, without the history the kept figures have. */
export const COUNTS_OF_DOSSIERS = [
  'carriedOver', 'received', 'receivedOnline', 'finishedEarly', 'finishedOnTime', 'finishedLate', 'finishedUndated', 'finishedLateByDate', 'finishedLateCurrent',
  'withdrawn', 'suspended', 'open', 'overdue', 'overdueByDate', 'overdueCurrent', 'openUndated', 'openUnjudged', 'indexInTime', 'indexLate', 'indexUndated', 'indexOverdue', 'indexOpenUndated',
  'finishedInTimeStatutory', 'finishedLateStatutory', 'finishedStatutoryUnknown', 'openStatutory', 'statutoryOverdue', 'rated', 'ratedSatisfied', 'complained',
] as const satisfies readonly Count[];
/** A count dossiers can tell. */
export type DossierCount = (typeof COUNTS_OF_DOSSIERS)[number];

/** Counts of a dossier's history: none of them where each dossier is counted once as it stands. */
const HISTORY: readonly Count[] = ['transferredIn', 'transferredOut', 'reopened', 'cancelled'];

/** True when a sum can be told from the dossiers as they stand. */
export function isOfDossiers({ plus, minus }: Sum): boolean {
  return [...plus, ...minus].every((count) => HISTORY.includes(count) || isDossierCount(count));
}

/** True for a count dossiers can tell. */
export function isDossierCount(count: Count): count is DossierCount {
  return (COUNTS_OF_DOSSIERS as readonly Count[]).includes(count);
}
