import type { LetterHeader } from './letter-data.js';

/** A line of the score table as it is printed: an area with its sums, a criterion, a part of one, or how many parts nobody knows yet. Points are decimal numbers. */
export interface ParTableLine {
  readonly kind: 'area' | 'criterion' | 'part' | 'unknown-parts';
  readonly code: string;
  /** Absent where no source gives it: printed as unknown. */
  readonly name?: string;
  readonly maximum?: number;
  readonly score?: number;
  readonly target?: number;
  readonly basis?: string;
  readonly explanation?: string;
  /** Names of the files of the pack that prove it, in order. */
  readonly files: readonly string[];
  readonly lacks?: 'score' | 'evidence-or-explanation';
}

/** Everything the documents of a pack say. Instants are epoch milliseconds. */
export interface ParReport {
  readonly header: LetterHeader;
  readonly place: string;
  readonly issuedAt: number;
  readonly year: number;
  readonly catalogueName: string;
  readonly document: string;
  /** `YYYY-MM-DD`. */
  readonly documentDay: string;
  readonly total: number;
  /** Points of the criteria whose points are known. */
  readonly knownMaximum: number;
  readonly lines: readonly ParTableLine[];
  /** Absent while it is a draft. */
  readonly submitted?: { readonly at: number; readonly sha256: string; readonly isLate: boolean };
}
