import { z } from 'zod';
import { addCalendarDays, formatLocalDate, ISSUER_LEVELS, type LocalDate, localDateFrom, PUBLICATION_FIGURES, WEEKDAYS, weekdayOf, yearOf } from '#domain';
import { after, limit, reference } from './atoms.js';
import { checkPeriod, periodFields, type PeriodRequest } from './figure-query.js';

/** Names of periods beside those of `periodFields`. */
const OWN_NAMES = ['week', 'quarter', 'year'] as const;

const shape = {
  agency: reference.exactOptional().meta({ description: 'The procedures it decides and its own desk; the whole province when absent' }),
  level: z.enum(ISSUER_LEVELS).exactOptional().meta({ description: 'Whose decisions are judged; those of the province when absent' }),
  ...periodFields,
  week: z.string().regex(/^20\d\d-W(0[1-9]|[1-4]\d|5[0-3])$/, { error: 'must be a week, such as 2026-W34', abort: true }).refine(isWeek, 'the year has no such week').exactOptional(),
  quarter: z.string().regex(/^20\d\d-Q[1-4]$/, 'must be a quarter, such as 2026-Q3').exactOptional(),
  year: z.string().regex(/^20\d\d$/, 'must be a year, such as 2026').exactOptional(),
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

/** A period by the words of figures, or by a name of its own. */
export interface PublicationPeriod extends PeriodRequest {
  readonly week?: string;
  readonly quarter?: string;
  readonly year?: string;
}

function onePeriod(asked: PublicationPeriod, context: z.RefinementCtx): void {
  const [own, second] = OWN_NAMES.filter((name) => asked[name] !== undefined);
  if (own !== undefined && (second !== undefined || (['period', 'month', 'from', 'to'] as const).some((name) => asked[name] !== undefined))) {
    context.addIssue({ code: 'custom', path: [second ?? own], message: 'only one period can be asked for' });
  } else {
    checkPeriod(inWordsOfFigures(asked), context);
  }
}

/** The same period by the words of figures: a quarter and a year are such words, and a week is its seven days. */
export function inWordsOfFigures({ week, quarter, year, period = quarter ?? year, ...words }: PublicationPeriod): PeriodRequest {
  return { ...words, ...(period === undefined ? {} : { period }), ...(week === undefined ? {} : daysOfWeek(week)) };
}

function daysOfWeek(week: string): { readonly from: string; readonly to: string } {
  const first = mondayOf(week);
  return { from: formatLocalDate(first), to: formatLocalDate(addCalendarDays(first, 6)) };
}

/** Weeks begin on Monday; the first of a year is the one with 4 January (ISO 8601). */
function mondayOf(week: string): LocalDate {
  const fourth = localDateFrom(Number(week.slice(0, 4)), 1, 4);
  return addCalendarDays(fourth, (Number(week.slice(6)) - 1) * 7 - WEEKDAYS.indexOf(weekdayOf(fourth)));
}

function isWeek(week: string): boolean {
  return yearOf(addCalendarDays(mondayOf(week), 3)) === Number(week.slice(0, 4));
}
