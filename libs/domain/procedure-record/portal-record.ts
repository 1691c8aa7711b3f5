import type { TimeLimit } from '../deadline/time-limit.js';
import type { OrderStep } from '../procedure/legal-parts.js';
import type { Channel, DecisionReference, LegalBasis, RequiredComponent } from '../procedure/procedure.js';

/** A term as the portal writes it: an amount and a word for its unit, with what that means where we know the word. */
export interface RecordedTerm {
  readonly amount: number;
  readonly unit: string;
  readonly limit?: TimeLimit;
}

/** A fee as the portal writes it: the figure is often 0 and the amount in words only. */
export interface RecordedFee {
  readonly type: string;
  readonly value: number;
  readonly text: string;
}

/** One way of filing with its term and fees; `channel` is absent where the portal's word for it is unknown. */
export interface RecordedMethod {
  readonly word: string;
  readonly channel?: Channel;
  readonly term?: RecordedTerm;
  readonly text: string;
  readonly fees: readonly RecordedFee[];
}

/** Papers under one heading; the portal ties no heading to a case. */
export interface RecordedPapers {
  readonly heading: string;
  readonly papers: readonly RequiredComponent[];
}

/** A case with its own term. */
export interface RecordedCase {
  readonly code: string;
  readonly name: string;
  readonly term?: RecordedTerm;
}

/** Something of a record that could not be read: a field nobody knows, or one that holds something else than it should. Its value stays in the record. */
export interface UnreadField {
  readonly path: string;
  readonly why: 'unknown-field' | 'unexpected-value';
}

/** What the national portal's record of a procedure says, as far as it could be read. */
export interface PortalRecord {
  readonly code: string;
  readonly codeNotation?: string;
  readonly name: string;
  readonly state?: string;
  readonly field?: { readonly code: string; readonly name: string };
  readonly nonTerritorial: boolean;
  readonly order: readonly OrderStep[];
  readonly methods: readonly RecordedMethod[];
  readonly papers: readonly RecordedPapers[];
  readonly cases: readonly RecordedCase[];
  readonly bases: readonly LegalBasis[];
  readonly results: readonly string[];
  readonly subjects: readonly string[];
  readonly authority: { readonly competent?: string; readonly authorised?: string; readonly coordinating?: string };
  readonly conditions?: string;
  readonly decision?: DecisionReference;
  readonly unread: readonly UnreadField[];
}
