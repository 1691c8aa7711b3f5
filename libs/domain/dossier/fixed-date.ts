import type { LegalCitation } from './legal-citation.js';

/** What a date somebody set rests on: the place in the law, and the document that tells the date. */
export interface FixedBasis {
  readonly basis: LegalCitation;
  readonly documentNumber?: string;
}

/** A date somebody sets where the law gives no term to count. */
export interface FixedDate extends FixedBasis {
  readonly dueAt: number;
}
