import { count, filledText, listOf, oneOf, ProcedureFormatError, type Reader, shapeOf } from '../procedure/json-shape.js';
import { addMonths, type LocalDate, localDateFrom, yearOf } from '../time/local-date.js';

const MONTHS_PER_YEAR = 12;
const MOST_YEARS = 100;
/** The database refuses to lose younger rows of the access log. */
const LEAST_LOG_DAYS = 366;

/** How long the personal data of closed dossiers is kept. No source gives the periods or the day they are counted from: both are the installation's to set. */
export interface RetentionRule {
  /** Of one procedure, or else of one field; of every dossier where neither is named. The narrowest rule holds. */
  readonly procedure?: string;
  readonly field?: string;
  readonly years: number;
  /** Counted from the day of the last event, or from the first day of the year after it. */
  readonly from: 'last-event' | 'next-year';
}

/** What is kept how long. What is not set is never deleted. */
export interface RetentionSettings {
  readonly dossiers: readonly RetentionRule[];
  /** Days the access log keeps its rows. */
  readonly accessLogDays?: number;
}

/** Nothing is deleted. */
export const DEFAULT_RETENTION: RetentionSettings = { dossiers: [] };

/** The rule a dossier falls under; `undefined`: it is kept. */
export function retentionRuleOf({ dossiers }: RetentionSettings, { procedure, field }: { readonly procedure: string; readonly field: string }): RetentionRule | undefined {
  return (
    dossiers.find((rule) => rule.procedure === procedure) ??
    dossiers.find((rule) => rule.procedure === undefined && rule.field === field) ??
    dossiers.find((rule) => rule.procedure === undefined && rule.field === undefined)
  );
}

/** The first day on which the personal data of a dossier may go. */
export function retentionEnd({ years, from }: RetentionRule, lastEvent: LocalDate): LocalDate {
  return addMonths(from === 'last-event' ? lastEvent : localDateFrom(yearOf(lastEvent) + 1, 1, 1), years * MONTHS_PER_YEAR);
}

const yearsKept: Reader<number> = (value, path) => {
  const read = count(value, path);
  if (read < 1 || read > MOST_YEARS) {
    throw new ProcedureFormatError(path, `a number of years from 1 to ${String(MOST_YEARS)}; leave the rule out to keep for ever`, value);
  }
  return read;
};

const logDays: Reader<number> = (value, path) => {
  const read = count(value, path);
  if (read < LEAST_LOG_DAYS) {
    throw new ProcedureFormatError(path, `a number of days from ${String(LEAST_LOG_DAYS)}; leave it out to keep for ever`, value);
  }
  return read;
};

const readRule = shapeOf<RetentionRule>({ years: yearsKept, from: oneOf(['last-event', 'next-year']) }, { procedure: filledText, field: filledText });

const rules: Reader<readonly RetentionRule[]> = (value, path) => {
  const read = listOf(readRule)(value, path);
  read.forEach(({ procedure, field }, index) => {
    const place = `${path}[${String(index)}]`;
    if (procedure !== undefined && field !== undefined) {
      throw new ProcedureFormatError(`${place}.field`, 'left out where a procedure is named', field);
    }
    if (read.findIndex((other) => other.procedure === procedure && other.field === field) < index) {
      throw new ProcedureFormatError(place, 'another one: each procedure and field has one rule', procedure ?? field);
    }
  });
  return read;
};

const choice = shapeOf<Partial<RetentionSettings>>({}, { dossiers: rules, accessLogDays: logDays });

/** Reads what an installation chose; what it leaves out is kept. Throws `ProcedureFormatError`. */
export const readRetentionSettings: Reader<RetentionSettings> = (value, path) => ({ ...DEFAULT_RETENTION, ...choice(value, path) });
