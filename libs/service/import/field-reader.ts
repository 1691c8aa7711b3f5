import { type Instant, parseInstant } from '#domain';
import type { Problem, RejectReason, SourceLine } from './findings.js';

/** Instants outside these years are slips of the pen: 1970-01-01 and 2200-01-01 in Viet Nam. */
const EARLIEST = parseInstant('1970-01-01T00:00:00+07:00');
const LATEST = parseInstant('2200-01-01T00:00:00+07:00');

/** Nothing outside files and terminals has control characters in it. */
const CONTROL = /\p{Cc}/u;

/** Reads the columns of one line and gathers every problem on the way, so that a line is reported once and whole. */
export class FieldReader {
  readonly problems: Problem[] = [];

  constructor(private readonly source: SourceLine) {}

  /** A text without surrounding space, in NFC; `undefined` when the column is empty. */
  text(column: string, longest: number): string | undefined {
    const text = (this.source.fields[column] ?? '').trim();
    if (text === '') {
      return undefined;
    }
    if (CONTROL.test(text)) {
      return this.fault(column, 'control-character', 'holds a control character or a line break');
    }
    if (text.length > longest) {
      return this.fault(column, 'too-long', `has ${String(text.length)} characters; at most ${String(longest)} fit`);
    }
    return text.normalize('NFC');
  }

  /** As `text`, and a problem when the column is empty. */
  required(column: string, longest: number): string {
    return (this.#isEmpty(column) ? this.fault(column, 'missing', 'is empty') : this.text(column, longest)) ?? '';
  }

  /** An instant with its offset; `undefined` when the column is empty. */
  at(column: string): Instant | undefined {
    const text = (this.source.fields[column] ?? '').trim();
    if (text === '') {
      return undefined;
    }
    const at = instantOf(text);
    if (at === undefined) {
      return this.fault(column, 'not-an-instant', `"${text.slice(0, 40)}" is not ISO 8601 with an offset, such as 2026-03-02T08:30:00+07:00`);
    }
    return at < EARLIEST || at >= LATEST ? this.fault(column, 'out-of-range', `${text} lies outside the years 1970 to 2199`) : at;
  }

  /** An instant that cannot lie after `now`; `undefined` when the column is empty. */
  pastAt(column: string, now: Instant): Instant | undefined {
    const at = this.at(column);
    return at !== undefined && at > now ? this.fault(column, 'in-future', 'lies after the moment of this import') : at;
  }

  /** As `pastAt`, and a problem when the column is empty. */
  requiredPastAt(column: string, now: Instant): Instant | undefined {
    return this.#isEmpty(column) ? this.fault(column, 'missing', 'is empty') : this.pastAt(column, now);
  }

  /** One of a closed list of words, written in any case; `undefined` when the column is empty. */
  oneOf<Value>(column: string, words: Readonly<Record<string, Value>>): Value | undefined {
    const text = (this.source.fields[column] ?? '').trim();
    if (text === '') {
      return undefined;
    }
    const word = text.toLowerCase();
    return Object.hasOwn(words, word)
      ? words[word]
      : this.fault(column, 'unknown-value', `"${text.slice(0, 40)}" is none of ${Object.keys(words).join(', ')}`);
  }

  /** As `oneOf`, and a problem when the column is empty. */
  requiredOneOf<Value>(column: string, words: Readonly<Record<string, Value>>): Value | undefined {
    return this.#isEmpty(column) ? this.fault(column, 'missing', 'is empty') : this.oneOf(column, words);
  }

  /** A whole number from 0 to `most`; 0 when the column is empty. */
  count(column: string, most: number): number {
    const text = (this.source.fields[column] ?? '').trim();
    if (text === '') {
      return 0;
    }
    const count = /^\d{1,9}$/.test(text) ? Number(text) : most + 1;
    return count > most ? (this.fault(column, 'not-a-count', `"${text.slice(0, 40)}" is not a whole number from 0 to ${String(most)}`) ?? 0) : count;
  }

  fault(column: string, reason: RejectReason, detail: string): undefined {
    this.problems.push({ column, reason, detail });
  }

  #isEmpty(column: string): boolean {
    return (this.source.fields[column] ?? '').trim() === '';
  }
}

function instantOf(text: string): Instant | undefined {
  try {
    return parseInstant(text);
  } catch {
    return undefined;
  }
}
