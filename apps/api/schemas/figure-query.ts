import { z } from 'zod';
import { type Instant, type LocalDate, localDateFrom, localDateOf, monthOf, parseLocalDate, type ReportRules, yearOf } from '#domain';
import { daysOf, monthsOf, type Period, RATE_NAMES, SERIES_STEPS } from '#domain/figures';
import { HANDLED_COLUMNS, HANDLING_GROUPS, RATE_PARTS } from '#service/figures';
import { after, limit, reference, subject } from './atoms.js';
import { boundsText, isReportSpan, parsePeriod, periodText, reportPeriod } from './figure-period.js';

/** A local day. What is none is not looked at any further: rules that compare days count with them. */
export const day = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: 'must be a day, such as 2026-08-19', abort: true })
  .meta({ format: 'date' })
  .refine(isDay, { error: 'is not a day of the calendar', abort: true });

/** A month. */
export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month, such as 2026-08');

/** What a figure may be told apart by. */
export const FIGURE_GROUPS = ['agency', 'procedure', 'field', 'channel', 'case', 'commune', 'month'] as const;
/** Most months of one series. */
const SERIES_LIMIT = 60;
/** Months of a series for which no period is given: the present one and those before it. */
const USUAL_SERIES = 12;

/** Which rate is asked for. */
export const rateName = z.enum(RATE_NAMES);

/** How a period is named: by one word, a month, or its first and last day; `checkPeriod` sees to it that it is named once. */
export const periodFields = {
  period: periodText.exactOptional(),
  bounds: boundsText.exactOptional(),
  month: month.exactOptional(),
  from: day.exactOptional(),
  to: day.exactOptional(),
};

const scopeFields = {
  agency: reference.exactOptional(),
  procedure: reference.exactOptional(),
  field: reference.exactOptional(),
  channel: z.enum(['counter', 'online', 'post']).exactOptional(),
  case: reference.exactOptional().meta({ description: 'A case of the procedure asked for; told from the dossiers themselves' }),
  commune: reference.exactOptional().meta({ description: 'Agency of the commune the matter lies in, whoever handles it; told from the dossiers themselves' }),
  ...periodFields,
};

/** What delays may be narrowed by, and their days. */
export const delayFields = { agency: reference.exactOptional(), procedure: reference.exactOptional(), field: reference.exactOptional(), channel: z.enum(['counter', 'online', 'post']).exactOptional(), ...periodFields };

const stageAsked = z.string().regex(/^[A-Za-z0-9._-]{0,100}$/, 'must be the code of a stage: letters, digits and . _ -').exactOptional().meta({ description: 'A stage of the procedure asked for; empty for what belongs to none' });

/** Whose figures, over which days, told apart by what. Without a period: the present month, or the last twelve when told apart by month. */
export const figureQuery = z
  .strictObject({
    ...scopeFields,
    officer: subject.exactOptional(),
    groupBy: z.enum(FIGURE_GROUPS).exactOptional().meta({ description: '`month`: every whole month the period touches, in order' }),
  })
  .superRefine(checkPeriod)
  .superRefine(checkScope)
  .superRefine(({ from, to, groupBy }, context) => {
    if (from !== undefined && to !== undefined && from <= to && groupBy === 'month' && monthsOf(range(from, to)).length > SERIES_LIMIT) {
      context.addIssue({ code: 'custom', path: ['to'], message: `must be within ${String(SERIES_LIMIT)} months of from for a series by month` });
    }
  });
/** A `figureQuery` that was checked. */
export type FigureRequest = z.output<typeof figureQuery>;

/** Whose figures, over which days, step by step. Without a period: the present month and those before it, or as many weeks or days. */
export const trendQuery = z
  .strictObject({
    ...scopeFields,
    officer: subject.exactOptional(),
    step: z.enum(SERIES_STEPS).default('month').meta({ description: 'Every whole day, week (Monday to Sunday) or month the period touches; of a report period, every report month' }),
  })
  .superRefine(checkPeriod)
  .superRefine(checkScope);
/** A `trendQuery` that was checked. */
export type TrendRequest = z.output<typeof trendQuery>;

const handlingFields = {
  agency: reference.exactOptional(),
  procedure: reference.exactOptional(),
  field: reference.exactOptional(),
  ...periodFields,
  comparison: z.enum(['minute', 'date']).default('minute').meta({ description: '`minute`: late after the minute of the slip; `date`: late after its day, as the national portal counts' }),
};

/** Whose dossiers received, done and pending, over which days, told apart by what. Without a period: the present month. */
export const handlingQuery = z.strictObject({ ...handlingFields, groupBy: z.enum(HANDLING_GROUPS).default('agency') }).superRefine(checkPeriod);
/** A `handlingQuery` that was checked. */
export type HandlingRequest = z.output<typeof handlingQuery>;

/** The dossiers of which cell of the table of handling. */
export const handledQuery = z
  .strictObject({ ...handlingFields, column: z.enum(HANDLED_COLUMNS).default('total').meta({ description: 'A column of the table; `in-time` with what is paused, `running-in-time` without; `late-of-all`: the numerator of its last' }), limit, after })
  .superRefine(checkPeriod);
/** A `handledQuery` that was checked. */
export type HandledRequest = z.output<typeof handledQuery>;

/** Whose ratings, over which days: those behind the same question about `satisfaction`. Without a period: the present month. */
export const ratingsQuery = z.strictObject({ ...scopeFields, limit, after }).superRefine(checkPeriod).superRefine(checkScope);
/** A `ratingsQuery` that was checked. */
export type RatingsRequest = z.output<typeof ratingsQuery>;

/** Which dossiers behind a rate are listed. */
export const behindQuery = z
  .strictObject({ ...scopeFields, of: z.enum(RATE_PARTS).default('numerator').meta({ description: '`subtracted`: what the numerator takes off the denominator, each dossier with every reason' }), limit, after })
  .superRefine(checkPeriod)
  .superRefine(checkScope);
/** A `behindQuery` that was checked. */
export type BehindRequest = z.output<typeof behindQuery>;

/** Which letters, payments or runs of stages behind a rate are listed. */
export const linesQuery = z
  .strictObject({ ...scopeFields, officer: subject.exactOptional(), stage: stageAsked, of: z.enum(['numerator', 'denominator']).default('numerator'), limit, after })
  .superRefine(checkPeriod)
  .superRefine(checkScope)
  .superRefine(checkStage);
/** A `linesQuery` that was checked. */
export type LinesRequest = z.output<typeof linesQuery>;

/** Of which stage, or of all of a scope, the shares of delays are listed. Without a period: the present month. */
export const delayLinesQuery = z.strictObject({ ...delayFields, stage: stageAsked, limit, after }).superRefine(checkPeriod).superRefine(checkStage);
/** A `delayLinesQuery` that was checked. */
export type DelayLinesRequest = z.output<typeof delayLinesQuery>;

/** Which two rates are compared. */
export const comparisonQuery = z
  .strictObject({ ...scopeFields, left: rateName.default('late-rate'), right: rateName.default('late-rate-by-date') })
  .superRefine(checkPeriod)
  .superRefine(checkScope);
/** A `comparisonQuery` that was checked. */
export type ComparisonRequest = z.output<typeof comparisonQuery>;

/** Whose data errors are listed. */
export const dataErrorsQuery = z.strictObject({ agency: reference.exactOptional(), procedure: reference.exactOptional(), field: reference.exactOptional(), limit, after });
/** A `dataErrorsQuery` that was checked. */
export type DataErrorsRequest = z.output<typeof dataErrorsQuery>;

/** Cases have codes of their own within a procedure only. */
function checkScope({ procedure, case: chosen, groupBy }: { readonly procedure?: string; readonly case?: string; readonly groupBy?: string }, context: z.RefinementCtx): void {
  if (procedure === undefined && (chosen !== undefined || groupBy === 'case')) {
    context.addIssue({ code: 'custom', path: ['procedure'], message: 'is needed: the codes of cases are those of one procedure' });
  }
}

/** Stages have codes of their own within a procedure only. */
function checkStage({ procedure, stage }: { readonly procedure?: string; readonly stage?: string }, context: z.RefinementCtx): void {
  if (procedure === undefined && stage !== undefined) {
    context.addIssue({ code: 'custom', path: ['procedure'], message: 'is needed: the codes of stages are those of one procedure' });
  }
}

/** A period is one word, a month, or whole days from one to another. */
export function checkPeriod({ period, bounds, month, from, to }: PeriodRequest, context: z.RefinementCtx): void {
  if (period !== undefined && (month !== undefined || from !== undefined || to !== undefined)) {
    context.addIssue({ code: 'custom', path: ['period'], message: 'cannot be given together with month, from and to' });
  }
  if (bounds === 'report' && (from !== undefined || !isReportSpan(parsePeriod(period ?? month ?? '') ?? PRESENT))) {
    context.addIssue({ code: 'custom', path: ['bounds'], message: 'reports are made of a month, quarter, half-year, nine months or a year' });
  }
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
export interface PeriodRequest {
  readonly period?: string;
  readonly bounds?: 'calendar' | 'report';
  readonly month?: string;
  readonly from?: string;
  readonly to?: string;
  readonly groupBy?: (typeof FIGURE_GROUPS)[number];
}

/** Stands for the present month where none is named. */
const PRESENT: Period = { kind: 'month', year: 2000, month: 1 };

/** The period a request means; `rules` cut off those of reports. */
export function periodOf(request: PeriodRequest, at: Instant, rules: ReportRules): Period {
  const period = calendarPeriod(request, at);
  return request.bounds === 'report' ? (reportPeriod(period, rules) ?? period) : period;
}

function calendarPeriod({ period, month, from, to, groupBy }: PeriodRequest, at: Instant): Period {
  const named = period === undefined ? undefined : parsePeriod(period);
  if (named !== undefined) {
    return named;
  }
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
