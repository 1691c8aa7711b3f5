import { z } from 'zod';
import { addCalendarDays, type Instant, ISSUER_LEVELS, localDateFrom, localDateOf, monthOf, parseLocalDate, PUBLICATION_FIGURES, WEEKDAYS, weekdayOf, yearOf } from '#domain';
import { daysOf, type DaySpan, type Period } from '#domain/figures';
import { after, limit, reference } from './atoms.js';
import { day, month } from './figure-query.js';

const PERIODS = ['week', 'month', 'quarter', 'year', 'from'] as const;

const shape = {
  agency: reference.exactOptional().meta({ description: 'The procedures it decides and its own desk; the whole province when absent' }),
  level: z.enum(ISSUER_LEVELS).exactOptional().meta({ description: 'Whose decisions are judged; those of the province when absent' }),
  week: z.string().regex(/^20\d\d-W(0[1-9]|[1-4]\d|5[0-3])$/, { error: 'must be a week, such as 2026-W34', abort: true }).refine(isWeek, 'the year has no such week').exactOptional(),
  month: month.exactOptional(),
  quarter: z.string().regex(/^20\d\d-Q[1-4]$/, 'must be a quarter, such as 2026-Q3').exactOptional(),
  year: z.string().regex(/^20\d\d$/, 'must be a year, such as 2026').exactOptional(),
  from: day.exactOptional(),
  to: day.exactOptional(),
  source: z.enum(['rows', 'ledger']).exactOptional().meta({ description: '`ledger`: recounted from the events of every case, for whoever checks the figures' }),
};

/** Whose figures of publication over which period; the present month when none is given. */
export const publicationFiguresQuery = z.strictObject(shape).superRefine(onePeriod);
/** A `publicationFiguresQuery` that was checked. */
export type PublicationFiguresQuery = z.output<typeof publicationFiguresQuery>;

/** One figure with the list behind it. */
export const publicationLinesQuery = z.strictObject({ ...shape, limit, after }).superRefine(onePeriod);
/** A `publicationLinesQuery` that was checked. */
export type PublicationLinesQuery = z.output<typeof publicationLinesQuery>;

/** Which figure is asked for. */
export const publicationFigureName = z.enum(PUBLICATION_FIGURES);

type Asked = { readonly [Key in 'week' | 'month' | 'quarter' | 'year' | 'from' | 'to']?: string };

function onePeriod(asked: Asked, context: z.core.$RefinementCtx): void {
  const given = PERIODS.filter((name) => asked[name] !== undefined);
  if (given.length > 1) {
    context.addIssue({ code: 'custom', path: [given[1] ?? 'from'], message: 'only one period can be asked for' });
  }
  if ((asked.from === undefined) !== (asked.to === undefined)) {
    context.addIssue({ code: 'custom', path: [asked.from === undefined ? 'from' : 'to'], message: 'from and to are given together' });
  } else if (asked.from !== undefined && asked.to !== undefined && asked.from > asked.to) {
    context.addIssue({ code: 'custom', path: ['to'], message: 'must not be before from' });
  }
}

/** The local days of the period asked for. */
export function publicationDays(asked: Asked, at: Instant): DaySpan {
  return daysOf(periodAsked(asked, localDateOf(at)));
}

function periodAsked({ week, month, quarter, year, from, to }: Asked, today: ReturnType<typeof localDateOf>): Period {
  if (from !== undefined && to !== undefined) {
    return { kind: 'range', first: parseLocalDate(from), last: parseLocalDate(to) };
  }
  if (week !== undefined) {
    const first = mondayOf(week);
    return { kind: 'range', first, last: addCalendarDays(first, 6) };
  }
  if (quarter !== undefined) {
    return { kind: 'quarter', year: Number(quarter.slice(0, 4)), quarter: Number(quarter.slice(6)) };
  }
  if (year !== undefined) {
    return { kind: 'year', year: Number(year) };
  }
  return month === undefined ? { kind: 'month', year: yearOf(today), month: monthOf(today) } : { kind: 'month', year: Number(month.slice(0, 4)), month: Number(month.slice(5)) };
}

/** Weeks begin on Monday; the first of a year is the one with 4 January (ISO 8601). */
function mondayOf(week: string): ReturnType<typeof localDateFrom> {
  const fourth = localDateFrom(Number(week.slice(0, 4)), 1, 4);
  return addCalendarDays(fourth, (Number(week.slice(6)) - 1) * 7 - WEEKDAYS.indexOf(weekdayOf(fourth)));
}

function isWeek(week: string): boolean {
  return yearOf(addCalendarDays(mondayOf(week), 3)) === Number(week.slice(0, 4));
}
