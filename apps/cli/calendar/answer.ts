import {
  type BoundaryKind,
  CalendarRangeError,
  EVERY_YEAR,
  formatLocalTime,
  localDateOf,
  MS_PER_HOUR,
  MS_PER_MINUTE,
  type WorkingCalendar,
} from '#domain';
import { isRecord, type Question, QuestionError, quoted, readAmount, readMoment } from './question.js';
import { readCalendar } from './stated-calendar.js';

type Result = string | number | boolean;
type Operation = (calendar: WorkingCalendar, question: Question) => Result;

const OPERATIONS: ReadonlyMap<unknown, Operation> = new Map<unknown, Operation>([
  ['add', (calendar, question) => add(calendar, question, 1)],
  ['subtract', (calendar, question) => add(calendar, question, -1)],
  ['between', (calendar, question) => calendar.workingTimeBetween(readMoment(question, 'start'), readMoment(question, 'end')) / MS_PER_MINUTE],
  ['workingDaysBetween', (calendar, question) => calendar.workingDaysBetween(localDateOf(readMoment(question, 'start')), localDateOf(readMoment(question, 'end')))],
  ['isOpen', (calendar, question) => calendar.isOpen(readMoment(question, 'start'))],
  ['isWorkingDay', (calendar, question) => calendar.isWorkingDay(localDateOf(readMoment(question, 'start')))],
  ['nextOpening', boundary('next-opening')],
  ['nextClosing', boundary('next-closing')],
  ['previousOpening', boundary('previous-opening')],
  ['previousClosing', boundary('previous-closing')],
]);

/** The operations a line may ask for. */
export const OPERATION_NAMES: readonly string[] = [...OPERATIONS.keys()].map(String);

/**
 * The answer to one line: `{"id":…,"result":…}`, or `{"id":…,"error":…}` saying what is wrong, where, and how to put it right. The
 * id is the line's own, of any JSON type; null where there is none.
 */
export function answerJson(line: string, number: number): string {
  let id = 'null';
  let op: unknown;
  try {
    const question = parseLine(line, number);
    id = idOf(question, line);
    op = question.op;
    return `{"id":${id},"result":${JSON.stringify(resultOf(question))}}`;
  } catch (error) {
    return `{"id":${id},"error":${JSON.stringify(explain(error, op))}}`;
  }
}

function parseLine(line: string, number: number): Question {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    throw new QuestionError(`line ${number}: is not JSON (${error instanceof Error ? error.message : String(error)}); write one JSON object a line`);
  }
  if (!isRecord(parsed)) {
    throw new QuestionError(`line ${number}: is no JSON object; write {"id":…,"calendar":…,"op":…,"start":…}`);
  }
  return parsed;
}

function resultOf(question: Question): Result {
  const operation = OPERATIONS.get(question.op);
  if (operation === undefined) {
    throw new QuestionError(`op: ${quoted(question.op)} is no operation; write one of ${OPERATION_NAMES.join(', ')}`);
  }
  return operation(readCalendar(question.calendar), question);
}

function add(calendar: WorkingCalendar, question: Question, direction: 1 | -1): string {
  const start = readMoment(question, 'start');
  const { unit, value } = readAmount(question);
  if (unit === 'days') {
    return formatLocalTime(calendar.addWorkingDays(start, direction * value, 'same-clock'));
  }
  const ms = Math.round(Math.abs(value) * (unit === 'hours' ? MS_PER_HOUR : MS_PER_MINUTE));
  return formatLocalTime(calendar.addWorkingTime(start, value < 0 ? -direction * ms : direction * ms));
}

function boundary(kind: BoundaryKind): Operation {
  return (calendar, question) => formatLocalTime(calendar.boundary(readMoment(question, 'start'), kind));
}

/** The id as it was written: a number that JavaScript cannot hold is not rounded. */
function idOf({ id }: Question, line: string): string {
  if (typeof id === 'number' && !Number.isSafeInteger(id)) {
    return sourceOfId(line) ?? JSON.stringify(id);
  }
  return JSON.stringify(id ?? null);
}

function sourceOfId(line: string): string | undefined {
  const written = new Map<unknown, string | undefined>();
  const root: unknown = JSON.parse(line, function (this: unknown, key: string, value: unknown, context?: { readonly source?: string }) {
    if (key === 'id') {
      written.set(this, context?.source);
    }
    return value;
  });
  return written.get(root);
}

function explain(error: unknown, op: unknown): string {
  if (error instanceof CalendarRangeError) {
    const { year, firstYear, lastYear } = error;
    if (lastYear < EVERY_YEAR.lastYear) {
      return `calendar: the national calendar is known from ${firstYear} to ${lastYear}, the answer lies in ${year}; ask within these years`;
    }
    return op === 'add' || op === 'subtract'
      ? `amount: the calendar has too little open time on that side of start (years ${firstYear} to ${lastYear}); ask for less, or state more hours`
      : `start: there is no ${String(op)} in the years ${firstYear} to ${lastYear}; state hours in calendar.week or calendar.specialDays that open and close`;
  }
  return error instanceof Error ? error.message : String(error);
}
