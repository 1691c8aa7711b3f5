import { z } from 'zod';
import { daysOf, type Instant, type LocalDate, localDateFrom, localDateOf, monthOf, monthsOf, parseLocalDate, type Period, RATE_NAMES, yearOf } from '#domain';
import { after, limit, reference, subject } from './atoms.js';

/** A local day. */
export const day = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day, such as 2026-08-19')
  .meta({ format: 'date' })
  .refine(isDay, 'is not a day of the calendar');

/** A month. */
export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month, such as 2026-08');

/** What a figure may be told apart by. */
export const FIGURE_GROUPS = ['agency', 'procedure', 'field', 'channel', 'month'] as const;
/** Most months of one series. */
const SERIES_LIMIT = 60;
/** Months of a series for which no period is given: the present one and those before it. */
const USUAL_SERIES = 12;

/** Which rate is asked for. */
export const rateName = z.enum(RATE_NAMES);

const scopeFields = {
  agency: reference.exactOptional(),
  procedure: reference.exactOptional(),
  field: reference.exactOptional(),
  channel: z.enum(['counter', 'online', 'post']).exactOptional(),
  month: month.exactOptional(),
  from: day.exactOptional(),
  to: day.exactOptional(),
};

/** Whose figures, over which days, told apart by what. Without a period: the present month, or the last twelve when told apart by month. */
export const figureQuery = z
  .strictObject({
    ...scopeFields,
    officer: subject.exactOptional(),
    groupBy: z.enum(FIGURE_GROUPS).exactOptional().meta({ description: '`month`: every whole month the period touches, in order' }),
  })
  .superRefine(checkPeriod)
  .superRefine(({ from, to, groupBy }, context) => {
    if (from !== undefined && to !== undefined && from <= to && groupBy === 'month' && monthsOf(range(from, to)).length > SERIES_LIMIT) {
      context.addIssue({ code: 'custom', path: ['to'], message: `must be within ${String(SERIES_LIMIT)} months of from for a series by month` });
    }
  });
/** A `figureQuery` that was checked. */
export type FigureRequest = z.output<typeof figureQuery>;

/** Whose ratings, over which days: those behind the same question about `satisfaction`. Without a period: the present month. */
export const ratingsQuery = z.strictObject({ ...scopeFields, limit, after }).superRefine(checkPeriod);
/** A `ratingsQuery` that was checked. */
export type RatingsRequest = z.output<typeof ratingsQuery>;

/** A period is a month, or whole days from one to another. */
export function checkPeriod({ month, from, to }: PeriodRequest, context: z.RefinementCtx): void {
  if (month !== undefined && (from !== undefined || to !== undefined)) {
    context.addIssue({ code: 'custom', path: ['month'], message: 'cannot be given together with from and to' });
  }
  if ((from === undefined) !== (to === undefined)) {
    context.addIssue({ code: 'custom', path: [from === undefined ? 'from' : 'to'], message: 'from and to are given together' });
  }
  if (from !== undefined && to !== undefined && from > to) {
    context.addIssue({ code: 'custom', path: ['to'], message: 'must not be before from' });
  }
}

/** What a request says of a period. */
interface PeriodRequest {
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly groupBy?: (typeof FIGURE_GROUPS)[number];
}

/** The period a request means. */
export function periodOf({ month, from, to, groupBy }: PeriodRequest, at: Instant): Period {
  if (from !== undefined && to !== undefined) {
    return range(from, to);
  }
  if (month !== undefined) {
    return { kind: 'month', year: Number(month.slice(0, 4)), month: Number(month.slice(5)) };
  }
  const today = localDateOf(at);
  const present = { kind: 'month', year: yearOf(today), month: monthOf(today) } as const;
  return groupBy === 'month' ? { kind: 'range', first: firstOfSeries(present), last: daysOf(present).last } : present;
}

function firstOfSeries({ year, month }: { readonly year: number; readonly month: number }): LocalDate {
  const months = year * 12 + month - USUAL_SERIES;
  return localDateFrom(Math.floor(months / 12), (months % 12) + 1, 1);
}

function range(from: string, to: string): Period {
  return { kind: 'range', first: parseLocalDate(from), last: parseLocalDate(to) };
}

function isDay(text: string): boolean {
  try {
    parseLocalDate(text);
    return true;
  } catch {
    return false;
  }
}
