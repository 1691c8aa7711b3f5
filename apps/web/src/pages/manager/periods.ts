import { addCalendarDays, formatLocalDate, parseLocalDate } from '#domain';

/** A period that can be chosen: what the address and the server call it, and which text with which numbers names it for people. */
export interface NamedPeriod {
  readonly period: string;
  readonly text: 'period.ofMonth' | 'period.firstHalf' | 'period.secondHalf' | 'period.ofQuarter' | 'period.ofH1' | 'period.ofH2' | 'period.ofNine' | 'period.ofYear';
  readonly values: { readonly year: string; readonly month?: string; readonly quarter?: string };
}

/** Kinds of periods in the order in which they are offered. */
export const PERIOD_KINDS = ['months', 'half-months', 'quarters', 'half-years', 'nine-months', 'years'] as const;
/** A kind of period. */
export type PeriodKind = (typeof PERIOD_KINDS)[number];

const MONTHS_BACK = 13;
const QUARTERS_BACK = 6;
const YEARS_BACK = 3;
const FIRST_HALF_ENDS = 14;
/** Months and weeks before the last of a trend: as many as the server tells where it is asked for no period. */
const TREND_BACK = { months: 11, weeks: 12 };
const DAYS_A_WEEK = 7;

const NAMED = /^(20\d\d)(?:-(0[1-9]|1[0-2])(?:-([AB]))?|-Q([1-4])|-(H[12]|9M))?$/u;

/** Periods of every kind back from a day (`2026-11-29`), the latest first. */
export function periodsUntil(today: string): Readonly<Record<PeriodKind, readonly NamedPeriod[]>> {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const months = Array.from({ length: MONTHS_BACK }, (_, back) => monthBefore(year, month, back));
  const secondHalf = Number(today.slice(8)) > FIRST_HALF_ENDS;
  const years = Array.from({ length: YEARS_BACK }, (_, back) => year - back);
  return {
    months: months.map(({ y, m }) => ({ period: `${y}-${two(m)}`, text: 'period.ofMonth', values: { year: y, month: two(m) } })),
    'half-months': months.slice(0, 4).flatMap(({ y, m }, back) => [
      ...(back === 0 && !secondHalf ? [] : [{ period: `${y}-${two(m)}-B`, text: 'period.secondHalf' as const, values: { year: y, month: two(m) } }]),
      { period: `${y}-${two(m)}-A`, text: 'period.firstHalf' as const, values: { year: y, month: two(m) } },
    ]),
    quarters: Array.from({ length: QUARTERS_BACK }, (_, back) => quarterBefore(year, Math.ceil(month / 3), back)),
    'half-years': years.flatMap((y) => [...(y < year || month > 6 ? [{ period: `${String(y)}-H2`, text: 'period.ofH2' as const, values: { year: String(y) } }] : []), { period: `${String(y)}-H1`, text: 'period.ofH1' as const, values: { year: String(y) } }]),
    'nine-months': years.map((y) => ({ period: `${String(y)}-9M`, text: 'period.ofNine', values: { year: String(y) } })),
    years: years.map((y) => ({ period: String(y), text: 'period.ofYear', values: { year: String(y) } })),
  };
}

/** How a period of an address (`2026-H1`) is named; none for what is no period. */
export function namedPeriod(period: string): NamedPeriod | undefined {
  const [, year, month, half, quarter, part] = NAMED.exec(period) ?? [];
  if (year === undefined) return undefined;
  if (month !== undefined) return { period, text: half === undefined ? 'period.ofMonth' : half === 'A' ? 'period.firstHalf' : 'period.secondHalf', values: { year, month } };
  if (quarter !== undefined) return { period, text: 'period.ofQuarter', values: { year, quarter } };
  return { period, text: part === 'H1' ? 'period.ofH1' : part === 'H2' ? 'period.ofH2' : part === '9M' ? 'period.ofNine' : 'period.ofYear', values: { year } };
}

/** The days of a trend that ends with a month or a half of one (`2026-05`, `2026-05-A`), or by months with the whole month of the half; none for another period. */
export function trendUntil(period: string, step: 'month' | 'week'): { readonly from: string; readonly to: string } | undefined {
  const named = namedPeriod(period);
  const { year = '', month } = named?.values ?? {};
  if (named === undefined || month === undefined) return undefined;
  const to = step === 'week' && named.text === 'period.firstHalf' ? `${year}-${month}-${String(FIRST_HALF_ENDS)}` : lastDay(year, Number(month));
  if (step === 'week') return { from: formatLocalDate(addCalendarDays(parseLocalDate(to), -TREND_BACK.weeks * DAYS_A_WEEK)), to };
  const { y, m } = monthBefore(Number(year), Number(month), TREND_BACK.months);
  return { from: `${y}-${two(m)}-01`, to };
}

/** The last day of a month (1 to 12). */
export function lastDay(year: string, month: number): string {
  return new Date(Date.UTC(Number(year), month, 0)).toISOString().slice(0, 10);
}

/** Kinds reports are made for: they may be cut off as the installation's reports are. */
export function isReportPeriod(period: string | undefined): boolean {
  return period === undefined || /^20\d\d(-Q[1-4]|-H[12]|-9M|-(0[1-9]|1[0-2]))?$/u.test(period);
}

function monthBefore(year: number, month: number, back: number): { readonly y: string; readonly m: number } {
  const count = year * 12 + month - 1 - back;
  return { y: String(Math.floor(count / 12)), m: (count % 12) + 1 };
}

function quarterBefore(year: number, quarter: number, back: number): NamedPeriod {
  const count = year * 4 + quarter - 1 - back;
  const [y, q] = [String(Math.floor(count / 4)), String((count % 4) + 1)];
  return { period: `${y}-Q${q}`, text: 'period.ofQuarter', values: { year: y, quarter: q } };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
