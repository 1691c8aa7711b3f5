import { type Instant, parseInstant } from '#domain';
import type { Problem, RejectReason, SourceLine } from './findings.js';

/** Instants outside these years are slips of the pen: 1970-01-01 and 2200-01-01 in Viet Nam. */
const EARLIEST = parseInstant('1970-01-01T00:00:00+07:00');
const LATEST = parseInstant('2200-01-01T00:00:00+07:00');

/** Nothing outside files and terminals has control characters in it. */
const CONTROL = /\p{Cc}/u;

/** Signs of an identifier: visible ASCII, no space. */
const IDENTIFIER = /^[!-~]+$/;

/** What a reader puts in the place of bytes that are no UTF-8: the text is lost, so it must not go in. */
const UNREADABLE = '\uFFFD';

/**
 * A date, a time and an offset as ISO 8601 has them and as databases write them: a space for the T, any number of decimals,
 * offsets of hours alone or without the colon.
 */
const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,3})\d*)?(Z|[+-]\d{2}(?::?\d{2})?)$/;
const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?$/;

/** So much of a wrong text is shown. */
const SHOWN = 40;

/** Reads the columns of one line and gathers every problem on the way, so that a line is reported once and whole. */
export class FieldReader {
  readonly problems: Problem[] = [];

  constructor(private readonly source: SourceLine) {}

  /** A text without surrounding space, in NFC; `undefined` when the column is empty. */
  text(column: string, longest: number): string | undefined {
    const text = this.#cell(column);
    if (text === '') {
      return undefined;
    }
    if (CONTROL.test(text)) {
      this.fault(column, 'control-character', 'holds a control character or a line break');
      return undefined;
    }
    if (text.includes(UNREADABLE)) {
      this.fault(column, 'not-utf-8', 'holds bytes that are no UTF-8: save the file as UTF-8 and import it again');
      return undefined;
    }
    if (text.length > longest) {
      this.fault(column, 'too-long', `has ${String(text.length)} characters; at most ${String(longest)} fit`);
      return undefined;
    }
    return text.normalize('NFC');
  }

  /** As `text`, and a problem when the column is empty. */
  required(column: string, longest: number): string {
    this.#mustBeFilled(column);
    return this.text(column, longest) ?? '';
  }

  /** As `text`, and a problem when it is no identifier: who a person is stands in the ledger, so it is never a name. */
  identifier(column: string, longest: number): string | undefined {
    const text = this.text(column, longest);
    if (text !== undefined && !IDENTIFIER.test(text)) {
      this.fault(column, 'not-an-identifier', 'is no identifier: write the account or number of the person, without spaces and tone marks');
      return undefined;
    }
    return text;
  }

  /** An instant with its offset, decimals beyond milliseconds cut off; `undefined` when the column is empty. */
  at(column: string): Instant | undefined {
    const text = this.#cell(column);
    if (text === '') {
      return undefined;
    }
    const at = instantOf(text);
    if (at === undefined) {
      this.fault(column, 'not-an-instant', `"${text.slice(0, SHOWN)}" ${faultOfInstant(text)}`);
      return undefined;
    }
    if (at < EARLIEST || at >= LATEST) {
      this.fault(column, 'out-of-range', `${text} lies outside the years 1970 to 2199`);
      return undefined;
    }
    return at;
  }

  /** An instant that cannot lie after `now`; `undefined` when the column is empty. */
  pastAt(column: string, now: Instant): Instant | undefined {
    const at = this.at(column);
    if (at !== undefined && at > now) {
      this.fault(column, 'in-future', 'lies after the moment of this import');
      return undefined;
    }
    return at;
  }

  /** As `pastAt`, and a problem when the column is empty. */
  requiredPastAt(column: string, now: Instant): Instant | undefined {
    this.#mustBeFilled(column);
    return this.pastAt(column, now);
  }

  /** One of a closed list of words, written in any case; `undefined` when the column is empty. */
  oneOf<Value>(column: string, words: Readonly<Record<string, Value>>): Value | undefined {
    const text = this.#cell(column);
    const word = text.toLowerCase();
    if (text !== '' && !Object.hasOwn(words, word)) {
      this.fault(column, 'unknown-value', `"${text.slice(0, SHOWN)}" is none of ${Object.keys(words).join(', ')}`);
    }
    return text !== '' && Object.hasOwn(words, word) ? words[word] : undefined;
  }

  /** As `oneOf`, and a problem when the column is empty. */
  requiredOneOf<Value>(column: string, words: Readonly<Record<string, Value>>): Value | undefined {
    this.#mustBeFilled(column);
    return this.oneOf(column, words);
  }

  /** A whole number from 0 to `most`; 0 when the column is empty. */
  count(column: string, most: number): number {
    const text = this.#cell(column);
    const count = text === '' ? 0 : /^\d{1,9}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
    if (count > most) {
      this.fault(column, 'not-a-count', `"${text.slice(0, SHOWN)}" is not a whole number from 0 to ${String(most)}`);
      return 0;
    }
    return count;
  }

  /** Records a problem of a column. */
  fault(column: string, reason: RejectReason, detail: string): void {
    this.problems.push({ column, reason, detail });
  }

  #mustBeFilled(column: string): void {
    if (this.#cell(column) === '') {
      this.fault(column, 'missing', 'is empty');
    }
  }

  #cell(column: string): string {
    return (this.source.fields[column] ?? '').trim();
  }
}

function instantOf(text: string): Instant | undefined {
  const [, date, time, decimals, offset] = INSTANT.exec(text) ?? [];
  if (date === undefined || time === undefined || offset === undefined) {
    return undefined;
  }
  try {
    return parseInstant(`${date}T${time}${decimals === undefined ? '' : `.${decimals}`}${wholeOffset(offset)}`);
  } catch {
    return undefined;
  }
}

function wholeOffset(offset: string): string {
  return offset === 'Z' || offset.length === 6 ? offset : `${offset.slice(0, 3)}:${offset.slice(3) || '00'}`;
}

function faultOfInstant(text: string): string {
  if (INSTANT.test(text)) {
    return 'is no day or no time of day that exists';
  }
  return WITHOUT_OFFSET.test(text) ? 'has no offset: write +07:00 after it if it is Vietnamese time' : 'is not ISO 8601 with an offset, such as 2026-03-02T08:30:00+07:00';
}
