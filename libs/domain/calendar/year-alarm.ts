import { monthOf, yearOf, type LocalDate } from '../time/local-date.js';
import { type EffectiveCalendar, yearStatus } from './effective.js';

/** First month in which the next year must have its notice. */
const ALARM_MONTH = 10;

/**
 * The years somebody must confirm now, ascending: those up to the present year, and from 1 October the next, that some calendar
 * has not confirmed by their notice; and the years after the last declared one that dossiers reach into already.
 *
 * @param reach the latest year a date of an open dossier lies in; absent where there is none
 */
export function yearsToConfirm(calendars: readonly EffectiveCalendar[], today: LocalDate, reach?: number): readonly number[] {
  const present = yearOf(today);
  const due = monthOf(today) >= ALARM_MONTH ? [present, present + 1] : [present];
  const unconfirmed = due.filter((year) => calendars.some((calendar) => yearStatus(calendar, year) !== 'confirmed'));
  const beyond = calendars.flatMap((calendar) => yearsBeyond(calendar, reach));
  return [...new Set([...unconfirmed, ...beyond])].sort((a, b) => a - b);
}

function yearsBeyond({ years }: EffectiveCalendar, reach: number | undefined): readonly number[] {
  const last = years.at(-1)?.year;
  return last === undefined || reach === undefined ? [] : Array.from({ length: Math.max(0, reach - last) }, (_, n) => last + n + 1);
}
