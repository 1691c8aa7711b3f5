import {
  addCalendarDays,
  buildWorkingCalendar,
  type ClockInterval,
  dayReason,
  type EffectiveCalendar,
  formatLocalDate,
  localDateFrom,
  mergeCalendars,
  weekdayOf,
  type WorkingCalendar,
} from '#domain';
import { nationalLayer } from '../calendar/layers.js';

const HOURS: readonly ClockInterval[] = [['07:00', '11:00'], ['13:00', '17:00']];
const WEEK = { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS };

/** The days of Monday to Friday that were, are or are proposed to be off in the national calendar: what other libraries can be told. */
export async function nationalDaysOff(): Promise<readonly string[]> {
  const nation = await nationalLayer();
  const effective = mergeCalendars([nation, { id: 'office', name: nation.name, week: WEEK }]);
  return effective.days.filter(({ hours }) => hours.length === 0).map(({ date }) => date);
}

/** An office with two intervals a day from Monday to Friday, over the years from `firstYear` to `lastYear`. */
export function officeOver(firstYear: number, lastYear: number, daysOff: readonly string[]): WorkingCalendar {
  return buildWorkingCalendar(effectiveOver(firstYear, lastYear, daysOff));
}

/** The same as plain data. */
export function effectiveOver(firstYear: number, lastYear: number, daysOff: readonly string[]): EffectiveCalendar {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => ({ year: firstYear + i, status: 'confirmed' as const, source: 'bench' }));
  const days = daysOff.map((date) => ({ date, kind: 'holiday' as const, name: 'bench', source: 'bench' }));
  return mergeCalendars([{ id: 'bench', name: 'bench', week: WEEK, days, years }]);
}

/** Fifteen days off a year, at dates that wander: as many as the law gives, over as many years as wanted. */
export function daysOffOver(firstYear: number, lastYear: number): readonly string[] {
  const dates: string[] = [];
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (let i = 0; i < 15; i += 1) {
      dates.push(formatLocalDate(localDateFrom(year, 1 + ((i * 4 + year) % 12), 1 + ((i * 7 + year) % 28))));
    }
  }
  return [...new Set(dates)];
}

/** Local times of `count` receipts on working days of 2026, between 08:01 and 10:59: off every boundary. */
export function receiptsOf2026(count: number, calendar: WorkingCalendar): readonly string[] {
  const receipts: string[] = [];
  for (let i = 0; receipts.length < count; i += 1) {
    const date = addCalendarDays(localDateFrom(2026, 1, 5), (i * 97) % 300);
    const isOff = ['sat', 'sun'].includes(weekdayOf(date)) || !dayReason(calendar.effective, date).working;
    if (!isOff) {
      const minute = 1 + ((i * 53) % 178);
      receipts.push(`${formatLocalDate(date)}T${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
    }
  }
  return receipts;
}
