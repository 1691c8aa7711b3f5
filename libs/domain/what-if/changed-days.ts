import type { ClockInterval } from '../calendar/definition.js';
import { dayReason, type EffectiveCalendar, type EffectiveDay, yearStatus } from '../calendar/effective.js';
import { byDate } from '../calendar/by-date.js';
import { type MinuteInterval, normaliseHours } from '../calendar/hours.js';
import { addCalendarDays, formatLocalDate, type LocalDate, parseLocalDate, weekdayOf, WEEKDAYS, yearOf } from '../time/local-date.js';
import type { Scenario, WorkedHours } from './scenario.js';

/** What a scenario does to one local day. */
export interface ChangedDate {
  readonly day: LocalDate;
  /** `off`, or the hours it is newly worked for; `ordinary` ones open a weekly rest only, never a holiday. */
  readonly to: 'off' | { readonly hours: WorkedHours; readonly ordinary: boolean };
  readonly agencies?: readonly string[];
}

const NOON = 12 * 60;
const MINUTES = 24 * 60;
const LAYER = 'what-if';

/** Every day a scenario changes, weekly openings told day by day; days off last, so that they win. */
export function changedDates({ holidays, openDays }: Pick<Scenario, 'holidays' | 'openDays'>): readonly ChangedDate[] {
  const opened = openDays.flatMap(({ on, hours, agencies }) => {
    const named = agencies === undefined ? {} : { agencies };
    return 'date' in on
      ? [{ day: parseLocalDate(on.date), to: { hours, ordinary: false }, ...named }]
      : weekdays(on.every, parseLocalDate(on.from), parseLocalDate(on.to)).map((day) => ({ day, to: { hours, ordinary: true }, ...named }));
  });
  return [...opened, ...holidays.map(({ date, agencies }): ChangedDate => ({ day: parseLocalDate(date), to: 'off', ...(agencies === undefined ? {} : { agencies }) }))];
}

/** The days of a weekday in a span, both ends included. */
function weekdays(weekday: (typeof WEEKDAYS)[number], from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const ahead = (WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(weekdayOf(from)) + WEEKDAYS.length) % WEEKDAYS.length;
  const days: LocalDate[] = [];
  for (let day = addCalendarDays(from, ahead); day <= to; day = addCalendarDays(day, WEEKDAYS.length)) {
    days.push(day);
  }
  return days;
}

/** A calendar with some of its days changed, of the years it declares; the very same where none of them changes its hours. */
export function withChangedDays(calendar: EffectiveCalendar, changes: readonly Pick<ChangedDate, 'day' | 'to'>[]): EffectiveCalendar {
  const days = new Map<string, EffectiveDay>();
  for (const { day, to } of changes) {
    const [date, reason] = [formatLocalDate(day), dayReason(calendar, day)];
    if (yearStatus(calendar, yearOf(day)) === 'unknown') {
      continue;
    }
    if (to === 'off' ? reason.working : !reason.working && (!to.ordinary || reason.kind === 'weekly-rest')) {
      const hours = to === 'off' ? [] : workedHours(calendar, to.hours);
      days.set(date, { date, kind: to === 'off' ? 'holiday' : 'special-hours', name: '', source: LAYER, layer: LAYER, hours });
    } else if (to === 'off') {
      days.delete(date);
    }
  }
  return days.size === 0 ? calendar : { ...calendar, days: [...calendar.days.filter(({ date }) => !days.has(date)), ...days.values()].toSorted(byDate) };
}

/** Hours of a newly worked day: its own, or those of the first weekday the office works. */
function workedHours({ week }: EffectiveCalendar, hours: WorkedHours): readonly MinuteInterval[] {
  const usual = WEEKDAYS.map((weekday) => week[weekday]).find((open) => open.length > 0) ?? [];
  switch (hours) {
    case 'full':
      return usual;
    case 'morning':
      return within(usual, 0, NOON);
    case 'afternoon':
      return within(usual, NOON, MINUTES);
    default:
      return minutesOf(hours);
  }
}

/** Hours of a day in minutes. Throws `CalendarDefinitionError` for intervals that are none. */
export function minutesOf(hours: readonly ClockInterval[]): readonly MinuteInterval[] {
  return normaliseHours(hours, LAYER, 'openDays');
}

function within(hours: readonly MinuteInterval[], from: number, to: number): readonly MinuteInterval[] {
  return hours.flatMap(([opens, closes]): readonly MinuteInterval[] => (Math.max(opens, from) < Math.min(closes, to) ? [[Math.max(opens, from), Math.min(closes, to)]] : []));
}
