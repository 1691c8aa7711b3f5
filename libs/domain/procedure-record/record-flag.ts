import type { TimeLimit } from '../deadline/time-limit.js';
import type { LegalBasis } from '../procedure/procedure.js';

/** What about a record a person must look at before it becomes a procedure. */
export const RECORD_FLAG_CODES = [
  'fee-only-in-text',
  'fee-unclear',
  'fee-smaller-than-text',
  'fee-differs-from-text',
  'fee-suspiciously-small',
  'case-term-contradicts-methods',
  'text-names-other-term',
  'term-missing',
  'unknown-unit',
  'unknown-channel',
  'repeated-case',
  'no-case',
  'papers-not-tied-to-cases',
  'papers-without-copies',
  'repeated-paper',
  'no-paper-required',
  'state-missing',
  'state-not-in-force',
  'legal-basis-missing',
  'code-differs',
  'unknown-field',
  'unexpected-value',
] as const;
export type RecordFlagCode = (typeof RECORD_FLAG_CODES)[number];

/** What a person settles a flag with: an amount, that the text stands without one, a term, legal bases, or having taken note. */
export type FlagValue =
  | { readonly kind: 'amount'; readonly amount: number }
  | { readonly kind: 'text-only' }
  | { readonly kind: 'limit'; readonly limit: TimeLimit }
  | { readonly kind: 'bases'; readonly bases: readonly LegalBasis[] }
  | { readonly kind: 'noted' };

/**
 * One thing a person must confirm or correct. `found` are the texts and terms that contradict each other or cannot be read; `recorded` is
 * what confirming takes over, absent where the record gives nothing that could be; `suggested` is what the rest of the record says.
 */
export interface RecordFlag {
  /** Code and place: the same for the same thing in a record read again. */
  readonly id: string;
  readonly code: RecordFlagCode;
  readonly path: string;
  readonly found: readonly (string | TimeLimit)[];
  /** Kinds of value it may be settled with. */
  readonly accepts: readonly FlagValue['kind'][];
  readonly recorded?: FlagValue;
  readonly suggested?: FlagValue;
}

/** A flag that is settled by taking note of it. */
export function noted(code: RecordFlagCode, path: string, found: readonly string[]): RecordFlag {
  return { id: `${code}@${path}`, code, path, found, accepts: ['noted'], recorded: { kind: 'noted' } };
}
