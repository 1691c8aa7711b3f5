import { addCalendarDays, dayOfMonth, localDateFrom, monthOf, yearOf, type LocalDate } from '../time/local-date.js';

/** A reporting period, in Vietnamese local days. `month`, `quarter` and `half` count from 1. */
export type Period =
  | { readonly kind: 'day'; readonly day: LocalDate }
  | { readonly kind: 'half-month'; readonly year: number; readonly month: number; readonly half: 1 | 2 }
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | { readonly kind: 'quarter'; readonly year: number; readonly quarter: number }
  | { readonly kind: 'half-year'; readonly year: number; readonly half: 1 | 2 }
  | { readonly kind: 'nine-months'; readonly year: number }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'report'; readonly of: ReportSpan; readonly cutOffDay: number }
  | { readonly kind: 'range'; readonly first: LocalDate; readonly last: LocalDate };

/** Periods a report is made for; each may be counted in whole months or from cut-off to cut-off. */
export type ReportSpan = Extract<Period, { readonly kind: 'month' | 'quarter' | 'half-year' | 'nine-months' | 'year' }>;

/** First and last local day of something, both included. */
export interface DaySpan {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/** How long a stored cell is. Half-months are 1–14 and 15–end, so that reports cut off on the 14th add up from them. */
export const STEPS = ['year', 'quarter', 'half-month', 'day'] as const;
export type Step = (typeof STEPS)[number];

/** Steps of cells: beside those of time one for everything there ever was, so that a stock of today is not added up from the years behind it. */
export const CELL_STEPS = ['all', ...STEPS] as const;
export type CellStep = (typeof CELL_STEPS)[number];

/** Cells of one step by their numbers, both included. That of everything has the number 0. */
export interface StepSpan {
  readonly step: CellStep;
  readonly from: number;
  readonly to: number;
}

const HALF_MONTH_STARTS = 15;
const HALVES_PER_YEAR = 24;
/** No date lies beyond it. */
const LAST_YEAR = 9999;

/** A cut-off that leaves whole months as they are. */
export const NO_CUT_OFF = 0;
const LATEST_CUT_OFF = 28;

/** True for a day of the month on which periodic reports may be cut off: every month has it. */
export function isCutOffDay(day: number): boolean {
  return Number.isInteger(day) && day >= NO_CUT_OFF && day <= LATEST_CUT_OFF;
}

/**
 * The days of a period. A report period ends on the cut-off day of its last month and begins the day after that of the month
 * before its first: with 14, March is 15 February to 14 March and a year 15 December to 14 December. Throws `RangeError` for a
 * month, quarter or half that does not exist, for a cut-off no month has, and for a range that ends before it begins.
 */
export function daysOf(period: Period): DaySpan {
  switch (period.kind) {
    case 'day':
      return { first: period.day, last: period.day };
    case 'half-month':
      return stepDays('half-month', halfMonthNumber(period.year, period.month, period.half));
    case 'month':
      return months(period.year, period.month, 1);
    case 'quarter':
      return months(period.year, period.quarter * 3 - 2, 3);
    case 'half-year':
      return months(period.year, period.half * 6 - 5, 6);
    case 'nine-months':
      return months(period.year, 1, 9);
    case 'report':
      return reportDays(daysOf(period.of), period.cutOffDay);
    case 'year':
      return stepDays('year', period.year);
    case 'range':
      if (period.first > period.last) {
        throw new RangeError(`A period cannot begin on day ${String(period.first)} after it ends on day ${String(period.last)}`);
      }
      return { first: period.first, last: period.last };
  }
}

/** The number of the cell a day lies in: the day itself, its half-month or quarter counted from year 0, or its year. */
export function stepNumber(step: Step, day: LocalDate): number {
  switch (step) {
    case 'day':
      return day;
    case 'half-month':
      return halfMonthNumber(yearOf(day), monthOf(day), dayOfMonth(day) < HALF_MONTH_STARTS ? 1 : 2);
    case 'quarter':
      return yearOf(day) * 4 + Math.floor((monthOf(day) - 1) / 3);
    case 'year':
      return yearOf(day);
  }
}

/** The days of the cell with this number; the opposite of `stepNumber`. */
export function stepDays(step: Step, number: number): DaySpan {
  return { first: firstDayOf(step, number), last: addCalendarDays(firstDayOf(step, number + 1), -1) };
}

/**
 * The fewest cells that together are exactly the days asked for, with the steps a grain has (coarse first, as in `STEPS`);
 * `undefined` when they cannot be composed of them.
 */
export function spansOf({ first, last }: DaySpan, steps: readonly Step[]): readonly StepSpan[] | undefined {
  if (first > last) {
    return [];
  }
  const [step, ...finer] = steps;
  if (step === undefined) {
    return undefined;
  }
  const from = stepNumber(step, addCalendarDays(first, -1)) + 1;
  const to = stepNumber(step, addCalendarDays(last, 1)) - 1;
  if (from > to) {
    return spansOf({ first, last }, finer);
  }
  const before = spansOf({ first, last: addCalendarDays(firstDayOf(step, from), -1) }, finer);
  const after = spansOf({ first: firstDayOf(step, to + 1), last }, finer);
  return before === undefined || after === undefined ? undefined : [...before, { step, from, to }, ...after];
}

/** Cells that are everything before a day: whole years since the beginning, then the rest of its year. `undefined` as in `spansOf`. */
export function spansBefore(day: LocalDate, steps: readonly Step[]): readonly StepSpan[] | undefined {
  const year = yearOf(day);
  const rest = spansOf({ first: firstDayOf('year', year), last: addCalendarDays(day, -1) }, steps);
  return rest === undefined ? undefined : [{ step: 'year', from: 0, to: year - 1 }, ...rest];
}

/** Cells that are everything after a day: the rest of its year, then whole years for ever. `undefined` as in `spansOf`. */
export function spansAfter(day: LocalDate, steps: readonly Step[]): readonly StepSpan[] | undefined {
  const year = yearOf(day);
  const rest = spansOf({ first: addCalendarDays(day, 1), last: stepDays('year', year).last }, steps);
  return rest === undefined ? undefined : [...rest, { step: 'year', from: year + 1, to: LAST_YEAR }];
}

/** The months a period touches, in order, for a series over it. */
export function monthsOf(period: Period): readonly Period[] {
  const { first, last } = daysOf(period);
  const of = (day: LocalDate): number => yearOf(day) * 12 + monthOf(day) - 1;
  return Array.from({ length: of(last) - of(first) + 1 }, (_, index) => {
    const month = of(first) + index;
    return { kind: 'month', year: Math.floor(month / 12), month: (month % 12) + 1 };
  });
}

function firstDayOf(step: Step, number: number): LocalDate {
  switch (step) {
    case 'day':
      return addCalendarDays(localDateFrom(1970, 1, 1), number);
    case 'half-month': {
      const year = Math.floor(number / HALVES_PER_YEAR);
      const half = number - year * HALVES_PER_YEAR;
      return localDateFrom(year, Math.floor(half / 2) + 1, half % 2 === 0 ? 1 : HALF_MONTH_STARTS);
    }
    case 'quarter':
      return localDateFrom(Math.floor(number / 4), (number - Math.floor(number / 4) * 4) * 3 + 1, 1);
    case 'year':
      return localDateFrom(number, 1, 1);
  }
}

function halfMonthNumber(year: number, month: number, half: 1 | 2): number {
  return year * HALVES_PER_YEAR + (month - 1) * 2 + (half - 1);
}

/** Both ends moved back to the cut-off of the month before each month's end. */
function reportDays({ first, last }: DaySpan, cutOffDay: number): DaySpan {
  if (!isCutOffDay(cutOffDay)) {
    throw new RangeError(`Reports cannot be cut off on day ${String(cutOffDay)} of a month: it is from ${String(NO_CUT_OFF)} to ${String(LATEST_CUT_OFF)}`);
  }
  if (cutOffDay === NO_CUT_OFF) {
    return { first, last };
  }
  const before = addCalendarDays(first, -1);
  return { first: addCalendarDays(localDateFrom(yearOf(before), monthOf(before), cutOffDay), 1), last: localDateFrom(yearOf(last), monthOf(last), cutOffDay) };
}

/** True for the 14th and the last day of a month. */
export function endsHalfMonth(day: LocalDate): boolean {
  return stepNumber('half-month', addCalendarDays(day, 1)) !== stepNumber('half-month', day);
}

function months(year: number, month: number, count: number): DaySpan {
  const first = localDateFrom(year, month, 1);
  const from = halfMonthNumber(year, month, 1);
  return { first, last: stepDays('half-month', from + count * 2 - 1).last };
}
