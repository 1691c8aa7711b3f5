import type { UnreadableLine } from '#service';
import { UsageError } from './usage.js';

/** Columns of one kind of file. */
export interface FileColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** A file as a whole is not what was expected: nothing of it has been read. */
export class FileFormatError extends UsageError {}

/** A line that cannot be split into columns. `detail` says why and never quotes it: its texts may be personal. */
export function unreadable(line: number, detail: string): UnreadableLine {
  return { line, problem: { column: '', reason: 'malformed-line', detail } };
}
