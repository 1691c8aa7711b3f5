import { addCalendarDays, type LocalDate, localDate, WEEKDAYS, weekdayOf } from '../time/local-date.js';
import { daysOf, monthsOf, type Period } from './periods.js';

/** What a series of figures goes on by: local days, weeks from Monday to Sunday, or months. */
export const SERIES_STEPS = ['day', 'week', 'month'] as const;
export type SeriesStep = (typeof SERIES_STEPS)[number];

/**
 * Every whole step a period touches, in order. The months of a report period are report months, cut off as it is, so that
 * nothing is in two of them and they add up to it.
 */
export function seriesOf(period: Period, step: SeriesStep): readonly Period[] {
  const { first, last } = daysOf(period);
  switch (step) {
    case 'day':
      return Array.from({ length: last - first + 1 }, (_, index) => ({ kind: 'day', day: localDate(first + index) }));
    case 'week': {
      const monday = mondayOf(first);
      return Array.from({ length: Math.floor((last - monday) / WEEKDAYS.length) + 1 }, (_, index) => weekFrom(localDate(monday + index * WEEKDAYS.length)));
    }
    case 'month':
      return period.kind === 'report' ? monthsOf(period.of).flatMap((month) => (month.kind === 'month' ? [{ kind: 'report', of: month, cutOffDay: period.cutOffDay } as const] : [])) : monthsOf(period);
  }
}

/** The Monday of a day's week. */
function mondayOf(day: LocalDate): LocalDate {
  return addCalendarDays(day, -WEEKDAYS.indexOf(weekdayOf(day)));
}

function weekFrom(monday: LocalDate): Period {
  return { kind: 'range', first: monday, last: addCalendarDays(monday, WEEKDAYS.length - 1) };
}
