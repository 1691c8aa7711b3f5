/** Why a procedure version may not be published. */
export const PROCEDURE_ERROR_CODES = [
  'malformed-procedure-code',
  'malformed-case-code',
  'malformed-component-code',
  'malformed-date',
  'duplicate-case-code',
  'duplicate-component-code',
  'duplicate-stage-id',
  'no-competent-agency',
  'unknown-agency',
  'agency-ended',
  'ends-before-it-begins',
  'no-channel',
  'too-many-parts',
  'empty-part',
  'empty-group',
  'stage-without-budget',
  'excluded-stage-with-budget',
  'amount-not-positive',
  'units-not-comparable',
  'stages-exceed-term',
  'stages-exceed-channel-term',
  'term-exceeds-statute',
  'start-rule-mismatch',
  'remote-extra-unit',
  'letter-limit-not-within-lead',
  'alert-not-before-limit',
  'fee-not-whole-dong',
  'duplicate-pause-ground',
  'duplicate-party-case',
  'party-budget-missing',
  'confirmation-without-obligation',
  'duplicate-consultation',
  'consultation-ground-not-listed',
  'malformed-citation',
  'dating-of-several-terms',
  'undated-without-maximum',
  'term-exceeds-maximum',
  'malformed-extension-code',
  'duplicate-extension-code',
  'extension-without-measure',
  'part-denied-and-given',
  'manner-not-offered',
  'duplicate-form',
  'unknown-form',
  'repeal-without-end',
] as const;
export type ProcedureErrorCode = (typeof PROCEDURE_ERROR_CODES)[number];

/** What the publisher is told and may leave as it is. */
export const PROCEDURE_WARNING_CODES = [
  'stages-below-term',
  'apology-lead-covers-term',
  'channel-term-not-offered',
  'excluded-stage-without-ground',
  'no-legal-basis',
  'no-source',
  'basis-not-yet-in-force',
  'basis-ended',
] as const;
export type ProcedureWarningCode = (typeof PROCEDURE_WARNING_CODES)[number];

/** One thing wrong with a procedure version: what, where (a path such as `cases[0].parts[1]`), and the values of the sentence shown. */
export interface ProcedureProblem<Code extends string = ProcedureErrorCode | ProcedureWarningCode> {
  readonly code: Code;
  readonly path: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** All problems of one version; it may be published when `errors` is empty. */
export interface ProcedureReport {
  readonly errors: readonly ProcedureProblem<ProcedureErrorCode>[];
  readonly warnings: readonly ProcedureProblem<ProcedureWarningCode>[];
}

/** Collects problems while the rules run over a version. */
export class ProblemList {
  readonly errors: ProcedureProblem<ProcedureErrorCode>[] = [];
  readonly warnings: ProcedureProblem<ProcedureWarningCode>[] = [];

  error(code: ProcedureErrorCode, path: string, data: ProcedureProblem['data'] = {}): void {
    this.errors.push({ code, path, data });
  }

  warn(code: ProcedureWarningCode, path: string, data: ProcedureProblem['data'] = {}): void {
    this.warnings.push({ code, path, data });
  }
}

/** Each value that stood before, with the position of its repetition. */
export function repeatedIn(values: readonly string[]): readonly (readonly [string, number])[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [[value, index] as const] : []));
}
