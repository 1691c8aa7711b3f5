import type { DifferenceReason, LineDifference, PortalMeasure } from '#domain/figures';

/** A number of the portal that is not ours. `byDate`: our number as the portal compares, where that is told apart. */
export interface CountDifference {
  readonly kind: 'count';
  readonly subject: { readonly kind: 'agency' | 'field' | 'total'; readonly code?: string; readonly name: string };
  readonly measure: PortalMeasure;
  readonly theirs: number;
  readonly ours: number;
  readonly byDate?: number;
  readonly reason: DifferenceReason;
}

/** A code only one side has, or that stands twice in the list. */
export interface CodeDifference {
  readonly kind: 'only-there' | 'only-here' | 'listed-twice';
  readonly code: string;
  readonly row?: number;
  readonly reason: DifferenceReason;
}

/** A difference of a comparison, as it is kept. */
export type PortalDifference = CountDifference | CodeDifference | (LineDifference & { readonly code: string; readonly row: number });

/** Kinds of differences. */
export const DIFFERENCE_KINDS = ['count', 'only-there', 'only-here', 'listed-twice', 'other-status', 'other-due', 'other-punctuality'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What a comparison came to. */
export interface Compared {
  readonly differences: readonly PortalDifference[];
  /** Numbers or dossiers in which both agree. */
  readonly same: number;
  /** How many dossiers the list lacks; no more than so many are listed. */
  readonly onlyHere: number;
}

/** What is compared: a province, or one agency of it, over whole days, at a moment. */
export interface ComparedScope {
  readonly province: string;
  readonly agency?: string;
  readonly days: { readonly first: number; readonly last: number };
  readonly at: number;
}

/** Told how many lines were compared so far. */
export type Progress = (lines: number) => Promise<void>;
