import type { Points } from '../par-index/points.js';

/**
 * What components are scored from. Each is a numerator and a denominator somebody counts; one nobody counts yet stays unknown and is
 * never guessed.
 */
export const INDEX_INPUTS = [
  'announced-in-time',
  'published-in-time',
  'complete-parts',
  'dossiers-synchronised',
  'in-time',
  'procedures-online',
  'online-procedures-used',
  'dossiers-online',
  'procedures-payable-online',
  'procedures-payable-on-portal',
  'fees-paid-online',
  'electronic-results',
  'papers-digitised',
  'papers-reused',
  'feedback-in-time',
  'feedback-answered-well',
  'satisfaction',
] as const;
export type IndexInput = (typeof INDEX_INPUTS)[number];

/** How a share becomes points. */
export interface IndexRule {
  /** From this share on all points are given, in hundredths of a percent; 100 % where absent. */
  readonly fullFrom?: number;
  /** Below it: the share of the points (`share`), or the share of what gives them all (`share-of-full`). */
  readonly below: 'share' | 'share-of-full';
  /** Points where nothing arose; absent, the component is then not scored. */
  readonly nothingArose?: Points;
}

/** A component of a group. */
export interface IndexComponent {
  readonly code: string;
  /** Its number in the decision, where a source names it. */
  readonly item?: string;
  readonly name: string;
  readonly maximum: Points;
  /** Absent where no source says what the points are for. */
  readonly input?: IndexInput;
  readonly rule?: IndexRule;
  /** Points, formula and thresholds all stand in the source named. */
  readonly verified: boolean;
  readonly source: string;
  /** What remains open, in words for the reader. */
  readonly note?: string;
}

/** A group of the index. */
export interface IndexGroup {
  readonly code: string;
  readonly name: string;
  readonly maximum: Points;
  readonly verified: boolean;
  readonly source: string;
  readonly components: readonly IndexComponent[];
}

/** The national index as far as it is known: an installation completes it by another version. */
export interface IndexScheme {
  readonly name: string;
  readonly document: string;
  readonly issuedOn: string;
  readonly sources: readonly { readonly id: string; readonly text: string }[];
  readonly groups: readonly IndexGroup[];
}
