import { addCalendarDays, addMonths, daysInMonth, localDateFrom, type LocalDate } from '../time/local-date.js';
import { REPORT_PERIODS, type PlanWords, type ReportPeriod, type ScheduleWords } from './plan-words.js';

/** Why a task has no date of its own yet: a person must set one. */
export type AwaitingReason = 'another-document' | 'on-demand' | 'missing' | 'unread';

/**
 * When a task is to be done.
 *
 * - `deadline`: by the end of `lastDay`; not before `firstDay` where the plan says so;
 * - `deadlines`: by the end of each of several days, in their order;
 * - `recurring`: a report for each of the periods, due on `dueDay` of a month where the plan names one;
 * - `continuous`: all through the plan, looked at when it ends;
 * - `awaiting`: the plan gives no date.
 */
export type PlanSchedule =
  | { readonly kind: 'deadline'; readonly lastDay: LocalDate; readonly firstDay?: LocalDate }
  | { readonly kind: 'deadlines'; readonly lastDays: readonly LocalDate[] }
  | { readonly kind: 'recurring'; readonly periods: readonly ReportPeriod[]; readonly dueDay?: number }
  | { readonly kind: 'continuous' }
  | { readonly kind: 'awaiting'; readonly because: AwaitingReason };

/** What was read into a schedule that its text leaves open; shown to the person who confirms it. */
export const SCHEDULE_ASSUMPTIONS = ['year-of-plan', 'day-before'] as const;
export type ScheduleAssumption = (typeof SCHEDULE_ASSUMPTIONS)[number];

/** A schedule with what was assumed in reading it. */
export interface ReadSchedule {
  readonly schedule: PlanSchedule;
  readonly assumed: readonly ScheduleAssumption[];
}

type Groups = Readonly<Record<string, string | undefined>>;
type Reading = (found: Groups, year: YearTaken) => PlanSchedule | undefined;
type Pattern = Exclude<keyof ScheduleWords, 'periods' | 'several'>;
type YearTaken = (stated: string | undefined) => number;

const QUARTERS: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };

const READINGS: readonly (readonly [Pattern, Reading])[] = [
  ['continuous', () => ({ kind: 'continuous' })],
  ['year', ({ year }, taken) => endOfMonths(taken(year), 12)],
  ['halfYear', ({ year, half }, taken) => endOfMonths(taken(year), half === undefined ? 6 : 12)],
  ['quarter', ({ quarter = '', year, year2 }, taken) => endOfMonths(taken(year ?? year2), (QUARTERS[quarter] ?? Number(quarter)) * 3)],
  ['month', ({ month, year, year2 }, taken) => endOfMonths(taken(year ?? year2), Number(month))],
  ['dayRange', dayRange],
  ['monthRange', monthRange],
  ['day', singleDay],
  ['monthly', dayOfEveryMonth],
  ['onDemand', () => ({ kind: 'awaiting', because: 'on-demand' })],
  ['anotherDocument', () => ({ kind: 'awaiting', because: 'another-document' })],
];

/**
 * Reads the wording of a schedule. A year the text leaves out is the plan's, a day something must be done before is the day
 * before it; both are said to have been assumed. What no pattern fits is `unread`, never a date.
 */
export function readSchedule(text: string, planYear: number, words: PlanWords): ReadSchedule {
  const folded = words.fold(text).replace(/[.;:]+$/, '').replace(words.schedule.opening, '');
  if (folded === '') {
    return { schedule: { kind: 'awaiting', because: 'missing' }, assumed: [] };
  }
  const periods = recurringPeriods(folded, words.schedule);
  if (periods !== undefined) {
    return { schedule: { kind: 'recurring', periods }, assumed: [] };
  }
  return readOne(folded, planYear, words.schedule) ?? severalDays(folded, planYear, words.schedule) ?? { schedule: { kind: 'awaiting', because: 'unread' }, assumed: [] };
}

/** What one pattern makes of a text; `undefined` where none fits. */
function readOne(folded: string, planYear: number, words: ScheduleWords): ReadSchedule | undefined {
  for (const [name, read] of READINGS) {
    const match = words[name].exec(folded);
    if (match !== null) {
      return readBy(read, match.groups ?? {}, planYear);
    }
  }
  return undefined;
}

/** Several ends in their order, such as quarters of one year: each of the parts must be one, and the year of the last is that of all. */
function severalDays(folded: string, planYear: number, words: ScheduleWords): ReadSchedule | undefined {
  const { sign, unit, year } = words.several;
  const parts = folded.split(sign);
  if (parts.length < 2) {
    return undefined;
  }
  const named = unit.exec(folded)?.groups?.['unit'];
  const ofYear = year.exec(folded)?.[0] ?? '';
  const read = parts.map((part) => {
    const whole = named === undefined || unit.test(part) ? part : `${named} ${part}`;
    return readOne(year.test(whole) ? whole : `${whole}${ofYear}`, planYear, words);
  });
  const days = read.flatMap((each) => (each?.schedule.kind === 'deadline' && each.schedule.firstDay === undefined ? [each.schedule.lastDay] : []));
  const isOrdered = days.every((day, index) => index === 0 || day > (days[index - 1] ?? day));
  return days.length === parts.length && isOrdered ? { schedule: { kind: 'deadlines', lastDays: days }, assumed: SCHEDULE_ASSUMPTIONS.filter((each) => read.some((one) => one?.assumed.includes(each))) } : undefined;
}

function readBy(read: Reading, groups: Groups, planYear: number): ReadSchedule {
  const assumed: ScheduleAssumption[] = [];
  const schedule = read(groups, (stated) => {
    if (stated === undefined) {
      assumed.push('year-of-plan');
      return planYear;
    }
    return Number(stated);
  });
  if (schedule === undefined) {
    return { schedule: { kind: 'awaiting', because: 'unread' }, assumed: [] };
  }
  if (groups['before'] !== undefined) {
    assumed.push('day-before');
  }
  return { schedule, assumed };
}

/** The periods of a list such as "monthly", or "6 months, 9 months, year": each of its parts must be one, and something must say that it recurs. */
function recurringPeriods(folded: string, words: ScheduleWords): readonly ReportPeriod[] | undefined {
  const named = folded.replace(words.every, '');
  const parts = named.split(words.listSign);
  const found = parts.map((part) => REPORT_PERIODS.find((period) => words.periods[period].test(part)));
  const known = found.filter((period) => period !== undefined);
  const recurs = named !== folded || parts.length > 1;
  return recurs && known.length === parts.length ? REPORT_PERIODS.filter((period) => known.includes(period)) : undefined;
}

function endOfMonths(year: number, months: number): PlanSchedule | undefined {
  if (months < 1 || months > 12) {
    return undefined;
  }
  return { kind: 'deadline', lastDay: addCalendarDays(addMonths(localDateFrom(year, 1, 1), months), -1) };
}

function singleDay({ before, day, month, year, day2, month2, year2 }: Groups, taken: YearTaken): PlanSchedule | undefined {
  const found = dayOf(taken(year ?? year2), month ?? month2, day ?? day2);
  return found === undefined ? undefined : { kind: 'deadline', lastDay: before === undefined ? found : addCalendarDays(found, -1) };
}

function dayRange({ fromDay, fromMonth, fromYear, day, month, year, day2, month2, year2 }: Groups, taken: YearTaken): PlanSchedule | undefined {
  const lastYear = taken(year ?? year2);
  const lastDay = dayOf(lastYear, month ?? month2, day ?? day2);
  const firstDay = dayOf(fromYear === undefined ? lastYear : Number(fromYear), fromMonth, fromDay);
  return lastDay === undefined || firstDay === undefined || firstDay > lastDay ? undefined : { kind: 'deadline', firstDay, lastDay };
}

function monthRange({ fromMonth, month, year, year2 }: Groups, taken: YearTaken): PlanSchedule | undefined {
  const of = taken(year ?? year2);
  const end = endOfMonths(of, Number(month));
  const firstDay = dayOf(of, fromMonth, '1');
  return end?.kind !== 'deadline' || firstDay === undefined || firstDay > end.lastDay ? undefined : { ...end, firstDay };
}

/** A report of each month, due on one day of it; what must be there before a day is due on the day before. */
function dayOfEveryMonth({ before, day }: Groups): PlanSchedule | undefined {
  const dueDay = Number(day) - (before === undefined ? 0 : 1);
  return dueDay >= 1 && dueDay <= 31 ? { kind: 'recurring', periods: ['month'], dueDay } : undefined;
}

/** The day of a year, or nothing for one the month does not have. */
export function dayOf(year: number, month: string | undefined, day: string | undefined): LocalDate | undefined {
  const of = { month: Number(month), day: Number(day) };
  const exists = of.month >= 1 && of.month <= 12 && of.day >= 1 && of.day <= daysInMonth(year, of.month);
  return exists ? localDateFrom(year, of.month, of.day) : undefined;
}
