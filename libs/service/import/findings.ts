/** Why a line stays out. */
export const REJECT_REASONS = [
  'malformed-line',
  'missing',
  'too-long',
  'control-character',
  'not-utf-8',
  'not-an-instant',
  'not-a-count',
  'not-an-identifier',
  'unknown-value',
  'out-of-range',
  'in-future',
  'status-not-importable',
  'status-contradicts-dates',
  'unknown-procedure',
  'unknown-case',
  'unknown-agency',
  'missing-due-date',
  'content-differs',
  'code-taken',
  'unknown-dossier',
] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** What looks wrong in a line that goes in nevertheless: the figures count it as it stands. */
export const WARNING_REASONS = [
  'finished-before-received',
  'due-before-received',
  'handed-over-before-finished',
  'paused-before-received',
  'returned-without-date',
  'pause-of-finished-dossier',
  'agency-not-competent',
  'unknown-agency',
  'unknown-stage',
] as const;
export type WarningReason = (typeof WARNING_REASONS)[number];

/** One thing found in a column, for a person to read. Holds no personal data. */
export interface Finding<Reason extends string> {
  readonly column: string;
  readonly reason: Reason;
  readonly detail: string;
}
/** Why a line stays out, and where. */
export type Problem = Finding<RejectReason>;
/** What looks wrong in a line that went in, and where. */
export type Warning = Finding<WarningReason>;

/** A line of a file as it was read: its texts by column. `line` counts from 1, the header of a CSV file included. */
export interface SourceLine {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** A line that could not even be split into columns. */
export interface UnreadableLine {
  readonly line: number;
  readonly problem: Problem;
}

/** What a reader of a file gives, in the order of the file. */
export type ReadLine = SourceLine | UnreadableLine;

/** A line understood, or everything that is wrong with it. */
export type Parsed<Value> = { readonly kind: 'parsed'; readonly value: Value } | { readonly kind: 'bad'; readonly problems: readonly Problem[] };

/** Told what becomes of lines while an import runs. */
export interface ImportListener {
  rejected(line: number, code: string, problem: Problem): void;
  warned(line: number, code: string, warning: Warning): void;
  /** After every commit: lines dealt with so far. */
  progress(lines: number): void;
}

/** What an import came to, in lines. received = taken + unchanged + rejected. */
export interface ImportSummary {
  readonly received: number;
  readonly taken: number;
  /** The same content had been imported before. */
  readonly unchanged: number;
  readonly rejected: number;
  readonly warnings: number;
}
