import { type Instant, parseLocalTime, TimeFormatError } from '#domain';

/** A line cannot be answered; the message says what is wrong, where, and how to put it right. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError';
}

/** The fields of one line, whatever they hold. */
export interface Question {
  readonly id?: unknown;
  readonly calendar?: unknown;
  readonly op?: unknown;
  readonly start?: unknown;
  /** Other words for `start` where a question is about one moment. */
  readonly at?: unknown;
  readonly date?: unknown;
  readonly end?: unknown;
  readonly amount?: unknown;
}

const UNITS = ['minutes', 'hours', 'days'] as const;

/** An amount of working time. */
export interface Amount {
  readonly unit: (typeof UNITS)[number];
  readonly value: number;
}

/** True for a JSON object, of which nothing else is known. */
export function isRecord<Fields extends string = never>(value: unknown): value is Readonly<Partial<Record<Fields, unknown>>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The moment a field holds; `start` may be called `at` or `date`. Throws `QuestionError` naming the field. */
export function readMoment(question: Question, field: 'start' | 'end'): Instant {
  const stated = question[field] ?? (field === 'start' ? (question.at ?? question.date) : undefined);
  if (typeof stated !== 'string') {
    throw new QuestionError(`${field}: ${stated === undefined ? 'is missing' : 'is no text'}; write a local time, such as "2026-11-20T16:30"`);
  }
  try {
    return parseLocalTime(stated);
  } catch (error) {
    throw error instanceof TimeFormatError ? new QuestionError(`${field}: ${error.message}`) : error;
  }
}

/** The amount of an addition or subtraction. Throws `QuestionError` naming its part. */
export function readAmount({ amount }: Question): Amount {
  if (!isRecord<'unit' | 'value'>(amount)) {
    throw new QuestionError(`amount: ${amount === undefined ? 'is missing' : 'is no object'}; write {"unit":"minutes","value":90}`);
  }
  const unit = UNITS.find((known) => known === amount.unit);
  if (unit === undefined) {
    throw new QuestionError(`amount.unit: ${quoted(amount.unit)} is no unit; write one of ${UNITS.join(', ')}`);
  }
  const { value } = amount;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new QuestionError('amount.value: must be a finite number, fractions allowed, such as 1.5');
  }
  return { unit, value };
}

/** A value as an error quotes it, so short that it can be read. */
export function quoted(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
