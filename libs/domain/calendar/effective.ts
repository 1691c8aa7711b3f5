import { formatLocalDate, weekdayOf, type LocalDate, type Weekday } from '../time/local-date.js';
import type { CalendarDayKind, CalendarYear, CalendarYearStatus, ClosureReason } from './definition.js';
import type { MinuteInterval } from './hours.js';

/** What holds on a date that differs from its week. */
export interface EffectiveDay {
  readonly date: string;
  /** `weekly-hours`, `weekly-rest`: an ordinary day of another week than `week`, because a layer with hours of its own has ended. */
  readonly kind: CalendarDayKind | 'weekly-hours' | 'weekly-rest';
  /** Blank, as `source`, on an ordinary day. */
  readonly name: string;
  readonly source: string;
  /** Id of the layer that says so. */
  readonly layer: string;
  /** Open intervals of the date, empty when closed. */
  readonly hours: readonly MinuteInterval[];
  readonly swapWith?: string;
  readonly reason?: ClosureReason;
  readonly decision?: string;
}

/**
 * Merged layers, ready to build from: plain JSON, frozen, in one canonical order (days by date, years ascending), so equal
 * calendars have equal canonical JSON.
 */
export interface EffectiveCalendar {
  /** Ids of the layers from the outermost to the innermost, joined by `/`. */
  readonly id: string;
  readonly name: string;
  readonly week: Readonly<Record<Weekday, readonly MinuteInterval[]>>;
  readonly days: readonly EffectiveDay[];
  /** Contiguous, ascending. */
  readonly years: readonly CalendarYear[];
}

/** Why a date is worked or not: the statement about it, or its week (`weekly-hours`, `weekly-rest`; no name, no source). */
export interface DayReason {
  readonly date: string;
  readonly working: boolean;
  readonly kind: CalendarDayKind | 'weekly-hours' | 'weekly-rest';
  readonly hours: readonly MinuteInterval[];
  readonly name?: string;
  readonly source?: string;
  readonly layer?: string;
  readonly swapWith?: string;
  readonly reason?: ClosureReason;
  readonly decision?: string;
}

/** The reason for a date being on or off, whether or not its year is declared. */
export function dayReason(effective: EffectiveCalendar, date: LocalDate): DayReason {
  const text = formatLocalDate(date);
  const day = findDay(effective, text);
  if (day?.kind === 'weekly-hours' || day?.kind === 'weekly-rest') {
    return { date: text, working: day.hours.length > 0, kind: day.kind, hours: day.hours };
  }
  if (day !== undefined) {
    return { ...day, working: day.hours.length > 0 };
  }
  const hours = effective.week[weekdayOf(date)];
  const working = hours.length > 0;
  return { date: text, working, kind: working ? 'weekly-hours' : 'weekly-rest', hours };
}

/** What is known of a year: confirmed by its notice, proposed, or not declared at all. */
export function yearStatus(effective: EffectiveCalendar, year: number): CalendarYearStatus | 'unknown' {
  // Declared years are contiguous.
  return effective.years[year - (effective.years[0]?.year ?? year)]?.status ?? 'unknown';
}

function findDay(effective: EffectiveCalendar, date: string): EffectiveDay | undefined {
  let low = 0;
  let high = effective.days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const day = effective.days[middle];
    if (day === undefined || day.date >= date) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  const found = effective.days[low];
  return found?.date === date ? found : undefined;
}
