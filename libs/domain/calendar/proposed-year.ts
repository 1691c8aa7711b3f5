import { addCalendarDays, localDateFrom, weekdayOf, yearOf, type LocalDate } from '../time/local-date.js';

/** Where the lunar holidays of a year fall. */
export interface LunarHolidays {
  /** First day of the lunar year (Tết Nguyên đán, mùng 1). */
  readonly tet: LocalDate;
  /** Tenth day of the third lunar month (Giỗ Tổ Hùng Vương). */
  readonly hungKings: LocalDate;
}

/** What a day off is for. */
export type Occasion = 'new-year' | 'tet' | 'hung-kings' | 'victory-day' | 'labour-day' | 'national-day' | 'culture-day';

/**
 * A day that is off unless the year's notice says otherwise: the holiday itself, the day off for one that fell on weekly
 * rest, or weekly rest within a break, which an office open at weekends has off as well.
 */
export interface ProposedDay {
  readonly date: LocalDate;
  readonly kind: 'holiday' | 'compensation' | 'weekly-rest';
  /** Occasions of the break, of a holiday its own; never empty. */
  readonly occasions: readonly Occasion[];
}

/** First year under the Labour Code 2019: National Day has two days from then on. */
export const LABOUR_CODE_2019_FROM = 2021;
/** First year with 24 November off (Nghị quyết 28/2026/QH16 Art. 2). */
const CULTURE_DAY_FROM = 2026;

const FIXED: readonly (readonly [Occasion, number, number])[] = [
  ['new-year', 1, 1],
  ['victory-day', 4, 30],
  ['labour-day', 5, 1],
  ['national-day', 9, 2],
];

interface Holiday {
  readonly date: LocalDate;
  readonly occasion: Occasion;
}

/**
 * The days off of a year that has no notice yet, in date order.
 *
 * - 1 January, 30 April, 1 May, the tenth of the third lunar month: one day each (Labour Code 2019 Art. 112.1).
 * - Tết: five days in a row from one or two days before mùng 1, whichever has fewer days of weekly rest among them; two where
 *   they are equal. Every notice from 2019 to 2026 chose so.
 * - National Day: 2 September and, from 2021, the working weekday beside it (Art. 112.1.đ); of two the one that gives the longer
 *   break, else 1 September. Every notice from 2021 to 2026 chose so.
 * - A holiday on weekly rest is compensated on the next working day (Art. 111.3).
 * - 24 November, from 2026, never compensated (Nghị quyết 28/2026/QH16 Art. 2 stands outside Art. 112.1).
 * - Saturdays and Sundays that touch a break belong to it, within the year.
 *
 * Swaps are never proposed: only a notice makes them. Throws `RangeError` when a lunar date lies in another year.
 */
export function proposeYear(year: number, lunar: LunarHolidays): readonly ProposedDay[] {
  for (const date of [lunar.tet, lunar.hungKings]) {
    if (yearOf(date) !== year) {
      throw new RangeError(`The lunar holidays given for ${String(year)} lie in ${String(yearOf(date))}`);
    }
  }
  const compensated = holidaysOf(year, lunar);
  const cultureDay: readonly Holiday[] = year < CULTURE_DAY_FROM ? [] : [{ date: localDateFrom(year, 11, 24), occasion: 'culture-day' }];
  const days = new Map<LocalDate, ProposedDay>();
  for (const { date, occasion } of [...compensated, ...cultureDay]) {
    const other = days.get(date);
    days.set(date, { date, kind: 'holiday', occasions: [...(other?.occasions ?? []), occasion] });
  }
  compensate(compensated, days);
  addWeeklyRest(year, days);
  return [...days.values()].toSorted((a, b) => a.date - b.date);
}

function holidaysOf(year: number, { tet, hungKings }: LunarHolidays): readonly Holiday[] {
  return [
    ...FIXED.map(([occasion, month, day]): Holiday => ({ date: localDateFrom(year, month, day), occasion })),
    ...tetSpan(tet).map((date): Holiday => ({ date, occasion: 'tet' })),
    { date: hungKings, occasion: 'hung-kings' as const },
    ...(year < LABOUR_CODE_2019_FROM ? [] : [{ date: secondNationalDay(year), occasion: 'national-day' as const }]),
  ].toSorted((a, b) => a.date - b.date);
}

function tetSpan(tet: LocalDate): readonly LocalDate[] {
  const [two, one] = [fiveFrom(addCalendarDays(tet, -2)), fiveFrom(addCalendarDays(tet, -1))];
  const rests = (span: readonly LocalDate[]): number => span.filter(isWeeklyRest).length;
  return rests(one) < rests(two) ? one : two;
}

function fiveFrom(first: LocalDate): readonly LocalDate[] {
  return [0, 1, 2, 3, 4].map((n) => addCalendarDays(first, n));
}

function secondNationalDay(year: number): LocalDate {
  const [eve, next] = [localDateFrom(year, 9, 1), localDateFrom(year, 9, 3)];
  if (isWeeklyRest(eve)) {
    return next;
  }
  // 1 September is a weekday: 3 September gives the longer break only where it leads into the weekend.
  return weekdayOf(next) === 'fri' ? next : eve;
}

/** Gives each holiday on weekly rest the next day that is neither rest nor off already. */
function compensate(holidays: readonly Holiday[], days: Map<LocalDate, ProposedDay>): void {
  for (const { date, occasion } of holidays.filter((holiday) => isWeeklyRest(holiday.date))) {
    let free = addCalendarDays(date, 1);
    while (isWeeklyRest(free) || days.has(free)) {
      free = addCalendarDays(free, 1);
    }
    days.set(free, { date: free, kind: 'compensation', occasions: [occasion] });
  }
}

function addWeeklyRest(year: number, days: Map<LocalDate, ProposedDay>): void {
  for (const day of [...days.values()]) {
    for (const step of [-1, 1]) {
      for (let date = addCalendarDays(day.date, step); isWeeklyRest(date) && yearOf(date) === year && !days.has(date); date = addCalendarDays(date, step)) {
        days.set(date, { date, kind: 'weekly-rest', occasions: breakAround(day.date, days) });
      }
    }
  }
}

/** Occasions of the unbroken run of days off a day belongs to. */
function breakAround(date: LocalDate, days: ReadonlyMap<LocalDate, ProposedDay>): readonly Occasion[] {
  let first = date;
  while (days.has(addCalendarDays(first, -1))) {
    first = addCalendarDays(first, -1);
  }
  const occasions = new Set<Occasion>();
  for (let day = days.get(first); day !== undefined; day = days.get(addCalendarDays(day.date, 1))) {
    day.occasions.forEach((occasion) => occasions.add(occasion));
  }
  return [...occasions];
}

function isWeeklyRest(date: LocalDate): boolean {
  return ['sat', 'sun'].includes(weekdayOf(date));
}
